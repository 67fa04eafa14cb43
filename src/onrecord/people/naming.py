"""Whom a name means: an organization by any form of its name, a person by full name, surname, title and context."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from heapq import nlargest

from onrecord.people.cast import Cast
from onrecord.people.figures import Figure
from onrecord.people.links import Links
from onrecord.people.mentions import Mention
from onrecord.people.names import person_name, unshouted
from onrecord.people.roles import KIN, honorific_gender, same_word
from onrecord.people.salience import Attention, Place

_TITLE = re.compile(r"([A-Z][\w’'-]*)\.?\s+$")
_LOOKED_AT = 24  # bearers of a name that are compared, the latest mentioned first
_LONGEST_TITLE = 24  # characters


class Naming:
    """Gives names their figures."""

    def __init__(self, cast: Cast, links: Links, attention: Attention) -> None:
        self._cast = cast
        self._links = links
        self._attention = attention

    def figure(self, mention: Mention, place: Place) -> Figure | None:
        """The figure of a name."""
        form = " ".join(self._cast.scene.text[mention.start : mention.end].split())
        if mention.is_person:
            return self._person(form, mention, place)
        figure = self._cast.things.find(form)
        if figure is not None and not self._cast.things.is_metonym(form):
            figure.shown[form] += 1
        return figure

    def _person(self, form: str, mention: Mention, place: Place) -> Figure:
        text = self._cast.scene.text
        match = _TITLE.search(text, max(0, mention.start - _LONGEST_TITLE), mention.start)
        title = match[1] if match else ""
        gender = honorific_gender(title)
        bearers = self._cast.persons.bearers(form, gender)
        if not bearers:
            figure = self._cast.persons.newcomer(form, gender)
        elif len(bearers) == 1:
            figure = bearers[0]
        else:
            figure = self._meant(bearers, mention, place, title)
        name = person_name(form)
        figure.shown[unshouted(name.shown if name else form)] += 1
        return figure

    def _meant(self, bearers: Sequence[Figure], mention: Mention, place: Place, title: str) -> Figure:
        """Which bearer of a surname: by title, by the network's link, by who was mentioned last, often and first."""
        gender = honorific_gender(title)
        office = "" if gender else same_word(title)
        links = self._links.of(mention)

        def fit(figure: Figure) -> tuple[float, int]:
            score = 3.0 * links.get(figure, 0.0) + self._in_mind(figure, place)
            if gender and figure.gender:
                score += 4.0 if (gender > 0) == (figure.gender > 0) else -4.0
            if office and office in figure.about:
                score += 3.0
            if not gender and any(role.noun in KIN for role in figure.roles):
                score -= 3.0  # a relative is called so, or by full name
            return score, -figure.order

        return max(nlargest(_LOOKED_AT, bearers, key=self._attention.at), key=fit)

    def _in_mind(self, figure: Figure, place: Place) -> float:
        trace = self._attention.trace(figure)
        if trace is None:
            return 0.0
        return 1.0 + 0.5 * math.log(trace.times) + 2.0 / (1 + place.paragraph - trace.place.paragraph)

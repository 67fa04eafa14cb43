"""The text read once from its beginning: each name, description and pronoun is given its figure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.model.answer import Answer
from onrecord.people.descriptions import Descriptions
from onrecord.people.figures import Figure
from onrecord.people.mentions import Mention, Places
from onrecord.people.names import person_name
from onrecord.people.persons import Persons
from onrecord.people.phrases import before
from onrecord.people.roles import honorific_gender, same_word
from onrecord.people.salience import Attention, Place
from onrecord.people.scene import Scene
from onrecord.people.spotting import Names
from onrecord.people.things import Things
from onrecord.types import Span, Statement

_TITLE = re.compile(r"([A-Z][\w’'-]*)\.?\s+$")
_LINKED = 0.3  # links of the network below this probability are not used
_PREPOSITIONS = frozenset("of to in with by for from at on about against into under over between among toward towards than upon".split())
_VOTE = 0.4  # what a pronoun that was given to a figure says about its gender


class Cast(NamedTuple):
    """All that is known before the walk."""

    scene: Scene
    names: Names
    persons: Persons
    things: Things
    mentions: Sequence[Mention]
    contents: Places


class Walk:
    """Gives each mention its figure. at: where a mention begins → its figure."""

    def __init__(self, cast: Cast, answer: Answer, quoting: Mapping[int, Figure]) -> None:
        """quoting: number of a quotation → who speaks it, where that is known by name."""
        self._cast = cast
        self._scene = cast.scene
        self._answer = answer
        self._quoting = quoting
        self._targets = {
            link.head: (link.target, link.probability)
            for link in answer.links
            if link.target is not None and link.probability >= _LINKED
        }
        self.attention = Attention()
        self.descriptions = Descriptions(cast.scene.text, cast.persons.all, cast.things, self.attention)
        self.at: dict[int, Figure] = {}
        self.groups: dict[str, Figure] = {}  # several named together, by their names
        self._of_mark: dict[int, Figure] = {}
        self._passed: tuple[Mention, Figure] | None = None
        self._sentence = -1

    def run(self) -> None:
        """From the first mention to the last."""
        for mention in self._cast.mentions:
            place = self._place(mention)
            figure = self._figure(mention, place)
            if figure is None:
                continue
            self.at[mention.start] = figure
            figure.mentions.append(Span(mention.start, mention.end))
            if mention.mark is not None:
                self._of_mark[mention.mark] = figure
            self.attention.touch(figure, place, mention.form == "pronoun")
            self._passed = (mention, figure)
            if mention.joined:
                self._join(mention, place)

    def _join(self, mention: Mention, place: Place) -> None:
        """Several that are one source are remembered as a set as well: "they"."""
        members = [self.at[start] for start in mention.joined if start in self.at]
        if len(members) < 2:
            return
        name = " & ".join(member.display for member in members)
        group = self.groups.get(name)
        if group is None:
            group = self.groups[name] = Figure("group", named=False, plural=True, members=members)
            group.shown[name] = 1
        group.mentions.append(Span(mention.joined[0], mention.end))
        self.attention.touch(group, place, False)

    def _place(self, mention: Mention) -> Place:
        at = mention.start
        sentence = self._scene.sentence(at)
        first, self._sentence = sentence != self._sentence, sentence
        content = at in self._cast.contents
        subject = mention.source or (first and not content and not self._after_preposition(at))
        return Place(at, sentence, self._scene.paragraph(at), self._scene.quotation(at), subject, content, mention.source)

    def _after_preposition(self, at: int) -> bool:
        words = self._scene.text[max(0, at - 12) : at].split()
        return bool(words) and words[-1].lower() in _PREPOSITIONS

    def _figure(self, mention: Mention, place: Place) -> Figure | None:
        if mention.form == "name":
            return self._named(mention, place)
        if mention.form == "noun":
            return self._described(mention)
        return self._pronoun(mention, place)

    # -- names

    def _named(self, mention: Mention, place: Place) -> Figure | None:
        form = self._scene.text[mention.start : mention.end]
        if mention.name is None or mention.name.label != "Person":
            figure = self._cast.things.find(form)
            if figure is not None and not self._cast.things.is_metonym(form):
                figure.shown[" ".join(form.split())] += 1
            return figure
        bearers = self._cast.persons.bearers(form)
        gender = self._title_gender(mention)
        if bearers and gender:
            bearers = [one for one in bearers if one.gender * gender > -8]
        if not bearers:
            figure = self._cast.persons.newcomer(form)
            figure.gender = gender
        else:
            figure = bearers[0] if len(bearers) == 1 else self._meant(bearers, mention, place)
        figure.shown[self._shown(form)] += 1
        return figure

    def _title_gender(self, mention: Mention) -> float:
        title = _TITLE.search(self._scene.text, max(0, mention.start - 24), mention.start)
        return honorific_gender(title[1]) if title else 0.0

    def _shown(self, form: str) -> str:
        name = person_name(" ".join(form.split()))
        return name.shown if name else form

    def _meant(self, bearers: Sequence[Figure], mention: Mention, place: Place) -> Figure:
        """Which of several bearers of a surname: by title, by the network's link, by who was mentioned last and first."""
        title = _TITLE.search(self._scene.text, max(0, mention.start - 24), mention.start)
        gender = honorific_gender(title[1]) if title else 0.0
        office = same_word(title[1]) if title and not gender else ""
        links = self._links(mention)

        def fit(figure: Figure) -> tuple[float, int]:
            score = 3.0 * links.get(figure, 0.0)
            if gender and figure.gender:
                score += 4.0 if (gender > 0) == (figure.gender > 0) else -4.0
            if office and office in figure.about:
                score += 3.0
            trace = self.attention.trace(figure)
            if trace is not None:
                score += 1.0 + 0.5 * math.log(trace.count)
                score += 2.0 / (1 + place.paragraph - trace.paragraph)
            return score, -self._cast.persons.all.index(figure)

        return max(bearers, key=fit)

    # -- descriptions

    def _described(self, mention: Mention) -> Figure | None:
        head = mention.head
        if head is None:
            return None
        kind = self.descriptions.kind(head, mention.label)
        links = self._links(mention)
        linked = max(links, key=links.__getitem__) if links else None
        figure = self.descriptions.find(head, kind, linked)
        if figure is None:
            return self.descriptions.new(head, kind)
        self.descriptions.describe(figure, head)
        return figure

    # -- pronouns

    def _pronoun(self, mention: Mention, place: Place) -> Figure | None:
        pronoun = mention.pronoun
        if pronoun is None or pronoun.kind in ("I", "we", "any"):
            return None
        if pronoun.kind == "relative":
            return self._relative(mention)
        excluded = self._quoting.get(place.quoted) if place.quoted is not None else None
        figure = self.attention.choose(pronoun, place, self._links(mention), excluded)
        if figure is not None and pronoun.kind in ("he", "she"):
            figure.gender += _VOTE if pronoun.kind == "he" else -_VOTE
        return figure

    def _relative(self, mention: Mention) -> Figure | None:
        """What the words right before "who", "which" or "that" stand for."""
        who = self._scene.text[mention.start : mention.end].lower() in ("who", "whom", "whose")
        if self._passed is not None:
            last, figure = self._passed
            between = self._scene.text[last.end : mention.start]
            if not between.strip(" ,’'s\"”—–-") and (not who or figure.kind in ("person", "group") or figure.plural):
                return figure
        head = before(self._scene.text, mention.start, self._cast.names)
        if head is None:
            return None
        if head.name is not None:
            return self.at.get(head.name.start)
        if head.noun_at in self.at:
            return self.at[head.noun_at]
        kind = self.descriptions.kind(head, mention.label or ("Person" if who else ""))
        return self.descriptions.find(head, kind, None) or self.descriptions.new(head, kind)

    def _links(self, mention: Mention) -> dict[Figure, float]:
        """The figure of the mention that the network links this one to, with its probability."""
        if mention.mark is None or mention.mark not in self._targets:
            return {}
        target, probability = self._targets[mention.mark]
        figure = self._of_mark.get(target)
        return {} if figure is None else {figure: probability}


"""Whom a pronoun stands for: weighed by salience, and by the rules for relative pronouns and names still to come."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.people.apposition import apposed
from onrecord.people.cast import Cast
from onrecord.people.descriptions import Descriptions
from onrecord.people.figures import Figure
from onrecord.people.links import Links
from onrecord.people.mentions import Mention
from onrecord.people.phrases import before
from onrecord.people.pronouns import Pronoun
from onrecord.people.roles import OPENINGS
from onrecord.people.salience import Attention, Place

_TITLES_ONLY = re.compile(r"(?:[A-Z][\w.]*[ ])*")
_REACH = 120  # characters in which a clause before its subject ends
_VOTE = 0.4  # what a pronoun that was given to a figure says about its gender
_NEAR = 8  # characters between a noun and its relative pronoun
_BETWEEN = " ,’'s\"”—–-"  # signs between a noun and its relative pronoun


class Pointing:
    """Gives pronouns their figures. at: where a mention begins → its figure, for those read already."""

    def __init__(
        self,
        cast: Cast,
        links: Links,
        attention: Attention,
        descriptions: Descriptions,
        quoting: Mapping[int, Figure],
        at: Mapping[int, Figure],
    ) -> None:
        self._cast = cast
        self._links = links
        self._attention = attention
        self._descriptions = descriptions
        self._quoting = quoting
        self._at = at
        self._sources = {start: mention.joined for mention in cast.mentions for start in mention.joined}

    def figure(
        self, pronoun: Pronoun, mention: Mention, place: Place, last: tuple[Mention, Figure] | None
    ) -> Figure | None:
        """The figure of a pronoun of the third person or a relative one. last: the mention before it."""
        if pronoun.kind == "relative":
            return self._relative(mention, last)
        if (ahead := self._ahead(pronoun, mention, place)) is not None:
            return ahead
        excluded = self._joined_with(mention)
        if place.quoted is not None and place.quoted in self._quoting:
            excluded.append(self._quoting[place.quoted])  # who speaks is "I"
        figure = self._attention.choose(pronoun, place, self._links.of(mention), excluded)
        if figure is not None and pronoun.kind in ("he", "she"):
            figure.gender += _VOTE if pronoun.kind == "he" else -_VOTE
        return figure

    def _joined_with(self, mention: Mention) -> list[Figure]:
        """The people named beside a pronoun in one source: in "he and Roe" he is not Roe."""
        text, names = self._cast.scene.text, self._cast.names
        beside = (names.at(start) for start in self._sources.get(mention.start, ()))
        bearers = (self._cast.persons.bearers(text[name.start : name.end]) for name in beside if name is not None)
        return [one for found in bearers if len(found) == 1 for one in found]

    def _ahead(self, pronoun: Pronoun, mention: Mention, place: Place) -> Figure | None:
        """Whom a pronoun before its name stands for: "In his speech, Jane Roe said"."""
        text, scene = self._cast.scene.text, self._cast.scene
        comma = text.find(", ", mention.end, mention.end + _REACH)
        if comma < 0 or place.quoted is not None or pronoun.kind not in ("he", "she"):
            return None
        start = scene.sentence_start(mention.start)
        opening = text[start : start + 12].split(" ")[0].strip("“\"'")
        if opening not in OPENINGS or scene.sentence(comma) != place.sentence:
            return None
        subject = next(iter(self._cast.names.within(comma, comma + _REACH // 2)), None)
        if subject is None or subject.label != "Person" or not _TITLES_ONLY.fullmatch(text, comma + 2, subject.start):
            return None
        if text.find(", ", start, mention.start) >= 0:
            return None
        bearers = self._cast.persons.bearers(text[subject.start : subject.end])
        fits = len(bearers) == 1 and bearers[0].gender * (1 if pronoun.kind == "he" else -1) > 0
        return bearers[0] if fits else None

    def _relative(self, mention: Mention, last: tuple[Mention, Figure] | None) -> Figure | None:
        """What the words right before "who", "which" or "that" stand for."""
        text = self._cast.scene.text
        who = text[mention.start : mention.end].lower() in ("who", "whom", "whose")
        near = last is not None and mention.start - last[0].end < _NEAR
        if last and near and _may_be(last[1], who) and not text[last[0].end : mention.start].strip(_BETWEEN):
            return last[1]
        head = before(text, mention.start, self._cast.names)
        if head is None:
            return None
        named = apposed(self._cast, head, self._at)
        if named is not None and _may_be(named, who):
            return named
        known = self._at.get(head.noun_at if head.name is None else head.name.start)
        if known is not None or head.name is not None:
            return known if known is not None and _may_be(known, who) else None
        kind = self._descriptions.kind(head, mention.label or ("Person" if who else ""))
        return self._descriptions.find(head, kind, None) or self._descriptions.new(head, kind)


def _may_be(figure: Figure, who: bool) -> bool:
    """Can "who" (else "which", "that") stand for such a figure?"""
    if who:
        return figure.kind in ("person", "group") or figure.plural
    return figure.kind != "person"

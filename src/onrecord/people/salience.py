"""Whom a pronoun stands for: figures mentioned before it, weighed by how lately, where and as what.

A log-linear model over the candidates; eval/fit_pronouns.py fitted WEIGHTS on training articles.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.people.figures import Figure
from onrecord.people.pronouns import Pronoun

REACH = 14  # candidates looked at, the latest first
FAR = 12  # sentences; nothing further back is taken
SPEAKING = 4  # sentences for which a speaker stays in the reader's mind
LEAST = -1.0  # a candidate that weighs less is no answer
_SURE = 1.5  # gender beyond which a figure is no candidate
_KNOWN = 0.5  # gender beyond which it speaks for or against

WEIGHTS = {
    "same sentence": 2.6, "one back": 1.0, "two back": -0.1, "three back": -0.8, "four to six back": -0.9,
    "further": -1.7, "same paragraph": 0.8, "subject": 0.2, "pronoun before": 0.7, "named": 0.3, "speaker": 0.6,
    "often": 0.6, "quoted": -0.7, "in content": -0.3, "gender fits": 1.1, "gender against": -8.0, "linked": 2.0,
    "parallel": 0.5, "in headline": 0.5, "plural": 2.0, "organization": 0.2, "weak": 0.1, "source, weak": 0.1,
    "source, same sentence": -0.6, "source, one back": 0.9, "source, speaker": 1.5, "source, in content": -0.2,
    "source, subject": 0.2, "source, quoted": -1.8, "content, same sentence": 0.8, "content, speaker": -0.7,
    "possessive, same sentence": 0.6,
}  # fmt: skip
_OF_SOURCE = frozenset(("same sentence", "one back", "speaker", "in content", "subject", "quoted", "weak"))
_OF_CONTENT = frozenset(("same sentence", "speaker"))
_DISTANCES = (
    "same sentence",
    "one back",
    "two back",
    "three back",
    "four to six back",
    "four to six back",
    "four to six back",
)


class Place(NamedTuple):
    """Where a mention stands. sentence, paragraph, quoted: numbers; subject: likely its sentence's subject.

    content: inside what somebody says.  source: of a statement.  weak: it only says more of a noun ("the Obama
    administration", "Trump's plan").
    """

    at: int
    sentence: int
    paragraph: int
    quoted: int | None
    subject: bool
    content: bool
    source: bool
    weak: bool = False


class Trace(NamedTuple):
    """The last mention of a figure, whether it was a pronoun, and how many mentions there were."""

    place: Place
    pronoun: bool
    times: int


@dataclass(frozen=True)
class Speaking:
    """Who spoke last, in which sentence."""

    figure: Figure | None = None
    sentence: int = -SPEAKING - 1


class Attention:
    """What a reader has in mind at some point of the text."""

    def __init__(self) -> None:
        self._traces: dict[Figure, Trace] = {}  # the latest mentioned last
        self._kept: tuple[dict[Figure, Trace], Speaking] | None = None
        self.spoke = Speaking()
        self._sentence = 0

    def aside(self, begins: bool) -> None:
        """What a caption brings to mind is forgotten where the text goes on. begins: the caption does, else it ends."""
        if begins and self._kept is None:
            self._kept = (dict(self._traces), self.spoke)
        elif not begins and self._kept is not None:
            self._traces, self.spoke = self._kept
            self._kept = None

    def touch(self, figure: Figure, place: Place, pronoun: bool) -> None:
        """A mention of the figure has been read."""
        self._sentence = place.sentence
        before = self._traces.pop(figure, None)
        self._traces[figure] = Trace(place, pronoun, before.times + 1 if before else 1)
        if place.source:
            self.spoke = Speaking(figure, place.sentence)

    def trace(self, figure: Figure) -> Trace | None:
        """The figure's last mention."""
        return self._traces.get(figure)

    def at(self, figure: Figure) -> int:
        """Where the figure's last mention begins, -1 for none."""
        trace = self._traces.get(figure)
        return trace.place.at if trace else -1

    def speaker(self, within: int) -> Figure | None:
        """Who spoke last, if not more than this many sentences ago."""
        return self.spoke.figure if self._sentence - self.spoke.sentence <= within else None

    def candidates(self, pronoun: Pronoun, place: Place, excluded: Collection[Figure]) -> Iterator[Figure]:
        """Those the pronoun may stand for, the one mentioned last first."""
        seen = 0
        for figure in reversed(self._traces):
            if seen == REACH or place.sentence - self._traces[figure].place.sentence > FAR:
                return
            if figure not in excluded and may_be(figure, pronoun):
                seen += 1
                yield figure

    def signs(self, figure: Figure, pronoun: Pronoun, place: Place) -> list[str]:
        """What speaks for and against a candidate; each is in WEIGHTS."""
        trace = self._traces[figure]
        found = [_distance(place.sentence - trace.place.sentence), *_standing(trace, place)]
        if trace.pronoun:
            found.append("pronoun before")
        if figure.named:
            found.append("named")
        if figure is self.spoke.figure and place.sentence - self.spoke.sentence <= SPEAKING:
            found.append("speaker")
        if place.source:
            found += [f"source, {sign}" for sign in found if sign in _OF_SOURCE]
        elif place.content:
            found += [f"content, {sign}" for sign in found if sign in _OF_CONTENT]
        if pronoun.possessive and trace.place.sentence == place.sentence:
            found.append("possessive, same sentence")
        found += _agreement(figure, pronoun)
        return found

    def measures(self, figure: Figure, links: Mapping[Figure, float]) -> tuple[tuple[str, float], ...]:
        """What speaks for a candidate by degrees: how often it was mentioned, and the network's link to it (0 to 1)."""
        return ("often", math.log(self._traces[figure].times)), ("linked", links.get(figure, 0.0))

    def choose(
        self, pronoun: Pronoun, place: Place, links: Mapping[Figure, float], excluded: Collection[Figure] = ()
    ) -> Figure | None:
        """The figure the pronoun most likely stands for, None if nothing fits."""
        best, most = None, LEAST
        for figure in self.candidates(pronoun, place, excluded):
            weight = sum(WEIGHTS[sign] for sign in self.signs(figure, pronoun, place))
            weight += sum(WEIGHTS[name] * value for name, value in self.measures(figure, links))
            if weight > most:
                best, most = figure, weight
        return best


def _distance(away: int) -> str:
    return _DISTANCES[max(away, 0)] if away < len(_DISTANCES) else "further"


def _standing(trace: Trace, place: Place) -> Iterator[str]:
    """How a candidate's last mention stands in the text, seen from the pronoun."""
    last = trace.place
    if last.paragraph == place.paragraph:
        yield "same paragraph"
    elif last.paragraph == 0:
        yield "in headline"
    if last.subject:
        yield "subject"
        if place.subject:
            yield "parallel"
    if last.weak:
        yield "weak"
    if last.quoted is not None and last.quoted != place.quoted:
        yield "quoted"
    elif last.content and not place.content:
        yield "in content"


def _agreement(figure: Figure, pronoun: Pronoun) -> Iterator[str]:
    if pronoun.kind in ("he", "she"):
        gender = figure.gender if pronoun.kind == "he" else -figure.gender
        if abs(gender) >= _KNOWN:
            yield "gender fits" if gender > 0 else "gender against"
    elif figure.plural:
        yield "plural"
    elif figure.kind == "organization":
        yield "organization"


def may_be(figure: Figure, pronoun: Pronoun) -> bool:
    """Can this pronoun stand for such a figure at all?"""
    if pronoun.kind in ("he", "she"):
        gender = figure.gender if pronoun.kind == "he" else -figure.gender
        return figure.kind == "person" and gender > -_SURE
    if pronoun.kind == "they":
        return figure.plural or figure.kind in ("organization", "group")
    return pronoun.kind == "it" and figure.kind != "person" and not figure.plural

"""Whom a pronoun stands for: figures mentioned before it, weighed by how lately, where and as what.

A log-linear model over the candidates; WEIGHTS were fitted by eval/people/fit_pronouns.py on training articles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.people.figures import Figure
from onrecord.people.pronouns import Pronoun

REACH = 14  # candidates looked at, the latest first
FAR = 12  # sentences; nothing further back is taken
SPEAKING = 4  # sentences for which a speaker stays in the reader's mind

WEIGHTS = {
    "same sentence": 2.6, "one back": 1.1, "two back": 0.2, "three back": -0.8, "four to six back": -1.3,
    "further": -1.7, "same paragraph": 0.7, "subject": -0.1, "pronoun before": 0.4, "named": 0.6, "speaker": 0.5,
    "often": 0.8, "quoted": -0.4, "in content": -0.3, "gender fits": 1.2, "gender against": -4.0, "latest": 0.1,
    "linked": 2.0, "parallel": 0.9, "in headline": 0.8, "plural": 1.5, "organization": -0.4, "weak": 0.4,
    "source, weak": 0.4, "source, same sentence": -0.9, "source, one back": 1.2, "source, speaker": 1.6,
    "source, in content": 0.3, "source, subject": 0.8, "source, often": -0.2, "source, quoted": -1.2,
    "content, same sentence": 0.7, "content, speaker": -0.5, "possessive, same sentence": 1.2,
}  # fmt: skip
_OF_SOURCE = frozenset(("same sentence", "one back", "speaker", "in content", "subject", "often", "quoted", "weak"))
_OF_CONTENT = frozenset(("same sentence", "speaker"))
LEAST = -1.0  # a candidate below it is no answer


@dataclass
class Trace:
    """The last mention of a figure, and how many there were. quoted: number of its quotation."""

    at: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: int | None
    content: bool
    weak: bool
    pronoun: bool
    count: int = 1


@dataclass(frozen=True)
class Place:
    """Where a mention stands. sentence, paragraph, quoted: numbers; subject: likely its sentence's subject.

    weak: it only says more of a noun ("the Obama administration", "Trump's plan").
    """

    at: int
    sentence: int
    paragraph: int
    quoted: int | None
    subject: bool
    content: bool
    source: bool
    weak: bool = False


class Attention:
    """What a reader has in mind at some point of the text."""

    def __init__(self) -> None:
        self._traces: dict[Figure, Trace] = {}  # the latest mentioned last
        self.speaker: Figure | None = None
        self.spoke = -99  # sentence
        self.sentence = 0
        self._kept: tuple[dict[Figure, Trace], Figure | None, int] | None = None

    def aside(self, begins: bool) -> None:
        """What a caption brings to mind is forgotten where the text goes on. begins: the caption does, else it ends."""
        if begins and self._kept is None:
            self._kept = (dict(self._traces), self.speaker, self.spoke)
        elif not begins and self._kept is not None:
            self._traces, self.speaker, self.spoke = self._kept
            self._kept = None

    def touch(self, figure: Figure, place: Place, pronoun: bool) -> None:
        """A mention of the figure has been read."""
        self.sentence = place.sentence
        before = self._traces.pop(figure, None)
        count = before.count + 1 if before else 1
        self._traces[figure] = Trace(
            place.at,
            place.sentence,
            place.paragraph,
            place.subject,
            place.quoted,
            place.content,
            place.weak,
            pronoun,
            count,
        )
        if place.source:
            self.speaker, self.spoke = figure, place.sentence

    @property
    def silent(self) -> int:
        """Sentences since somebody spoke."""
        return self.sentence - self.spoke

    def trace(self, figure: Figure) -> Trace | None:
        """The figure's last mention."""
        return self._traces.get(figure)

    def latest(self) -> Iterator[Figure]:
        """Figures, the one mentioned last first."""
        return reversed(self._traces)

    def features(self, figure: Figure, pronoun: Pronoun, place: Place, linked: float) -> dict[str, float]:
        """What speaks for and against the figure; names are those of WEIGHTS."""
        trace = self._traces[figure]
        away = place.sentence - trace.sentence
        found = {_distance(away): 1.0, "often": math.log(trace.count)}
        if trace.paragraph == place.paragraph:
            found["same paragraph"] = 1.0
        if trace.subject:
            found["subject"] = 1.0
            if place.subject:
                found["parallel"] = 1.0
        if trace.pronoun:
            found["pronoun before"] = 1.0
        if trace.weak:
            found["weak"] = 1.0
        if figure.named:
            found["named"] = 1.0
        if figure is self.speaker and place.sentence - self.spoke <= SPEAKING:
            found["speaker"] = 1.0
        if trace.quoted is not None and trace.quoted != place.quoted:
            found["quoted"] = 1.0
        elif trace.content and not place.content:
            found["in content"] = 1.0
        if trace.paragraph == 0 and place.paragraph > 0:
            found["in headline"] = 1.0
        if linked:
            found["linked"] = linked
        found.update(_agreement(figure, pronoun))
        if place.source:
            found.update({f"source, {name}": found[name] for name in _OF_SOURCE & found.keys()})
        elif place.content:
            found.update({f"content, {name}": found[name] for name in _OF_CONTENT & found.keys()})
        if pronoun.possessive and away <= 0:
            found["possessive, same sentence"] = 1.0
        return found

    def choose(
        self, pronoun: Pronoun, place: Place, links: dict[Figure, float], excluded: Figure | None = None
    ) -> Figure | None:
        """The figure the pronoun most likely stands for, None if nothing fits."""
        best, most = None, LEAST
        seen = 0
        for figure in reversed(self._traces):
            if seen >= REACH or place.sentence - self._traces[figure].sentence > FAR:
                break
            if figure is excluded or not may_be(figure, pronoun):
                continue
            found = self.features(figure, pronoun, place, links.get(figure, 0.0))
            if not seen:
                found["latest"] = 1.0
            seen += 1
            score = sum(WEIGHTS[name] * value for name, value in found.items())
            if score > most:
                best, most = figure, score
        return best


def _distance(away: int) -> str:
    if away <= 0:
        return "same sentence"
    if away <= 3:
        return ("one back", "two back", "three back")[away - 1]
    return "four to six back" if away <= 6 else "further"


def _agreement(figure: Figure, pronoun: Pronoun) -> dict[str, float]:
    if pronoun.kind in ("he", "she"):
        gender = figure.gender if pronoun.kind == "he" else -figure.gender
        if gender >= 0.5:
            return {"gender fits": 1.0}
        return {"gender against": 1.0} if gender <= -0.5 else {}
    if figure.plural:
        return {"plural": 1.0}
    return {"organization": 1.0} if figure.kind == "organization" else {}


def may_be(figure: Figure, pronoun: Pronoun) -> bool:
    """Can this pronoun stand for such a figure at all?"""
    if pronoun.kind in ("he", "she"):
        return figure.kind == "person"
    if pronoun.kind == "they":
        return figure.plural or figure.kind in ("organization", "group")
    if pronoun.kind == "it":
        return figure.kind != "person" and not figure.plural
    return True

"""How well predicted statements match gold ones: the two measures that thresholds and confidence are fitted to.

Only letters and digits count. exact: source and content equal. soft: contents overlap by at least half (intersection
over union) and the sources overlap, or both are absent; each gold statement matches once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Sides:
    """The positions of a statement's letters and digits."""

    source: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, text: str, source: Spans, content: Spans) -> Sides:
        return cls(_letters(text, source), _letters(text, content))

    def agrees(self, other: Sides) -> float:
        """Intersection over union of the contents; 0.0 where the two do not match softly."""
        both = len(self.content & other.content)
        if not both or not (self.source & other.source or not (self.source or other.source)):
            return 0.0
        share = both / len(self.content | other.content)
        return share if share >= 0.5 else 0.0


@dataclass(frozen=True)
class Tally:
    """Counts over articles."""

    exact: int = 0
    soft: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.exact + other.exact, self.soft + other.soft, self.predicted + other.predicted, self.gold + other.gold
        )

    def f1(self, measure: str) -> float:
        """F1 in percent; measure: "exact" or "soft"."""
        return 200.0 * int(getattr(self, measure)) / max(self.predicted + self.gold, 1)


def _letters(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def gold_sides(text: str, rows: Iterable[Mapping[str, Spans]]) -> list[Sides]:
    sides = (Sides.of(text, row["source"], row["content"]) for row in rows)
    return [side for side in sides if side.content]


def matches(gold: Sequence[Sides], predicted: Sequence[Sides]) -> list[bool]:
    """For each predicted statement: does it match a gold one softly? The best overlaps are paired first."""
    pairs = sorted(
        (-agreement, i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if (agreement := p.agrees(g)) > 0
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return [i in left for i in range(len(predicted))]


def tally(gold: Sequence[Sides], predicted: Sequence[Sides]) -> Tally:
    exact = len(set(gold) & set(predicted))
    return Tally(exact, sum(matches(gold, predicted)), len(predicted), len(gold))

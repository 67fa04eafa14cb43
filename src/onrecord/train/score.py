"""How well predicted statements match gold ones: the measures that thresholds and confidence are fitted to.

Only letters and digits count. source, cue, content: spans equal, each counted once an article. exact: source and
content equal. soft: contents overlap by at least half (intersection over union) and the sources overlap, or both are
absent; each gold statement matches once. direct, quoted: recall of soft over the gold statements of which 95 % of the
content, or any of it, stands inside quotation marks: their words can be looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from onrecord.quotes import QuotationMask, quotations
from onrecord.types import Span

Spans = Sequence[Sequence[int]]
ROLES = ("source", "cue", "content")
MEASURES = (*ROLES, "exact", "soft", "quoted", "direct")
_DIRECT = 0.95


@dataclass(frozen=True)
class Sides:
    """The positions of a statement's letters and digits. quoted: the part of its content inside quotation marks."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    quoted: float = 0.0

    @classmethod
    def of(cls, text: str, source: Spans, cue: Spans, content: Spans) -> Sides:
        return cls(_letters(text, source), _letters(text, cue), _letters(text, content))

    def agrees(self, other: Sides) -> float:
        """Intersection over union of the contents; 0.0 where the two do not match softly."""
        both = len(self.content & other.content)
        if not both or not (self.source & other.source or not (self.source or other.source)):
            return 0.0
        share = both / len(self.content | other.content)
        return share if share >= 0.5 else 0.0


class Count(NamedTuple):
    """How many answers are right, how many were given, how many were wanted."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def plus(self, other: Count) -> Count:
        return Count(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return 100.0 * self.right / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        return 100.0 * self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """In percent, as the other two."""
        return 200.0 * self.right / max(self.predicted + self.gold, 1)


@dataclass(frozen=True)
class Tally:
    """Counts over articles, by MEASURES."""

    counts: Mapping[str, Count] = field(default_factory=lambda: dict.fromkeys(MEASURES, Count()))

    def __getitem__(self, measure: str) -> Count:
        return self.counts[measure]

    def __add__(self, other: Tally) -> Tally:
        return Tally({name: count.plus(other[name]) for name, count in self.counts.items()})


def _letters(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def gold_sides(text: str, rows: Iterable[Mapping[str, Spans]]) -> list[Sides]:
    mask = QuotationMask(quotations(text))
    sides = (
        replace(
            Sides.of(text, row["source"], row.get("cue", ()), row["content"]),
            quoted=mask.share(text, [Span(*piece) for piece in row["content"]]),
        )
        for row in rows
    )
    return [side for side in sides if side.content]


def matches(gold: Sequence[Sides], predicted: Sequence[Sides]) -> list[bool]:
    """For each predicted statement: does it match a gold one softly? The best overlaps are paired first."""
    left = {i for i, _ in _pairs(gold, predicted)}
    return [i in left for i in range(len(predicted))]


def _pairs(gold: Sequence[Sides], predicted: Sequence[Sides]) -> list[tuple[int, int]]:
    """Predicted statements and the gold ones they match."""
    pairs = sorted(
        (-agreement, i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if (agreement := p.agrees(g)) > 0
    )
    left: dict[int, int] = {}
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left[i] = j
            right.add(j)
    return list(left.items())


def tally(gold: Sequence[Sides], predicted: Sequence[Sides]) -> Tally:
    counts = {role: _alike([getattr(s, role) for s in gold], [getattr(s, role) for s in predicted]) for role in ROLES}
    same = {(s.source, s.content) for s in gold} & {(s.source, s.content) for s in predicted}
    counts["exact"] = Count(len(same), len(predicted), len(gold))
    pairs = _pairs(gold, predicted)
    counts["soft"] = Count(len(pairs), len(predicted), len(gold))
    for measure, least in (("quoted", 1e-9), ("direct", _DIRECT)):
        wanted = sum(s.quoted >= least for s in gold)
        counts[measure] = Count(sum(gold[j].quoted >= least for _, j in pairs), wanted, wanted)
    return Tally(counts)


def _alike(gold: Iterable[frozenset[int]], predicted: Iterable[frozenset[int]]) -> Count:
    wanted, found = set(gold) - {frozenset()}, set(predicted) - {frozenset()}
    return Count(len(wanted & found), len(found), len(wanted))

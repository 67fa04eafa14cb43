"""How well events match gold ones: what their thresholds are fitted to.

An event is found when its trigger and the gold one overlap by at least a third (intersection over union); each gold
event matches once, one of the same type first. A participant is right when it and a gold one of the role overlap by at
least half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onrecord.events.links import ROLES
from onrecord.types import Event, Span

TRIGGER, PARTICIPANT = 1 / 3, 1 / 2


@dataclass(frozen=True)
class Told:
    """An event as it is compared. roles: the places in each role."""

    type: str
    status: str
    trigger: Span
    roles: Mapping[str, tuple[Span, ...]]

    @classmethod
    def of(cls, event: Event) -> Told:
        roles = {
            "actor": tuple(who.words.spans[0] for who in event.actor),
            "recipient": tuple(who.words.spans[0] for who in event.recipient),
            "date": event.date.words.spans[:1] if event.date else (),
            "place": event.place.words.spans[:1] if event.place else (),
        }
        return cls(event.type, event.status, event.trigger.spans[0], roles)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Told:
        """An event of data/events."""
        lists = {role: row[role] or [] for role in ROLES}
        lists |= {role: [lists[role]] if lists[role] else [] for role in ("date", "place")}
        roles = {role: tuple(Span(*span) for span in spans) for role, spans in lists.items()}
        return cls(row["type"], row["status"], Span(*row["trigger"]), roles)


@dataclass
class Tally:
    """Counts over articles. status: (gold, predicted) of the events found with the right type."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    typed: int = 0
    false: int = 0
    status: Counter[tuple[str, str]] = field(default_factory=Counter)
    roles: dict[str, Counter[str]] = field(default_factory=lambda: {role: Counter() for role in ROLES})
    right: list[bool] = field(default_factory=list)  # for each predicted event: found with the right type?

    def f1(self) -> float:
        """Of trigger and type, in percent."""
        return 200.0 * self.typed / max(self.gold + self.predicted, 1)

    def false_share(self) -> float:
        """Predicted triggers that overlap no gold one, in percent."""
        return 100.0 * self.false / max(self.predicted, 1)

    def role_f1(self, role: str) -> float:
        """In percent, over the events found with the right type."""
        n = self.roles[role]
        recall, precision = n["gold right"] / max(n["gold"], 1), n["right"] / max(n["predicted"], 1)
        return 200.0 * recall * precision / max(recall + precision, 1e-9)

    def status_right(self) -> float:
        """In percent of the events found with the right type."""
        return 100.0 * sum(n for (gold, told), n in self.status.items() if gold == told) / max(self.typed, 1)

    def status_macro(self) -> float:
        """Mean recall over the statuses, in percent."""
        recalls = []
        for status in {gold for gold, _ in self.status}:
            of = [(told, n) for (gold, told), n in self.status.items() if gold == status]
            recalls.append(sum(n for told, n in of if told == status) / sum(n for _, n in of))
        return 100.0 * sum(recalls) / max(len(recalls), 1)


def overlap(a: Span, b: Span) -> float:
    """Intersection over union, in characters."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(both, 0) / (max(a.end, b.end) - min(a.start, b.start))


class Matched(NamedTuple):
    """Numbers of predicted events → of the gold ones that they find: any, and those of the same type."""

    found: dict[int, int]
    typed: dict[int, int]


def match(gold: Sequence[Told], predicted: Sequence[Told]) -> Matched:
    """The events of one article."""
    pairs = sorted(
        (g.type != p.type, i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if overlap(p.trigger, g.trigger) >= TRIGGER
    )
    found: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in found and j not in found.values():
            found[i] = j
    return Matched(found, {i: j for i, j in found.items() if predicted[i].type == gold[j].type})


def tally(total: Tally, gold: Sequence[Told], predicted: Sequence[Told]) -> None:
    """Adds one article."""
    found, typed = match(gold, predicted)
    total.gold += len(gold)
    total.predicted += len(predicted)
    total.found += len(found)
    total.typed += len(typed)
    total.false += sum(all(overlap(p.trigger, g.trigger) == 0 for g in gold) for p in predicted)
    total.right += [i in typed for i in range(len(predicted))]
    for i, j in typed.items():
        total.status[gold[j].status, predicted[i].status] += 1
        for role in ROLES:
            _add_role(total.roles[role], gold[j].roles[role], predicted[i].roles[role])


def _add_role(n: Counter[str], want: Sequence[Span], have: Sequence[Span]) -> None:
    n["gold"] += len(want)
    n["predicted"] += len(have)
    n["gold right"] += sum(any(overlap(w, h) >= PARTICIPANT for h in have) for w in want)
    n["right"] += sum(any(overlap(w, h) >= PARTICIPANT for w in want) for h in have)

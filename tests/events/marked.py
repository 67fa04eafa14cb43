"""What a network would mark in a text, told by its words: answers for tests of what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from onrecord.model.answer import Answer, Mark
from onrecord.model.decode import Link
from onrecord.types import Span, Status

INSIDE, EDGE = 5.0, 2.0  # nats


@dataclass(frozen=True)
class Told:
    """An event in words. roles: "actor", "recipient", "date" or "place" with the words in it; nth: of the trigger."""

    type: str
    trigger: str
    status: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    nth: int = 1


def told(type_: str, trigger: str, status: str | None = None, nth: int = 1, **roles: str | list[str]) -> Told:
    """told("CONSULT", "meet", "planned", actor=["Brandvik", "Reyl"], date="next week")."""
    pairs = [(role, w) for role, words in roles.items() for w in ([words] if isinstance(words, str) else words)]
    return Told(type_, trigger, status, tuple(pairs), nth)


def find(text: str, words: str, nth: int = 1) -> Span:
    """Where these words stand for the nth time; ValueError when they do not."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def near(text: str, words: str, place: Span) -> Span:
    """Where these words stand nearest to a place."""
    found = [Span(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)]
    if not found:
        raise ValueError(words)
    return min(found, key=lambda span: abs(span.start - place.start))


def answers(text: str, *events: Told) -> tuple[Answer, dict[Span, Status]]:
    """The answer to "events", and the statuses of the triggers that have one."""
    labels: dict[Span, str] = {}
    links: list[tuple[str, Span, Span]] = []
    statuses: dict[Span, Status] = {}
    for event in events:
        trigger = find(text, event.trigger, event.nth)
        labels[trigger] = event.type
        if event.status:
            statuses[trigger] = cast("Status", event.status)
        for role, words in event.roles:
            span = near(text, words, trigger)
            labels.setdefault(span, {"date": "Date", "place": "Place"}.get(role, "Participant"))
            links.append((role, trigger, span))
    order = sorted(labels)
    marks = tuple(Mark(*span, labels[span], INSIDE, EDGE) for span in order)
    joined = tuple(Link(role, order.index(head), order.index(target), 0.9) for role, head, target in links)
    return Answer(marks, joined), statuses

"""Political events (data/events/GUIDE.md) as spans and links: triggers with their type or status, and participants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.train.examples import Annotation, Labelled, Span

Row = Mapping[str, Any]
ROLES = ("actor", "recipient", "date", "place")


def event_mentions(events: Sequence[Row]) -> Annotation:
    """Triggers labelled with their PLOVER type, linked to participants, dates and places.

    Words that play several roles carry one label: Date before Participant before Place.
    """
    label: dict[Span, str] = {}
    for event in events:
        for role, span in _roles(event):
            wanted = {"date": "Date", "place": "Place"}.get(role, "Participant")
            label[span] = min(wanted, label.get(span, wanted), key=("Date", "Participant", "Place").index)
    spans = [Labelled(*span, name) for span, name in label.items()]
    index = {(span.start, span.end): k for k, span in enumerate(spans)}
    links: list[tuple[str, int, int]] = []
    for event in events:
        start, end = event["trigger"]
        spans.append(Labelled(start, end, event["type"]))
        links += [(role, len(spans) - 1, index[span]) for role, span in _roles(event)]
    return Annotation(tuple(spans), tuple(links))


def _roles(event: Row) -> Iterator[tuple[str, Span]]:
    for role in ROLES:
        found = event[role] or []
        for start, end in found if role in ("actor", "recipient") else [found] if found else []:
            yield role, (start, end)


def statuses(events: Sequence[Row]) -> Annotation:
    """Triggers labelled with their status."""
    return Annotation(tuple(Labelled(e["trigger"][0], e["trigger"][1], e["status"]) for e in events))

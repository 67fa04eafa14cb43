"""The report that the project came from: its kinds of events are told, and nothing planned is told as done.

Needs ONRECORD_CORPORA with articles/ in it; skipped without.
"""

from __future__ import annotations

from onrecord import Article, Reader

from .test_floors import folder

PUBLISHED = "2025-02-08"
TOLD = {
    ("CONSULT", "occurred"), ("CONSULT", "ongoing"), ("CONSULT", "planned"), ("CONSULT", "possible"),
    ("REQUEST", "occurred"), ("AGREE", "possible"), ("ASSAULT", "ongoing"),
}  # fmt: skip


def test_the_events_of_the_report() -> None:
    (path,) = (folder("ONRECORD_CORPORA") / "articles").glob("*.txt")
    reading = Reader().read(Article(path.read_text(encoding="utf-8"), published=PUBLISHED))
    assert {(event.type, event.status) for event in reading.events} >= TOLD
    (request,) = [event for event in reading.events if event.type == "REQUEST" and event.status == "occurred"]
    assert [
        reading.entities[who.entity].kind for who in (*request.actor, *request.recipient) if who.entity is not None
    ] == [
        "person",
        "person",
    ]
    next_week = [event.status for event in reading.events if event.date and event.date.value == "2025-W07"]
    assert next_week
    assert set(next_week) <= {"planned", "possible"}

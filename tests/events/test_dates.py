"""Status and date of an event go together."""

from __future__ import annotations

import pytest

from onrecord.events.dates import settled
from onrecord.types import Span, Status, Time, Words

TODAY = "2025-03-07T12:00:00Z"


@pytest.mark.parametrize(
    ("status", "words", "value", "wanted"),
    [
        ("occurred", "on Tuesday", "2025-03-04", ("occurred", "2025-03-04")),
        ("occurred", "on Tuesday", "2025-03-11", ("occurred", "?")),
        ("planned", "on Tuesday", "2025-03-04", ("planned", "?")),
        ("occurred", "next Tuesday", "2025-03-11", ("occurred", None)),
        ("planned", "last month", "2025-02", ("planned", None)),
        ("occurred", "on 12 May", "2025-05-12", ("occurred", "?")),
        ("planned", "in January 2012", "2012-01", ("occurred", "2012-01")),
        ("occurred", "in 2031", "2031", ("planned", "2031")),
        ("planned", "next month", "2025-04", ("planned", "2025-04")),
        ("planned", "this month", "2025-03", ("planned", "2025-03")),
        ("possible", "on Tuesday", "2025-03-04", ("possible", "2025-03-04")),
        ("occurred", "next week", "2025-W11", ("occurred", None)),
        ("occurred", "this week", "2025-W10", ("occurred", "2025-W10")),
        ("occurred", "next autumn", "2025-FA", ("occurred", None)),
        ("occurred", "one day", None, ("occurred", "?")),
    ],
)
def test_settled(status: Status, words: str, value: str | None, wanted: tuple[Status, str | None]) -> None:
    """wanted: status and value; "?" for words without a value, None for no date."""
    text = f"They met {words}."
    when = Time(Words.of(text, (Span(9, 9 + len(words)),)), "DATE", value)
    state, date = settled(text, status, when, TODAY)
    assert (state, date and (date.value or "?")) == wanted


def test_a_date_for_which_another_event_was_planned() -> None:
    text = "They called off a strike planned for Monday."
    when = Time(Words.of(text, (Span(37, 43),)), "DATE", "2025-03-10")
    assert settled(text, "occurred", when, TODAY) == ("occurred", None)

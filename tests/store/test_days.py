"""The day that a time begins with, and that of an event which tells none."""

from __future__ import annotations

import pytest

from onrecord.days import event_day, first_day
from onrecord.store.days import when_event
from onrecord.types import Span, Time, Words

PUBLISHED = "2025-03-04T08:30:00+01:00"

FIRST = {
    "2025-02-07": "2025-02-07",
    "2025-02-07TNI": "2025-02-07",
    "2025-02-07T23:00": "2025-02-07",
    "2025-W05": "2025-01-27",
    "2025-W05-WE": "2025-02-01",
    "2025-W05-3": "2025-01-29",
    "2020-W53": "2020-12-28",
    "2025-02": "2025-02-01",
    "2024-Q1": "2024-01-01",
    "2024-Q3": "2024-07-01",
    "2023-H1": "2023-01-01",
    "2023-H2": "2023-07-01",
    "2019-SP": "2019-03-01",
    "2019-SU": "2019-06-01",
    "2019-FA": "2019-09-01",
    "2024-WI": "2024-12-01",
    "2008": "2008-01-01",
    "199": "1990-01-01",
    "18": "1800-01-01",
    "2025-W60": "",
    "2023-02-29": "",
    "2025-13": "",
    "00": "",
    "PAST_REF": "",
    "FUTURE_REF": "",
    "XXXX-W05": "",
    "P3D": "",
    "": "",
}


@pytest.mark.parametrize(("value", "day"), FIRST.items())
def test_the_first_day(value: str, day: str) -> None:
    assert first_day(value) == day


def told(value: str | None, kind: str = "DATE") -> Time:
    return Time(Words("then", (Span(0, 4),)), kind, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "day", "when"),
    [
        (None, "2025-03-04", ("2025-03-04", False)),
        (told("2024-Q3"), "2024-07-01", ("2024-Q3", True)),
        (told("199"), "1990-01-01", ("199X", True)),
        (told("18"), "1800-01-01", ("18XX", True)),
        (told("PAST_REF"), "", ("", False)),  # years ago: not when it was printed
        (told(None), "", ("", False)),  # a Friday, nobody knows which
        (told("2023-02-29"), "", ("", False)),
        (told("PRESENT_REF"), "2025-03-04", ("2025-03-04", False)),
        (told("P3D", "DURATION"), "2025-03-04", ("2025-03-04", False)),
        (told("XXXX-WXX-5", "SET"), "2025-03-04", ("2025-03-04", False)),
    ],
)
def test_of_an_event(date: Time | None, day: str, when: tuple[str, bool]) -> None:
    assert event_day(date, PUBLISHED) == day
    assert when_event(date, PUBLISHED) == when

"""Stretches of the calendar, numbers in words, and where sentences end."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates.numbers import amount, position
from onrecord.dates.values import Grain, Period, containing, written_day

GRAINS = st.sampled_from(get_args(Grain))


@pytest.mark.parametrize(
    ("grain", "day", "value"),
    [
        ("day", date(2025, 2, 7), "2025-02-07"),
        ("week", date(2025, 2, 8), "2025-W06"),
        ("week", date(2024, 12, 30), "2025-W01"),
        ("week", date(2027, 1, 1), "2026-W53"),
        ("weekend", date(2025, 2, 3), "2025-W06-WE"),
        ("month", date(2009, 6, 30), "2009-06"),
        ("quarter", date(2008, 9, 30), "2008-Q3"),
        ("half", date(2009, 7, 1), "2009-H2"),
        ("season", date(2008, 10, 6), "2008-FA"),
        ("season", date(2009, 1, 15), "2008-WI"),
        ("year", date(2009, 1, 1), "2009"),
        ("decade", date(1999, 5, 5), "199"),
        ("century", date(1999, 5, 5), "19"),
    ],
)
def test_value(grain: Grain, day: date, value: str) -> None:
    assert containing(grain, day).value == value


@given(GRAINS, st.dates(date(2, 1, 1), date(9900, 1, 1)))
def test_a_period_holds_its_day_and_the_next_begins_behind_it(grain: Grain, day: date) -> None:
    period = containing(grain, day)
    following = period.shifted(1)
    assert following is not None
    assert period.first <= period.last < following.first
    if grain == "weekend":
        assert [period.first.weekday(), period.last.weekday()] == [5, 6]
    elif day.year > 200:
        assert period.first <= day <= period.last
        assert (following.first - period.last).days == 1


@given(GRAINS, st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-50, 50))
def test_there_and_back(grain: Grain, day: date, steps: int) -> None:
    period = containing(grain, day)
    there = period.shifted(steps)
    if there is not None:
        assert there.shifted(-steps) == period


@given(GRAINS, st.dates(), st.integers(-(10**6), 10**6))
def test_the_calendar_ends_without_a_fall(grain: Grain, day: date, steps: int) -> None:
    there = containing(grain, day).shifted(steps)
    assert there is None or isinstance(there.value, str)
    assert there is None or there.last >= there.first


def test_a_day_that_is_none() -> None:
    assert written_day(2011, 2, 29) is None
    assert written_day(2012, 2, 29) == Period("day", date(2012, 2, 29))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("three", 3), ("twenty-one", 21), ("forty", 40), ("a", 1), ("half an", 0.5), ("a dozen", 12), ("1,200", 1200),
        ("2.5", 2.5), ("two and a half", 2.5), ("one-and-a-half", 1.5), ("two hundred", 200), ("several", None),
        ("a few", None), ("", None), ("four score", None),
    ],
)  # fmt: skip
def test_amount(words: str, number: float | None) -> None:
    assert amount(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("third", 3),
        ("3rd", 3),
        ("21st", 21),
        ("twenty-first", 21),
        ("fortieth", 40),
        ("twelfth", 12),
        ("last", None),
        ("", None),
    ],
)
def test_position(words: str, number: int | None) -> None:
    assert position(words) == number

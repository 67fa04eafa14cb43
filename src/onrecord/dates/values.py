"""Stretches of the calendar and their TIMEX3 values, the grain kept.

TIMEX3 writes a day as 2025-02-07, a week (ISO 8601, from Monday) as 2025-W07, a weekend as 2025-W07-WE, a month as
2009-06, a quarter as 2008-Q3, a half as 2008-H1, a season as 2008-FA, a year as 2008, a decade as 200 and a century as
20 (the twenty-first).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

Grain = Literal["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]

DAYS: Final[dict[Grain, int]] = {"day": 1, "weekend": 7, "week": 7}  # from one to the next
MONTHS: Final[dict[Grain, int]] = {
    "month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
SEASON_NAMES: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}  # by first month, of the northern half of the earth
PARTS: Final = {
    "morning": "TMO", "midday": "TMI", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
}  # fmt: skip


class Period(NamedTuple):
    """A stretch of the calendar from its first day. Only what `containing` and `shifted` give is well formed."""

    grain: Grain
    first: date

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return _WRITTEN[self.grain](self.first)

    @property
    def last(self) -> date:
        """The last day."""
        if self.grain == "weekend":
            return min(self.first, date.max - timedelta(days=1)) + timedelta(days=1)
        following = self.shifted(1)
        return following.first - timedelta(days=1) if following else date.max

    def shifted(self, steps: int) -> Period | None:
        """The period so many steps of its own grain later; None beyond the years 1 to 9999."""
        try:
            if self.grain in DAYS:
                return Period(self.grain, self.first + timedelta(days=DAYS[self.grain] * steps))
            months = self.first.year * 12 + self.first.month - 1 + MONTHS[self.grain] * steps
            return Period(self.grain, date(months // 12, months % 12 + 1, 1))
        except (OverflowError, ValueError):
            return None


def containing(grain: Grain, day: date) -> Period:
    """The period of this grain that a day lies in; for a weekend, that of the day's week."""
    if grain == "day":
        return Period(grain, day)
    if grain in DAYS:
        monday = day.toordinal() - day.weekday()
        first = monday + (5 if grain == "weekend" else 0)
        return Period(grain, date.fromordinal(min(max(first, 1), date.max.toordinal())))
    months = day.year * 12 + day.month - 1
    if grain == "season":  # they begin in March; January and February belong to the winter before
        months -= (day.month - 3) % 3
    else:
        months -= months % MONTHS[grain]
    return Period(grain, date(max(months // 12, 1), months % 12 + 1, 1))


def written_day(year: int, month: int, day: int) -> Period | None:
    """The day of these numbers; None where the calendar has no such day."""
    try:
        return Period("day", date(year, month, day))
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """A month of a year from 1 to 9999."""
    return Period("month", date(year, month, 1))


def year_of(year: int) -> Period:
    """A year from 1 to 9999."""
    return Period("year", date(year, 1, 1))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_WRITTEN: Final[dict[Grain, Callable[[date], str]]] = {
    "day": lambda day: day.isoformat(),
    "week": _week,
    "weekend": lambda day: f"{_week(day)}-WE",
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "quarter": lambda day: f"{day.year:04}-Q{day.month // 3 + 1}",
    "half": lambda day: f"{day.year:04}-H{day.month // 6 + 1}",
    "season": lambda day: f"{day.year:04}-{SEASON_NAMES[day.month]}",
    "year": lambda day: f"{day.year:04}",
    "decade": lambda day: f"{day.year // 10:03}",
    "century": lambda day: f"{day.year // 100:02}",
}

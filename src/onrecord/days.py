"""The day that a TIMEX3 value stands for or begins with, and the day of an event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, Protocol

_SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}  # of the northern half of the earth, by first month
_DATES: Final = ("DATE", "TIME")
_NOW: Final = "PRESENT_REF"


class Dated(Protocol):
    """A time expression, such as `onrecord.types.Time`: of which type, with which TIMEX3 value."""

    @property
    def type(self) -> str:
        """DATE, TIME, DURATION or SET."""

    @property
    def value(self) -> str | None:
        """None where nothing tells which."""


def _on(year: str, month: int = 1, day: int = 1) -> date:
    return date(int(year), month, day)


_FIRST: Final[tuple[tuple[re.Pattern[str], Callable[..., date]], ...]] = tuple(
    (re.compile(pattern), first)
    for pattern, first in (
        (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", lambda year, month, day: _on(year, int(month), int(day))),
        (r"(\d{4})-W(\d\d)", lambda year, week: date.fromisocalendar(int(year), int(week), 1)),
        (r"(\d{4})-W(\d\d)-WE", lambda year, week: date.fromisocalendar(int(year), int(week), 6)),
        (r"(\d{4})-W(\d\d)-([1-7]).*", lambda year, week, n: date.fromisocalendar(int(year), int(week), int(n))),
        (r"(\d{4})-(\d\d)(?:-XX)?", lambda year, month: _on(year, int(month))),
        (r"(\d{4})-Q([1-4])", lambda year, quarter: _on(year, 3 * int(quarter) - 2)),
        (r"(\d{4})-H([12])", lambda year, half: _on(year, 6 * int(half) - 5)),
        (r"(\d{4})-(SP|SU|FA|AU|WI)", lambda year, season: _on(year, _SEASONS[season])),
        (r"(\d{4})(?:-XX)*", _on),
        (r"(\d{3})X?", lambda decade: _on(f"{decade}0")),
        (r"(\d\d)(?:XX)?", lambda century: _on(f"{century}00")),
    )
)


def first_day(value: str | None) -> str:
    """The first day of a TIMEX3 value: "2025-02-10" of "2025-W07", "1990-01-01" of "199"; "" where it tells none."""
    for pattern, first in _FIRST:
        if match := pattern.fullmatch(value or ""):
            try:
                return first(*match.groups()).isoformat()
            except ValueError:  # the calendar has no such day
                return ""
    return ""


def published_day(published: str | None) -> str:
    """The day of publication, as printed; "" unknown."""
    return datetime.fromisoformat(published).date().isoformat() if published else ""


def is_told(when: Dated | None) -> bool:
    """Whether the article tells another time than that of the report; how long or how often something was is none."""
    return when is not None and when.type in _DATES and when.value != _NOW


def event_day(when: Dated | None, published: str | None) -> str:
    """The first day of an event's date; of one without any, the day of publication.

    "" where neither is known, and where the date is one that has no day: "years ago" is not when that was printed.
    """
    return first_day(when.value) if when and is_told(when) else published_day(published)

"""Times as the record sorts them: the day that a value stands for or begins with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from onrecord.types import Time

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")
_MONTH: Final = re.compile(r"\d{4}-\d\d(?!\d)")
_YEAR: Final = re.compile(r"\d{4}(?!\d)")


def now() -> str:
    """This moment in UTC, ISO 8601, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def first_day(value: str | None) -> str:
    """The first day of a TIMEX3 value, "2025-02-10" of "2025-W07"; "" where it tells none."""
    value = value or ""
    if match := _DAY.match(value):
        return match.group()
    if match := _WEEK.match(value):
        try:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1).isoformat()
        except ValueError:
            return ""
    if match := _MONTH.match(value):
        return f"{match.group()}-01"
    return f"{match.group()}-01-01" if (match := _YEAR.match(value)) else ""


def extended(published: str | None) -> str | None:
    """A date, or date with time, in the extended format, "2025-02-08": older records hold others too ("20250208")."""
    if published is None or _DAY.match(published):
        return published
    moment = datetime.fromisoformat(published)
    return moment.isoformat() if "T" in published or ":" in published else moment.date().isoformat()


def said_day(said: Time | None, published: str | None) -> str:
    """The day on which words were said where the article tells the very day, else that on which it was published."""
    if said and said.value and _DAY.match(said.value):
        return said.value[:10]
    return published_day(published)


def published_day(published: str | None) -> str:
    """The day of publication, as printed; "" unknown."""
    return datetime.fromisoformat(published).date().isoformat() if published else ""


def event_day(when: Time | None, published: str | None) -> str:
    """The first day of an event's date, else that on which it was published."""
    return first_day(when.value if when else None) or published_day(published)


class When(NamedTuple):
    """When something was, at the grain that is known: "2023", "2025-W09". told: by the article; else it was published
    then. "" unknown.
    """

    value: str
    told: bool


def when_of(value: str | None, published: str | None) -> When:
    """What a TIMEX3 value tells where it tells a day, week, month or year, else the day of publication."""
    return When(value, True) if value and first_day(value) else When(published_day(published), False)

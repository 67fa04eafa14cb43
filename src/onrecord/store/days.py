"""Times as the record keeps and shows them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from onrecord.days import first_day, is_told, published_day
from onrecord.types import Time

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ROUGH: Final = re.compile(r"\d{2,3}")


def now() -> str:
    """This moment in UTC, ISO 8601, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


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


class When(NamedTuple):
    """When something was, at the grain that is known: "2023", "2025-W09", "199X". told: by the article; else it was
    published then. "" unknown.
    """

    value: str
    told: bool


def when_of(value: str | None, published: str | None) -> When:
    """What a TIMEX3 value tells where it tells a day, week, year ..., else the day of publication."""
    if not value or not first_day(value):
        return When(published_day(published), False)
    return When(value.ljust(4, "X") if _ROUGH.fullmatch(value) else value, True)


def when_event(date: Time | None, published: str | None) -> When:
    """The same of an event, of which a date without a day is not the day of publication: it is not known."""
    if date and is_told(date) and not first_day(date.value):
        return When("", False)
    return when_of(date.value if date else None, published)

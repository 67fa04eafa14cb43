"""Times of publication as pages write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR: Final = 1900  # an earlier one is a default of the publisher's system, not a time


def iso_time(value: str) -> str | None:
    """ISO 8601 of a time in one of the forms that pages use, or None when it is none of them."""
    value = " ".join(value.split())
    for read in (_iso, _stamp, parsedate_to_datetime, _worded):
        try:
            time = read(value)
        except (ValueError, TypeError, OverflowError, OSError, IndexError):
            continue
        if not _FIRST_YEAR <= time.year <= datetime.now(UTC).year + 1:
            continue
        return time.isoformat() if re.search(r"\d:\d\d|T\d\d|^\d{10,13}$", value) else time.date().isoformat()
    return None


def _iso(value: str) -> datetime:
    """ISO 8601 with the small faults of real pages: " UTC" for Z, a space before the offset, slashes."""
    value = re.sub(
        r"\s*(?:UTC|GMT|Z)$", "+00:00", re.sub(r"^(\d{4})[/.](\d\d?)[/.](\d\d?)", r"\1-\2-\3", value), flags=re.I
    )
    value = re.sub(r"^(\d{4})-(\d)(?!\d)", r"\1-0\2", value)
    return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", value))


def _stamp(value: str) -> datetime:
    if not re.fullmatch(r"\d{10}(?:\d{3})?", value):
        raise ValueError(value)
    return datetime.fromtimestamp(int(value[:10]), UTC)


def _worded(value: str) -> datetime:
    """A day in English words: "May 4, 2023", "4 May 2023", "Thursday, January 11th, 2024"."""
    value = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", value).replace(",", " ").replace(".", " ")
    if found := re.search(r"([A-Za-z]{3})[a-z]*\s+(\d{1,2})\s+(\d{4})", value):
        month, day, year = found.groups()
    elif found := re.search(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})", value):
        day, month, year = found.groups()
    else:
        raise ValueError(value)
    return datetime(int(year), _MONTHS.index(month.lower()) + 1, int(day))

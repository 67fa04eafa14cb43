"""Times of publication as pages write them, to ISO 8601: a time only where all of it was read, else the day alone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR: Final = 1900  # an earlier one is a default of the publisher's system, not a time
_MAIL: Final = re.compile(  # RFC 5322, with its old names of zones; of other names the offset would be lost
    r"(?:[a-z]{3,9}, ?)?\d{1,2} [a-z]{3} (?:\d\d|\d{4}) \d{1,2}:\d\d(?::\d\d)?"
    r"(?: (?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T))(?: \([^()]*\))?",
    re.I,
)
_MONTH: Final = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:(?<=jan)uary|(?<=feb)ruary|(?<=mar)ch|(?<=apr)il|(?<=jun)e|(?<=jul)y|(?<=aug)ust|(?<=sep)t(?:ember)?|"
    r"(?<=oct)ober|(?<=nov)ember|(?<=dec)ember)?\b\.?"
)
_NUMBER: Final = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_DAYS: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_MONTH} ?{_NUMBER},? {_YEAR}",  # May 4, 2023
        rf"{_NUMBER}[ -](?:of )?{_MONTH},?[ -]{_YEAR}",  # 4 May 2023, 4-May-2023
        rf"\b{_MONTH} {_NUMBER} (?P<clock>\d\d:\d\d:\d\d.*) {_YEAR}$",  # Thu May 4 23:30:00 UTC 2023
        r"^(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)T?",  # 2023-05-04 10:30 PM
    )
)
_BESIDE: Final = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|published|posted|on|at)\b:?|\([^()]*\)", re.I
)
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)? ?(?P<half>[ap]\.? ?m\b)?\.?,?"
    r"(?: ?(?P<zone>(?:UTC|GMT)? ?[+-]\d\d:?\d\d|[a-z]{1,4}))?",
    re.I,
)
_ZONES: Final = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}


def iso_time(value: str) -> str | None:
    """ISO 8601 of a time in one of the forms that pages use, or None when it is none of them.

    The day alone where none of the clock is given, or not all of it is sure: its half of the day, or its zone.
    """
    value = " ".join(value.split())
    for read in (_iso, _stamp, _mailed, _worded):
        try:
            found = read(value)
        except (ValueError, TypeError, OverflowError, OSError, IndexError):
            continue
        if _FIRST_YEAR <= found.year <= datetime.now(UTC).year + 1:
            return found.isoformat()
    return None


def _iso(value: str) -> date:
    """ISO 8601 with the small faults of real pages: " UTC" for Z, a space before the offset, slashes."""
    form = re.sub(
        r"\s*(?:UTC|GMT|Z)$", "+00:00", re.sub(r"^(\d{4})[/.](\d\d?)[/.](\d\d?)", r"\1-\2-\3", value), flags=re.I
    )
    form = re.sub(r"^(\d{4})-(\d)(?!\d)", r"\1-0\2", form)
    found = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", form))
    return found if re.search(r"\d:\d\d|T\d\d", value) else found.date()


def _stamp(value: str) -> date:
    if not re.fullmatch(r"\d{10}(?:\d{3})?", value):
        raise ValueError(value)
    return datetime.fromtimestamp(int(value[:10]), UTC)


def _mailed(value: str) -> date:
    """As in mail and RSS. Python's reader passes over what it does not know, so it is given only what it does."""
    if not _MAIL.fullmatch(value):
        raise ValueError(value)
    return parsedate_to_datetime(value)


def _worded(value: str) -> date:
    """A day in English words, with the clock that stands beside it: "Thursday, January 11th, 2024 at 9:05 pm EST"."""
    found = next((match for form in _DAYS if (match := form.search(value))), None)
    if found is None:
        raise ValueError(value)
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    day = date(int(found["year"]), number, int(found["day"]))
    clock = found.groupdict().get("clock") or f"{value[: found.start()]} {value[found.end() :]}"
    read = _clock(" ".join(_BESIDE.sub(" ", clock).split()).strip(" ,;|·•@–—-"))
    return day if read is None else datetime.combine(day, read)


def _clock(words: str) -> time | None:
    """The time that these words are; None when they are no time, or more, or when half of the day or zone is unsure."""
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half, zone = (found["half"] or "").lower(), (found["zone"] or "").lower()
    if half and not (0 < hour <= 12 or (hour < 24 and half.startswith("p"))):
        return None
    if not half and not (found["minute"] and (found["second"] or hour > 12 or found["hour"].startswith("0"))):
        return None  # "10:30" may be in the evening
    if half and hour <= 12:
        hour = hour % 12 + 12 * half.startswith("p")
    offset = _offset(zone) if zone else None
    if zone and offset is None:
        return None
    try:
        return time(hour, minute, second, tzinfo=None if offset is None else timezone(offset))
    except ValueError:
        return None


def _offset(zone: str) -> timedelta | None:
    """What a zone is ahead of UTC, None where its name is unknown or stands for several."""
    if told := re.fullmatch(r"(?:utc|gmt)? ?([+-])(\d\d):?(\d\d)", zone):
        ahead = timedelta(hours=int(told[2]), minutes=int(told[3]))
        return -ahead if told[1] == "-" else ahead
    hours = _ZONES.get(zone)
    return None if hours is None else timedelta(hours=hours)

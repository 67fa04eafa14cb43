"""When an event happens: the words it is linked to, with the value of the time expression they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.types import Span, Status, Time, Words

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])")
_YEAR_TOLD = re.compile(r"\b\d{4}\b")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_PLANNED_FOR = re.compile(r"\b(?:planned|scheduled|slated|set|due|expected) (?:for |on |in )?$")
_POINTING = re.compile(r"\b(?:next|last|coming|past)\b", re.IGNORECASE)


def settled(text: str, status: Status, when: Time, published: str) -> tuple[Status, Time | None]:
    """Status and date of an event that go together. published: ISO 8601.

    Nothing is planned for the past, and nothing to come has occurred. Where the words name the year the status gives
    way; where they leave it open which Friday or which 3 May they mean, the other one is meant; else, and where
    another event was planned for that date, it is not this one's.
    """
    day = _CALENDAR.match(when.value or "")
    if day is None:
        return status, when
    today = published[: len(day.group())]
    if not ((status == "planned" and day.group() < today) or (status == "occurred" and day.group() > today)):
        return status, when
    if _YEAR_TOLD.search(when.words.text):
        return ("occurred" if status == "planned" else "planned"), when
    start = when.words.spans[0].start
    if _PLANNED_FOR.search(text, max(0, start - 20), start):
        return status, None
    other = _other(day.group(), when.words.text, 1 if status == "planned" else -1)
    return status, replace(when, value=other) if other else None


def _other(day: str, words: str, step: int) -> str | None:
    """The weekday a week later or earlier, the day a year later or earlier; None where the words leave no choice."""
    if len(day) < len("2025-02-08") or _POINTING.search(words):
        return None
    at = date.fromisoformat(day)
    try:
        return (
            at + timedelta(days=7 * step) if _WEEKDAY.search(words) else at.replace(year=at.year + step)
        ).isoformat()
    except (ValueError, OverflowError):  # 29 February, the year 10000
        return None


class Dates:
    """The time expressions of a text, asked by place. None of them overlap each other."""

    def __init__(self, times: Sequence[Time]) -> None:
        self._placed = sorted(((span, time) for time in times for span in time.words.spans), key=lambda pair: pair[0])
        self._ends = [span.end for span, _ in self._placed]

    def of(self, text: str, place: Span) -> Time:
        """These words with type and value of the time they overlap most; a date without a value where there is none."""
        words = Words.of(text, (place,))
        best: tuple[int, Time] | None = None
        for k in range(bisect_left(self._ends, place.start + 1), len(self._placed)):
            span, time = self._placed[k]
            if span.start >= place.end:
                break
            shared = min(span.end, place.end) - max(span.start, place.start)
            if best is None or shared > best[0]:
                best = shared, time
        return replace(best[1], words=words) if best else Time(words, "DATE", None)

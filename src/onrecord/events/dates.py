"""When an event happens: the words it is linked to, with the value of the time expression they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.days import first_day, published_day
from onrecord.types import Span, Status, Time, Words

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])")
_YEAR_TOLD = re.compile(r"\b\d{4}\b")
_PLANNED_FOR = re.compile(r"\b(?:planned|scheduled|slated|set|due|expected) (?:for |on |in )?$")
_POINTING = re.compile(r"\b(?:next|last|coming|past)\b", re.IGNORECASE)


def settled(text: str, status: Status, when: Time, published: str) -> tuple[Status, Time | None]:
    """Status and date of an event that go together. published: ISO 8601.

    Nothing is planned for the past, and nothing to come has occurred. Where the words name the year the status gives
    way. "Next Friday", or a day for which something else was planned, is not the event's. Of other words, which leave
    open what year or week they mean, the value is unknown.
    """
    if not _at_odds(status, when.value or "", published):
        return status, when
    if _YEAR_TOLD.search(when.words.text):
        return ("occurred" if status == "planned" else "planned"), when
    start = when.words.spans[0].start
    if _POINTING.search(when.words.text) or _PLANNED_FOR.search(text, max(0, start - 20), start):
        return status, None
    return status, replace(when, value=None)


def _at_odds(status: Status, value: str, published: str) -> bool:
    """Is a plan for a time that is over, or has something occurred at one that is to come: next spring, next week?"""
    if status == "planned":
        day = _CALENDAR.match(value)
        return day is not None and day.group() < published[: len(day.group())]
    return status == "occurred" and first_day(value) > published_day(published)


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

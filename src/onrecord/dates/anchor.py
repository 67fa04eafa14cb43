"""News rules: which Friday, which March, which summer an article published on some day means.

News names a weekday for the seven days around its own, and leaves out the year near its own. Past is the default;
`tense` says what the verbs tell. Whatever falls outside the years 1 to 9999 is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from onrecord.dates.tense import Tense
from onrecord.dates.values import Grain, Period, containing, month_of, written_day

Which = Literal["last", "next", "this", "past", "coming", "plain"]

WHICH: Final[dict[str, Which]] = {
    "last": "last", "next": "next", "this": "this", "this past": "past", "the past": "past", "this coming": "coming",
    "the coming": "coming", "the upcoming": "coming", "coming": "coming",
}  # fmt: skip
FAR: Final = 6  # a date whose verb says otherwise is still meant where it lies this many times nearer


def weekday(today: date, number: int, which: Which, tense: Tense | None) -> Period | None:
    """The weekday (Monday 0) that is meant: today's own name is today, unless "last" or "next" stands before it."""
    if which == "this" and tense is None:
        tense = "future"
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if which in ("last", "past"):
        days = -(back or 7)
    elif which in ("next", "coming"):
        days = ahead or 7
    else:
        days = ahead if tense == "future" else -back
    return _moved(today, days)


def weekday_of_week(today: date, number: int, weeks: int) -> Period | None:
    """The weekday of this week, or of one so many weeks later."""
    return _moved(today, number - today.weekday() + 7 * weeks)


def weekend(today: date, which: Which, tense: Tense | None) -> Period | None:
    """The weekend that is meant: "the weekend" is the last, or today's, unless the verb is in the future."""
    this = containing("weekend", today)
    begun = this.first <= today
    if which == "last":
        return this.shifted(-1)
    if which == "next":
        return this.shifted(1)
    if which == "past" or (which in ("plain", "this") and tense != "future" and not (which == "this" and not tense)):
        return this if begun else this.shifted(-1)
    return this


def recurring(
    today: date, month: int, grain: Grain, which: Which, tense: Tense | None, sure: bool = True
) -> Period | None:
    """The month, quarter, half or season that begins in this month: of a year ago, now or in a year.

    "last summer" is over; "this summer" is in this year unless it is running; one without a verb is the nearest.
    sure: whether the verb stands so near that it holds even for what lies much farther away.
    """
    now = containing(grain, today)
    options = [_begun(today.year + years, month, grain) for years in (-2, -1, 0, 1, 2)]
    known = [option for option in options if option is not None]
    if which in ("last", "past"):
        return max((p for p in known if p.last < today and p != now), default=None)
    if which in ("next", "coming"):
        return min((p for p in known if p.first > today), default=None)
    if now in known:
        return now
    if which == "this" and tense is None:
        return _begun(today.year, month, grain)
    if tense is None:
        return _nearest(today, known)
    return _verb_or_nearest(today, known, tense, sure)


def day_without_year(
    today: date, month: int, day: int, tense: Tense | None, number: int | None = None
) -> Period | None:
    """The day of a year near today. number: its weekday, where the article names it, which settles the year."""
    options = (written_day(today.year + years, month, day) for years in range(-8, 9) if 1 <= today.year + years <= 9999)
    known = [option for option in options if option is not None]
    if number is not None:
        return _nearest(today, (p for p in known if p.first.weekday() == number))
    return nearest_day(today, known, "plain", tense)


def nearest_day(today: date, known: Sequence[Period], which: Which, tense: Tense | None) -> Period | None:
    """One of the days that a name or a date without its year can mean.

    The nearest, unless the verb is of the other side of today and the day there is less than FAR times as far away.
    """
    if which in ("last", "past"):
        return max((p for p in known if p.first < today), default=None)
    if which in ("next", "coming"):
        return min((p for p in known if p.first > today), default=None)
    return _verb_or_nearest(today, known, tense) if tense else _nearest(today, known)


def _verb_or_nearest(today: date, known: Sequence[Period], tense: Tense, sure: bool = False) -> Period | None:
    """The nearest on the verb's side of today, unless another lies FAR times nearer and the verb is not sure."""
    nearest, meant = _nearest(today, known), _on_side(today, known, tense)
    if nearest is None or meant is None or (not sure and _days(today, meant) > FAR * _days(today, nearest)):
        return nearest
    return meant


def _begun(year: int, month: int, grain: Grain) -> Period | None:
    return Period(grain, month_of(year, month).first) if 1 <= year <= 9999 else None


def _moved(today: date, days: int) -> Period | None:
    try:
        return Period("day", today + timedelta(days=days))
    except OverflowError:
        return None


def _days(today: date, period: Period) -> int:
    """How far a period lies from today, in days."""
    if period.first <= today <= period.last:
        return 0
    return min(abs((period.first - today).days), abs((period.last - today).days))


def _nearest(today: date, periods: Iterable[Period]) -> Period | None:
    """The nearest to today; of two as near, the earlier."""
    return min(periods, key=lambda period: (_days(today, period), period.first), default=None)


def _on_side(today: date, periods: Iterable[Period], tense: Tense) -> Period | None:
    """The nearest that lies in the past or in the future, today's own counting as both."""
    if tense == "past":
        return max((p for p in periods if p.first <= today), key=lambda p: p.first, default=None)
    return min((p for p in periods if p.last >= today), key=lambda p: p.first, default=None)

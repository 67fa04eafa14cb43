"""Time expressions: which words of an article tell when, and the TIMEX3 value of each."""

from __future__ import annotations

from onrecord.dates.expressions import expressions_in
from onrecord.dates.head import own_day
from onrecord.dates.said import said
from onrecord.types import Span, Time, Words, iso_date

__all__ = ["said", "times"]


def times(text: str, published: str | None) -> tuple[Time, ...]:
    """The time expressions of an article in the order of its text; no two overlap.

    published: ISO 8601; where it is None, the date line at the article's head, if it has one. Without a day of its
    own an expression such as "Friday" has no value. Raises ValueError when `published` is neither a date nor a date
    with time.
    """
    today = iso_date(published) if published is not None else own_day(text)
    found = expressions_in(text, today)
    return tuple(Time(Words.of(text, (Span(one.start, one.end),)), one.type, one.value) for one in found)

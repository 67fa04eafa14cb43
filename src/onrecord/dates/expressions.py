"""All time expressions of a text, in one pass: a cheap look at every word, then the rules.

The rules are tried in one order at every place where a word can open an expression; the first that takes the words
has them. Afterwards a time of day is joined with the day beside it ("9:30 p.m. on Tuesday"), or given the day that
its sentence names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from onrecord.dates import clock, days, durations, holidays, months, nearby, references, weekdays, years
from onrecord.dates.openers import OPENER
from onrecord.dates.page import REFERENCE_REACH, Found, Page, Rule
from onrecord.dates.values import Period

RULES: Final[tuple[Rule, ...]] = (
    *holidays.RULES, *clock.RULES, *days.RULES, *months.RULES, *years.RULES, *weekdays.RULES, *nearby.RULES,
    *references.RULES, *durations.RULES,
)  # fmt: skip


def _anonymous(pattern: str) -> str:
    """A pattern without the names of its groups, so that many go into one."""
    pattern = re.sub(r"\(\?P=\w+\)", "[-/.]", pattern)  # the only group that is looked back to
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


class Grammar(NamedTuple):
    """The rules ready to use: all in one pattern, where the number of the group that matched says which, and each."""

    any: re.Pattern[str]
    each: tuple[re.Pattern[str], ...]


@cache
def grammar() -> Grammar:
    """Compiled when it is first used: it takes a tenth of a second."""
    start = r"(?<![\w$€£¥#@/])(?<![0-9][.,:-])"
    anyone = "|".join(f"({_anonymous(rule.pattern)})" for rule in RULES)
    return Grammar(re.compile(f"{start}(?={OPENER})(?:{anyone})"), tuple(re.compile(rule.pattern) for rule in RULES))


_DAY_WORDS: Final = re.compile(r"(?:day|today|yesterday|tomorrow|[0-9](?:st|nd|rd|th)?)$")
_TO_DAY: Final = re.compile(r" (?:on |late |early )*| (?:on|of) the ")
_TO_CLOCK: Final = re.compile(
    r" (?:at |around |about |shortly (?:before|after) |just (?:before|after) |before |after |by )*"
)


def expressions_in(text: str, today: date | None) -> list[Found]:
    """The time expressions of a text in its order; none overlaps another. today: the day it was published."""
    page, search = Page(text, today), grammar().any.search
    at = 0
    while match := search(page.plain, at):
        found = _read(page, match.start(), match.lastindex or 1)
        page.found.extend(found)
        at = found[-1].end if found else match.start() + 1
    return _with_days(page)


def _read(page: Page, start: int, first: int) -> list[Found]:
    """What the first rule that takes the words here finds; the rules before it do not match."""
    each = grammar().each
    for number in range(first - 1, len(RULES)):
        match = each[number].match(page.plain, start)
        if match and (found := list(RULES[number].read(page, match))):
            return found
    return []


def _is_clock(one: Found) -> bool:
    return one.value is not None and one.value.startswith("T")


def _is_day(page: Page, one: Found) -> bool:
    if one.period is None:  # "Friday" where no day is known
        return one.value is None and bool(_DAY_WORDS.search(page.plain, one.start, one.end))
    return one.type == "DATE" and one.period.grain == "day"


def _with_days(page: Page) -> list[Found]:
    """The expressions, times of day joined with the day beside them or set on the day of their sentence."""
    joined: list[Found] = []
    for one in page.found:
        before = joined[-1] if joined else None
        if before and _is_clock(before) and _is_day(page, one) and _TO_DAY.fullmatch(page.plain, before.end, one.start):
            joined[-1] = _set(before, one.period, before.start, one.end)
        elif (
            before
            and _is_day(page, before)
            and _is_clock(one)
            and _TO_CLOCK.fullmatch(page.plain, before.end, one.start)
        ):
            joined[-1] = _set(one, before.period, before.start, one.end)
        else:
            joined.append(one)
    days = [one for one in joined if one.period is not None and one.period.grain == "day"]
    starts = [one.start for one in days]
    return [
        _set(one, _day_of(page, one, days, bisect_left(starts, one.start))) if _is_clock(one) else one for one in joined
    ]


def _set(clock: Found, day: Period | None, start: int | None = None, end: int | None = None) -> Found:
    """A time of day on a day; without one it has no value."""
    value = f"{day.value}{clock.value}" if day else None
    return Found(clock.start if start is None else start, clock.end if end is None else end, "TIME", value, day)


def _day_of(page: Page, clock: Found, days: list[Found], following: int) -> Period | None:
    """The day nearest in the sentence, the last that the text named before, or the article's own.

    following: which of the days stands first behind the time of day.
    """
    sentence = page.sentences.at(clock.start)
    near = [one for one in days[max(following - 1, 0) : following + 1] if sentence.start <= one.start < sentence.end]
    if near:
        return min(near, key=lambda one: abs(one.start - clock.start)).period
    if following and clock.start - days[following - 1].end <= REFERENCE_REACH:
        return days[following - 1].period
    return Period("day", page.today) if page.today else None

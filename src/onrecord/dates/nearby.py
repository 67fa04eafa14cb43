"""Weeks to centuries around the article's own: "earlier this week", "the end of the year", "three months ago"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.anchor import WHICH, weekend
from onrecord.dates.durations import length
from onrecord.dates.numbers import amount
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import Grain, Period, containing
from onrecord.dates.words import AMOUNT, CLOCK_UNITS, EARLY, OF, UNIT, WORD_END, unit

_GRAINS: Final[dict[str, Grain]] = {
    "day": "day", "night": "day", "weekend": "weekend", "week": "week", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
_ORDER: Final[tuple[Grain, ...]] = (
    "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century",
)  # fmt: skip
_STEPS: Final = {
    "last": -1, "this past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "this coming": 1,
    "coming": 1, "upcoming": 1,
}  # fmt: skip
_OWNED: Final = re.compile(r"\b(?:his|her|their|my|our|your|its|the|a) $")
_LASTING: Final = re.compile(r"\b(?:over|within|in|for|during|throughout|through) $")
_RECORD: Final = re.compile(r"\b(?:[a-z]+est|first|second|third|most|least|worst|only|times?|once|twice)\b[^,;:.]*$")
_ENDS: Final = re.compile(r"$|[^\w ]| (?:at|in|and|but|as|with|when)\b")
_CLAUSE: Final = re.compile(r" (?:of|that|when|after|before)\b")


def _near(page: Page, match: re.Match[str]) -> list[Found]:
    """this week, last month, next year, the coming decade, the weekend."""
    grain, which = _GRAINS[match["unit"]], match["which"].removeprefix("the ")
    if which in ("last", "next") and _OWNED.search(page.before(match.start("which"))):
        return []
    if page.today is None:
        return date_found(match, None)
    if grain == "weekend":
        return date_found(match, weekend(page.today, WHICH.get(which, "plain"), page.tense(match)))
    return date_found(match, containing(grain, page.today).shifted(_STEPS.get(which, 0)))


def _the(page: Page, match: re.Match[str]) -> list[Found]:
    """the end of the year, later in the month, year-end."""
    if _CLAUSE.match(page.after(match.end())):
        return []
    return date_found(match, containing(_GRAINS[match["unit"]], page.today) if page.today else None)


def _told(page: Page, match: re.Match[str]) -> list[Found]:
    """that week, the same year, the following month: against what the text named last."""
    grain, which = _GRAINS[match["unit"]], match["which"]
    if which == "next" and _LASTING.search(page.before(match.start())):
        return length(match, 1.0, match["unit"])
    told = _mentioned(page, match, grain)
    return date_found(match, told.shifted(_STEPS.get(which, 0)) if told else None)


def _that_time(page: Page, match: re.Match[str]) -> list[Found]:
    """that time: what the text named last, whatever its grain."""
    told = page.mentioned(*_ORDER, within=200, before=match.start())
    return date_found(match, told) if told else []


def _mentioned(page: Page, match: re.Match[str], grain: Grain) -> Period | None:
    """The period of this grain that holds what the text named last."""
    told = page.mentioned(*_ORDER[: _ORDER.index(grain) + 1], before=match.start())
    return containing(grain, told.first) if told else None


def _ago(page: Page, match: re.Match[str]) -> list[Found]:
    """three days ago, two weeks later, a year from now, years ago."""
    name, which = unit(match["unit"]), match["way"]
    count = amount(match["n"]) if match["n"] else None
    back = which in ("ago", "earlier", "before")
    if name in CLOCK_UNITS:
        return [Found(match.start(), match.end(), "TIME", None)] if which == "ago" else []
    if not match["n"] and page.before(match.start()).endswith("-"):  # a quarter-century ago
        return []
    if which == "before" and not _ENDS.match(page.after(match.end())):  # three days before the vote: a length
        return []
    if count is None:
        vague = {"ago": "PAST_REF", "from now": "FUTURE_REF"}.get(which)
        return [Found(match.start(), match.end(), "DATE", vague)] if vague else []
    grain: Grain = _GRAINS.get(name, "week")
    steps = (2 if name == "fortnight" else 1) * (-count if back else count)
    if match["since"] and name in ("week", "month", "year"):  # a year ago today
        return _ago_today(page, match, name, steps)
    start = _start(page, match, grain, which)
    period = start.shifted(round(steps)) if start and abs(steps) < 10_000 else None
    return date_found(match, None if _lies_ahead(page, match, period) else period)


def _lies_ahead(page: Page, match: re.Match[str], period: Period | None) -> bool:
    """Would it be after the article's day, though the verb is past? Then what the text named last was not meant."""
    return bool(period and page.today and period.first > page.today and page.tense(match) == "past")


def _start(page: Page, match: re.Match[str], grain: Grain, which: str) -> Period | None:
    """What is counted from: the article's day for "ago" and "from now", else what the text named last."""
    if which in ("ago", "from now", "hence", "in"):
        return containing(grain, page.today) if page.today else None
    return _mentioned(page, match, grain)


def _ago_today(page: Page, match: re.Match[str], name: str, steps: float) -> list[Found]:
    """The same day, so many weeks, months or years away."""
    if page.today is None:
        return date_found(match, None)
    day = Period("day", page.today)
    if name == "week":
        return date_found(match, day.shifted(round(7 * steps)))
    month = containing("month", page.today).shifted(round(steps * (12 if name == "year" else 1)))
    return date_found(match, _day_of(month, page.today.day))


def _day_of(month: Period | None, day: int) -> Period | None:
    """The day of a month; its last where it is shorter."""
    return Period("day", month.first.replace(day=min(day, month.last.day))) if month else None


def _in(page: Page, match: re.Match[str]) -> list[Found]:
    """In three days: a date where the verb is in the future; else it is how long something took."""
    count, name = amount(match["n"]), unit(match["unit"])
    if name in CLOCK_UNITS or count is None or page.today is None or page.tense(match) != "future":
        return []
    if name in ("year", "decade", "century", "quarter") and match["n"] in ("a", "an"):  # the worst in a decade
        return []
    if _RECORD.search(page.before(match.start(), 60)):
        return []
    grain: Grain = _GRAINS.get(name, "week")
    steps = round(count * (2 if name == "fortnight" else 1))
    return date_found(match, containing(grain, page.today).shifted(steps))


_NAMED = r"(?P<unit>weekend|week|month|quarter|year|decade|century)"
_THE = r"(?P<unit>week|month|quarter|year|decade|century)"

RULES: Final = (
    Rule(rf"(?:{OF}|{EARLY})?"
         r"(?P<which>this past|this coming|this|last|next|(?:the )?(?:coming|upcoming)|the current) "
         rf"{_NAMED}{WORD_END}", _near),
    Rule(rf"(?:{OF}|{EARLY})?(?P<which>the) (?P<unit>weekend){WORD_END}", _near),
    Rule(rf"(?:{OF}(?:the )?|{EARLY}the ){_THE}{WORD_END}", _the),
    Rule(rf"{_THE}(?:'s|-| )(?:end|start){WORD_END}", _the),
    Rule(rf"(?:{OF}|{EARLY})?(?:that|(?:the|that) (?P<which>same|next|following|previous|preceding|entire|whole|full))"
         rf" {_NAMED}{WORD_END}", _told),
    Rule(rf"that time{WORD_END}", _that_time),
    Rule(r"(?:(?:just|only|about|around|nearly|almost|over|more than|less than|some) )?"
         rf"(?:(?:{AMOUNT} (?:or|to) )?(?P<n>{AMOUNT})[ -])?"
         rf"(?P<unit>{UNIT}) (?P<way>ago|earlier|later|from now|hence|before)(?P<since> today)?{WORD_END}", _ago),
    Rule(rf"in (?P<n>{AMOUNT}) (?P<unit>{UNIT})(?:' time)?{WORD_END}", _in),
)  # fmt: skip

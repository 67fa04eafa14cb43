"""Days that have names: "Christmas Eve", "New Year's Day", "Thanksgiving", "Labor Day", "Good Friday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter  # type: ignore[import-untyped]

from onrecord.dates.anchor import WHICH, nearest_day
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import Period
from onrecord.dates.words import END, WORD_END, YEAR

Day = Callable[[int], date]  # of a year


def _fixed(month: int, day: int) -> Day:
    return lambda year: date(year, month, day)


def _nth(number: int, weekday: int, month: int, after: int = 0) -> Day:
    """The nth weekday (Monday 0) of a month, or so many days after it; number -1 is the month's last."""

    def of(year: int) -> date:
        if number < 0:
            last = date(year, month, 31)  # only May has a last Monday here
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1) + after)

    return of


def _from_easter(days: int) -> Day:
    return lambda year: easter(year) + timedelta(days=days)


# Names in lower case. Those of one word need a word before them that makes them a day: "on", "by", "last" ...
DAYS: Final[dict[str, Day]] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year's": _fixed(1, 1),
    "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24), "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26), "valentine's day": _fixed(2, 14), "halloween": _fixed(10, 31),
    "may day": _fixed(5, 1), "bastille day": _fixed(7, 14), "juneteenth": _fixed(6, 19), "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11), "the fourth of july": _fixed(7, 4), "july fourth": _fixed(7, 4),
    "st. patrick's day": _fixed(3, 17), "st patrick's day": _fixed(3, 17), "earth day": _fixed(4, 22),
    "martin luther king jr. day": _nth(3, 0, 1), "martin luther king day": _nth(3, 0, 1),
    "presidents' day": _nth(3, 0, 2), "presidents day": _nth(3, 0, 2), "memorial day": _nth(-1, 0, 5),
    "labor day": _nth(1, 0, 9), "columbus day": _nth(2, 0, 10), "thanksgiving day": _nth(4, 3, 11),
    "thanksgiving": _nth(4, 3, 11), "black friday": _nth(4, 3, 11, after=1), "cyber monday": _nth(4, 3, 11, after=4),
    "good friday": _from_easter(-2), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "palm sunday": _from_easter(-7), "ash wednesday": _from_easter(-46), "easter": _from_easter(0),
}  # fmt: skip
_BARE: Final = frozenset(("christmas", "easter", "thanksgiving", "halloween", "new year's"))
_SAID: Final = re.compile(r"\b(?:on|by|at|over|since|until|till|before|after|around|for|this|last|next|of) $")
_NOUN: Final = re.compile(r" (?:agreement|accords?|parade|tree|dinner|sale|sales|shopping)\b")


def _holiday(page: Page, match: re.Match[str]) -> list[Found]:
    name, which = match["name"], match["which"]
    if not page.named(match.start("name")) and not name.startswith("the "):
        return []
    if (name in _BARE and not which and not _SAID.search(page.before(match.start()))) or _NOUN.match(
        page.after(match.end())
    ):
        return []
    if match["year"]:
        return date_found(match, Period("day", DAYS[name](int(match["year"]))))
    if page.today is None or not 1583 < page.today.year < 4090:
        return date_found(match, None)
    years = range(page.today.year - 1, page.today.year + 2)
    days = [Period("day", DAYS[name](year)) for year in years]
    return date_found(match, nearest_day(page.today, days, WHICH.get(which or "", "plain"), page.tense(match)))


RULES: Final = (
    Rule(rf"(?:(?P<which>last|next|this|this past) )?(?P<name>{'|'.join(map(re.escape, DAYS))})"
         rf"(?:,? (?P<year>{YEAR}){END})?{WORD_END}", _holiday),
)  # fmt: skip

"""Days as the calendar writes them: "Friday, August 21, 2015", "21 Aug", "3-5 May", "12/25/2008", "2008-09-04"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.anchor import day_without_year
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import Period, written_day
from onrecord.dates.words import DAY, END, MONTH, TH, WEEKDAY, WORD_END, YEAR, month_number, weekday_number

_TO = r"(?P<to> ?[-/—] ?| (?:to|through|thru|until|till|and|&|or) )"
_SECOND = rf"(?:{_TO}(?P<day2>{DAY}){TH}(?!\w|[.,:/-][0-9]))?"
_YEAR = rf"(?:(?:,? |,| of |-)(?P<year>{YEAR}){END}|,? (?:of )?(?P<rel>last|this|next) year{WORD_END})?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})(?:,? (?:the )?| \())?"
_EARLY = r"(?:(?:early|late)(?: on)? )?"
_SHARED: Final = re.compile(
    rf"(?: ?[-—] ?| (?:to|through|thru|until|till|and|or) )(?:{WEEKDAY},? )?(?:the )?(?:{DAY}{TH} (?:of )?)?{MONTH}"
    rf"(?: {DAY}{TH})?(?:,? | of )(?P<year>{YEAR}){END}"
)
_COUNTED: Final = re.compile(r" (?:percent|per cent|million|billion|people|points|pounds|dollars|others|men|women)\b|%")
_TERROR: Final = re.compile(r"[,'s]* (?:[a-z]+ )?(?:terror\w*|attacks|hijack\w*|memorial|commission|victims)\b")
_GOES_ON: Final = re.compile(r"[.,;:)]|$| (?:in|at|as|for|with|to|on|the|by|and|when|after|before|during|which|of)\b")


def shared_year(page: Page, end: int) -> int | None:
    """The year behind the other end of a range that begins here: "March 5" in "from March 5 to June 2, 2011"."""
    match = _SHARED.match(page.after(end, 60))
    return int(match["year"]) if match else None


def full_year(page: Page, short: int) -> int:
    """The year of two figures: not more than ten years ahead of the article, or of 2030 where its day is unknown."""
    latest = min(max(page.today.year + 10, 100), 9999) if page.today else 2030
    century = latest // 100 * 100
    return century + short if century + short <= latest else century - 100 + short


def _year(page: Page, match: re.Match[str]) -> int | None:
    """The year that stands with a date; None where there is none."""
    if match["year"]:
        return int(match["year"])
    if match["rel"]:
        return page.today.year + {"last": -1, "this": 0, "next": 1}[match["rel"]] if page.today else None
    return shared_year(page, match.end())


def _day(page: Page, match: re.Match[str]) -> list[Found]:
    """One day, or the first and the last of a range within a month."""
    month = month_number(match["month"])
    if not _is_date(page, match) or written_day(2000, month, int(match["day2"] or match["day"])) is None:
        return []
    year, found = _year(page, match), []
    for day, start, end in _ends(match):
        period = written_day(year, month, day) if year else _near(page, match, month, day, start)
        if year and period is None:  # February 29 of a year that has none
            return []
        found.append(Found(start, end, "DATE", period.value if period else None, period))
    return found


def _is_date(page: Page, match: re.Match[str]) -> bool:
    """Not "may 5 people", "May 20 percent", "May 3 and 5 people"."""
    if not page.named(match.start("month")):
        return False
    if match["year"]:
        return True
    if match["to"] and match["to"].strip() in ("and", "&", "or") and match.end("day2") == match.end():
        return bool(_GOES_ON.match(page.after(match.end())))
    return not _COUNTED.match(page.after(match.end()))


def _ends(match: re.Match[str]) -> list[tuple[int, int, int]]:
    """Day of the month, start and end of its words, for each day that the match names."""
    if not match["day2"]:
        return [(int(match["day"]), match.start(), match.end())]
    return [
        (int(match["day"]), match.start(), match.start("to")),
        (int(match["day2"]), match.start("day2"), match.end()),
    ]


def _near(page: Page, match: re.Match[str], month: int, day: int, start: int) -> Period | None:
    """The day in a year near the article's."""
    if page.today is None or match["rel"]:
        return None
    if (month, day) == (9, 11) and _TERROR.match(page.after(match.end())):
        return written_day(2001, 9, 11)
    number = weekday_number(match["weekday"]) if match["weekday"] and start == match.start() else None
    known = None if page.undone(match) else page.tense(match)
    return day_without_year(page.today, month, day, known, number)


def _numeric(page: Page, match: re.Match[str]) -> list[Found]:
    """Figures only. With slashes the month stands first unless it cannot; with dots the day does."""
    one, two, last = match["one"], match["two"], match["last"]
    if len(one) == 4:
        return _known(match, written_day(int(one), int(two), int(last)))
    if len(one) > 2 or len(last) not in (2, 4) or (match["mark"] == "." and len(last) == 2):
        return []
    year = int(last) if len(last) == 4 else full_year(page, int(last))
    day_first = match["mark"] == "." or int(one) > 12
    month, day = (two, one) if day_first else (one, two)
    return _known(match, written_day(year, int(month), int(day)))


def _known(match: re.Match[str], period: Period | None) -> list[Found]:
    return date_found(match, period) if period and period.first.year >= 1000 else []


def _eleventh(page: Page, match: re.Match[str]) -> list[Found]:
    return date_found(match, written_day(2001, 9, 11))


RULES: Final = (
    Rule(
        r"(?P<one>[0-9]{4}|[0-9]{1,2})(?P<mark>[-/.])(?P<two>[0-9]{1,2})(?P=mark)(?P<last>[0-9]{4}|[0-9]{1,2})"
        r"(?:t[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?" + END,
        _numeric,
    ),
    Rule(r"9/11" + END, _eleventh),
    Rule(rf"{_EARLY}{_WEEKDAY}(?P<month>{MONTH}) ?(?:the )?(?P<day>{DAY}){TH}(?!\w|[.:/][0-9]|,[0-9]{{3}})"
         rf"{_SECOND}{_YEAR}", _day),
    Rule(rf"{_EARLY}{_WEEKDAY}(?:the )?(?P<day>{DAY}){TH}{_SECOND}(?: of |[ -])(?P<month>{MONTH}){WORD_END}"
         rf"{_YEAR}", _day),
)  # fmt: skip

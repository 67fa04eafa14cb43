"""Parts of a year: "March", "mid-March 2008", "the third quarter", "the first half of 2009", "last summer"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.anchor import WHICH, recurring
from onrecord.dates.days import full_year, shared_year
from onrecord.dates.numbers import position
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import SEASON_NAMES, Grain, Period, month_of
from onrecord.dates.words import (
    EARLY,
    END,
    MONTH,
    MONTH_ALONE,
    OF,
    SEASON,
    SEASONS,
    TH,
    WORD_END,
    YEAR,
    month_number,
)

_WHICH = r"(?P<which>last|next|this past|this coming|this|the past|the coming|the upcoming|every|each|that)"
_REL = rf"(?P<rel>last|this|next|the same|that same|that|the following|the previous) year{WORD_END}"
_BEHIND: Final = {"the following": 1, "the previous": -1}
_ADVERBIAL: Final = re.compile(
    r"(?:^|\W)(?:in|by|from|to|until|till|before|after|between|and|for|during|through|of)\s$|^$"
)
SURE: Final = 40  # characters from a verb to a month in which the verb counts for sure
_IN: Final = re.compile(
    r"(?:^|\W)(?:in|since|until|till|by|of|during|through|from|between|to|and|or|before|after|around|about)\s+$"
)
_DETERMINED: Final = re.compile(
    r"(?:^|\W)(?:in|since|until|till|by|of|during|through|from|between|to|and|or|before|after|around|about|a|an|the|its"
    r"|their|our|his|her|on|for)\s+$|(?:'s|[—(-])\s*$"
)
_BEFORE_A_NAME: Final = re.compile(
    r"(?:^|\W)(?:by|of|to|and|or|before|after|through|between|from|about|around|a|for)\s+$"
)
_SURNAME: Final = re.compile(r" [A-Z]")
_THERESA: Final = re.compile(r"\b(?:theresa|mrs?\.?|ms\.?|minister) may\b")
_DURING: Final = re.compile(r"(?:^|\W)(?:in|over|during|by|through|throughout|until|till|since|for|before|after)\s+$")
_NOUN: Final = re.compile(r" (?:of|in|from|out|to)\b")


def _year(page: Page, match: re.Match[str]) -> int | None:
    """The year that the words name; None where they cannot be understood."""
    if match["year"]:
        return int(match["year"])
    rel = match["rel"]
    if rel in ("last", "this", "next"):
        return page.today.year + {"last": -1, "this": 0, "next": 1}[rel] if page.today else None
    told = _told_year(page, match)
    return told + _BEHIND.get(rel, 0) if told else None


def _told_year(page: Page, match: re.Match[str]) -> int | None:
    """The year that the text named last, or of the day, month or season that it named last."""
    told = page.mentioned("year", "season", "half", "quarter", "month", "day", before=match.start())
    return told.first.year if told else None


def _part(match: re.Match[str], year: int | None, month: int, grain: Grain) -> list[Found]:
    """The part of a year that begins in this month."""
    known = year is not None and 1 <= year <= 9999
    return date_found(match, Period(grain, month_of(year or 1, month).first) if known else None)


def _month_of_year(page: Page, match: re.Match[str]) -> list[Found]:
    if not page.named(match.start("month")):
        return []
    year = full_year(page, int(match["short"])) if match["short"] else _year(page, match)
    return _part(match, year, month_number(match["month"]), "month")


def _month(page: Page, match: re.Match[str]) -> list[Found]:
    """A month without a year."""
    month, which = month_number(match["month"]), match["which"]
    shared = shared_year(page, match.end())
    if not page.named(match.start("month")) or not (shared or _is_month(page, match)):
        return []
    if which in ("every", "each"):
        return [Found(match.start(), match.end(), "SET", f"XXXX-{month:02}")]
    if which == "that":
        return _part(match, _told_year(page, match), month, "month")
    if shared:
        return date_found(match, month_of(shared, month))
    return date_found(match, _near(page, match, month, "month"))


def _is_month(page: Page, match: re.Match[str]) -> bool:
    """April, June and August are people's names too, May even more so, and a March may go on the capital."""
    name, front, behind = match["month"], page.before(match.start()), page.after(match.end())
    if name not in ("april", "may", "june", "august", "march") or match["which"] or match["early"]:
        return True
    if name == "may":
        return bool(_IN.search(front)) and not (_BEFORE_A_NAME.search(front) and page.holds(_THERESA))
    if name == "march":
        marching = re.match(r" (?:on|for|of|through)\b", behind) or front.endswith("'s ")
        return bool(_DETERMINED.search(front)) and not marching
    if _BEFORE_A_NAME.search(front) and _SURNAME.match(page.text, match.end()):
        return False
    return bool(_DETERMINED.search(front)) or not re.match(r" \w", behind)


def _near(page: Page, match: re.Match[str], month: int, grain: Grain) -> Period | None:
    """The part of a year that begins in this month, near the article's day."""
    if page.today is None:
        return None
    sure = bool(_ADVERBIAL.search(page.before(match.start()))) and page.tense(match, SURE) is not None
    return recurring(page.today, month, grain, WHICH.get(match["which"] or "", "plain"), page.tense(match), sure)


def _quarter_number(match: re.Match[str]) -> int:
    word = match["n"].lstrip("q")
    return 4 if word == "final" else position(word) or int(word)


def _quarter_of_year(page: Page, match: re.Match[str]) -> list[Found]:
    return _part(match, _year(page, match), 3 * _quarter_number(match) - 2, "quarter")


def _quarter(page: Page, match: re.Match[str]) -> list[Found]:
    """A quarter without a year: the last that has begun, unless the verb is in the future."""
    if page.today is None:
        return date_found(match, None)
    month, tense = 3 * _quarter_number(match) - 2, page.tense(match) or "past"
    return date_found(match, recurring(page.today, month, "quarter", "plain", tense, tense == "past"))


def _half(page: Page, match: re.Match[str]) -> list[Found]:
    month = 1 if match["n"] in ("first", "1st") else 7
    if match["year"] or match["rel"]:
        return _part(match, _year(page, match), month, "half")
    return _part(match, page.today.year if page.today else None, month, "half")


def _season_of_year(page: Page, match: re.Match[str]) -> list[Found]:
    return _part(match, _year(page, match), SEASONS[match["season"]], "season")


def _season(page: Page, match: re.Match[str]) -> list[Found]:
    """A season without a year. Only beside words that make it one: falls and springs have other senses."""
    season, which = match["season"], match["which"]
    front, behind = page.before(match.start()), page.after(match.end())
    if which in ("every", "each"):
        return [Found(match.start(), match.end(), "SET", f"XXXX-{SEASON_NAMES[SEASONS[season]]}")]
    if re.match(r" (?:olympics?|games|paralympics?)\b", behind):
        return []
    if season in ("fall", "spring") and (_NOUN.match(behind) or (match["the"] and not _DURING.search(front))):
        return []
    if not which and not match["early"] and not (_DURING.search(front) and (match["the"] or not front.endswith("in "))):
        return []
    return date_found(match, _near(page, match, SEASONS[season], "season"))


_NTH = r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)"
_N = rf"(?P<n>{_NTH})"
_BY_YEAR = (
    rf"(?:,? | of |, of |-)(?:the )?(?:(?:fiscal|financial|calendar) )?(?:year )?(?:(?P<year>{YEAR}){END}|{_REL})"
)

RULES: Final = (
    Rule(rf"(?:{OF}|{EARLY})?(?P<month>{MONTH})(?:{_BY_YEAR}| '(?P<short>[0-9]{{2}}){END})", _month_of_year),
    Rule(rf"(?P<early>{OF}|{EARLY})?(?:{_WHICH} )?(?P<month>{MONTH_ALONE}){WORD_END}"
         rf"(?! [0-9]{{1,2}}{TH}{WORD_END})", _month),
    Rule(rf"(?:{OF}|{EARLY})?(?:the |its |their |our )?{_N}[ -]quarter{_BY_YEAR}", _quarter_of_year),
    Rule(rf"(?P<year>{YEAR})(?:'s)? (?P<n>q[1-4]|{_NTH}(?=[ -]quarter))(?:[ -]quarter)?(?![\w-])", _quarter_of_year),
    Rule(rf"(?P<n>q[1-4])(?: of|,)? (?P<year>{YEAR}){END}", _quarter_of_year),
    Rule(rf"(?:{OF})?(?:the |its |their |our )?{_N}[ -]quarter(?![\w-])", _quarter),
    Rule(rf"(?P<n>q[1-4]){WORD_END}", _quarter),
    Rule(rf"(?:the )?(?P<n>first|second|1st|2nd) half(?:{_BY_YEAR}| of the year{WORD_END})", _half),
    Rule(rf"(?:{OF}|{EARLY})?(?:the )?(?P<season>{SEASON})(?: of|,)? "
         rf"(?:{_REL}|(?P<year>{YEAR})(?:[-/][0-9]{{2}})?{END})", _season_of_year),
    Rule(rf"(?P<early>{OF}|{EARLY})?(?:{_WHICH} )?(?P<the>the )?(?P<season>{SEASON}){WORD_END}", _season),
)  # fmt: skip

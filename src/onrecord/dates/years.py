"""Years and more: "2008", "1939-45", "fiscal 2009", "'82", "the late 1980s", "the nineties", "the 21st century"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.days import full_year
from onrecord.dates.numbers import ORDINAL, TENS, position
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import Period, containing, month_of, year_of
from onrecord.dates.words import EARLY, END, OF, WORD_END, YEAR

_IN: Final = re.compile(
    r"(?:^|\W)(?:in|since|until|till|by|of|during|through|from|between|before|after|early|late|mid|year|fiscal|to|and|or"
    r"|the|than in|as of|pre|post|circa|c\.|born|[(,—-])\s*$"
)
_NOT_A_YEAR_BEFORE: Final = re.compile(
    r"(?:[$€£¥]|\b(?:russell|windows|resolution|article|flight|nos?\.|no|number|iso|route|highway|boeing|section|room|page"
    r"|model|channel|level|than|least|nearly|almost|approximately|roughly|some|estimated|another|all|only|just|usd|eur"
    r"|version|paragraph|chapter|rule|dow|interstate|opus|unit|apartment|box|suite|code|area|zip|extension|area code"
    r"|a total of|up to|psalm|protocol|convention no\.))\s*$"
)
_COUNTED: Final = re.compile(
    r"(?:-| )?(?:%|percent|per cent|people|men|women|children|troops|soldiers|homes|miles|kilomet\w+|km|met(?:er|re)s|m"
    r"|feet|foot|ft|dollars|euros|pounds|points|votes|years|days|hours|hrs|gmt|utc|local time|acres|hectares|tons?"
    r"|tonnes|barrels|jobs|workers|students|others|more|times|calories|mph|mg|kg|words|deaths|cases|copies|square|cubic|cc"
    r"|index|grams?|litres?|liters?|watts?|volts?|seats|rounds|calls)\b|[°%]| \+"
)
_BEFORE_CHRIST: Final = re.compile(r" (?:b\.c\.(?:e\.)?|bce?)(?!\w)")
_PLURAL: Final = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b(?<!ss)")
_SHORT_AFTER: Final = re.compile(r"\b(?:in|since|of|from|by|until|to|before|after|class|summer|spring|fall|winter)\s$")
_TERM_BEFORE: Final = re.compile(r"\b(?:the|season|fiscal|winter|financial|school)\s$")
_TERM_BEHIND: Final = re.compile(
    r" (?:season|campaign|school|academic|fiscal|financial|budget|crisis|term|edition|winter|recession|tax|year|war)"
)
_HEAT: Final = re.compile(r"\b(?:degrees|temperatures?|highs?|lows?|fahrenheit|celsius)\b")


def _year(page: Page, match: re.Match[str]) -> list[Found]:
    year = int(match["year"])
    if era := _BEFORE_CHRIST.match(page.after(match.end())):
        return [Found(match.start(), match.end() + era.end(), "DATE", f"BC{year:04}")]
    if not match["early"] and not match["said"] and not _is_year(page, match, year):
        return []
    return date_found(match, year_of(year))


def _is_year(page: Page, match: re.Match[str], year: int) -> bool:
    """Four figures are a year from 1900 to 2049, others only behind a word like "in"; round ones may count things."""
    front, behind = page.before(match.start()), page.after(match.end())
    if _NOT_A_YEAR_BEFORE.search(front) or _COUNTED.match(behind):
        return False
    spoken = bool(_IN.search(front))
    if year % 50 == 0 and _PLURAL.match(behind) and not front.endswith("the "):
        return False
    return spoken or 1900 <= year < 2050


def _years(page: Page, match: re.Match[str]) -> list[Found]:
    """A range as its two ends: "1955-2011", "2014-15". "2008-09" is a month, except of a season or school year."""
    first, short = int(match["year"]), match["last"]
    last = int(short) if len(short) == 4 else first // 100 * 100 + int(short)
    if len(short) == 2 and 1 <= int(short) <= 12 and not _is_term(page, match, first, last):
        return date_found(match, Period("month", month_of(first, int(short)).first))
    last += 100 if len(short) == 2 and last < first else 0
    if not first < last < first + 400:
        return []
    return [
        Found(match.start(), match.end("year"), "DATE", f"{first:04}", year_of(first)),
        Found(match.start("last"), match.end(), "DATE", f"{last:04}", year_of(last)),
    ]


def _is_term(page: Page, match: re.Match[str], first: int, last: int) -> bool:
    if (last - first) % 100 != 1:
        return match["to"] == "/"
    return bool(
        match["to"] == "/"
        or _TERM_BEFORE.search(page.before(match.start()))
        or _TERM_BEHIND.match(page.after(match.end()))
    )


def _short_year(page: Page, match: re.Match[str]) -> list[Found]:
    if not _SHORT_AFTER.search(page.before(match.start())):
        return []
    return date_found(match, year_of(full_year(page, int(match["short"]))))


def _decade(page: Page, match: re.Match[str]) -> list[Found]:
    """the 1990s, the '90s, the nineties; "the 1800s" is a century."""
    if match["full"]:
        first = int(match["full"])
        return date_found(
            match, Period("century" if first % 100 == 0 and first < 2000 else "decade", year_of(first).first)
        )
    if not (match["the"] or match["mark"] or _follows_decade(page, match)):
        return []
    if _HEAT.search(page.before(match.start(), 60)) or _HEAT.search(page.after(match.end(), 60)):
        return []
    tens = int(match["tens"]) if match["tens"] else 10 * (2 + TENS.index(match["word"][:-3] + "y"))
    return date_found(match, Period("decade", year_of(1900 + tens).first))


def _follows_decade(page: Page, match: re.Match[str]) -> bool:
    """80s in "the 70s and 80s"."""
    last = page.found[-1] if page.found else None
    if last is None or last.period is None or last.period.grain != "decade":
        return False
    return bool(re.fullmatch(r",? ?(?:and|or|to|through|-)? ?", page.plain[last.end : match.start()]))


def _century(page: Page, match: re.Match[str]) -> list[Found]:
    number = position(match["n"]) or 0
    if not 2 <= number <= 99 or re.match(r" b\.?c", page.after(match.end())):
        return []
    return date_found(match, containing("century", year_of(100 * (number - 1)).first))


_DECADES = "|".join(f"{ten[:-1]}ies" for ten in TENS)

RULES: Final = (
    Rule(rf"(?P<year>{YEAR})(?P<to>-|/|—)(?P<last>{YEAR}|[0-9]{{2}}){END}", _years),
    Rule(rf"(?:{OF}|{EARLY})?(?P<the>the )?(?:(?:early|late|mid|middle)(?: to (?:mid|late))?[ -])?"
         rf"(?:(?P<full>(?:1[0-9]|20)[0-9]0)'?s|(?P<mark>')?(?P<tens>[2-9]0)'?s|(?P<word>{_DECADES})){WORD_END}",
         _decade),
    Rule(rf"(?P<early>(?:{OF}|{EARLY}))?(?P<said>(?:the )?(?:(?:fiscal|financial|calendar|tax) )?year |fiscal |fy ?)?"
         rf"(?P<year>{YEAR}){END}", _year),
    Rule(rf"'(?P<short>[0-9]{{2}}){END}", _short_year),
    Rule(rf"(?:{OF}|{EARLY})?(?:the )?(?:(?:early|late|mid)[ -])?(?P<n>{ORDINAL})[ -]century{WORD_END}", _century),
)  # fmt: skip

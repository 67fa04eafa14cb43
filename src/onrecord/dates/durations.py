"""How long and how often: "three years", "12-hour", "for weeks", "the past six months", "daily", "every Friday"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.numbers import amount
from onrecord.dates.page import Found, Page, Rule
from onrecord.dates.words import AMOUNT, CLOCK_UNITS, PART, UNIT, UNITS, WORD_END, unit

_AGE: Final = re.compile(r"[ -](?:olds?\b|of age\b)")
_RATE: Final = re.compile(r"(?:[0-9]|\b(?:once|twice|thrice|[a-z]{2,}s|million|billion|percent|cents)),? $")
_LASTING: Final = re.compile(
    r"\b(?:for|in|over|of|after|within|took|takes|take|lasted|last|lasts|spent|spend|by|than) $"
)
_OPENING: Final = re.compile(
    r"(?:^|[,:;—-] ?|\b(?:after|for|in|following|despite|amid|with|through|and|by|over|the|by)) $|^$"
)
_ONE: Final = re.compile(r"\b(?:in|for|within|after|just|only|than|least|took|lasted|another) $")
_NAME: Final = re.compile(
    r" (?:Mail|Beast|Caller|News|Telegraph|Express|Mirror|Times|Star|Standard|Show|Record|Kos|Post)\b"
)
_SPANNING: Final = frozenset(("past", "last", "next", "coming"))
_TIMES: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biannual": "P6M",
    "biennial": "P2Y",
}  # fmt: skip
_PARTS: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def value(count: float | None, name: str) -> str:
    """The TIMEX3 value of so many of a unit in the singular; None is an unknown number: P3Y, PT30M, PXD, P1.5Y."""
    letter, times = UNITS[name]
    number = "X" if count is None else f"{count * times:g}" if count * times < 1e6 else "X"
    return f"P{'T' if name in CLOCK_UNITS else ''}{number}{letter}"


def length(match: re.Match[str], count: float | None, name: str) -> list[Found]:
    """The whole match as a DURATION."""
    return [Found(match.start(), match.end(), "DURATION", value(count, name))]


def _amount(page: Page, match: re.Match[str]) -> list[Found]:
    """three years, a 12-hour flight; "$5 a day" is how often, "3-year-old" how old."""
    number, name, behind = match["n"], unit(match["unit"]), page.after(match.end())
    front = page.before(match.start())
    if _AGE.match(behind) or (name == "second" and not match["unit"].endswith("s")) or _is_title(page, match):
        return []
    if (number in ("a", "an") and match["unit"] != name) or (name == "quarter" and _is_fraction(match, behind)):
        return []
    if number in ("a", "an", "one") and not re.match(r"[ -](?:long|of)\b", behind):
        if number == match.group()[: len(number)] != "one" and _RATE.search(front):
            return [Found(match.start(), match.end(), "SET", value(1, name))]
        if number == "one" and name in ("day", "night") and not _ONE.search(front):
            return []
    count = amount(number)
    if match["half"]:
        count = None if count is None else count + 0.5
    return length(match, count, name)


def _is_fraction(match: re.Match[str], behind: str) -> bool:
    """Three quarters of the voters, a quarter-century, in some quarters."""
    return bool(
        "-" in match.group() or match["n"] == "some" or re.match(r"-| of (?!growth|negative|decline|losses)", behind)
    )


def _is_title(page: Page, match: re.Match[str]) -> bool:
    """60 Minutes, 48 Hours."""
    return page.named(match.start("unit")) and not page.text.islower() and match["n"][:1].isdigit()


def _between(page: Page, match: re.Match[str]) -> list[Found]:
    """60 to 90 days: two durations."""
    name = unit(match["unit"])
    if _AGE.match(page.after(match.end())) or name == "second":
        return []
    return [
        Found(match.start("n"), match.end("n"), "DURATION", value(amount(match["n"]), name)),
        Found(match.start("n2"), match.end(), "DURATION", value(amount(match["n2"]), name)),
    ]


def _past(page: Page, match: re.Match[str]) -> list[Found]:
    """the past six months, the next few days, the last week."""
    number, name, one = match["n"], unit(match["unit"]), match["unit"] == unit(match["unit"])
    if number in ("a", "an") or name == "second":  # "to last an hour"
        return []
    if number is None and one and not (match["the"] and match["which"] in _SPANNING and name not in ("day", "minute")):
        return []
    if number is None and re.match(r" (?:of|before)\b", page.after(match.end())):
        return []
    return length(match, amount(number) if number else 1.0 if one else None, name)


def _recent(page: Page, match: re.Match[str]) -> list[Found]:
    return [Found(match.start(), match.end(), "DATE", "PAST_REF" if match["past"] else "FUTURE_REF")]


def _bare(page: Page, match: re.Match[str]) -> list[Found]:
    """for weeks, months of talks; only where the words before or behind make it a time."""
    front, of = page.before(match.start()), re.match(r" of (?!the|their|his)", page.after(match.end()))
    if not _LASTING.search(front) and not (of and _OPENING.search(front)):
        return []
    return length(match, None, unit(match["unit"]))


def _long(page: Page, match: re.Match[str]) -> list[Found]:
    """years-long, weeklong."""
    word = match["unit"]
    return length(match, None if word.endswith("s") else 1.0, unit(word))


def _every(page: Page, match: re.Match[str]) -> list[Found]:
    """every day, each year, every two weeks, per month, every morning."""
    if match["part"]:
        written = f"XXXX-XX-XX{_PARTS[match['part']]}"
    else:
        count = 2.0 if match["n"] == "other" else amount(match["n"]) if match["n"] else 1.0
        written = value(count, unit(match["unit"]))
    return [Found(match.start(), match.end(), "SET", written)]


def _daily(page: Page, match: re.Match[str]) -> list[Found]:
    capital = page.text[match.start()].isupper()
    if capital and (_NAME.match(page.text, match.end()) or re.search(r"\w,? $", page.before(match.start()))):
        return []
    return [Found(match.start(), match.end(), "SET", _TIMES[match.group()])]


RULES: Final = (
    Rule(rf"(?:the )?(?:(?P<past>recent|past)|coming|upcoming) (?:days|weeks|months|years|decades){WORD_END}", _recent),
    Rule(r"(?:(?P<the>the )|(?:his|her|their|its|our) )?"
         r"(?P<which>past|last|next|coming|previous|first|final|following)"
         rf"(?: (?P<n>{AMOUNT}))? (?P<unit>{UNIT}){WORD_END}", _past),
    Rule(rf"(?P<n>{AMOUNT})(?:-| )?(?:to|and|or|-)(?:-| )?(?P<n2>{AMOUNT})[ -](?P<unit>{UNIT}){WORD_END}", _between),
    Rule(rf"(?:(?:more|less|fewer|longer) than |nearly |almost |about |over |at least |up to |around |roughly |some )?"
         rf"(?P<n>{AMOUNT})(?: more| full| straight| consecutive| long| extra| additional| successive)?(?: |-)"
         rf"(?P<unit>{UNIT})(?P<half> and a half)?(?:-long)?{WORD_END}", _amount),
    Rule(rf"(?P<unit>hours?|days?|weeks?|months?|years?|decades?|century|centuries)-?long{WORD_END}", _long),
    Rule(rf"(?:every|each|per) (?:(?P<part>{PART})|(?:(?P<n>other|{AMOUNT}) )?(?P<unit>{UNIT})){WORD_END}", _every),
    Rule(rf"(?:{'|'.join(_TIMES)}){WORD_END}", _daily),
    Rule(rf"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries){WORD_END}", _bare),
)  # fmt: skip

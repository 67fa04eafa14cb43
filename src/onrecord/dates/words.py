"""The words that time is told in, as patterns over plain text (see `plain`), and the numbers they stand for."""

from __future__ import annotations

from typing import Final

from onrecord.dates.numbers import FIGURES, WORDS

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month
UNITS: Final = {  # unit → letter of an ISO 8601 duration, and how many of it
    "second": ("S", 1), "minute": ("M", 1), "hour": ("H", 1), "day": ("D", 1), "night": ("D", 1), "weekend": ("WE", 1),
    "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1), "year": ("Y", 1),
    "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip
CLOCK_UNITS: Final = frozenset(("second", "minute", "hour"))

MONTHS_SHORT: Final = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
MONTH_SHORT: Final = rf"(?:{'|'.join(MONTHS_SHORT)})"
MONTH: Final = rf"(?:{'|'.join(MONTHS)}|{MONTH_SHORT}\b\.?)"  # beside a day or a year
MONTH_ALONE: Final = rf"(?:{'|'.join(MONTHS)}|{MONTH_SHORT}\.)"
WEEKDAYS_SHORT: Final = ("tues", "thurs", "thur", "weds", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_SHORT: Final = rf"(?:{'|'.join(WEEKDAYS_SHORT)})"
WEEKDAY: Final = rf"(?:{'|'.join(WEEKDAYS)}|{WEEKDAY_SHORT}\b\.?)"  # beside a date
WEEKDAY_ALONE: Final = rf"(?:{'|'.join(WEEKDAYS)}|(?:tues|thurs|weds|mon|wed|fri)\.)"  # the Sun. is a newspaper
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
TH: Final = r"(?:st|nd|rd|th)?"
YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
SEASON: Final = rf"(?:{'|'.join(SEASONS)})"
PART: Final = r"(?:morning|afternoon|evening|night)"
UNIT: Final = rf"(?:{'|'.join(f'{name}s?' for name in UNITS if name != 'century')}|century|centuries)"
VAGUE: Final = r"(?:several|a few|few|many|some|a number of|countless|a couple of|dozens of|hundreds of|thousands of)"
AMOUNT: Final = (
    rf"(?:(?:{FIGURES}|{WORDS}(?: hundred)?|a hundred)(?:[ -]and[ -]a[ -]half)?|a dozen|{VAGUE}|half an?|an?)"
)
END: Final = r"(?!\w|[.,:/-][0-9])"  # behind figures: no longer number goes on
WORD_END: Final = r"(?!\w)"

# Words in front that say which part of a period is meant: they lie in the expression and leave its value.
OF: Final = (
    r"(?:the )?(?:very )?(?:end|beginning|start|middle|close|turn|rest|remainder|course|eve|(?:first|second) half"
    r"|(?:early|latter|later|first|last) part|latter half|early days|final days|last days) of "
)
EARLY: Final = r"(?:the )?(?:very )?(?:early|late|mid|middle|earlier|later)(?:-to-(?:mid|late))?(?: in | on | |-)"


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation, in lower case."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday, of a name or its abbreviation in lower case."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word[:2]))


def unit(word: str) -> str:
    """A unit's singular: "centuries" → "century"."""
    return "century" if word.startswith("centur") else word.removesuffix("s")


def plain(text: str) -> str:
    """The text in lower case, with plain spaces, apostrophes and hyphens, every character in its old place."""
    lower = text.lower()
    if len(lower) != len(text):  # İ has two characters in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for mark, same in _SAME:
        lower = lower.replace(mark, same)
    return lower


_SAME: Final = (
    ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("’", "'"), ("‘", "'"), ("`", "'"), ("–", "-"),
    ("‑", "-"), ("‐", "-"),
)  # fmt: skip

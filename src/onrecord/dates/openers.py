"""The words that can open a time expression, as one pattern that is quick to fail.

It is tried at every word of every article, the rules only where it matches. Common words ("the", "in") open an
expression only before a word that makes one likely. Every rule must open with one of these words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from onrecord.dates.holidays import DAYS
from onrecord.dates.numbers import ONES, ORDINAL_TENS, ORDINALS, TENS
from onrecord.dates.words import MONTHS, MONTHS_SHORT, PART, SEASON, SEASONS, UNIT, UNITS, WEEKDAYS, WEEKDAYS_SHORT

_NUMBERS: Final = (*ONES[1:], *TENS)
_ORDINALS: Final = (*ORDINALS[1:], *ORDINAL_TENS)
_NUMBER = "|".join(_NUMBERS)
_ORDINAL = "|".join(_ORDINALS)
_SIDES: Final = (
    "early", "earlier", "late", "later", "latter", "mid", "middle", "end", "beginning", "start", "close", "turn",
    "rest", "remainder", "course", "eve", "last", "next", "past", "previous", "preceding", "entire", "whole", "full",
    "coming", "upcoming", "current", "following", "same", "recent", "final", "near", "immediate", "foreseeable", "very",
)  # fmt: skip
_SIDE = "|".join(_SIDES)
_SHORT: Final = tuple(f"{short}\\b" for short in (*MONTHS_SHORT, *WEEKDAYS_SHORT))
_NAME = rf"{'|'.join((*MONTHS, *WEEKDAYS, *_SHORT))}|{SEASON}"
_DECADES: Final = tuple(f"{ten[:-1]}ies" for ten in TENS)

OPENERS: Final = (
    *(str(figure) for figure in range(10)), "'[0-9]",
    *MONTHS, *WEEKDAYS, *SEASONS, *_SHORT, *_SIDES, *_DECADES, *map(re.escape, sorted(DAYS)),
    "today", "yesterday", "tomorrow", "tonight", "overnight",
    "noon", "midnight", "midday", "fiscal", "fy", "q1", "q2", "q3", "q4",
    "now\\b", "currently", "presently", "nowadays", "recently", "lately", "soon", "right now", "at present",
    "at the moment", "for the time", "these days", "more recently", "most recently", "financial year",
    "calendar year", "tax year", "hourly", "daily", "nightly", "weekly", "biweekly", "fortnightly", "monthly",
    "quarterly", "annual", "yearly", "biannual", "biennial",
    *UNITS, "centuries",
    rf"the (?=[0-9']|{_NAME}|{_SIDE}|{UNIT}|{_ORDINAL}|{'|'.join(_DECADES)}|future|time being|trading|fiscal|financial"
    r"|calendar|tax)",
    *(rf"{word} (?=[0-9]|{UNIT}|few|couple|dozen|number|hundred|{_ORDINAL})" for word in ("a", "an")),
    *(rf"{word} (?=[0-9]|{_NAME}|{UNIT}|{PART}|past|coming|same|other|time\b|{_NUMBER})"
      for word in ("this", "that", "every", "each", "per")),
    *(rf"{word}(?=-| (?:{UNIT}|{_NUMBER}|hundred|and|or|to|o'clock|more|full|straight|consecutive|long|extra))"
      for word in _NUMBERS),
    *(rf"{word}(?=-| (?:quarter|half|part|century|anniversary|{UNIT}|{_NUMBER}|few|several|[0-9]))"
      for word in _ORDINALS),
    *(rf"{word} (?=[0-9]|of|an?\b|{UNIT}|{_NUMBER})"
      for word in ("several", "few", "many", "some", "countless", "dozens", "hundreds", "thousands", "half")),
    *(rf"{word} (?=[0-9]|an? (?:{UNIT}|few|couple|dozen|number)|several|half|{_NUMBER})"
      for word in ("in", "about", "over", "nearly", "almost", "around", "roughly", "just", "only", "more than",
                   "less than", "fewer than", "longer than", "at least", "up to")),
    *(rf"{word} (?=(?:past|last|next|first|final|third|fourth|previous|{_ORDINAL})\b|[0-9])"
      for word in ("his", "her", "their", "its", "our")),
)  # fmt: skip


def branching(patterns: Iterable[str], depth: int = 3) -> str:
    """The alternation of patterns, those that begin with one letter or figure put behind it, a few letters deep."""
    behind: dict[str, list[str]] = defaultdict(list)
    other = []
    for pattern in dict.fromkeys(patterns):
        if pattern[:1].isalnum() and depth:
            behind[pattern[0]].append(pattern[1:])
        else:
            other.append(pattern)
    tree = [first + (branching(rest, depth - 1) if any(rest) else "") for first, rest in sorted(behind.items())]
    return f"(?:{'|'.join((*tree, *other))})"


OPENER: Final = branching(OPENERS)

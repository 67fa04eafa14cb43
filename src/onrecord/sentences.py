"""Where sentences end, near enough to tell whether two words stand in one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from onrecord.types import Span

SHORTENED: Final = (  # words that a dot cuts short, without the dot
    "Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Govs?|Lt|Col|Capt|Cmdr|Maj|Sgt|Cpl|Adm|Msgr|St|Mt|Jr|Sr|Prof|Rev|Hon|Pres|Del|Nos?|"
    "Inc|Corp|Co|Ltd|Dept|vs|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|"
    "Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|"
    "Va|Vt|Wash|Wis|Wyo"
)
_LONGEST: Final = 8  # characters of a word that is cut short, with what stands before it
# A line's end ends a sentence, and a full stop before a capital, a digit or what opens a quotation or bracket.
_END: Final = re.compile(r"""[.!?…][”"’')\]]*(?P<gap>[^\S\n]+)(?=[“"‘'(\[]*[^\W_a-zß-öø-ÿ])|[^\S\n]{0,9}\n\s*""")
_SHORT: Final = re.compile(rf"\b(?:{SHORTENED}|{SHORTENED.upper()}|(?:[^\W\d_]\.)*[^\W\d_])\.$")
_NUMBERED: Final = re.compile(r"\b(?:nos?|p|pp|vol|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$")  # no. 4
_HOUR: Final = re.compile(r"\b[ap]\.m\.$")
_OF_HOUR: Final = re.compile(r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b|[A-Z][a-z]{2,3}\.|\d|\()")


def ends(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The gaps between the sentences of text[start:end]: where one ends and where the next begins."""
    stop = len(text) if end is None else end
    for match in _END.finditer(text, start, stop):
        if match["gap"] is None:
            yield Span(*match.span())
        elif not cuts_short(text, match.start(), start):
            yield Span(match.start("gap"), match.end())


def cuts_short(text: str, place: int, start: int = 0) -> bool:
    """Does the dot at this place cut a word short, so that it ends no sentence? start: where the text begins."""
    if text[place] != ".":
        return False
    first, end = max(start, place - _LONGEST), place + 1
    if _HOUR.search(text, first, end):
        return _OF_HOUR.match(text, end) is not None  # at 6 a.m. Friday
    if _SHORT.search(text, first, end):
        return True
    return _NUMBERED.search(text, first, end) is not None and text[end : end + 3].lstrip()[:1].isdigit()


class Sentences:
    """The sentences of a text, asked by place; lookups in O(log n)."""

    def __init__(self, text: str) -> None:
        gaps = list(ends(text))
        self._starts = [len(text) - len(text.lstrip()), *(gap.end for gap in gaps)]
        self._ends = [*(gap.start for gap in gaps), len(text.rstrip())]

    def number(self, place: int) -> int:
        """Which sentence this place stands in, from 0."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def at(self, place: int) -> Span:
        """The sentence that this place stands in, or the space behind it."""
        number = self.number(place)
        return Span(self._starts[number], max(self._starts[number], self._ends[number]))

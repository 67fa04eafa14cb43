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
_END: Final = re.compile(r"""[.!?…][”"’')\]]*(?P<gap>[^\S\n]+)(?=[“"‘'(\[]*[^\W_a-zß-öø-ÿ])|\n\s*""")
_SHORT: Final = re.compile(rf"\b(?:{SHORTENED}|(?:[^\W\d_]\.)*[^\W\d_])\.$")


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
    return text[place] == "." and _SHORT.search(text, max(start, place - _LONGEST), place + 1) is not None


class Sentences:
    """The sentences of a text, asked by place; lookups in O(log n)."""

    def __init__(self, text: str) -> None:
        gaps = list(ends(text))
        self._text = text
        self._starts = [0, *(gap.end for gap in gaps)]
        self._ends = [*(gap.start for gap in gaps), len(text)]

    def number(self, place: int) -> int:
        """Which sentence this place stands in, from 0."""
        return bisect_right(self._starts, place) - 1

    def at(self, place: int) -> Span:
        """The sentence that this place stands in, without the space behind it."""
        number = self.number(place)
        start = self._starts[number]
        return Span(start, start + len(self._text[start : self._ends[number]].rstrip()))

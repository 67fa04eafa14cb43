"""Where sentences end, well enough to tell which verbs a time expression stands with."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from onrecord.types import Span

_BREAK: Final = re.compile(r"""\n|[.!?…]["”’')\]]*(?P<gap>[ \u00a0]+)(?=["“‘'(\[]*[^\W_a-z])""")
_ABBREVIATION: Final = re.compile(
    r"""(?:^|[\s("“‘'\[])(?:(?:mr|mrs|ms|dr|gen|sens?|reps?|govs?|lt|col|capt|cmdr|maj|sgt|adm|st|mt|jr|sr|prof|rev|hon
    |pres|nos?|vs|inc|corp|co|ltd|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun
    |approx|est|fla|calif|conn|mass|mich|minn|tenn|wash|ariz|colo|okla|ore|miss)|(?:[^\W\d]\.)*[^\W\d])\.$""",
    re.IGNORECASE | re.VERBOSE,
)


class Sentences:
    """The sentences of a text; lookups in O(log n). A line's end ends a sentence."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._ends = []
        for match in _BREAK.finditer(text):
            stop = match.start()
            if match["gap"] and _ABBREVIATION.search(text[max(stop - 12, 0) : stop + 1]):
                continue
            self._ends.append(match.start("gap") if match["gap"] else stop)
            self._starts.append(match.end())
        self._ends.append(len(text))

    def at(self, position: int) -> Span:
        """The sentence that holds this place, without the space behind it."""
        k = bisect_right(self._starts, position) - 1
        return Span(self._starts[k], self._ends[k])

"""Where sentences end, near enough to tell whether two words stand in one."""

from __future__ import annotations

import re
from bisect import bisect_right

# A sentence ends before a capital, a quotation or a digit; not behind a title, an initial or "U.S." before a name.
_END = re.compile(
    r"(?:(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Jr|Sr))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt|Jan|Feb|Aug|Oct|Nov|Dec))"
    r"(?<!\b(?:Capt|Prof|Sept))[.]|[!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|[\n\r]+"
)


class Sentences:
    """The sentences of a text, asked by place."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in _END.finditer(text)]

    def at(self, place: int) -> int:
        """The number of the sentence that this place stands in, from 0."""
        return bisect_right(self._ends, place)

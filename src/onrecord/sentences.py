"""Where sentences end, near enough to tell whether two words stand in one."""

from __future__ import annotations

import re
from bisect import bisect_right

# A sentence ends before a capital, a quotation or a digit; not behind a title, an initial, a month, "Inc" or the like.
SENTENCE_END = re.compile(
    r"(?:[.](?<!\b[A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Jr|Sr|Co).)"
    r"(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt|Del|Rev|Hon|Maj|Adm|Cpl|Jan|Feb|Aug|Oct|Nov|Dec|Inc|Ltd).)"
    r"(?<!\b(?:Capt|Prof|Cmdr|Msgr|Sept|Corp).)|[!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|[\n\r]+"
)  # the dot first: it is rare


class Sentences:
    """The sentences of a text, asked by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in SENTENCE_END.finditer(text)]

    def at(self, place: int) -> int:
        """The number of the sentence that this place stands in, from 0."""
        return bisect_right(self._ends, place)

    def bounds(self, place: int) -> tuple[int, int]:
        """The sentence that this place stands in, without white space around it."""
        number = self.at(place)
        start = self._ends[number - 1] if number else 0
        end = self._ends[number] if number < len(self._ends) else len(self._text)
        words = self._text[start:end]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

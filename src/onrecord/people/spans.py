"""Where names stand: spans that do not overlap, found by their places in O(log n)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

TOKEN = re.compile(r"[\w’'.&-]+")
"""A word of a name."""
Token = re.Match[str]
_LONG_SENTENCE = 120  # characters, from which on a first line with a full stop is no headline
_LONGEST_HEADLINE = 300  # characters


class NameSpan(NamedTuple):
    """text[start:end] is a name. label: Person, Organization or Place."""

    start: int
    end: int
    label: str


class Names:
    """All name spans of a text in its order, none overlapping another."""

    def __init__(self, spans: Iterable[NameSpan]) -> None:
        self.spans = sorted(spans)
        self._starts = [span.start for span in self.spans]

    def within(self, start: int, end: int) -> Sequence[NameSpan]:
        """Those that begin in text[start:end] and end in it."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [span for span in self.spans[first:last] if span.end <= end]

    def at(self, position: int) -> NameSpan | None:
        """The name that covers this character."""
        k = bisect_right(self._starts, position) - 1
        return self.spans[k] if k >= 0 and position < self.spans[k].end else None


def stripped(text: str, start: int, end: int) -> int:
    """`end` moved back over spaces and signs, not before `start`."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def headline_end(text: str) -> int:
    """Where the first line ends, if it is a headline: short, no long sentence; all words may be capitals. Else 0."""
    end = max(0, text.find("\n", 0, _LONGEST_HEADLINE))
    return 0 if end > _LONG_SENTENCE and text[:end].rstrip(" ”\"’'").endswith(".") else end

"""When an event happens: the words it is linked to, with the value of the time expression they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Span, Time, Words


class Dates:
    """The time expressions of a text, asked by place. None of them overlap each other."""

    def __init__(self, times: Sequence[Time]) -> None:
        self._placed = sorted(((span, time) for time in times for span in time.words.spans), key=lambda pair: pair[0])
        self._ends = [span.end for span, _ in self._placed]

    def of(self, text: str, place: Span) -> Time:
        """These words with type and value of the time they overlap most; a date without a value where there is none."""
        words = Words.of(text, (place,))
        best: tuple[int, Time] | None = None
        for k in range(bisect_left(self._ends, place.start + 1), len(self._placed)):
            span, time = self._placed[k]
            if span.start >= place.end:
                break
            shared = min(span.end, place.end) - max(span.start, place.start)
            if best is None or shared > best[0]:
                best = shared, time
        return replace(best[1], words=words) if best else Time(words, "DATE", None)

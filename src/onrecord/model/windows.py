"""Long articles in overlapping windows; each piece's scores come from the window where it lies most centrally."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Window(NamedTuple):
    """Pieces start:end are read together; the scores of pieces keep_start:keep_end are taken from this window."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def windows(count: int, size: int, overlap: int, breaks: NDArray[np.bool_] | None = None) -> list[Window]:
    """Windows of at most `size` pieces over `count`, about equally long, neighbours sharing about `overlap` pieces.

    breaks [count]: True where a piece begins a line. A window begins and ends where a line does, as in training, if
    one does near enough; and of the pieces that two windows share, the one that begins a line and lies nearest to
    their middle is the first whose scores come from the second window.
    """
    overlap = min(overlap, size // 5)  # so that each window goes on well behind the one before
    lines = np.zeros(0, np.int64) if breaks is None else np.flatnonzero(breaks)
    spans: list[tuple[int, int]] = []
    start = 0
    while count - start > size:
        number = -(-(count - start - overlap) // (size - overlap))
        equal = -(-(count - start + (number - 1) * overlap) // number)
        end = _near(lines, start + equal, start + equal - overlap // 2, start + size)
        spans.append((start, end))
        start = _near(lines, end - overlap, end - overlap - overlap // 4, end - overlap + overlap // 4)
    if count > 0:
        spans.append((start, count))
    turns = [0]
    for (start, _), (_, end) in zip(spans[1:], spans, strict=False):
        turns.append(_near(lines, (start + end) // 2, start + overlap // 6, end - overlap // 6))
    turns.append(count)
    return [Window(s, e, turns[k], turns[k + 1]) for k, (s, e) in enumerate(spans)]


def _near(lines: NDArray[np.int64], wanted: int, least: int, most: int) -> int:
    """The line's start nearest to `wanted` from `least` to `most`; `wanted` itself where there is none."""
    first, last = np.searchsorted(lines, (least, most + 1))
    some = lines[first:last]
    return int(some[np.argmin(np.abs(some - wanted))]) if len(some) else wanted

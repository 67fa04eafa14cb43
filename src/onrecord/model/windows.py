"""Long articles are read in overlapping windows; a piece's scores come from the one where it lies most centrally."""

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
    """Windows of at most `size` pieces over `count`, equally long, neighbours sharing about `overlap` pieces.

    breaks [count]: True where a piece begins a line. Of the pieces that two windows share, the one that begins a
    line and lies nearest to their middle is the first whose scores come from the second window.
    """
    if count <= 0:
        return []
    if count <= size:
        return [Window(0, count, 0, count)]
    number = -(-(count - overlap) // (size - overlap))
    size = -(-(count + (number - 1) * overlap) // number)
    starts = [round(k * (count - size) / (number - 1)) for k in range(number)]
    ends = [start + size for start in starts]
    turns = [0]
    for start, end in zip(starts[1:], ends[:-1], strict=True):
        middle = (start + end) // 2
        if breaks is not None:
            margin = overlap // 4
            lines = np.flatnonzero(breaks[start + margin : end - margin]) + start + margin
            if len(lines):
                middle = int(lines[np.argmin(np.abs(lines - middle))])
        turns.append(middle)
    turns.append(count)
    return [Window(s, e, turns[k], turns[k + 1]) for k, (s, e) in enumerate(zip(starts, ends, strict=True))]

"""What the uncased pieces do not show: case, line and paragraph starts, and quotation marks. All as small integers."""

from __future__ import annotations

import sys
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes import quotations

Ints = NDArray[np.int64]

FEATURES: Final = {"case": 7, "gap": 5, "quote": 7}
# case:  0 no letter · 1 lower · 2 Capitalised · 3 CAPITALS · 4 mIxed · 5 digits · 6 one capital letter
# gap:   0 glued to the piece before · 1 space · 2 new line · 3 new paragraph · 4 start of the text
# quote: 0 outside · 1 opening mark · 2 inside “ ” · 3 closing mark · 4 inside an unclosed “ · 5 inside ‘ ’ · 6 nested

LINE_START: Final = 2  # gaps from this on


@cache
def _classes() -> NDArray[np.uint8]:
    """For each code point: 1 lower-case letter or one without case, 2 capital letter, 3 digit, else 0."""
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    for code in range(0x30000):
        c = chr(code)
        if c.isupper() or c.istitle():
            table[code] = 2
        elif c.isalpha():
            table[code] = 1
        elif c.isnumeric():
            table[code] = 3
    return table


def code_points(text: str) -> NDArray[np.uint32]:
    """The text as an array of code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def features(text: str, offsets: Ints) -> dict[str, NDArray[np.uint8]]:
    """The features of each piece.

    offsets: [pieces, 2], start and end of each piece in code points, in order. Each result: [pieces].
    """
    codes = code_points(text)
    classes = _classes()[codes]
    start, end = offsets[:, 0], offsets[:, 1]
    return {"case": _case(classes, start), "gap": _gap(codes, start, end), "quote": _quote(text, start)}


def _case(classes: NDArray[np.uint8], start: Ints) -> NDArray[np.uint8]:
    n = len(classes)
    if n == 0 or len(start) == 0:
        return np.zeros(len(start), np.uint8)
    in_word = (classes >= 1) & (classes <= 3)
    begins = np.flatnonzero(in_word & ~np.concatenate(([False], in_word[:-1])))
    ends = np.flatnonzero(in_word & ~np.concatenate((in_word[1:], [False]))) + 1
    if len(begins) == 0:
        return np.zeros(len(start), np.uint8)

    def count(kind: int) -> Ints:
        total = np.concatenate(([0], np.cumsum(classes == kind)))
        return total[ends] - total[begins]

    lower, upper, digit = count(1), count(2), count(3)
    first_upper = classes[begins] == 2
    word = np.select(
        [
            lower + upper == 0,
            upper == 0,
            (upper == 1) & (lower + digit == 0),
            (lower == 0),
            first_upper & (upper == 1),
        ],
        [5, 1, 6, 3, 2],
        4,
    ).astype(np.uint8)
    index = np.searchsorted(begins, start, side="right") - 1
    inside = (index >= 0) & (start < ends[np.maximum(index, 0)])
    result: NDArray[np.uint8] = np.where(inside, word[np.maximum(index, 0)], 0).astype(np.uint8)
    return result


def _gap(codes: NDArray[np.uint32], start: Ints, end: Ints) -> NDArray[np.uint8]:
    if len(start) == 0:
        return np.zeros(0, np.uint8)
    before = np.concatenate(([0], end[:-1]))
    lines = np.concatenate(([0], np.cumsum(codes == 10)))
    newlines = lines[start] - lines[np.minimum(before, start)]
    gap = np.where(newlines > 1, 3, np.where(newlines == 1, 2, np.where(start > before, 1, 0))).astype(np.uint8)
    gap[0] = 4
    return gap


def _quote(text: str, start: Ints) -> NDArray[np.uint8]:
    result = np.zeros(len(start), np.uint8)
    for q in quotations(text):
        a, b, c, d = np.searchsorted(start, (q.start, q.inner_start, q.inner_end, q.end))
        if q.depth:
            result[a:d] = 6
            continue
        result[a:b] = 1
        result[b:c] = (2 if q.closed else 4) if q.double else 5
        result[c:d] = 3
    return result

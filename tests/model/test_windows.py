"""Windows: every piece is kept once, with some of what stands before and behind it in view."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.windows import Window, windows


def at(count: int, *places: int) -> np.typing.NDArray[np.bool_]:
    """Lines that begin at these pieces."""
    breaks = np.zeros(count, np.bool_)
    breaks[list(places)] = True
    return breaks


def test_a_short_text_is_one_window() -> None:
    assert windows(0, 10, 2) == []
    assert windows(10, 10, 2) == [Window(0, 10, 0, 10)]


def test_more_is_seen_before_the_turn_than_behind_it() -> None:
    assert windows(16, 10, 6) == [
        Window(0, 6, 0, 4),
        Window(0, 10, 4, 8),
        Window(4, 14, 8, 12),
        Window(8, 16, 12, 16),
    ]


def test_windows_keep_equally_many() -> None:
    assert [w.keep_end - w.keep_start for w in windows(2_000, 382, 96)] == [286, 285, 286, 286, 286, 285, 286]


def test_they_take_turns_where_a_line_begins() -> None:
    assert windows(160, 100, 20, at(160, 0, 71, 75, 88))[1].keep_start == 75, (
        "80 is the middle; others are further away"
    )
    assert windows(160, 100, 20, at(160, 0, 60, 100))[1].keep_start == 80, "neither is within reach"


def test_they_begin_and_end_where_a_line_does() -> None:
    near = windows(140, 100, 30, at(140, 0, 45, 55, 60, 70, 75, 85))
    assert near == [Window(0, 75, 0, 70), Window(55, 140, 70, 140)], "10 pieces behind the turn, 20 before it"
    alone = windows(140, 100, 30, at(140, 0))
    assert alone == [Window(0, 80, 0, 70), Window(50, 140, 70, 140)], "no line begins there"


@st.composite
def asked(draw: st.DrawFn) -> tuple[int, int, int, list[bool]]:
    size = draw(st.integers(2, 60))
    count = draw(st.integers(1, 400))
    return count, size, draw(st.integers(0, size // 2)), draw(st.lists(st.booleans(), min_size=count, max_size=count))


@given(asked())
def test_every_piece_is_kept_once_by_a_window_that_sees_it(asked_for: tuple[int, int, int, list[bool]]) -> None:
    count, size, overlap, breaks = asked_for
    parts = windows(count, size, overlap, np.array(breaks, np.bool_))
    assert parts[0].start == parts[0].keep_start == 0
    assert parts[-1].end == parts[-1].keep_end == count
    for part in parts:
        assert part.end - part.start <= size
        assert part.start <= part.keep_start < part.keep_end <= part.end
    for left, right in pairwise(parts):
        assert left.keep_end == right.keep_start
        assert right.start <= left.keep_end <= left.end
        assert left.end - right.start <= overlap


@given(asked())
def test_lines_are_not_cut_where_that_can_be_helped(asked_for: tuple[int, int, int, list[bool]]) -> None:
    count, size, overlap, _ = asked_for
    every = np.ones(count, np.bool_)
    assert windows(count, size, overlap, every) == windows(count, size, overlap)


@pytest.mark.parametrize("count", [1_000, 100_000])
def test_little_is_read_twice(count: int) -> None:
    read = sum(w.end - w.start for w in windows(count, 382, 96))
    assert read <= count * 382 / (382 - 96)

"""Windows cover a text, overlap, and begin and end with lines where they can."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.windows import Window, windows


@given(st.integers(0, 900), st.integers(10, 100), st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_every_piece_is_kept_once_by_a_window_that_sees_it(count: int, size: int, overlap: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    found = windows(count, size, overlap, random.random(count) < random.choice([0.0, 0.02, 0.2]))
    kept = [piece for window in found for piece in range(window.keep_start, window.keep_end)]
    assert kept == list(range(count))
    for window in found:
        assert 0 <= window.start <= window.keep_start < window.keep_end <= window.end <= count
        assert window.end - window.start <= size


def test_a_short_text_is_one_window() -> None:
    assert windows(50, 50, 10) == [Window(0, 50, 0, 50)]
    assert windows(0, 50, 10) == []


def test_without_lines_windows_are_about_equally_long() -> None:
    lengths = [window.end - window.start for window in windows(1000, 100, 20)]
    assert max(lengths) - min(lengths) <= 13
    assert all(b.start == a.end - 20 for a, b in zip(windows(1000, 100, 20), windows(1000, 100, 20)[1:], strict=False))


def test_windows_begin_and_end_with_lines() -> None:
    breaks = np.zeros(400, np.bool_)
    breaks[::7] = True
    found = windows(400, 100, 20, breaks)
    assert all(window.start % 7 == 0 for window in found)
    assert all(window.end % 7 == 0 for window in found[:-1])
    assert all(window.keep_start % 7 == 0 for window in found)

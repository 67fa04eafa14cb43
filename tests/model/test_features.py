"""Features of pieces: hand cases, and the same values as a slow reading of what features.py says of them."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.features import FEATURES, features
from onrecord.quotes import quotations

Pieces = list[tuple[int, int]]


def words(text: str) -> Pieces:
    """Words and signs as pieces."""
    return [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]


def values(name: str, text: str, pieces: Pieces | None = None) -> list[int]:
    places = np.array(words(text) if pieces is None else pieces, np.int64).reshape(-1, 2)
    return [int(value) for value in features(text, places)[name]]


def test_case() -> None:
    assert values("case", "said Venn NATO eBay 1998 I A4 mp3 — É ñ") == [1, 2, 3, 4, 5, 6, 3, 1, 0, 6, 1]


def test_case_is_the_whole_word_s() -> None:
    text = "McBride, Varnholm’s"
    pieces = [(0, 2), (2, 7), (7, 8), (9, 14), (14, 17), (17, 18), (18, 19)]
    assert values("case", text, pieces) == [4, 4, 0, 2, 2, 0, 1]


def test_gap() -> None:
    text = "One two,\nthree.\n\nFour\r\n\r\nfive\n"
    assert values("gap", text) == [4, 1, 0, 2, 0, 3, 3]


def test_gap_at_the_start_is_the_start() -> None:
    assert values("gap", "\n\nOne two") == [4, 1]


def test_quote() -> None:
    text = 'He: “go ‘now’ on” ‘hm’ "left\nbehind'
    assert values("quote", text) == [0, 0, 1, 2, 6, 6, 6, 2, 3, 1, 5, 3, 1, 4, 0]


def test_no_pieces() -> None:
    none = features("", np.zeros((0, 2), np.int64))
    assert {name: len(row) for name, row in none.items()} == dict.fromkeys(FEATURES, 0)


@pytest.mark.parametrize("text", ["...", "\ud800", "\0\0"])
def test_texts_without_a_word(text: str) -> None:
    assert values("case", text, [(0, 1)]) == [0]
    assert values("gap", text, [(0, 1)]) == [4]


def letter_class(c: str) -> str:
    if c.isupper() or c.istitle():
        return "capital"
    if c.isalpha():
        return "lower"
    return "digit" if c.isnumeric() else ""


def slow_case(text: str, start: int) -> int:
    if not letter_class(text[start]):
        return 0
    first = last = start
    while first and letter_class(text[first - 1]):
        first -= 1
    while last + 1 < len(text) and letter_class(text[last + 1]):
        last += 1
    classes = [letter_class(c) for c in text[first : last + 1]]
    letters = [c for c in classes if c != "digit"]
    if not letters:
        return 5
    if "capital" not in letters:
        return 1
    if classes == ["capital"]:
        return 6
    if "lower" not in letters:
        return 3
    return 2 if classes[0] == "capital" and letters.count("capital") == 1 else 4


def slow_gap(text: str, before: int | None, start: int) -> int:
    if before is None:
        return 4
    lines = text[before:start].count("\n")
    return min(lines, 2) + 1 if lines else int(start > before)


def slow_quote(text: str, start: int) -> int:
    value = 0
    for q in quotations(text):
        if q.start <= start < q.end:
            if q.depth:
                value = 6
            elif start < q.inner_start:
                value = 1
            elif start >= q.inner_end:
                value = 3
            else:
                value = (2 if q.closed else 4) if q.double else 5
    return value


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, Pieces]:
    """A text, and pieces of it cut anywhere."""
    text = draw(st.text(alphabet="abAB19 \n.é½ÉǅßΩ한“”‘’\"'\U0001f600", max_size=60))
    cuts = draw(st.sets(st.integers(0, len(text))))
    edges = sorted({0, len(text)} | cuts)
    pieces = [(a, b) for a, b in pairwise(edges) if not text[a].isspace()]
    return text, [(a, a + len(text[a:b].rstrip())) for a, b in pieces]


@given(cut_texts())
def test_equals_the_slow_reading(cut: tuple[str, Pieces]) -> None:
    text, pieces = cut
    before = [None, *(end for _, end in pieces)]
    assert values("case", text, pieces) == [slow_case(text, start) for start, _ in pieces]
    assert values("gap", text, pieces) == [slow_gap(text, b, s) for b, (s, _) in zip(before, pieces, strict=False)]
    assert values("quote", text, pieces) == [slow_quote(text, start) for start, _ in pieces]


@given(cut_texts())
def test_values_lie_in_their_range(cut: tuple[str, Pieces]) -> None:
    text, pieces = cut
    for name, size in FEATURES.items():
        assert all(value < size for value in values(name, text, pieces))

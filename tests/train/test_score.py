"""Hand cases of the two measures. Letters of the text are its words: a b c d e f g h."""

from __future__ import annotations

import pytest

from onrecord.train.score import Sides, Tally, gold_sides, matches, tally

TEXT = "a b c d, e f g h."


def sides(source: str, content: str) -> Sides:
    return Sides.of(
        TEXT,
        [(TEXT.index(c), TEXT.index(c) + 1) for c in source],
        [(TEXT.index(c), TEXT.index(c) + 1) for c in content],
    )


def test_only_letters_count() -> None:
    assert Sides.of(TEXT, [(0, 2)], [(6, 10)]) == sides("a", "de")


@pytest.mark.parametrize(
    ("source", "content", "share"),
    [
        ("a", "cdef", 1.0),
        ("a", "cd", 0.5),
        ("a", "c", 0.0),  # less than half
        ("a", "cdefgh", pytest.approx(2 / 3)),
        ("ab", "cdef", 1.0),  # sources that overlap
        ("b", "cdef", 0.0),
        ("", "cdef", 0.0),
    ],
)
def test_agreement(source: str, content: str, share: float) -> None:
    assert sides(source, content).agrees(sides("a", "cdef")) == share


def test_two_without_a_source_agree() -> None:
    assert sides("", "cd").agrees(sides("", "cd")) == 1.0


def test_the_best_overlaps_are_paired_first_and_once() -> None:
    gold = [sides("a", "cdef")]
    assert matches(gold, [sides("a", "cde"), sides("a", "cdef"), sides("a", "def")]) == [False, True, False]
    two = [sides("a", "cdef"), sides("a", "cd")]
    assert matches(two, [sides("a", "cd"), sides("a", "cde")]) == [True, True]
    assert matches([], [sides("a", "c")]) == [False]
    assert matches(gold, []) == []


def test_tally_and_f1() -> None:
    gold = [sides("a", "cd"), sides("b", "ef")]
    found = tally(gold, [sides("a", "cd"), sides("b", "e"), sides("a", "gh")])
    assert found == Tally(exact=1, soft=2, predicted=3, gold=2)
    assert found + found == Tally(2, 4, 6, 4)
    assert found.f1("exact") == pytest.approx(40.0)
    assert found.f1("soft") == pytest.approx(80.0)
    assert Tally().f1("exact") == 0.0


def test_gold_without_content_is_left_out() -> None:
    rows = [{"source": [(0, 1)], "content": [(2, 3)]}, {"source": [(0, 1)], "content": [(7, 8)]}]
    assert gold_sides(TEXT, rows) == [sides("a", "b")]

"""Hand cases of the measures. Letters of the text are its words: a b c d e f g h."""

from __future__ import annotations

import pytest

from onrecord.train.score import Count, Sides, Tally, gold_sides, matches, tally
from onrecord.train.wanted import POLNEAR, WORLD, shortfall

TEXT = "a b c d, e f g h."


def sides(source: str, content: str, cue: str = "") -> Sides:
    return Sides.of(TEXT, *([(TEXT.index(c), TEXT.index(c) + 1) for c in part] for part in (source, cue, content)))


def test_only_letters_count() -> None:
    assert Sides.of(TEXT, [(0, 2)], [(11, 12)], [(6, 10)]) == sides("a", "de", "f")


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
    gold = [sides("a", "cd", "h"), sides("b", "ef", "g")]
    found = tally(gold, [sides("a", "cd", "h"), sides("b", "e", "h"), sides("a", "gh")])
    assert found["exact"] == Count(right=1, predicted=3, gold=2)
    assert found["soft"] == Count(2, 3, 2)
    assert found["source"] == Count(2, 2, 2), "named twice, counted once"
    assert found["cue"] == Count(1, 1, 2)
    assert found["content"] == Count(1, 3, 2)
    assert (found + found)["soft"] == Count(4, 6, 4)
    assert found["exact"].f1 == pytest.approx(40.0)
    assert found["soft"].f1 == pytest.approx(80.0)
    assert (found["soft"].precision, found["soft"].recall) == pytest.approx((200 / 3, 100.0))
    assert Tally()["exact"].f1 == 0.0


def test_the_cue_is_no_part_of_exact() -> None:
    assert tally([sides("a", "cd", "h")], [sides("a", "cd", "g")])["exact"].right == 1


def test_gold_without_content_is_left_out() -> None:
    rows = [{"source": [(0, 1)], "content": [(2, 3)]}, {"source": [(0, 1)], "content": [(7, 8)]}]
    assert gold_sides(TEXT, rows) == [sides("a", "b")]


def test_recall_of_what_can_be_looked_up() -> None:
    text = 'She said "we will go" and that "all" of it was true.'

    def at(words: str) -> list[tuple[int, int]]:
        return [(text.index(words), text.index(words) + len(words))]

    rows = [{"source": at("She"), "content": at(words)} for words in ('"we will go"', '"all" of it', "was true")]
    gold = gold_sides(text, rows)
    assert [one.quoted for one in gold] == [1.0, pytest.approx(3 / 7), 0.0]
    found = tally(gold, gold[1:])
    assert (found["quoted"], found["direct"]) == (Count(1, 2, 2), Count(0, 1, 1))


def test_what_a_release_lacks() -> None:
    def reached(**percent: int) -> Tally:
        return Tally({name: Count(percent.get(name, 100), 100, 100) for name in Tally().counts})

    assert shortfall(WORLD, reached(soft=72, quoted=85, source=1)) == 0
    assert shortfall(WORLD, reached(soft=71, quoted=83)) == pytest.approx(1 + 2)
    assert shortfall(POLNEAR, reached(source=82, cue=75)) == pytest.approx(1 + 0.5)
    assert shortfall("another/dev.jsonl", reached(soft=0)) == 0

"""Where sentences end."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.sentences import Sentences, ends


def sentences(text: str) -> list[str]:
    found = Sentences(text)
    spans = sorted({found.at(at) for at in range(len(text))})
    return [text[start:end] for start, end in spans if start < end]


def test_sentences() -> None:
    text = "Mr. Pell of the U.S. office met Gen. Venn on Jan. 5. “It held.” He left!\nThe dam holds? Yes."
    assert sentences(text) == [
        "Mr. Pell of the U.S. office met Gen. Venn on Jan. 5.", "“It held.”", "He left!", "The dam holds?", "Yes.",
    ]  # fmt: skip


@given(st.text(alphabet="aB.!? \n”“", max_size=40), st.integers(0, 39))
def test_a_sentence_holds_its_place_or_the_space_before_it(text: str, at: int) -> None:
    if at < len(text):
        start, end = Sentences(text).at(at)
        assert 0 <= start <= end <= len(text)
        assert start <= at or not text[:start].strip()
        assert not text[end : at + 1].strip()


def test_what_is_cut_short_ends_nothing() -> None:
    for whole in (
        "They meet at 6 a.m. Friday.",
        "GEN. DOE LEFT.",
        "at plant no. 4 on Friday",
        "on jan. 5 and on friday",
    ):
        assert sentences(whole) == [whole]
    one = "Roe Inc. (ROE) met Sen. Venn, R-Fla. The dam holds."
    assert sentences(one) == [one]
    assert sentences("She said no. Venn left at 5 p.m. Él lo vio.") == [
        "She said no.",
        "Venn left at 5 p.m.",
        "Él lo vio.",
    ]


def test_gaps_lie_between_sentences() -> None:
    text = "One.  Two!\n\n Three"
    assert [text[gap.start : gap.end] for gap in ends(text)] == ["  ", "\n\n "]
    assert [Sentences(text).number(at) for at in (0, 4, 6, 9, 11, 13)] == [0, 0, 1, 1, 1, 2]


def test_blanks_cost_no_more_than_words() -> None:
    begin = time.perf_counter()
    assert not list(ends("a" + " " * 200_000 + "."))
    assert time.perf_counter() - begin < 20

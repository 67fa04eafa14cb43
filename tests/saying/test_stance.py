"""How firmly statements are made: the cases of stance.txt, the table, and what holds for any cue."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.inflection import forms
from onrecord.saying.reporting import find, read_table, table, words
from onrecord.saying.stance import stance
from onrecord.types import Act, Span, Stance

GOLDEN = Path(__file__).parent / "stance.txt"
ROWS = list(
    csv.DictReader(files("onrecord").joinpath("data", "reporting.csv").read_text(encoding="utf-8").splitlines())
)


class Case(NamedTuple):
    wanted: str
    marked: str


def golden() -> list[Case]:
    lines = GOLDEN.read_text(encoding="utf-8").partition("\n== ")[2].splitlines()[1:]
    pairs = [line.partition(" | ") for line in lines if line and not line.startswith("==")]
    assert all(bar for _, bar, _ in pairs), f"{GOLDEN}: a line without |"
    return [Case(wanted, marked) for wanted, _, marked in pairs]


def unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and the places of what they stand around."""
    text, spans, opened = "", {"(": [], "[": [], "{": []}, {}
    pairs = {")": "(", "]": "[", "}": "{"}
    for sign in marked:
        if sign in spans:
            opened[sign] = len(text)
        elif sign in pairs:
            spans[pairs[sign]].append(Span(opened[pairs[sign]], len(text)))
        else:
            text += sign
    return text, spans


def told(found: Stance) -> str:
    return found.act + (" negated" if found.negated else "") + (" hedged" if found.hedged else "")


@pytest.mark.parametrize("case", golden(), ids=lambda case: re.sub(r"[\[\](){}]", "", case.marked)[:60])
def test_golden(case: Case) -> None:
    text, spans = unmarked(case.marked)
    assert told(stance(text, spans["["], spans["{"], spans["("])) == case.wanted


def test_without_a_cue_it_is_other() -> None:
    assert stance("“We sail.”", (), (Span(0, 10),)) == Stance("other")


def test_a_cue_in_pieces_is_read_as_one() -> None:
    text = "It was, Venn thought, expected to rain."
    assert stance(text, (Span(3, 6), Span(22, 30)), (Span(31, 38),)).act == "predicts"


def test_every_act_has_expressions_and_every_row_an_act() -> None:
    acts = {row["act"] for row in ROWS}
    assert acts == set(get_args(Act)) - {"other"}
    assert len(ROWS) > 300


def test_no_expression_is_there_twice() -> None:
    assert len({row["expression"] for row in ROWS}) == len(ROWS)
    assert [row["expression"] for row in ROWS] == sorted(row["expression"] for row in ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if not row["flags"]][::15], ids=lambda row: row["expression"])
def test_a_cue_of_an_expression_alone_has_its_act(row: dict[str, str]) -> None:
    assert stance(row["expression"], (Span(0, len(row["expression"])),), ()).act in (row["act"], *same_form(row))


def same_form(row: dict[str, str]) -> list[str]:
    """Acts of other rows that the words can be a form of ("found" of "find")."""
    return [
        found.expression.act
        for found in find(words(row["expression"]))
        if len(found.at) >= len(row["expression"].split())
    ]


def test_a_row_that_is_wrong_is_named() -> None:
    with pytest.raises(ValueError, match=r"reporting.csv:3: .*'mumbles'"):
        read_table("expression,act,flags,note\nsay,asserts,,\nmumble,mumbles,,\n")
    with pytest.raises(ValueError, match=r"reporting.csv:2"):
        read_table("expression,act,flags,note\nsay,asserts,loud,\n")


@pytest.mark.parametrize(
    ("lemma", "printed"),
    [
        ("deny", "denies denied denying"), ("stop", "stops stopped stopping"), ("admit", "admitted admitting"),
        ("agree", "agreed agreeing agrees"), ("criticize", "criticises criticising criticized"),
        ("label", "labeled labelled labelling"), ("lie", "lied lying"), ("say", "says said saying"), ("quip", "quipped"),
        ("favor", "favours favored favouring"), ("echo", "echoes echoed"), ("begin", "began begun beginning"),
        ("plan", "planned"), ("vow", "vowed vowing"), ("be", "is was were been"), ("rebut", "rebutted"),
    ],
)  # fmt: skip
def test_forms(lemma: str, printed: str) -> None:
    assert set(printed.split()) | {lemma} <= forms(lemma)


@pytest.mark.parametrize(
    ("lemma", "wrong"), [("of", "ofs"), ("visit", "visitted"), ("say", "sayed"), ("vow", "vowwed")]
)
def test_no_such_forms(lemma: str, wrong: str) -> None:
    assert wrong not in forms(lemma)


def test_words() -> None:
    assert words("He didn’t say: “No” — it's co-owned, and can't") == [
        "he", "did", "not", "say", ":", "no", "—", "it", "'s", "co-owned", "and", "ca", "not",
    ]  # fmt: skip


@given(st.lists(st.sampled_from([*sorted(table().lemmas)[::7], "not", "never", "may", "blue", ":"]), max_size=9))
def test_found_expressions_stand_in_the_words(given_words: list[str]) -> None:
    for found in find(given_words):
        assert list(found.at) == sorted(set(found.at))
        for at, lemma in zip(found.at, found.expression.lemmas, strict=True):
            assert given_words[at] in forms(lemma)


@given(st.text(alphabet="aei nost'’.,:“”\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_place_has_a_stance(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert stance(text, (Span(start, end),), (Span(end, len(text)),)).act in get_args(Act)

"""Quotation marks: the cases of golden/quotations.txt, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes import Quotation, QuotationMask, quotations

GOLDEN = Path(__file__).parent / "golden" / "quotations.txt"
TEXTS = st.text(alphabet="ab sS9.,\n\r\u00a0" + "“”„‟\"«»'`‘’‚‹›", max_size=80)


class Case(NamedTuple):
    name: str
    text: str
    wanted: list[str]


def golden() -> list[Case]:
    cases = []
    for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        text, dashes, wanted = rest.partition("\n--")
        assert dashes, f"{GOLDEN}: no line -- under {name!r}"
        cases.append(Case(name, text, wanted.strip("\n").splitlines()))
    return cases


def line(text: str, quotation: Quotation) -> str:
    """A quotation as the golden file writes it."""
    return (
        f"{'  ' * quotation.depth}{text[quotation.start : quotation.end]}{'' if quotation.closed else ' (not closed)'}"
    )


@pytest.mark.parametrize("case", golden(), ids=lambda case: case.name)
def test_golden(case: Case) -> None:
    assert [line(case.text, quotation) for quotation in quotations(case.text)] == case.wanted


@pytest.mark.parametrize("case", golden(), ids=lambda case: case.name)
def test_golden_with_windows_line_ends(case: Case) -> None:
    text = case.text.replace("\n", "\r\n")
    assert [line(text, quotation) for quotation in quotations(text)] == case.wanted


def test_double_says_which_marks_they_are() -> None:
    assert [q.double for q in quotations("“a” ‘b’ \"c\" 'd' ''e'' «f» ‹g› „h“")] == [
        True, False, True, False, True, True, False, True,
    ]  # fmt: skip


@given(TEXTS)
def test_a_quotation_lies_in_the_text_and_its_inside_in_it(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start < q.inner_start < q.inner_end <= q.end <= len(text)
        assert q.closed == (q.inner_end < q.end)
        assert "\n" not in text[q.start : q.end]


@given(TEXTS)
def test_they_come_in_order_and_each_lies_in_the_one_around_it(text: str) -> None:
    around: list[Quotation] = []
    starts = [q.start for q in quotations(text)]
    assert starts == sorted(set(starts))
    for q in quotations(text):
        assert q.depth <= len(around)
        if q.depth:
            outer = around[q.depth - 1]
            assert outer.inner_start <= q.start
            assert q.end <= outer.inner_end
        elif around:
            assert around[0].end <= q.start
        around[q.depth :] = [q]


@given(TEXTS)
def test_the_mask_holds_the_insides_of_the_outermost(text: str) -> None:
    found = quotations(text)
    mask = QuotationMask(found)
    inside = {at for q in found if q.depth == 0 for at in range(q.inner_start, q.inner_end)}
    assert {at for at in range(len(text)) if mask.at(at)} == inside


def test_share_counts_letters_and_digits_only() -> None:
    text = "“Four!!” five"
    mask = QuotationMask(quotations(text))
    assert mask.share(text, [(0, len(text))]) == 0.5
    assert mask.share(text, [(0, 8)]) == 1.0
    assert mask.share(text, [(8, 13)]) == 0.0
    assert mask.share(text, [(5, 8)]) == 0.0, "no letters at all"


@pytest.mark.parametrize(
    "unit", ["it's ", "the dogs' ", " 'a", " ‘a", " „a", " “a", ' "a', " ``a", " 'a b'", "“ 'a 'a” b' ", "«a ‹b "]
)
def test_time_grows_with_the_text(unit: str, seconds: Callable[..., float]) -> None:
    long = seconds(lambda: quotations(unit * 20_000))
    assert long < 40 * max(seconds(lambda: quotations(unit * 1_000)), 1e-3)
    assert long < 1.5, "100 µs a mark would be 2 s"

"""To whom and where: the cases of occasion.txt, and what holds for any sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.saying.frames import phrase, sentence, time_end, tokens
from onrecord.saying.occasion import addressee, occasion
from onrecord.types import Span, Words

GOLDEN = Path(__file__).parent / "occasion.txt"
SOURCE, CUE, CONTENT = "(", "[", "{"
PIECES = st.sampled_from(
    ["Venn ", "told ", "said ", "reporters ", "in an interview ", "with ", "Radio Ambry ", "on Friday", ", ", ". ", "“", "”",
     "to ", "Pell ", "at a rally ", "a letter ", "of ", "and ", "\n", "the ", "NBC's ", "'", "speaking "]
)  # fmt: skip


class Case(NamedTuple):
    whom: str
    where: str
    marked: str


def golden() -> list[Case]:
    lines = GOLDEN.read_text(encoding="utf-8").partition("\n== ")[2].splitlines()[1:]
    return [Case(*line.split(" | ")) for line in lines if line and not line.startswith("==")]


def unmarked(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The text without its marks, and the places of what they stand around."""
    text, spans, opened = "", {SOURCE: [], CUE: [], CONTENT: []}, {}
    pairs = {")": SOURCE, "]": CUE, "}": CONTENT}
    for sign in marked:
        if sign in spans:
            opened[sign] = len(text)
        elif sign in pairs:
            spans[pairs[sign]].append(Span(opened[pairs[sign]], len(text)))
        else:
            text += sign
    return text, {sign: tuple(found) for sign, found in spans.items()}


def told(found: Words | None) -> str:
    return found.text if found else "-"


@pytest.mark.parametrize("case", golden(), ids=lambda case: re.sub(r"[\[\](){}]", "", case.marked)[:70])
def test_golden(case: Case) -> None:
    text, spans = unmarked(case.marked)
    places = (spans[SOURCE], spans[CUE], spans[CONTENT])
    assert (told(addressee(text, *places)), told(occasion(text, *places))) == (case.whom, case.where)


def test_a_paragraph_before_and_behind_changes_nothing() -> None:
    line, (source, cue, content) = "Venn told reporters at a rally it leaks.", (Span(0, 4), Span(5, 9), Span(31, 39))
    ahead = "In a statement, nobody spoke.\n\n"
    moved = [(Span(*(place + len(ahead) for place in span)),) for span in (source, cue, content)]
    text = ahead + line + "\n\nAt a news conference in Ambry he wept."
    assert told(addressee(text, *moved)) == "reporters"
    assert told(occasion(text, *moved)) == "at a rally"


def test_without_a_cue_nothing_is_known() -> None:
    assert addressee("“It leaks.”", (), (), (Span(0, 11),)) is None
    assert occasion("“It leaks.”", (), (), (Span(0, 11),)) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. Mr. Pell said so. He left.", "Mr. Pell said so."),
        ("It rained.\nThe U.S. envoy said so\nHe left.", "The U.S. envoy said so"),
        ("It rained! “Sen. J. Pell said so.” He left.", "“Sen. J. Pell said so.”"),
    ],
)
def test_the_sentence_of_a_cue(text: str, wanted: str) -> None:
    cue = text.index("said")
    start, end = sentence(text, [Span(cue, cue + 4)], [], [])
    assert text[start:end].rstrip(".”") == wanted.rstrip(".”")


@pytest.mark.parametrize(
    "words",
    ["on Tuesday", "Tuesday night", "last week", "earlier this month", "in May", "in July 2015", "on May 3, 2015", "yesterday",
     "two weeks ago", "in 2016", "late last year", "on Nov. 9"],
)  # fmt: skip
def test_times(words: str) -> None:
    among = tokens(f"said {words} here", [Span(0, 4)], [], [])
    assert among[time_end(f"said {words} here", among, 1)].text == "here"


@pytest.mark.parametrize("words", ["a rally", "Tuesday's debate", "May Castle", "the next room", "on Radio Ambry"])
def test_no_times(words: str) -> None:
    among = tokens(f"said {words}", [Span(0, 4)], [], [])
    assert time_end(f"said {words}", among, 1) == 1


@given(st.lists(PIECES, min_size=3, max_size=14), st.data())
def test_what_is_found_lies_in_the_text_outside_the_content(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    source, cue, content = (Span(*cuts[at : at + 2]) for at in (0, 2, 4))
    for found in (addressee(text, (source,), (cue,), (content,)), occasion(text, (source,), (cue,), (content,))):
        if found is not None:
            assert found == Words.of(text, found.spans)
            assert all(a < b and not (a < content.end and content.start < b) for a, b in found.spans)


@given(st.lists(PIECES, max_size=14))
def test_a_noun_phrase_goes_forward(pieces: list[str]) -> None:
    text = "said " + "".join(pieces)
    among = tokens(text, [Span(0, 4)], [], [])
    for at in range(len(among)):
        found = phrase(text, among, at)
        assert found is None or at == found.start <= found.head < found.end <= len(among)


@pytest.mark.parametrize(
    "text", ["said " + "a" * 100_000, "said " + "the big " * 20_000, "said " + "''" * 50_000, "said\n" * 20_000]
)
def test_odd_text_takes_no_time(text: str, seconds: Callable[..., float]) -> None:
    assert seconds(lambda: occasion(text, (), (Span(0, 4),), ())) < 1.0

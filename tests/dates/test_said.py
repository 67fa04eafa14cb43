"""When a statement was made: the cases of said.txt, and what holds for any spans."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import said, times
from onrecord.types import Span

GOLDEN = Path(__file__).parent / "said.txt"
PUBLISHED = "2025-02-08"
MARKS = {"[": "source", "<": "cue", "{": "content"}


class Marked(NamedTuple):
    """A text and the spans that its marks enclosed."""

    text: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]


def marked(printed: str) -> Marked:
    text, opened, spans = "", {}, {"source": [], "cue": [], "content": []}
    for piece in re.split(r"([\[\]<>{}])", printed):
        if piece in MARKS:
            opened[{"[": "]", "<": ">", "{": "}"}[piece]] = (MARKS[piece], len(text))
        elif piece in opened:
            name, start = opened.pop(piece)
            spans[name].append(Span(start, len(text)))
        else:
            text += piece
    assert not opened, f"a mark is not closed in {printed!r}"
    return Marked(text, **spans)


def cases() -> list[tuple[str, str, str]]:
    blocks = (block.split("\n", 1) for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:])
    return [(name, *rest.strip("\n").split("\n--\n")) for name, rest in blocks]


@pytest.mark.parametrize(("name", "printed", "wanted"), cases())
def test_golden(name: str, printed: str, wanted: str) -> None:
    text, source, cue, content = marked(printed)
    found = said(text, source, cue, content, times(text, PUBLISHED))
    assert (f"{found.words.text} = {found.value}" if found else "-") == wanted


def test_without_a_cue_nothing_is_told() -> None:
    text = "Venn: We will stay on Friday."
    assert said(text, [Span(0, 4)], [], [Span(6, 29)], times(text, PUBLISHED)) is None


PIECES = st.lists(
    st.sampled_from(
        ["On Friday,", "Venn", "who said", "told", "Ambry,", "in 2016", "that", ".", "\n", "AMBRY —", "now", ";"]
    ),
    max_size=20,
)


@given(PIECES, st.data())
def test_what_is_found_lies_in_the_line_of_the_cue_and_outside_content_and_source(
    pieces: list[str], data: st.DataObject
) -> None:
    text = " ".join(pieces)
    spans = [
        Span(*sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2), label=name)))
        for name in ("source", "cue", "content")
    ]
    source, cue, content = spans
    found = said(text, [source], [cue], [content], times(text, PUBLISHED))
    if found is not None:
        ((start, end),) = found.words.spans
        assert "\n" not in text[min(start, cue.start) : max(start, cue.start)]
        assert all(end <= span.start or span.end <= start for span in (source, content) if span.end > span.start)

"""Paragraphs and runs cover the text; marks open and close once."""

from __future__ import annotations

from hypothesis import given, settings

from onrecord.export.marks import blocks, marks, paragraphs
from onrecord.export.visible import plain_breaks, visible
from onrecord.types import Reading

from .made import hostile, tunnel
from .readings import readings


@settings(max_examples=150)
@given(readings())
def test_runs_cover_the_paragraphs_and_every_mark_opens_and_closes_once(reading: Reading) -> None:
    found = paragraphs(reading)
    text = reading.article.text
    outside = set(range(len(text)))
    for paragraph in found:
        at = paragraph.start
        for run in paragraph.runs:
            assert run.start == at < run.end
            assert all(mark.start <= run.start and run.end <= mark.end for mark in run.marks)
            at = run.end
        assert at == paragraph.end
        outside -= set(range(paragraph.start, paragraph.end))
    assert all(text[place] in " \t\r\n" for place in outside)
    runs = [run for paragraph in found for run in paragraph.runs]
    assert sorted(mark for run in runs for mark in run.opening()) == sorted(marks(reading))
    assert sorted(mark for run in runs for mark in run.closing()) == sorted(marks(reading))


def test_blank_lines_part_paragraphs_where_there_are_any() -> None:
    assert [tuple(t[s:e] for s, e in blocks(t)) for t in ["a\nb\n \n\nc\n"]] == [("a\nb", "c")]
    assert [tuple(t[s:e] for s, e in blocks(t)) for t in ["\r\na\r\nb\r\n"]] == [("a", "b")]
    assert list(blocks(" \n\n ")) == []


def test_the_innermost_mark_comes_first() -> None:
    inner = [run for paragraph in paragraphs(hostile()) for run in paragraph.runs if len(run.marks) == 2]
    assert inner
    for run in inner:
        assert [mark.owner for mark in run.marks] == [1, 0]


def test_a_shared_source_is_one_place() -> None:
    shared = [run for p in paragraphs(tunnel()) for run in p.runs if len(run.innermost()) == 2]
    assert [tunnel().article.text[run.start : run.end] for run in shared] == ["fire chief Odd Lervik"]


def test_what_acts_is_shown() -> None:
    assert visible("a\x1b[1m\u202eb\u2066\x9b\ud800\U000e0041\u200b\té\n") == (
        "a\\u001b[1m\\u202eb\\u2066\\u009b\\ud800\\U000e0041\u200b\té\n"
    )
    assert plain_breaks("a\r\nb\rc\n") == "a \nb\nc\n"

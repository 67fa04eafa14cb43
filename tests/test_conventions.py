"""Statements that print marks: transcripts and pull quotes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from onrecord.conventions import marked_links, marked_prior, marked_statements, pull_quotes, turns
from onrecord.model.decode import Decoded, Link, TaggedSpan
from onrecord.model.spec import TaskSpec
from onrecord.quotes import quotations

TASK = TaskSpec("statements", ("Source", "Cue", "Content"))


def spoken(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*turn.source)], text[slice(*turn.content)]) for turn in turns(text)]


def pulled(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*pull.source)], text[slice(*pull.content)]) for pull in pull_quotes(text, quotations(text))]


def test_turns_of_names_in_capitals() -> None:
    text = "MARA VENN: We will not sign.\nThe hall fell silent.\nODO PELL (by telephone): Then we wait.\n"
    assert spoken(text) == [("MARA VENN", "We will not sign."), ("ODO PELL", "Then we wait.")]


def test_one_line_in_capitals_is_no_transcript() -> None:
    assert spoken("UPDATE: The dam holds.\nThe hall fell silent.\n") == []


def test_other_names_need_three_turns_and_one_that_comes_back() -> None:
    text = "Venn: We will not sign.\nPell: Why?\n"
    assert spoken(text) == []
    assert spoken(text + "Note: nobody left.\n") == []
    assert [name for name, _ in spoken(text + "Venn: Because.\n")] == ["Venn", "Pell", "Venn"]


def test_pull_quotes() -> None:
    assert pulled("“We will not sign.” — Mara Venn, shipwright\n") == [("Mara Venn", "We will not sign.")]
    assert pulled("“We will not sign.”\n― Mara Venn\nMore text.") == [("Mara Venn", "We will not sign.")]
    assert pulled("“We will not sign.”― Mara Venn \n“Why?” ― Odo Pell\xa0") == [
        ("Mara Venn", "We will not sign."),
        ("Odo Pell", "Why?"),
    ], "space behind the name"
    assert pulled('"We will not sign." -- M. Venn.\n') == [("M. Venn", "We will not sign.")]


def test_marks_inside_a_pull_quote_do_not_part_it() -> None:
    text = (
        "“They call it “hell” here and stay.” ― Odo Pell\n”Wrong mark, same words.” ― Ilse Brand\n“Next.” ― Mara Venn\n"
    )
    assert pulled(text) == [
        ("Odo Pell", "They call it “hell” here and stay."),
        ("Ilse Brand", "Wrong mark, same words."),
        ("Mara Venn", "Next."),
    ]


def test_a_dash_in_a_sentence_is_no_pull_quote() -> None:
    assert pulled("“We will not sign” — and nobody did.\n") == []
    assert pulled("“We will not sign,” — said nobody.\n") == []
    assert pulled("“We will not sign.”\n\n\n\n— Mara Venn") == []


def test_the_prior_says_what_print_says() -> None:
    text = "VENN: We sign.\nPELL: Why?\n"
    offsets = np.array([(0, 4), (4, 5), (6, 8), (9, 13), (13, 14), (15, 19), (19, 20), (21, 24), (24, 25)])
    prior = marked_prior(text, offsets, marked_statements(text, quotations(text)), TASK)
    tags = [TASK.tags[k] if row[k] else "." for row, k in zip(prior, prior.argmax(1), strict=True)]
    assert tags == ["B-Source", "B-Cue", "B-Content", "I-Content", ".", "B-Source", "B-Cue", "B-Content", "."]


def test_the_links_are_those_of_print() -> None:
    text = "VENN: We sign.\nPELL: Why?\n"
    offsets = np.array([(0, 4), (4, 5), (6, 8), (9, 13), (13, 14), (15, 19), (19, 20), (21, 24), (24, 25)])
    places = [(0, 1, "Source"), (1, 2, "Cue"), (2, 4, "Content"), (5, 6, "Source"), (6, 7, "Cue"), (7, 8, "Content")]
    spans = tuple(TaggedSpan(*place, 1.0, 1.0) for place in places)
    wrong = Decoded(spans, (Link("cue", 2, 4, 0.5), Link("cue", 5, None, 0.5), Link("source", 1, 3, 0.5)))
    marked = marked_statements(text, quotations(text))
    assert sorted(marked_links(wrong, offsets, marked).links) == [
        Link("cue", 2, 1, 1.0), Link("cue", 5, 4, 1.0), Link("source", 1, 0, 1.0), Link("source", 4, 3, 1.0),
    ]  # fmt: skip
    assert marked_links(wrong, offsets, []) is wrong


def test_time_grows_with_the_transcript(seconds: Callable[..., float]) -> None:
    def taken(count: int) -> float:
        text = "VENN: We sign.\n" * count
        starts = np.arange(count)[:, None] * 15
        offsets = np.stack((starts + np.array([0, 4, 6, 9]), starts + np.array([4, 5, 8, 13])), 2).reshape(-1, 2)
        spans = tuple(
            TaggedSpan(4 * k + a, 4 * k + b, label, 1.0, 1.0)
            for k in range(count)
            for a, b, label in ((0, 1, "Source"), (1, 2, "Cue"), (2, 4, "Content"))
        )
        marked = marked_statements(text, [])
        found: list[Link] = []
        result = seconds(lambda: found.extend(marked_links(Decoded(spans, ()), offsets, marked).links))
        assert len(found) == 2 * count
        return result

    assert taken(2_000) < 40 * max(taken(100), 1e-3)


@pytest.mark.parametrize("text", ["A" * 300_000 + "\n", "A: " * 50_000, "“a” — " + "A." * 100_000, "A. " * 100_000])
def test_odd_text_takes_no_time(text: str, seconds: Callable[..., float]) -> None:
    assert seconds(lambda: marked_statements(text, quotations(text))) < 1.5

"""Spans and links → statements: kinds, marks, pieces, order."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.model.decode import Decoded, Link, TaggedSpan
from onrecord.quotes import QuotationMask, quotations
from onrecord.statements import Draft, confidence, drafts, kind_of, statements
from onrecord.types import Span, Statement

PIECE = re.compile(r"\w+|[^\w\s]")


def found(text: str, *told: tuple[str | None, str | None, list[str]]) -> list[Draft]:
    """Drafts of a text in which a network found these sources, cues and contents, each by its words."""
    offsets = np.array([match.span() for match in PIECE.finditer(text)], np.int64)
    spans: list[TaggedSpan] = []
    links: list[Link] = []

    def span(words: str, label: str) -> int:
        start = text.index(words)
        first = int(np.flatnonzero(offsets[:, 0] == start)[0])
        last = int(np.flatnonzero(offsets[:, 1] == start + len(words))[0])
        tagged = TaggedSpan(first, last + 1, label, 5.0, 2.0)
        if tagged not in spans:
            spans.append(tagged)
        return spans.index(tagged)

    for source, cue, contents in told:
        heads = [span(words, "Content") for words in contents]
        said = span(cue, "Cue") if cue else None
        links += [Link("cue", head, said, 0.75) for head in heads]
        if said is not None:
            links.append(Link("source", said, span(source, "Source") if source else None, 0.5))
    return drafts(text, offsets, Decoded(tuple(spans), tuple(links)), QuotationMask(quotations(text)))


def made(text: str, *told: tuple[str | None, str | None, list[str]]) -> tuple[Statement, ...]:
    return statements(text, found(text, *told), {})


def test_a_statement() -> None:
    text = "Mara Venn said the dam holds."
    (statement,) = made(text, ("Mara Venn", "said", ["the dam holds"]))
    assert statement.kind == "indirect"
    assert statement.confidence == 1.0, "no calibration, no doubt"
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.text, statement.cue.text) == ("Mara Venn", "said")
    assert (statement.content.text, statement.content.spans) == ("the dam holds", (Span(15, 28),))
    assert (statement.speaker.name, statement.speaker.kind) == (None, "unknown")
    assert statement.speaker.reason == "speakers were not looked for"


@pytest.mark.parametrize(
    "dateline",
    [
        "KIGALI — ",
        "SAINT IRAN, Vale (AP) — ",
        "LYRN, March 4 (Northline) -- ",
        "ST. AMBRY, Calder, Sept. 21 - ",
        "(Northline) - ",
        "Saint Iran, Vale (Northline News) – ",
    ],
)
def test_a_dateline_is_no_part_of_a_statement(dateline: str) -> None:
    told = ("Mayor Mara Venn", "said", ["the dam holds"])
    text = f"The dam\n{dateline}Mayor Mara Venn said the dam holds."
    (draft,) = found(text, told)
    (into,) = found(text, (f"{dateline.lstrip('(')}Mayor Mara Venn", "said", ["the dam holds"]))
    assert into.source == draft.source
    text = f"{dateline}The dam holds, Mayor Mara Venn said."
    (draft,) = found(text, ("Mayor Mara Venn", "said", [f"{dateline.lstrip('(')}The dam holds"]))
    assert [text[start:end] for start, end in draft.content] == ["The dam holds"]


@pytest.mark.parametrize("line", ["NATO — the alliance — ", "Mara Venn — Mayor of Lyrn — ", "Venn (61) – who "])
def test_a_dash_alone_makes_no_dateline(line: str) -> None:
    text = f"{line}said the dam holds."
    (draft,) = found(text, (line.rstrip(" —–").removesuffix(" who").rstrip(" –"), "said", ["the dam holds"]))
    assert draft.source[0].start == 0


def test_a_bracket_that_is_opened_is_closed() -> None:
    text = "Rep. Mara Venn (D-Vt.) and Roe Inc. (ROE) said the dam (it leaks) holds (or so it seems)."
    (draft,) = found(text, ("Roe Inc. (ROE", "said", ["the dam (it leaks) holds"]))
    assert [text[start:end] for start, end in draft.source] == ["Roe Inc. (ROE)"]
    assert [text[start:end] for start, end in draft.content] == ["the dam (it leaks) holds"]
    (draft,) = found(text, ("Rep. Mara Venn (D-Vt", "said", ["the dam"]))
    assert [text[start:end] for start, end in draft.source] == ["Rep. Mara Venn (D-Vt.)"]


def test_of_whom_something_is_said_is_not_who_says_it() -> None:
    text = "The chairman is understood to have left. The chairman was told to leave."
    (draft, told) = found(
        text,
        ("The chairman", "is understood", ["to have left"]),
        ("The chairman", "was told", ["to leave"]),
    )
    assert draft.source == ()
    assert [text[start:end] for start, end in draft.content] == ["The chairman", "to have left"]
    assert told.source != ()


def test_a_sentence_before_a_quotation_is_no_part_of_it() -> None:
    text = "Aas was less sure. “Never say never,” he said. He added it was late. “It is.”"
    (draft, other) = found(
        text,
        ("he", "said", ["Aas was less sure. “Never say never,"]),
        ("He", "added", ["it was late. “It is."]),
    )
    assert [text[start:end] for start, end in draft.content] == ["“Never say never,”"]
    assert [text[start:end] for start, end in other.content] == ["it was late. “It is.”"]


def test_who_is_asked_does_not_ask() -> None:
    (draft,) = found("Clerk accused of theft", ("Clerk", "accused of", ["theft"]))
    assert draft.source == ()
    (draft,) = found("Venn, asked about the dam, wept.", ("Venn", "asked about", ["the dam"]))
    assert draft.source == ()
    (draft,) = found("Venn, a diver, asked about the dam.", ("Venn, a diver", "asked about", ["the dam"]))
    assert draft.source == ((0, 13),)


def test_a_headline_ends_with_its_line() -> None:
    text = "Venn: trams are late\n\nI have lived here for years, she wrote."
    (draft,) = found(text, ("Venn", ":", ["trams are late\n\nI have lived here for years"]))
    assert [text[start:end] for start, end in draft.content] == ["trams are late"]
    later = f"Trams\n{text}"
    (draft,) = found(later, ("Venn", ":", ["trams are late\n\nI have lived here for years"]))
    assert [later[start:end] for start, end in draft.content] == ["trams are late\n\nI have lived here for years"]


def test_lines_of_a_set_width_are_no_headlines() -> None:
    wrapped = "that the plan to build a\nbridge over the river was dead"
    text = f"Mara Venn said {wrapped}.\n\nJohn Doe said no."
    (draft,) = found(text, ("Mara Venn", "said", [wrapped]))
    assert [text[start:end] for start, end in draft.content] == [wrapped]


def test_a_firm_ends_a_sentence_inside_a_source() -> None:
    text = "John Doe joined Acme Inc. Jane Roe said he was good."
    (draft,) = found(text, ("John Doe joined Acme Inc. Jane Roe", "said", ["he was good"]))
    assert [text[start:end] for start, end in draft.source] == ["Jane Roe"]


def test_the_genre_before_a_headline_says_nothing() -> None:
    assert found("Column: Why trams are late", ("Column", ":", ["Why trams are late"])) == []
    assert len(found("Poll: Trams are late", ("Poll", ":", ["Trams are late"]))) == 1


def test_a_source_ends_with_its_line() -> None:
    text = "“It holds,” said Mara Venn .\n\nArchive / Ambry"
    (statement,) = made(text, ("Mara Venn .\n\nArchive", "said", ["It holds"]))
    assert statement.source is not None
    assert statement.source.text == "Mara Venn ."


def test_no_source_and_no_cue() -> None:
    text = "Officials were told the dam holds. “It leaks.”"
    told, alone = made(text, (None, "told", ["the dam holds"]), (None, None, ["It leaks"]))
    assert told.source is None
    assert told.cue is not None
    assert told.speaker.reason == "the article names no source for it"
    assert alone.source is None
    assert alone.cue is None
    assert alone.content.text == "“It leaks.”"


def test_one_source_may_serve_two_cues() -> None:
    text = "Venn said the dam holds and added that it will be watched."
    first, second = made(text, ("Venn", "said", ["the dam holds"]), ("Venn", "added", ["it will be watched"]))
    assert first.source == second.source
    assert first.cue != second.cue


def test_quotation_marks_and_the_sign_before_them_belong_to_the_content() -> None:
    text = "“The dam holds,” Venn said. “It will.”"
    (statement,) = made(text, ("Venn", "said", ["The dam holds", "It will"]))
    assert statement.content.text == "“The dam holds,” … “It will.”"


def test_a_part_of_a_quotation_takes_only_the_mark_it_touches() -> None:
    text = "“Well, the dam holds,” Venn said."
    (statement,) = made(text, ("Venn", "said", ["the dam holds"]))
    assert statement.content.text == "the dam holds,”"


def test_pieces_on_one_line_that_only_signs_divide_become_one() -> None:
    text = "Venn said: “The dam holds.” “It will.” Pell left. “It must.”"
    (statement,) = made(text, ("Venn", "said", ["The dam holds", "It will", "It must"]))
    assert statement.content.text == "“The dam holds.” “It will.” … “It must.”"


def test_pieces_on_two_lines_stay_two() -> None:
    text = "“The dam holds.\n\n“It will,” Venn said."
    (statement,) = made(text, ("Venn", "said", ["The dam holds", "It will"]))
    assert statement.content.spans == (Span(0, 15), Span(17, 27))
    assert statement.kind == "direct"


def test_the_reporter_s_words_behind_a_quotation_are_set_apart() -> None:
    text = "“I will meet him,” Venn said, signalling a change of course."
    direct, other = made(text, ("Venn", "said", ["I will meet him", "a change of course"]))
    assert (direct.kind, direct.content.text) == ("direct", "“I will meet him,”")
    assert (other.kind, other.content.text) == ("indirect", "a change of course")
    assert other.cue is None
    assert other.source is None


def test_words_before_the_cue_or_of_the_same_kind_are_not_set_apart() -> None:
    text = "A change of course, “I will meet him,” Venn said, “if he comes” at all."
    (one,) = made(text, ("Venn", "said", ["A change of course", "I will meet him", "if he comes"]))
    assert one.content.text == "A change of course, “I will meet him,” … “if he comes”"
    text = "The dam holds, Venn said, and it is watched."
    assert len(made(text, ("Venn", "said", ["The dam holds", "it is watched"]))) == 1


def test_statements_come_in_the_order_of_the_text() -> None:
    text = "Pell denied it leaks. Venn said the dam holds. “It does.”"
    told = [(None, None, ["It does"]), ("Venn", "said", ["the dam holds"]), ("Pell", "denied", ["it leaks"])]
    order = [statement.content.text for statement in made(text, *told)]
    assert order == ["it leaks", "the dam holds", "“It does.”"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“" + "a" * 19 + "” b", "direct"),  # 95 %
        ("“" + "a" * 18 + "” b", "mixed"),
        ("“a” " + "b" * 99, "mixed"),
        ("“...” b", "indirect"),  # no letter inside
        ("a b", "indirect"),
        ("...", "indirect"),
        ("‘‘a’’", "direct"),
        ("'a'", "direct"),
        ("«a»", "direct"),
    ],
)
def test_kind_counts_letters_and_digits_in_quotation_marks(text: str, kind: str) -> None:
    assert kind_of(text, [Span(0, len(text))], QuotationMask(quotations(text))) == kind


def test_kind_goes_over_all_pieces() -> None:
    text = "“aaaa” bbbb"
    mask = QuotationMask(quotations(text))
    assert kind_of(text, [Span(0, 6)], mask) == "direct"
    assert kind_of(text, [Span(0, 6), Span(7, 11)], mask) == "mixed"


def test_signals_are_of_the_weakest_piece_and_tell_the_form() -> None:
    (draft,) = found("“The dam holds,” Venn said. “It will.”", ("Venn", "said", ["The dam holds", "It will"]))
    assert draft.signals["content link"] == pytest.approx(np.log(3))
    assert draft.signals["source link"] == pytest.approx(0)
    assert draft.signals["content pieces"] == 2
    assert (draft.signals["sourced"], draft.signals["cued"], draft.signals["quoted"]) == (1, 1, 1)
    (bare,) = found("The dam holds.", (None, None, ["The dam holds"]))
    assert (bare.signals["sourced"], bare.signals["cued"], bare.signals["quoted"]) == (0, 0, 0)
    assert set(bare.signals) == set(draft.signals)


def test_confidence_is_logistic() -> None:
    assert confidence({"a": 2.0}, {"a": 1.0, "bias": -2.0}) == 0.5
    assert confidence({"a": 2.0}, {"a": 1.0, "bias": 0.0}) == pytest.approx(0.8808, abs=1e-4)
    assert 0 < confidence({"a": -1e9}, {"a": 1.0, "bias": 0.0}) < confidence({"a": 1e9}, {"a": 1.0, "bias": 0.0}) < 1

"""What brat is given can be read back, and no annotation crosses a line."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings

from onrecord.export.brat import ANNOTATION_CONF, Attribution, Standoff, attributions, fragments, standoff
from onrecord.export.marks import Role, words_of
from onrecord.types import Reading, Span, Statement

from .made import hostile, nothing, tunnel
from .readings import readings
from .talks import talks


def expected(reading: Reading) -> list[Attribution]:
    """The reading's statements with their places cut at line breaks."""

    def places(statement: Statement, role: Role) -> tuple[Span, ...]:
        words = words_of(statement, role)
        return fragments(reading.article.text, words.spans) if words else ()

    return [
        Attribution(s.kind, round(s.confidence, 4), places(s, "source"), places(s, "cue"), fragments_of_content)
        for s in reading.statements
        if (fragments_of_content := places(s, "content"))
    ]


@settings(max_examples=150)
@given(readings())
def test_there_and_back(reading: Reading) -> None:
    assume(len(expected(reading)) == len(reading.statements))
    files = standoff(reading)
    assert len(files.text) == len(reading.article.text)
    back = list(attributions(files))
    assert [b._replace(confidence=0) for b in back] == [e._replace(confidence=0) for e in expected(reading)]
    assert all(abs(b.confidence - e.confidence) < 2e-4 for b, e in zip(back, expected(reading), strict=True))


@pytest.mark.parametrize(
    "reading", [tunnel(), hostile(), nothing(), talks()], ids=["tunnel", "hostile", "nothing", "talks"]
)
def test_the_files_keep_to_the_format(reading: Reading) -> None:
    files = standoff(reading)
    files.text.encode("utf-8")
    lines = files.annotations.splitlines()
    assert lines == files.annotations.split("\n")[:-1]
    for line in lines:
        assert re.fullmatch(
            r"T\d+\t(?:Source|Cue|Content|Person|Organization|Place|Participant|Time|[A-Z]+) \d+ \d+(?:;\d+ \d+)*\t[^\t]+"
            r"|R\d+\t(?:CuedBy|SaidBy) Arg1:T\d+ Arg2:T\d+"
            r"|A\d+\tKind T\d+ (?:direct|mixed|indirect)"
            r"|A\d+\tStatus E\d+ \w+"
            r"|E\d+\t[A-Z]+:T\d+(?: (?:Actor|Recipient|Date|Place|Voucher)\d*:T\d+)*"
            r"|\*\tEquiv T\d+(?: T\d+)+"
            r"|#\d+\tAnnotatorNotes [TE]\d+\t[^\t]+",
            line,
        ), line
    names = [line.split("\t")[0] for line in lines if not line.startswith("*")]
    assert len(names) == len(set(names))


def test_a_quotation_over_paragraphs_has_a_fragment_for_each() -> None:
    content = next(line for line in standoff(tunnel()).annotations.splitlines() if "The model we bid on" in line)
    assert content.count(";") == 3


def test_a_shared_source_is_annotated_once_and_a_shared_cue_is_not() -> None:
    annotations = standoff(tunnel()).annotations
    assert annotations.count("\tfire chief Odd Lervik\n") == 1
    assert annotations.count("SaidBy") == 7


def test_the_read_back_sees_a_moved_text() -> None:
    files = standoff(tunnel())
    with pytest.raises(ValueError, match="T1: the text has"):
        list(attributions(Standoff("x" + files.text, files.annotations)))


def test_an_event_has_its_trigger_its_arguments_its_status_and_its_voucher() -> None:
    rows = [line.split("\t") for line in standoff(talks()).annotations.splitlines()]
    words = {row[0]: (row[1].split(" ")[0], row[2]) for row in rows if row[0].startswith("T")}
    made = [row for row in rows if row[0].startswith("E")]
    assert len(made) == len(talks().events)
    parts = dict(reversed(part.split(":")) for part in made[1][1].split(" "))  # type: ignore[arg-type]
    assert {role: words[name] for name, role in parts.items()} == {
        "CONSULT": ("CONSULT", "meet"),
        "Actor": ("Person", "she"),
        "Actor2": ("Person", "her Ostmark counterpart, Tomas Reyl"),
        "Date": ("Time", "next week"),
        "Place": ("Place", "Lyrn"),
        "Voucher": ("Content", "that she would meet her Ostmark counterpart, Tomas Reyl, in Lyrn next week"),
    }
    assert [row[1] for row in rows if row[1].startswith("Status E2")] == ["Status E2 planned"]
    assert [
        row[2] for row in rows if row[1] == f"AnnotatorNotes {next(n for n, r in parts.items() if r == 'Date')}"
    ] == ["DATE 2025-W11"]


def test_mentions_of_one_entity_are_equivalent() -> None:
    annotations = standoff(talks()).annotations
    first, second = re.findall(r"^(T\d+)\tPerson \d+ \d+\t(?:Ilse )?Brandvik$", annotations, re.MULTILINE)
    assert f"*\tEquiv {first} {second}\n" in annotations
    assert f"AnnotatorNotes {first}\tIlse Brandvik; VELGOV; wikidata:Q1\n" in annotations


def test_the_configuration_names_every_type() -> None:
    for event in talks().events:
        assert f"\n{event.type}\tActor*:" in ANNOTATION_CONF
        assert event.status in ANNOTATION_CONF
    for name in ("Source", "Cue", "Content", "CuedBy", "SaidBy", "Kind", "direct|mixed|indirect"):
        assert name in ANNOTATION_CONF

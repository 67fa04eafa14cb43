"""Corrections as training data: the rows go into training, and say who changed what and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.answers import Kept
from onrecord.export.brat import attributions, standoff
from onrecord.export.training import remark, row
from onrecord.store import Record
from store.made import brief, tunnel


@pytest.fixture
def corrected(tmp_path: Path) -> Kept:
    """An article with one speaker corrected and one statement rejected; another one is right."""
    with Record.open(tmp_path / "a.db") as record:
        record.add(tunnel())
        record.add(brief(1, "Tomas Reyl", "we will build it"))
        for words, change in (("ground", {"speaker": "Odd Lervik"}), ("charge", {"reject": True})):
            (one,) = record.search(words).rows
            record.correct(one.id, by="Edda", why=f"the tape of {words}", **change)
        (kept,) = record.each_article(corrected=True)
        return kept


def test_a_row_has_what_holds_and_who_says_so(corrected: Kept) -> None:
    made = row(corrected)
    text = tunnel().article.text
    assert (made["text"], made["date"], made["source"]) == (text, "2025-03-04", "Northline")
    said = {text[one["content"][0][0] : one["content"][0][1]]: one for one in made["statements"]}
    assert "the charge" not in said
    ground = said["“We were promised dry ground,”"]
    assert (ground["speaker"], ground["read_as"]) == ({"name": "Odd Lervik", "kind": "person"}, "Ilse Brandvik")
    (rejected,) = made["rejected"]
    assert text[slice(*rejected["content"][0])] == "the charge"
    assert [(one["action"], one["by"], one["why"], one["before"], one["after"]) for one in made["corrections"]] == [
        ("speaker", "Edda", "the tape of ground", "Ilse Brandvik", "Odd Lervik"),
        ("reject", "Edda", "the tape of charge", "the charge", "rejected"),
    ]
    assert [ground["corrected"], rejected["corrected"]] == [[one["id"]] for one in made["corrections"]]


def test_training_reads_the_rows(corrected: Kept, tmp_path: Path) -> None:
    corpora = pytest.importorskip("onrecord.train.corpora")
    file = tmp_path / "corrections.jsonl"
    file.write_text(json.dumps(row(corrected)) + "\n", encoding="utf-8")
    (example,) = corpora.examples(file, corpora.Source(file.name, corpora.SPEAKERS))
    text = tunnel().article.text
    assert (example.id, example.text) == (corrected.id, text)
    contents = [text[s.start : s.end] for s in example.tasks["statements"].spans if s.label == "Content"]
    assert contents == [
        "that the tunnel would “stay shut until the survey is done",
        "We were promised dry ground",
        "The model we bid on was drawn in 1998",
    ]
    assert {text[s.start : s.end] for s in example.tasks["mentions"].spans} >= {"Tomas Reyl"}


def test_brat_marks_what_was_rejected_and_why(corrected: Kept) -> None:
    held = {one.id: one for one in corrected.corrections}
    files = standoff(
        corrected.reading,
        [remark(one, held) for one in corrected.said],
        [(one.statement.content, remark(one.row, held)) for one in corrected.left_out],
    )
    assert len(list(attributions(files))) == 3
    lines = files.annotations.splitlines()
    (rejected,) = [line.split("\t") for line in lines if "\tRejected " in line]
    assert rejected[2] == "the charge"
    (why,) = [line for line in lines if f"AnnotatorNotes {rejected[0]}\t" in line]
    assert why.endswith("reject the charge → rejected by Edda: the tape of charge")
    (note,) = [line for line in lines if "tape of ground" in line]
    assert "speaker Odd Lervik (person); s" in note
    assert note.endswith("speaker Ilse Brandvik → Odd Lervik by Edda: the tape of ground")


def test_each_statement_has_one_remark(corrected: Kept) -> None:
    with pytest.raises(ValueError, match="zip"):
        standoff(corrected.reading, ["only one"])

"""The commands that ask a record: their tables, formats and pictures."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store import Record
from onrecord.types import Article, Entity, Reading, Time
from store.made import event, everywhere, said, tunnel
from store.made import words as stand

from .calls import STORY, call, lines

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.usefixtures("filled")
def test_every_listing_has_four_formats() -> None:
    for words in (
        ("search", "ground"),
        ("who",),
        ("events",),
        ("timeline", "Brandvik"),
        ("who", "Brandvik"),
        ("verify",),
    ):
        rows = lines(*words, "--format", "jsonl")
        assert rows
        whole = json.loads(call(*words, "--format", "json")[1])
        found = whole["statements"]["rows"] if "statements" in whole else whole["rows"]
        assert found == rows
        table = list(csv.DictReader(io.StringIO(call(*words, "--format", "csv")[1])))
        assert len(table) == len(rows)
        code, out, err = call(*words, "--format", "table")
        assert (code, err) == (0, "")
        assert max(len(line) for line in out.splitlines()) <= 100


@pytest.mark.usefixtures("filled")
def test_a_table_leads_back_to_the_words() -> None:
    out = " ".join(call("search", "ground", "--format", "table")[1].split())
    for part in (
        "2025-03-04",
        "Ilse Brandvik",
        "“We were promised dry ⟦ground⟧,”",
        "direct",
        "Northline",
        "northline.example/tu",
    ):
        assert part in out
    assert "denies" in call("search", "--stance", "denies", "-f", "table")[1]
    page = call("who", "Brandvik", "-f", "table")[1]
    for part in ("Ilse Brandvik (person, p", "statements 2: 1 direct, 1 mixed, 0 indirect", "wikidata Q900001"):
        assert part in " ".join(page.split())
    events = " ".join(call("events", "-f", "table")[1].split())
    for part in ("PROTEST planned: strike", "the outlet says", "says Tomas Reyl", "CONSULT occurred: met → Tomas Reyl"):
        assert part in events
    assert "Nothing in the record meets this." in call("search", "zebra", "-f", "table")[1]


@pytest.mark.parametrize("width", ["60", "80", "160"])
def test_ids_are_whole_at_any_width(folder: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setattr("onrecord.cli.listing.NO_TERMINAL_WIDTH", int(width))
    long = "https://www.northline.example/2025/03/politics/" + "a-word-of-a-title-" * 8 + "12.html?utm_source=x"
    with Record.open("onrecord.db") as record:
        record.add(tunnel(url=long))
        statement = record.search("ground").rows[0]
        record.correct(statement.id, speaker="Tomas Reyl", by="Edda", why="the tape")
        ids = [row.id for row in (*record.search().rows, *record.events().rows)]
        corrected = record.corrections()[0]
    out = call("search", "-f", "table")[1] + call("events", "-f", "table")[1]
    assert all(one in out for one in ids)
    assert max(len(line) for line in out.splitlines()) <= int(width)
    rows = call("search", "ground", "-f", "table")[1].split("──")[-1].strip().splitlines()
    assert len(rows) <= 6  # of which the address has some, not all
    assert "northline" in "".join(rows)
    out = call("corrections", "-f", "table")[1]
    assert corrected.id in out
    assert statement.id in out


def test_where_an_article_is_from(folder: Path) -> None:
    """Its address, else its title, else the id that it came with."""
    call("add", "a.txt")
    assert " a " in call("search", "-f", "table")[1]
    call("add", "a.txt", "--title", "No paper")
    assert "No paper" in call("search", "-f", "table")[1]


def test_days_are_shown_as_they_are_told(folder: Path) -> None:
    made = tunnel()
    text = made.article.text
    year = Time(stand(text, "1998"), "DATE", "1998")
    with Record.open("onrecord.db") as record:
        first, *rest = made.statements
        record.add(replace(made, statements=(replace(first, said=year), *rest)))
    out = call("timeline", "Brandvik", "-f", "table")[1]
    days = [line.split()[0] for line in out.splitlines() if re.match(r" ?\d{4}", line)]
    assert days == ["2025-W09", "1998", "2025-03-04"]
    assert out.count("published") == 1
    assert [(row["day"], row["when"], row["when_told"]) for row in lines("timeline", "Brandvik")] == [
        ("2025-02-24", "2025-W09", True),
        ("2025-03-04", "1998", True),
        ("2025-03-04", "2025-03-04", False),
    ]


def test_who_takes_part_and_who_says_so(folder: Path) -> None:
    text = "Police met the board. They met it again, he said. It was a meeting.\n"
    police = Entity("police", "group", mentions=everywhere(text, "Police", "They"))
    statement = said(text, "They met it again", source="he", kind="indirect")
    unsaid = said(text, "It was a meeting", kind="indirect", cue=None)
    events = (
        event(text, "CONSULT", "met it again", "occurred", actor=[("They", 0)], recipient=[("it", None)], voucher=0),
        event(text, "CONSULT", "meeting", "occurred", actor=[("It", None)], group=1, voucher=1),
    )
    with Record.open("onrecord.db") as record:
        record.add(Reading(Article(text, "x"), "m", (statement, unsaid), ("statements", "events"), (police,), events))
    out = call("events", "-f", "table")[1]
    for part in ("police", "says he", "says somebody who is not named", "It "):
        assert part in out
    assert "They" not in out


@pytest.mark.usefixtures("filled")
def test_a_row_of_csv_has_its_evidence() -> None:
    (row,) = csv.DictReader(io.StringIO(call("search", "ground", "-f", "csv")[1]))
    assert (row["exact"], row["speaker"], row["outlet"]) == (
        "“We were promised dry ground,”",
        "Ilse Brandvik",
        "Northline",
    )
    start, end = map(int, row["spans"].split("-"))
    assert tunnel().article.text[start:end] == row["exact"]
    assert row["url"] == "https://northline.example/tunnel"


@pytest.mark.usefixtures("filled")
def test_paging() -> None:
    whole = lines("search")
    assert lines("search", "--limit", "2") + lines("search", "--limit", "50", "--offset", "2") == whole
    assert "More follow: --offset 2" in call("search", "--limit", "2", "-f", "table")[1]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_timeline_is_drawn(folder: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    assert call("timeline", "Brandvik", "Reyl", "--plot", f"x.{ending}") == (0, "", "")
    data = (folder / f"x.{ending}").read_bytes()
    assert data.startswith(b"<?xml" if ending == "svg" else b"\x89PNG")
    if ending == "svg":
        assert b"consult (occurred, 2025-W09)" in data
        call("timeline", "Brandvik", "Reyl", "--plot", "y.svg")
        assert (folder / "y.svg").read_bytes() == data


@pytest.mark.usefixtures("filled")
def test_without_matplotlib_a_plot_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    code, _, err = call("timeline", "Brandvik", "--plot", "x.svg")
    assert code == 1
    assert "pip install 'onrecord[plot]'" in err


def test_statements_of_like_meaning(folder: Path) -> None:
    (folder / "b.txt").write_text(STORY.replace("We will not sign this paper,", "Zebras buzz,"), encoding="utf-8")
    assert call("add", "a.txt", "b.txt")[0] == 0
    assert [row["evidence"]["exact"] for row in lines("search", "--like", "zzz")] == [  # type: ignore[index]
        "Zebras buzz,",
        "We will not sign this paper,",
    ]
    assert [row["evidence"]["exact"] for row in lines("search", "paper", "--like", "zzz")] == [  # type: ignore[index]
        "We will not sign this paper,"
    ]


def test_what_another_model_read_is_not_compared(filled: Path) -> None:
    code, out, err = call("search", "--like", "zebras")
    assert (code, out) == (1, "")
    assert "2 articles were read by another model" in err
    assert "has a vector of the model 'toy letters'" in err
    call("add", "a.txt")
    code, out, err = call("search", "--like", "zebras")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "`onrecord reread` reads them again" in err


def test_like_what_must_be_told(filled: Path) -> None:
    assert call("search", "--like", "?!")[0] == 2
    assert call("search", "--like", "zebras", "--sort", "newest")[0] == 2

"""The commands that keep, ask and mend a record, from their words to their exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.answers import Added
from onrecord.cli.main import app
from onrecord.cli.record_settings import seconds
from onrecord.errors import BadReading, Forgotten
from onrecord.store import Page, Record
from onrecord.types import Article, Entity, Reading, Time
from store.made import brief, event, everywhere, said, tunnel
from store.made import words as stand

from .toy import ToyReader

STORY = "“We will not sign this paper,” said Mara Venn. The council met again on Monday evening in the town hall.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the toy reader for a model; no colour, a fixed width."""
    monkeypatch.setattr("onrecord.reader.Reader", ToyReader)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": STORY.replace("Mara", name)}) for name in ("Ada", "Bo")),
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    """A record with some news in it."""
    with Record.open("onrecord.db") as record:
        record.add(tunnel())
        record.add(brief(1, "Tomas Reyl", "=we will build it", outlet="Daily", published="2025-04-02"))
    return folder


def call(*words: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, standard output, standard error (blanks and box signs folded, as messages wrap)."""
    done = CliRunner().invoke(app, list(words), input=text)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, " ".join(done.stderr.replace("│", " ").split())


def lines(*words: str) -> list[dict[str, object]]:
    code, out, err = call(*words)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_add_keeps_what_read_shows(folder: Path) -> None:
    code, out, err = call("add", "a.txt", "two.jsonl")
    assert (code, out, err) == (0, "", "onrecord: onrecord.db: 3 added; 3 statements, 3 events")
    assert call("add", "a.txt", "two.jsonl") == (0, "", "onrecord: onrecord.db: 3 unchanged")
    exact = [row["evidence"]["exact"] for row in lines("search", "sign")]  # type: ignore[index]
    assert exact == ["We will not sign this paper,"] * 3
    assert [path.name for path in folder.glob("*.db*")] == ["onrecord.db"]


def test_a_record_without_a_name_is_a_wrong_call(folder: Path) -> None:
    for command in (["add", "a.txt"], ["who"], ["export", "-f", "csv"]):
        code, out, err = call(*command, "--record", "")
        assert (code, out) == (2, "")
        assert "the record's name is empty" in err


def test_asking_another_programs_database_leaves_it_alone(folder: Path) -> None:
    with closing(sqlite3.connect("other.sqlite")) as other:
        other.execute("CREATE TABLE customers (name TEXT)")
    before = Path("other.sqlite").read_bytes()
    for command in (["who"], ["search", "x"], ["add", "a.txt"]):
        code, out, err = call(*command, "--record", "other.sqlite")
        assert (code, out) == (1, "")
        assert "tables of other things (customers)" in err
    assert Path("other.sqlite").read_bytes() == before


def test_failures_are_told_and_kept(folder: Path) -> None:
    code, _, err = call("add", "no.txt", "a.txt")
    assert code == 1
    assert "onrecord: no.txt: there is no such file" in err
    assert err.endswith("onrecord: onrecord.db: 1 added, 1 failed; 1 statements, 1 events")
    with Record.open("onrecord.db") as record:
        assert [(one.source, one.times) for one in record.rejects()] == [("no.txt", 1)]


def test_many_are_stored_a_few_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    add_many = Record.add_many

    def counted(record: Record, readings: list[tuple[Reading, Page | None]]) -> list[Added | BadReading | Forgotten]:
        asked.append(len(readings))
        return add_many(record, readings)

    monkeypatch.setattr(Record, "add_many", counted)
    found = [{"id": f"n{number}", "text": f"{STORY} No {number}."} for number in range(40)]
    (folder / "many.jsonl").write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    assert call("add", "many.jsonl")[2].startswith("onrecord: onrecord.db: 40 added; 40 statements")
    assert asked == [16, 16, 8]
    with Record.open("onrecord.db") as record:
        assert [record.load(one).article.id for one in record.articles()] == [f"n{number}" for number in range(40)]


def test_what_was_read_before_an_interrupt_is_stored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = ToyReader.read

    def interrupted(reader: ToyReader, article: Article | str) -> Reading:
        if isinstance(article, Article) and article.id == "Bo":
            raise KeyboardInterrupt
        return read(reader, article)

    monkeypatch.setattr(ToyReader, "read", interrupted)
    code, _, err = call("add", "a.txt", "two.jsonl")
    assert (code, err) == (130, "onrecord: onrecord.db: 2 added; 2 statements, 2 events")


def test_the_record_is_named_by_option_or_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("add", "a.txt", "--record", "one.db")[0] == 0
    monkeypatch.setenv("ONRECORD_RECORD", f"sqlite:///{folder}/two.db")
    assert call("add", "two.jsonl")[0] == 0
    assert len(lines("search")) == 2
    assert len(lines("search", "--record", "one.db")) == 1
    assert not (folder / "onrecord.db").exists()


def test_there_is_no_record_yet(folder: Path) -> None:
    for words in (("search",), ("who",), ("events",), ("timeline", "Ada"), ("backup", "x.db"), ("reread",)):
        code, out, err = call(*words)
        assert (code, out) == (1, "")
        assert "onrecord.db: there is no record here; `onrecord add` makes one" in err
    assert not (folder / "onrecord.db").exists()


def test_what_was_forgotten_is_refused(folder: Path) -> None:
    call("add", "a.txt")
    (ref,) = [row["article"] for row in lines("verify")]
    code, out, err = call("forget", "a", "--by", "Edda", "--why", "court order")
    assert (code, out) == (2, "")
    assert f"'a' is what an article came as, {ref}" in err
    code, out, _ = call("forget", str(ref), "--by", "Edda", "--why", "court order")
    told = "the article a, with 1 statement: forgotten, and refused from now on: court order"
    assert (code, out) == (0, f"{ref}: {told}\n")
    code, _, err = call("add", "a.txt")
    assert code == 1
    assert "a: was forgotten, and is not taken in again: court order" in err


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
def test_correcting_from_the_command_line() -> None:
    (row,) = lines("search", "ground")
    words = ("--by", "Edda", "--why", "heard it")
    code, out, _ = call("correct", str(row["id"]), "--speaker", "Tomas Reyl", *words)
    assert code == 0
    assert out.rstrip().endswith("Ilse Brandvik → Tomas Reyl")
    assert "✎ read as Ilse" in " ".join(call("search", "ground", "-f", "table")[1].split())
    (done,) = lines("corrections")
    assert (done["by"], done["why"], done["holds"]) == ("Edda", "heard it", True)
    assert call("correct", str(done["id"]), "--undo", *words)[0] == 0
    assert [one["holds"] for one in lines("corrections")] == [False, True]
    assert "undone" in call("corrections", "-f", "table")[1]
    assert len(lines("corrections", str(row["id"]))) == 1
    out = call("correct", str(row["id"]), "--speaker", "Tomsa Reyl", *words)[1]
    assert out.rstrip().endswith("Ilse Brandvik → Tomsa Reyl, a new person")


WRONG = [
    (("search", "!!"), 2, "holds no word to look for"),
    (("search", "--since", "yesterday"), 2, "'yesterday' is not a date"),
    (("search", "--kind", "loud"), 2, "'loud' is no kind"),
    (("search", "--format", "xml"), 2, "'xml' is not one of"),
    (("search", "--speaker", "Nobody Atall"), 1, "nobody in the record goes by 'Nobody Atall'"),
    (("timeline",), 2, "Missing argument"),
    (("timeline", "Brandvik", "--plot", "x.pdf"), 2, "x.pdf is no .svg or .png file"),
    (("timeline", "Brandvik", "--plot", "no/x.svg"), 2, "there is no folder no"),
    (("events", "--status", "done"), 2, "'done' is no status"),
    (("events", "--type", "protset"), 2, "'PROTSET' is no type of event; it is one of AGREE, CONSULT"),
    (("correct", "s0000000000000", "--reject"), 2, "Missing option '--by'"),
    (("correct", "s0000000000000", "--reject", "--by", "E", "--why", "w"), 1, "nothing in the record goes by this id"),
    (("correct", "x", "--by", "E", "--why", "w"), 2, "a correction says one thing"),
    (("forget", "x", "--by", "E", "--why", " "), 2, "who asks for it, and why"),
    (("restore", "no.db", "--record", "new.db"), 1, "there is no such file"),
    (("search", "--record", "mysql://x/y"), 1, "is not supported"),
    (("watch", "https://x.example/rss", "--every", "soon"), 2, "no length of time"),
    (("add",), 2, "Missing argument 'SOURCE'"),
]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("words", "code", "why"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_calls_that_cannot_be(words: tuple[str, ...], code: int, why: str) -> None:
    got, out, err = call(*words)
    assert (got, out) == (code, "")
    assert why in err


def test_backup_and_restore(filled: Path) -> None:
    assert call("backup", "copy.db")[0] == 0
    assert call("restore", "copy.db", "--record", "new.db") == (0, "2 articles are in new.db\n", "")
    assert lines("search", "--record", "new.db") == lines("search")
    code, _, err = call("restore", "copy.db")
    assert code == 1
    assert err.startswith("onrecord: onrecord.db: the record is not empty")


def test_what_cannot_be_restored_leaves_no_record(folder: Path) -> None:
    for name, why in (("no.db", "there is no such file"), ("a.txt", "is no backup")):
        code, _, err = call("restore", name, "--record", "new.db")
        assert code == 1
        assert why in err
    assert not (folder / "new.db").exists()


def test_a_backup_writes_over_nothing_else(filled: Path) -> None:
    code, _, err = call("backup", "a.txt")
    assert code == 1
    assert "a.txt: is there already" in err
    assert (filled / "a.txt").read_text(encoding="utf-8") == STORY
    assert call("backup", "a.txt", "--overwrite")[0] == 0


def test_reading_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("add", "a.txt")
    assert call("reread") == (0, "0 articles were read again by toy 0, 1 passed over\n", "")
    assert call("reread", "--all")[1] == "1 articles were read again by toy 0, 0 passed over\n"
    assert call("reread", "--threads", "2")[1] == "1 articles were read again by toy 2, 0 passed over\n"
    assert [row["model"] for row in lines("search")] == ["toy 2"]


def test_what_was_not_looked_for_is_read_later(folder: Path) -> None:
    call("add", "a.txt", "--tasks", "statements")
    assert lines("events") == []
    assert call("add", "a.txt")[2] == "onrecord: onrecord.db: 1 reread; 1 statements, 1 events"
    assert len(lines("events")) == 1
    call("add", "two.jsonl", "--tasks", "statements")
    assert call("reread")[1] == "2 articles were read again by toy 0, 1 passed over\n"
    assert len(lines("events")) == 3
    assert call("add", "a.txt", "--tasks", "statements")[2] == "onrecord: onrecord.db: 1 unchanged"


def test_what_is_known_of_an_article_is_completed(folder: Path) -> None:
    call("add", "a.txt")
    told = ("--published", "2025-02-08", "--title", "No paper")
    assert call("add", "a.txt", *told)[2] == "onrecord: onrecord.db: 1 changed; 1 statements, 1 events"
    (row,) = lines("search")
    assert (row["day"], row["evidence"]["where"]["title"]) == ("2025-02-08", "No paper")  # type: ignore[index]
    for words in ((), told):
        assert call("add", "a.txt", *words)[2] == "onrecord: onrecord.db: 1 unchanged"


def test_a_page_is_kept_and_its_statements_are_looked_for_in_it(folder: Path) -> None:
    body = (
        "<p>“We will <b>not</b> sign\nthis paper,” said Mara Venn.</p><p>The council met again on Monday evening.</p>"
        * 2
    )
    page = f"<html><head><title>A paper</title></head><body><article><h1>A paper</h1>{body}</article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    assert call("add", "page.html")[0] == 0
    (done,) = lines("verify")
    assert done["text"] == {"stands": done["statements"]}
    assert done["page"]
    with Record.open("onrecord.db") as record:
        kept = record.page("page")
        assert kept
        assert kept.data.decode() == page


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


@pytest.mark.parametrize(("text", "expected"), [("90s", 90), ("15m", 900), ("1.5h", 5400), ("1D", 86400)])
def test_lengths_of_time(text: str, expected: float) -> None:
    assert seconds(text) == expected


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

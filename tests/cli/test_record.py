"""The commands that keep, correct and mend a record, from their words to their exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.answers import Added
from onrecord.cli.record_settings import seconds
from onrecord.errors import BadReading, Forgotten
from onrecord.store import Page, Record
from onrecord.types import Article, Reading

from .calls import STORY, call, lines
from .toy import ToyReader

pytestmark = pytest.mark.usefixtures("folder")


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


@pytest.mark.parametrize(("text", "expected"), [("90s", 90), ("15m", 900), ("1.5h", 5400), ("1D", 86400)])
def test_lengths_of_time(text: str, expected: float) -> None:
    assert seconds(text) == expected

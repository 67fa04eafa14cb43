"""A backup is one SQLite file, from either database and into either."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.errors import NotFound, RecordError
from onrecord.store import FeedState, Page, Record
from onrecord.store.schema import metadata

from .made import TUNNEL, brief, tunnel


def fill(record: Record) -> None:
    page = Page(bytes(range(256)), TUNNEL, "https://northline.example/tunnel", "2025-03-04T10:00:00Z")
    record.add(tunnel(), page)
    record.add(tunnel(outlet="Daily", url="https://daily.example/x"))
    record.add(tunnel(text=TUNNEL + "Corrected."))
    for number in range(5):
        record.add(brief(number, "Ada Holt", f"the road {number} is closed", about=("Road Board",)))
    record.correct(record.search("dry ground").rows[0].id, speaker="Tomas Reyl", by="E", why="w")
    record.forget("https://northline.example/4", by="E", why="w")
    record.reject("x.txt", "is empty")
    record.keep_feed_state(FeedState("https://n.example/rss", {"etag": "x"}))


def everything(record: Record) -> dict[str, list[tuple[object, ...]]]:
    with record._database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'other.db'}"
    return str(request.getfixturevalue("server").database(f"other_{tmp_path.name.translate({45: 95})}"))


def test_from_either_into_either(record: Record, other: str, tmp_path: Path) -> None:
    fill(record)
    size = record.backup(tmp_path / "copy.db")
    assert size == (tmp_path / "copy.db").stat().st_size > 10_000
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name or ".part" in path.name] == ["copy.db"]
    before = (tmp_path / "copy.db").read_bytes()
    with Record.open(other) as new:
        assert new.restore(tmp_path / "copy.db") == 6
        assert everything(new) == everything(record)
        assert [row.id for row in new.search("road").rows] == [row.id for row in record.search("road").rows]
        assert new.add(tunnel(text=TUNNEL + "Corrected.")).doing == "unchanged"
        assert new.add(brief(9, "Ada Holt", "the road 9 is closed")).doing == "added"
        assert new.profile("Ada Holt").voice.statements == 5
    assert (tmp_path / "copy.db").read_bytes() == before
    with Record.open(tmp_path / "copy.db") as itself:  # a backup is a record
        assert everything(itself) == everything(record)


def test_what_cannot_be(record: Record, tmp_path: Path) -> None:
    fill(record)
    record.backup(tmp_path / "copy.db")
    with pytest.raises(RecordError, match="not empty"):
        record.restore(tmp_path / "copy.db")
    with pytest.raises(NotFound, match="no such file"):
        record.restore(tmp_path / "no.db")
    (tmp_path / "letter.txt").write_text("a letter")
    with pytest.raises(RecordError, match="is no backup"):
        record.restore(tmp_path / "letter.txt")
    with pytest.raises(RecordError, match="cannot be written"):
        record.backup(tmp_path / "no" / "copy.db")


def test_a_backup_takes_the_place_of_an_earlier_one_alone(record: Record, tmp_path: Path) -> None:
    fill(record)
    record.backup(tmp_path / "copy.db")
    record.backup(tmp_path / "copy.db")
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter")
    with sqlite3.connect(tmp_path / "else.db") as other:
        other.execute("CREATE TABLE letters (text)")
    other.close()
    Record.open(tmp_path / "live.db").close()
    for name, why in (("letter.txt", "is no backup"), ("else.db", "is no backup"), ("live.db", "would be lost")):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(RecordError, match=why):
            record.backup(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
        assert not (tmp_path / f"{name}-wal").exists()
    record.backup(letter, overwrite=True)
    Record.check_backup(letter)
    with pytest.raises(RecordError, match="is no backup"):
        Record.check_backup(tmp_path / "else.db")
    if record._database.file:
        with pytest.raises(RecordError, match="is the record itself"):
            record.backup(record._database.file, overwrite=True)


def test_a_record_of_rejects_alone_is_not_empty(record: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "source.db") as source:
        fill(source)
        source.backup(tmp_path / "copy.db")
    record.reject("x.txt", "is empty")
    with pytest.raises(RecordError, match="not empty"):
        record.restore(tmp_path / "copy.db")

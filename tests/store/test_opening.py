"""What may be opened as a record, and what is left as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from onrecord.errors import BadQuery, NotFound, RecordError
from onrecord.store import Record
from onrecord.store.database import Database

from .made import tunnel

NOBODY = 65534


def foreign(path: Path, *statements: str) -> bytes:
    """A database of another program; its bytes."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(";".join(statements))
    return path.read_bytes()


@pytest.mark.parametrize("make", [True, False])
@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE customers (name TEXT)",),
        ("CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('ae10')"),
        ("CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('0002')"),
    ],
)
def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path, statements: tuple[str, ...], make: bool) -> None:
    before = foreign(tmp_path / "other.sqlite", *statements)
    with pytest.raises(RecordError, match="is no record and has tables of other things"):
        Record.open(tmp_path / "other.sqlite", make=make)
    assert (tmp_path / "other.sqlite").read_bytes() == before  # not even another way of writing


def test_an_empty_database_becomes_a_record_only_where_one_is_made(new_url: str) -> None:
    database = Database(new_url)
    with database.outside() as connection:
        connection.execute(sa.text("SELECT 1"))
    if database.file:
        database.file.touch()
    with pytest.raises(NotFound, match="there is no record here"):
        Record.open(new_url, make=False)
    with database.reading() as connection:
        assert sa.inspect(connection).get_table_names() == []
    database.close()
    Record.open(new_url).close()
    Record.open(new_url, make=False).close()


def test_a_record_is_written_ahead_also_after_a_backup_was_opened(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.db") as record:
        record.add(tunnel())
        record.backup(tmp_path / "b.db")
    for name in ("a.db", "b.db"):
        Record.open(tmp_path / name, make=False).close()
        with closing(sqlite3.connect(tmp_path / name)) as there:
            assert there.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_record(name: str) -> None:
    with pytest.raises(BadQuery, match="name is empty"):
        Record.open(name)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder with a record, into which others may look."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        with Record.open(folder / "r.db") as record:
            record.add(tunnel())
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


ASK = """
import os
import sys
from pathlib import Path
from onrecord.errors import RecordError
from onrecord.store import Record
with Record.open(":memory:") as empty:  # loads all that is needed, while it may be read
    empty.search("tunnel")
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[3]))
with Record.open(sys.argv[1], make=False) as record:
    print(len(record.search("tunnel").rows), len(record.events().rows))
    print(record.backup(Path(sys.argv[2])) > 0)
    try:
        record.verify(next(iter(record.articles())))
    except RecordError as error:
        print(error)
"""


def asked(record: Path, to: Path) -> list[str]:
    """What somebody without rights sees of it."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(record), str(to), str(NOBODY)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("in_use", [False, True])
@pytest.mark.parametrize("plain", [False, True])
def test_a_record_that_may_only_be_read_is_read(shared: Path, in_use: bool, plain: bool) -> None:
    if plain:  # as a backup is, without a log
        with closing(sqlite3.connect(shared / "r.db")) as there:
            there.execute("PRAGMA journal_mode=DELETE")
    elif in_use:  # the log and its index lie beside it
        other = sqlite3.connect(shared / "r.db")
        other.execute("SELECT count(*) FROM article").fetchone()
    before = (shared / "r.db").read_bytes()
    for path in shared.iterdir():
        path.chmod(0o444)
    shared.chmod(0o555)
    with TemporaryDirectory() as free:
        Path(free).chmod(0o777)
        found, copied, refused = asked(shared / "r.db", Path(free) / "b.db")
    assert (found, copied) == ("1 3", "True")
    assert refused.endswith("the record can only be read: its file or folder may not be written by you")
    assert (shared / "r.db").read_bytes() == before
    if in_use and not plain:
        other.close()


def test_an_older_record_that_may_only_be_read_says_so(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.database.only_read", lambda _: True)
    Record.open(shared / "r.db", make=False).close()
    with closing(sqlite3.connect(shared / "r.db")) as there:
        there.execute("UPDATE alembic_version SET version_num = '0001'")
        there.commit()
    with pytest.raises(RecordError, match="is of an older onrecord"):
        Record.open(shared / "r.db", make=False)

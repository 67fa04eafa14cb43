"""Copies of a whole record: always one SQLite file, from either database, and back into either.

So a backup is also how a record moves from a file to a server.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import NotFound, RecordError
from onrecord.store.database import Database
from onrecord.store.migrate import migrate
from onrecord.store.schema import article, metadata, statement
from onrecord.store.sqlite_file import read_only_uri
from onrecord.store.standing import index_words

_CHUNK: Final = 500  # rows carried at a time


_HEAD: Final = b"SQLite format 3\0"
_WAL: Final = 2  # the byte behind the head and the page size: how a file is written, 1 for a backup


def backup(database: Database, to: Path, *, overwrite: bool = False) -> int:
    """Writes the record as it is at this moment to a file, which appears when it is whole. Returns its size in bytes.

    Others may go on writing meanwhile.  overwrite: whatever the file holds is written over, not only an earlier backup.
    Raises RecordError when the place cannot be written, or holds something else.
    """
    if database.file and to.exists() and to.samefile(database.file):
        raise RecordError(f"{to}: is the record itself; name another place for its backup")
    if to.is_file() and not overwrite:
        _check_earlier(to)
    if not to.parent.is_dir():
        raise RecordError(f"{to}: the backup cannot be written: there is no folder {to.parent}; make it first")
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        if database.file:
            _copy_file(read_only_uri(database.file) if database.readonly else database.file.absolute().as_uri(), part)
        else:
            _copy_rows_to(database, part)
        part.replace(to)
    except (OSError, sqlite3.Error) as error:
        raise RecordError(f"{to}: the backup cannot be written: {error}; name another place") from error
    finally:
        for path in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            path.unlink(missing_ok=True)
    return to.stat().st_size


def restore(database: Database, source: Path) -> int:
    """Fills an empty record from a backup. Returns how many articles it has.

    Raises NotFound when there is no such file, RecordError when it is no backup or when the record is not empty.
    """
    check_backup(source)
    with TemporaryDirectory() as folder:  # the backup itself stays as it is, also when its tables are older
        copy = Database(shutil.copy(source, folder))
        try:
            migrate(copy)
            with copy.reading() as old:
                return database.write(lambda new: _fill(old, new, database))
        finally:
            copy.close()


def check_backup(source: Path) -> None:
    """Raises NotFound when there is no such file, RecordError when it is no backup."""
    if not source.is_file():
        raise NotFound(f"{source}: there is no such file")
    if not _is_record(source):
        raise RecordError(f"{source}: is no backup of a record; `onrecord backup FILE` makes one")


def _check_earlier(to: Path) -> None:
    """Raises RecordError for a file that is no earlier backup."""
    if not _is_record(to):
        raise RecordError(f"{to}: is there already, and is no backup of a record; name another file, or --overwrite")
    with to.open("rb") as file:
        if file.read(19)[18] == _WAL:
            raise RecordError(
                f"{to}: is a record that was opened, and would be lost; name another file, or --overwrite"
            )


def _is_record(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(len(_HEAD)) != _HEAD:
            return False
    try:
        # as it lies there: nothing is written beside it
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as there:
            names = {name for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error:
        return False
    return {"alembic_version", article.name, statement.name} <= names


def _copy_file(uri: str, to: Path) -> None:
    with closing(sqlite3.connect(uri, uri=True)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _copy_rows_to(database: Database, to: Path) -> None:
    to.unlink(missing_ok=True)
    copy = Database(to)
    try:
        migrate(copy)
        with database.reading() as old:
            copy.write(lambda new: _copy(old, new))
        with copy.outside() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def _fill(old: Connection, new: Connection, database: Database) -> int:
    for table in metadata.sorted_tables:
        if new.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise RecordError(
                f"{database.name}: the record is not empty, and a backup replaces nothing; restore into a new one"
            )
    _copy(old, new)
    return int(new.scalar(sa.select(sa.func.count()).select_from(article)) or 0)


def _copy(old: Connection, new: Connection) -> None:
    for table in metadata.sorted_tables:
        for rows in _chunks(old, table):
            new.execute(table.insert(), rows)
        if table is statement:
            for rows in _chunks(old, table):
                index_words(new, rows)
        if new.dialect.name == "postgresql" and "id" in table.c:
            last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            new.execute(sa.select(sa.func.setval(sequence, last)).where(last.is_not(None)))


def _chunks(connection: Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """All rows of a table, those that others point to first."""
    order = list(table.primary_key)
    found = connection.execute(sa.select(table).order_by(*order).execution_options(yield_per=_CHUNK))
    for part in found.mappings().partitions(_CHUNK):
        yield [dict(row) for row in part]

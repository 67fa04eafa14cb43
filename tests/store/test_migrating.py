"""The tables that migrations make are those of the schema, and a migration is there as a whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.errors import NotFound, RecordError
from onrecord.store import Record
from onrecord.store.database import Database
from onrecord.store.migrate import config, migrate, skip_search_tables
from onrecord.store.schema import HEAD, metadata

from .made import tunnel


def test_migrations_make_the_schema(new_url: str) -> None:
    database = Database(new_url)
    migrate(database)
    with database.reading() as connection:
        options = {"include_object": skip_search_tables, "compare_type": True, "target_metadata": metadata}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
        tables = set(sa.inspect(connection).get_table_names())
    assert {table.name for table in metadata.sorted_tables} | {"alembic_version", "statement_words"} <= tables
    database.close()


def test_the_comparison_can_fail(new_url: str) -> None:
    database = Database(new_url)
    migrate(database)
    with database.reading() as connection:
        connection.execute(sa.text("DROP INDEX ix_statement_day"))
        connection.execute(sa.text("ALTER TABLE event ADD COLUMN more TEXT"))
        context = MigrationContext.configure(connection, opts={"include_object": skip_search_tables})
        assert len(compare_metadata(context, metadata)) == 2
        connection.rollback()
    database.close()


def test_the_head_is_the_newest_migration() -> None:
    database = Database(":memory:")
    with database.reading() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]


def test_the_migrations_are_in_the_package() -> None:
    folder = files("onrecord.store").joinpath("migrations")
    assert folder.joinpath("env.py").is_file()
    assert folder.joinpath("versions", "0001_first_tables.py").is_file()


def test_a_migration_that_fails_leaves_nothing(new_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic.operations import Operations

    made = Operations.create_table

    def fails_late(self: Operations, name: str, *columns: object, **more: object) -> object:
        if name == "participant":
            raise RuntimeError("the power went")
        return made(self, name, *columns, **more)

    monkeypatch.setattr(Operations, "create_table", fails_late)
    with pytest.raises(RuntimeError, match="the power went"):
        Record.open(new_url)
    monkeypatch.undo()
    database = Database(new_url)
    with database.reading() as connection:
        assert sa.inspect(connection).get_table_names() == []
    database.close()
    with Record.open(new_url) as record:
        assert record.add(tunnel()).doing == "added"


def test_two_open_a_new_record_at_once(new_url: str) -> None:
    code = f"from onrecord.store import Record; Record.open({new_url!r}).close()"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")


def test_a_record_of_a_newer_version_is_refused(new_url: str) -> None:
    Record.open(new_url).close()
    database = Database(new_url)
    with database.outside() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit() if connection.in_transaction() else None
    database.close()
    with pytest.raises(RecordError, match="written by a newer onrecord"):
        Record.open(new_url)


def test_a_database_of_something_else_is_left_alone(new_url: str) -> None:
    database = Database(new_url)

    def make(connection: sa.Connection) -> None:
        connection.execute(sa.text("CREATE TABLE article (title TEXT)"))

    database.write(make)
    with pytest.raises(RecordError, match="tables of other things"):
        Record.open(new_url)
    database.close()


def test_places_that_are_no_record(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is a letter, not a database, and it is long enough to be sure of it\n" * 20)
    for where, why in [
        (tmp_path / "text.db", "not a database"),
        (tmp_path / "no" / "folder.db", "unable to open"),
        ("mysql://localhost/x", "not supported"),
        ("://x", "is no path and no database URL"),
        ("postgresql://127.0.0.1:1/x?connect_timeout=2", "the record cannot be used"),
    ]:
        with pytest.raises(RecordError, match=why):
            Record.open(where)
    with pytest.raises(NotFound, match="there is no record here"):
        Record.open(tmp_path / "new.db", make=False)
    assert not (tmp_path / "new.db").exists()


def test_a_record_of_today_is_opened_without_alembic(tmp_path: Path) -> None:
    Record.open(tmp_path / "onrecord.db").close()
    code = (
        "import sys; from onrecord.store import Record; "
        f"Record.open({str(tmp_path / 'onrecord.db')!r}).close(); print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


def test_days_of_older_records_are_brought_up_to_date(url: str) -> None:
    with Record.open(url) as record:
        record.add(tunnel())
        days = [row.day for row in record.events().rows]
    database = Database(url)

    def make_older(connection: sa.Connection) -> None:
        connection.execute(sa.text("UPDATE event SET day = '2025-03-04'"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0002'"))

    database.write(make_older)
    database.close()
    with Record.open(url, make=False) as record:
        assert [row.day for row in record.events().rows] == days
    assert len(set(days)) > 1


def test_a_record_with_the_tables_of_today_is_read_where_it_may_only_be_read(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(empty.read_bytes())
    database = Database(older)
    database.write(lambda connection: connection.execute(sa.text("UPDATE alembic_version SET version_num = '0002'")))
    database.close()
    monkeypatch.setattr("onrecord.store.database.only_read", lambda _: True)
    with Record.open(older, make=False) as record:
        assert record.events().rows == ()

"""One suite, two databases: every test that takes `record` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from onrecord.store import Record
from onrecord.store.schema import metadata

from .server import PostgresServer, start_server

DATABASES = ("sqlite", "postgresql")
_number = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of its own, on a socket, for as long as the tests run."""
    # not below pytest's own folder, which pytest closes to the other user that the server runs as
    with TemporaryDirectory(prefix="onrecord-pg-") as folder, start_server(Path(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "onrecord.db"
    Record.open(path).close()
    return path


@pytest.fixture(scope="session")
def database(server: PostgresServer) -> str:
    """The same on PostgreSQL: one for all tests, as each takes its server a while to make and to delete."""
    url = server.database("record")
    Record.open(url).close()
    return url


def clear(url: str) -> None:
    """Empties all tables and begins their numbers anew."""
    engine = sa.create_engine(url)
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()


@pytest.fixture(params=DATABASES)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that holds nothing yet, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    server: PostgresServer = request.getfixturevalue("server")
    return server.database(f"new_{next(_number)}")


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty record of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty"), tmp_path / "onrecord.db")
        return f"sqlite:///{tmp_path / 'onrecord.db'}"
    found: str = request.getfixturevalue("database")
    clear(found)
    return found


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    """An empty record, on each database."""
    with Record.open(url) as opened:
        yield opened


@pytest.fixture
def rows(record: Record) -> Callable[[str], int]:
    """How many rows a table of the record has."""

    def count(table: str) -> int:
        with record._database.reading() as connection:
            return int(connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608

    return count

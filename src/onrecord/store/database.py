"""One door to SQLite and PostgreSQL: connections, transactions that wait their turn, and what their SQL differs in."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import StaticPool

from onrecord.errors import BadQuery, RecordError
from onrecord.store.sqlite_file import only_read, read_only_uri
from onrecord.store.words import fold

_T = TypeVar("_T")
_WAIT_MS: Final = 30_000  # for another process that writes to the same file
_TRIES: Final = 5
_LOCK: Final = 0x6F6E7265636F7264  # "onrecord": PostgreSQL's advisory lock of those who write
_AGAIN: Final = ("40001", "40P01", "57P01")  # serialisation, deadlock, the server was restarted
# What is quick for a rare word or speaker takes seconds for a frequent one, so each question gets a plan of its own.
# They are too short for other processes to be started for them, or machine code to be made.
_PLANNING: Final = (
    "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"
)

Insert = sqlite.Insert | postgresql.Insert


class Database:
    """An engine and its transactions. Raises RecordError when the URL cannot be used.

    readonly: a SQLite file that this process may only read.
    """

    def __init__(self, where: str | Path) -> None:
        self.url = _url(where)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        # a record in memory is one connection, which one thread after the other takes
        self._turn: AbstractContextManager[object] = RLock() if _in_memory(self.url) else nullcontext()
        self.readonly = self.file is not None and only_read(self.file)
        try:
            self.engine = self._sqlite() if self.sqlite else _postgresql_engine(self.url)
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise RecordError(
                f"{self.url.render_as_string()}: its database driver is not installed ({error}); "
                "pip install 'onrecord[postgres]'"
            ) from None

    def _sqlite(self) -> Engine:
        return _sqlite_engine(self.url, self.file if self.readonly else None)

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a record in memory and for PostgreSQL."""
        if not self.sqlite or _in_memory(self.url):
            return None
        return Path(self.url.database or "")

    @property
    def name(self) -> str:
        """The file, or the database's address without its password."""
        return str(self.file) if self.file else self.url.render_as_string()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the record, whatever is written meanwhile."""
        level = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._turn, self._opened().execution_options(**level) as connection, connection.begin():
            if not self.sqlite:
                connection.exec_driver_sql(_PLANNING)
            yield connection

    def write(self, work: Callable[[Connection], _T]) -> _T:
        """Does the work in one transaction, alone among the writers; tries again when the database asks for it.

        Raises RecordError when the record stays locked, or may only be read.
        """
        if self.readonly:
            raise RecordError(f"{self.name}: the record can only be read: its file or folder may not be written by you")

        def once() -> _T:
            with (
                self._turn,
                self._opened().execution_options(onrecord_begin="BEGIN IMMEDIATE") as connection,
                connection.begin(),
            ):
                if not self.sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                return work(connection)

        return self._again(once)

    def write_ahead(self) -> None:
        """SQLite writes to a log beside the file from now on, so that readers do not wait for the writer.

        The file remembers it. Raises RecordError when the record stays locked.
        """

        def once() -> None:
            with self.outside() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")

        if self.sqlite:
            self._again(once)

    def _again(self, once: Callable[[], _T]) -> _T:
        """What it gives; tries again when the database asks for it."""
        for attempt in range(1, _TRIES + 1):
            try:
                return once()
            except DBAPIError as error:
                if attempt == _TRIES or not _worth_another_try(error):
                    raise _told(error, self.url) from error
                time.sleep(0.05 * 2**attempt)
        raise AssertionError

    def _opened(self) -> Connection:
        try:
            return self.engine.connect()
        except DBAPIError as error:
            raise _told(error, self.url) from error

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for what databases only do alone."""
        alone = {"onrecord_begin": None} if self.sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self._turn, self._opened().execution_options(**alone) as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def insert(connection: Connection, table: sa.Table) -> Any:
    """An INSERT that knows ON CONFLICT, which the two databases spell alike."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_rows(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> list[int]:
    """Inserts the rows and gives their new ids, in their order."""
    if not rows:
        return []
    made = connection.execute(table.insert().returning(table.c.id, sort_by_parameter_order=True), rows)
    return list(made.scalars())


def insert_many(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts the rows, all with the same columns: by COPY in PostgreSQL, without SQLAlchemy's work for each row."""
    if len(rows) < 2:  # of one row there is nothing to gain
        if rows:
            connection.execute(table.insert(), rows)
        return
    dialect = connection.dialect
    names = list(rows[0])
    columns = []
    for name in names:
        make = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        columns.append([make(row[name]) for row in rows] if make else [row[name] for row in rows])
    values = list(zip(*columns, strict=True))
    into = f"{table.name} ({', '.join(dialect.identifier_preparer.quote(name) for name in names)})"
    if dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 - the schema's names
        return
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


class Numbers:
    """The next numbers of tables that only this class numbers, asked for at once: rows can point to each other before
    they are stored. Needs the lock of writers.
    """

    def __init__(self, connection: Connection, *tables: sa.Table) -> None:
        last = [sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0)).scalar_subquery() for table in tables]
        found = connection.execute(sa.select(*last)).one()
        self._last = dict(zip(tables, found, strict=True))

    def take(self, table: sa.Table, count: int = 1) -> list[int]:
        """So many numbers that no row of the table has."""
        first = self._last[table] + 1
        self._last[table] += count
        return list(range(first, first + count))

    def give(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Each row gets its number, as `id`."""
        for row, number in zip(rows, self.take(table, len(rows)), strict=True):
            row["id"] = number


def _url(where: str | Path) -> URL:
    """A URL as it is given; anything else is the path of a SQLite file."""
    text = str(where)
    if not text.strip():
        raise BadQuery("the record's name is empty; name a file, or a postgresql:// URL")
    if text == ":memory:":
        return URL.create("sqlite", database=":memory:")
    if isinstance(where, Path) or "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise RecordError(f"{text!r} is no path and no database URL ({error})") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RecordError(f"{url.drivername} is not supported; name a SQLite file or a postgresql:// URL")
    return url


def _in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def _sqlite_engine(url: URL, read: Path | None) -> Engine:
    """read: the file, where it may only be read."""
    more: dict[str, Any] = {"poolclass": StaticPool} if _in_memory(url) else {}
    how: dict[str, Any] = {"check_same_thread": False, "timeout": _WAIT_MS / 1000}
    if read is not None:
        more["creator"] = lambda: sqlite3.connect(read_only_uri(read), uri=True, **how)
    engine = sa.create_engine(url, connect_args=how, **more)

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _: object) -> None:
        connection.isolation_level = None  # BEGIN is said by _begin: the driver's own leaves tables out
        connection.create_function("onrecord_fold", 1, _fold, deterministic=True)  # called by triggers of the schema
        for pragma in (
            f"busy_timeout={_WAIT_MS}",
            "schema_version",  # reads the file's head: what is no database is found here; nothing below writes to it
            "synchronous=FULL",  # what is stored outlives a power cut too
            "foreign_keys=ON",
            "secure_delete=ON",
            "cache_size=-65536",  # KiB
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if begin := connection.get_execution_options().get("onrecord_begin", "BEGIN"):
            connection.exec_driver_sql(begin)

    return engine


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _postgresql_engine(url: URL) -> Engine:
    return sa.create_engine(url, pool_pre_ping=True)


def _worth_another_try(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in _AGAIN or "database is locked" in str(error.orig)


def _told(error: DBAPIError, url: URL) -> Exception:
    """The error in words of the record where a person can mend it; else the error itself."""
    if not isinstance(error, OperationalError) and "not a database" not in str(error.orig):
        return error
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    why = str(error.orig).strip()
    mend = "check the path, its permissions and the space on its disk; or wait until the other writer is done"
    return RecordError(f"{where}: the record cannot be used: {why}; {mend}")

"""Brings a record's tables up to this version, each migration and its entry in one transaction."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import NotFound, RecordError
from onrecord.store.database import Database
from onrecord.store.schema import HEAD, SAME_TABLES

if TYPE_CHECKING:
    from alembic.config import Config


_OURS: Final = frozenset(("alembic_version", "article", "version", "reading", "statement", "event", "party"))
"""Tables that a record has had from its first migration on."""


def migrate(database: Database, *, make: bool = True) -> None:
    """Makes a new record, or brings an older one up to date; does nothing, and loads nothing, for one of today.

    make: whether an empty database becomes a record.  Nothing is written before it is known what the database holds.
    Raises NotFound when it is empty and none is made, RecordError when a newer onrecord has written the record, when
    its tables are older and it may only be read, or when the database holds something else.
    """
    with database.reading() as connection:
        at = _at(connection)
        if at not in (None, HEAD):
            _check_known(connection, at)
    if at is None and not make:
        raise no_record(database.name)
    if database.readonly and at is not None:
        if at not in SAME_TABLES:
            raise RecordError(
                f"{database.name}: the record is of an older onrecord, and its file or folder may not be written by "
                "you; open it once where it can be brought up to date, or read a copy of it"
            )
        return
    database.write_ahead()
    if at != HEAD:
        database.write(_upgrade)


def no_record(name: str) -> NotFound:
    """What is told where a record is asked for and there is none."""
    return NotFound(f"{name}: there is no record here; `onrecord add` makes one, --record names another")


def _at(connection: Connection) -> str | None:
    """The migration the record stands at; None for an empty database. Raises RecordError for one of something else."""
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    at = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if tables >= _OURS else None
    if at is None:
        some = ", ".join(sorted(tables)[:3]) + (", …" if len(tables) > 3 else "")
        raise RecordError(f"the database is no record and has tables of other things ({some}); name another one")
    return str(at)


def _check_known(connection: Connection, at: str | None) -> None:
    """Raises RecordError for a migration that a later onrecord has made."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config(connection)).walk_revisions()}
    if at not in known:
        raise RecordError(f"the record was written by a newer onrecord (its tables are at {at}); update onrecord")


def _upgrade(connection: Connection) -> None:
    from alembic import command

    at = _at(connection)  # another process may have done it while this one waited
    if at == HEAD:
        return
    if at is not None:
        _check_known(connection, at)
    command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """Alembic's settings for the migrations in the package, on this connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(files("onrecord.store").joinpath("migrations")).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def skip_search_tables(_: Any, name: str | None, kind: str, *__: object) -> bool:
    """For Alembic's comparison: the tables of words, which the databases make each in its own way, are left out."""
    return not (kind == "table" and (name or "").startswith("statement_words"))

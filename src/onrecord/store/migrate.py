"""Brings a record's tables up to this version, each migration and its entry in one transaction."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import RecordError
from onrecord.store.database import Database
from onrecord.store.schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(database: Database) -> None:
    """Makes a new record, or brings an older one up to date; does nothing, and loads nothing, for one of today.

    Raises RecordError when a newer onrecord has written the record, or when the database holds something else.
    """
    with database.reading() as connection:
        if _at(connection) == HEAD:
            return
    database.write(_upgrade)


def _at(connection: Connection) -> str | None:
    """The migration the record stands at; None for an empty database."""
    tables = sa.inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if "article" in tables or "statement" in tables:
            raise RecordError("the database has tables of other things called article or statement; name another one")
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    at = _at(connection)  # another process may have done it while this one waited
    if at == HEAD:
        return
    settings = config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if at is not None and at not in known:
        raise RecordError(f"the record was written by a newer onrecord (its tables are at {at}); update onrecord")
    command.upgrade(settings, "head")


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

"""Questions about more people, statements or articles than a database takes parameters."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from onrecord.store import Record
from onrecord.store.database import insert_many
from onrecord.store.schema import name_word, party

from .made import brief, tunnel


def _limit(record: Record, parameters: int) -> None:
    """So many parameters, as a SQLite made otherwise takes, and no more."""

    @sa.event.listens_for(record._database.engine, "connect")
    def _limited(connection: Any, _: object) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, parameters)

    record._database.engine.dispose()


@pytest.fixture
def many(record: Record) -> int:
    """How many people of one surname are in the record: more than its database takes parameters."""
    database = record._database
    count = 2_000 if database.sqlite else 66_000
    if database.sqlite:
        _limit(record, 999)
    record.add(tunnel())
    parties = [
        {
            "id": number, "public_id": f"p{number:013}", "root_id": number, "name": f"Ada {number} Brandvik",
            "kind": "person", "named": True, "alone": True, "country": None, "fields": 0,
        }
        for number in range(100, 100 + count)
    ]  # fmt: skip
    words = [{"word": "brandvik", "party_id": one["id"]} for one in parties]

    def write(connection: sa.Connection) -> None:
        insert_many(connection, party, parties)
        insert_many(connection, name_word, words)

    database.write(write)
    return count


@pytest.mark.usefixtures("many")
def test_a_surname_of_very_many(record: Record) -> None:
    assert len(record.search(speaker="Brandvik").rows) == 2
    assert len(record.search("ground", speaker="Brandvik").rows) == 1
    assert record.search(about="Brandvik").rows == ()
    assert record.search("ground", about="Brandvik").rows == ()
    assert [one.party.name for one in record.who("Brandvik").rows] == ["Ilse Brandvik"]
    assert len(record.events(actor="Brandvik").rows) == 1
    assert len(record.timeline("Brandvik").rows) == 3
    assert len(list(record.each_statement(speaker="Brandvik"))) == 2
    assert len(list(record.each_article(holding=None))) == 1


def test_a_page_of_very_many(tmp_path: Path) -> None:
    with Record.open(tmp_path / "onrecord.db") as record:
        record.add_many([(brief(number, "Ada Holt", f"word {number * 7919}"), None) for number in range(510)])
        _limit(record, 400)
        assert len(record.search(limit=600).rows) == 510
        assert record.profile("Ada Holt", limit=600).voice.statements == 510

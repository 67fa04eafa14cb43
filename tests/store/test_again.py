"""What a database asks to be done again is done again, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from onrecord.errors import RecordError
from onrecord.store import Record

LOCKED = OperationalError("INSERT", {}, Exception("database is locked"))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record.open(tmp_path / "news.db")


def failing(times: int, error: Exception) -> tuple[list[int], object]:
    """Work that fails so many times, and the attempts that were made."""
    made: list[int] = []

    def work(connection: sa.Connection) -> str:
        made.append(len(made))
        if len(made) <= times:
            raise error
        return str(connection.scalar(sa.select(sa.literal("done"))))

    return made, work


def test_a_locked_database_is_asked_again(record: Record) -> None:
    made, work = failing(2, LOCKED)
    assert record._database.write(work) == "done"  # type: ignore[arg-type]
    assert len(made) == 3


def test_at_last_it_is_told(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.database.time.sleep", lambda _: None)
    made, work = failing(99, LOCKED)
    with pytest.raises(RecordError, match="database is locked"):
        record._database.write(work)  # type: ignore[arg-type]
    assert len(made) > 2


def test_a_fault_is_told_at_once(record: Record) -> None:
    made, work = failing(99, IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")))
    with pytest.raises(IntegrityError):
        record._database.write(work)  # type: ignore[arg-type]
    assert len(made) == 1

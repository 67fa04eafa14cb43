"""SQLite keeps no counts of its rows: that it takes the short way through a large record is seen to here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from onrecord.store import Record, search

from .made import brief, tunnel

LARGE = (
    "statement",
    "event",
    "entity",
    "participant",
    "party",
    "party_name",
    "name_word",
    "version",
    "band",
    "article",
)


@pytest.fixture
def record() -> Record:
    """Two copies of a wire and an article of its own."""
    made = Record.open(":memory:")
    made.add(tunnel())
    made.add(brief(1, "Ilse Brandvik", "the tunnel is shut", qid="Q900001"))
    return made


def plans(record: Record, work: Callable[[], Any]) -> list[tuple[str, list[str]]]:
    """Each query or change that the work makes, with SQLite's plan for it, in the order in which tables are gone to."""
    asked: list[tuple[str, Any]] = []

    @sa.event.listens_for(record._database.engine, "before_cursor_execute")
    def note(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((statement, parameters[0] if many else parameters))

    work()
    sa.event.remove(record._database.engine, "before_cursor_execute", note)
    with record._database.reading() as connection:
        cursor = connection.connection.cursor()
        return [
            (text, [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {text}", given).fetchall()])
            for text, given in asked
        ]


def walks(found: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """Where a whole table is gone through."""
    whole = tuple(f"SCAN {table}" for table in LARGE)
    return [
        (text, step) for text, steps in found for step in steps if f"{step} ".startswith(tuple(f"{w} " for w in whole))
    ]


def test_storing_walks_through_no_table(record: Record) -> None:
    """The statements of a wire are found by its articles, not among all that are no copies."""
    copy = tunnel(outlet="Daily", url="https://daily.example/x", text=tunnel().article.text.replace("Port", "Harbour"))
    found = plans(record, lambda: record.add(copy))
    assert walks(found) == []
    of_wire = [steps for text, steps in found if "copy_of IS NULL" in text]
    assert len(of_wire) == 2
    assert all("ix_article_wire" in steps[0] for steps in of_wire), of_wire


@pytest.mark.parametrize("few", [0, 2000])
def test_finding_walks_through_no_table(record: Record, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_FEW", few)
    for work in (
        lambda: record.search("the", speaker="Brandvik"),
        lambda: record.search("the", speaker="Brandvik", sort="newest", since="2025-01-01"),
        lambda: record.search(speaker="Brandvik"),
        lambda: record.search("shut"),
        lambda: record.search(about="Reyl & Sons"),
        lambda: record.who("Brandvik"),
        lambda: record.profile("Brandvik"),
        lambda: record.timeline("Brandvik"),
        lambda: record.events(actor="Brandvik"),
    ):
        assert walks(plans(record, work)) == []


def test_one_person_is_counted_in_the_index(record: Record) -> None:
    found = [steps for text, steps in plans(record, lambda: record.profile("Brandvik")) if "group_concat" in text]
    assert found == [["SEARCH statement USING COVERING INDEX ix_statement_party (party_id=? AND shown=?)"]]

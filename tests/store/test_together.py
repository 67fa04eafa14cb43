"""Readings that are stored together lie in the record as if they had come one by one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadReading, Forgotten
from onrecord.store import Record
from onrecord.store.schema import metadata
from onrecord.types import Reading, Span, Words

from .conftest import DATABASES, clear
from .made import brief, tunnel
from .test_properties import readings

WHEN = {"added", "read", "first", "last"}
Rows = dict[str, list[tuple[Any, ...]]]


def dump(record: Record) -> Rows:
    """All that is in the record's tables, without the moments at which it came."""
    found: Rows = {}
    with record._database.reading() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if column.name not in WHEN]
            found[table.name] = sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)
    return found


@pytest.fixture(scope="module", params=DATABASES)
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Record]]:
    """Opens an empty record, one after the other."""
    opened: list[Record] = []
    folder: Path = tmp_path_factory.mktemp("together")

    def make() -> Record:
        if opened:
            opened.pop().close()
        if request.param == "sqlite":
            for old in folder.iterdir():
                old.unlink()
            url = str(shutil.copy(request.getfixturevalue("empty"), folder / "onrecord.db"))
        else:
            url = request.getfixturevalue("database")
            clear(url)
        opened.append(Record.open(url))
        return opened[0]

    yield make
    opened.pop().close()


@st.composite
def several(draw: st.DrawFn) -> list[Reading]:
    """Some articles: new ones, the same again, others at the same address, the same text at another."""
    found = draw(st.lists(readings(), min_size=2, max_size=5))
    for _ in range(draw(st.integers(0, 3))):
        one, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        address = draw(st.sampled_from([one.article.url, other.article.url, "https://n.example/2"]))
        model = draw(st.sampled_from([one.model, "m 3"]))
        found.append(replace(one, article=replace(one.article, url=address), model=model))
    return found


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(found=several())
def test_as_if_one_by_one(fresh: Callable[[], Record], found: list[Reading]) -> None:
    record = fresh()
    one_by_one = [record.add(one) for one in found]
    rows = dump(record)
    record = fresh()
    assert record.add_many([(one, None) for one in found]) == one_by_one
    assert dump(record) == rows


def test_a_corrected_record_goes_by_its_corrections(fresh: Callable[[], Record]) -> None:
    def filled() -> Record:
        record = fresh()
        first = record.add(tunnel())
        record.correct(record.who("Brandvik").rows[0].party.id, split=(first.article,), by="E", why="two of that name")
        return record

    more = [tunnel(url=f"https://two.example/{n}", text=tunnel().article.text + f" {n}" * 90) for n in range(3)]
    more.append(replace(tunnel(), model="m 2"))
    record = filled()
    for one in more:
        record.add(one)
    rows = dump(record)
    record = filled()
    record.add_many([(one, None) for one in more])
    new = dump(record)
    for table in ("correction", "party", "party_name", "name_word"):  # a split's new party has an id of its moment
        assert len(new.pop(table)) == len(rows.pop(table))
    assert new == rows


def test_what_is_bad_or_forgotten_does_not_keep_the_others_out(record: Record) -> None:
    flood = brief(1, "Ada Holt", "the river is over its banks")
    gone = record.add(flood)
    record.forget(gone.article, by="E", why="asked for")
    text = tunnel().article.text
    wrong = replace(tunnel(url="https://two.example/1"), statements=tunnel().statements[:1])
    wrong = replace(wrong, statements=(replace(wrong.statements[0], content=Words("not there", (Span(0, 9),))),))
    other = tunnel(url="https://two.example/2", text=text + " Nothing else was decided." * 20)
    done = record.add_many([(tunnel(), None), (wrong, None), (flood, None), (other, None)])
    assert [type(one) for one in done[1:3]] == [BadReading, Forgotten]
    assert [one.doing for one in (done[0], done[3])] == ["added", "added"]  # type: ignore[union-attr]
    assert len(list(record.articles())) == 2


def test_many_articles_are_stored_with_few_more_statements_of_sql_than_one(record: Record) -> None:
    counted = 0

    @sa.event.listens_for(record._database.engine, "before_cursor_execute")
    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    def new(number: int) -> Reading:
        words = " ".join(f"w{number}x{n}" for n in range(200))
        return brief(number, "Ada Holt", f"the river rose {number} times", filler=words, about=("Road Board",))

    record.add(new(0))
    counted = 0
    record.add_many([(new(1), None)])
    alone, counted = counted, 0
    record.add_many([(new(number), None) for number in range(2, 18)])
    assert counted < 2 * alone + 16  # of each is asked whether it is a copy

"""Reading again with a newer model, and checking again that stored words stand where they stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Outcome, Reread, Verified
from onrecord.store import rows
from onrecord.store.database import Database
from onrecord.store.intake import has_read, page_of, reread
from onrecord.store.loading import article_id, version_of
from onrecord.store.schema import article, meaning, outlet, reading, statement, version
from onrecord.store.selectors import PageText, from_columns, in_text
from onrecord.store.tombstones import redact_known
from onrecord.types import Article, Reading

_CHUNK = 64  # articles loaded at a time

ReadMany = Callable[[Iterable[Article]], Iterable[Reading]]
"""Reads articles, in their order: `Reader.read_many`."""


class _Due(NamedTuple):
    version_id: int
    article: Article


def reread_all(
    database: Database,
    read: ReadMany,
    model: str | None,
    done: Callable[[str], None] | None = None,
    vectors: str | None = None,
    tasks: Collection[str] | None = None,
) -> Reread:
    """Reads the current version of every article again; those that `model` has read already are passed over.

    vectors: the model whose vectors it must have left, tasks: what it must have looked for, or it has not read it.

    Each reading is stored in a transaction of its own, so that an end at any moment leaves the rest for the next call.
    done: called with each article's id.
    """
    skipped = 0
    waiting: list[_Due] = []

    def articles() -> Iterator[Article]:
        nonlocal skipped
        for due in _due(database, model, vectors, tasks):
            if isinstance(due, int):
                skipped += due
            else:
                waiting.append(due)
                yield due.article

    count = 0
    for found in read(articles()):
        due = waiting.pop(0)
        rows.check(found)
        added = database.write(partial(_store, found=found, due=due))
        count += added is not None
        skipped += added is None
        if added and done:
            done(added)
    return Reread(count, skipped)


def _store(connection: Connection, found: Reading, due: _Due) -> str | None:
    """None where the version was replaced or forgotten while it was read."""
    there = connection.scalar(sa.select(version.c.current).where(version.c.id == due.version_id))
    if not there:
        return None
    found, taken_out = redact_known(connection, found)
    return reread(connection, found, due.version_id, taken_out=taken_out).article


def _due(
    database: Database, model: str | None, vectors: str | None, tasks: Collection[str] | None
) -> Iterator[_Due | int]:
    """What is to be read, or how many were passed over."""
    last = 0
    while True:
        with database.reading() as connection:
            found = connection.execute(
                sa.select(
                    version,
                    outlet.c.name.label("outlet"),
                    reading.c.model,
                    reading.c.tasks,
                    meaning.c.model.label("vectors"),
                )
                .join(article, article.c.id == version.c.article_id)
                .join(reading, sa.and_(reading.c.version_id == version.c.id, reading.c.current))
                .outerjoin(meaning, meaning.c.reading_id == reading.c.id)
                .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
                .where(version.c.current, version.c.id > last)
                .order_by(version.c.id)
                .limit(_CHUNK)
            ).all()
        if not found:
            return
        last = found[-1].id
        for row in found:
            known = has_read(row.model, row.tasks, model, tasks) and vectors in (None, row.vectors)
            yield 1 if known else _Due(row.id, rows.article_at(row, row.outlet))


def verify(connection: Connection, ref: str) -> Verified:
    """Checks an article's stored selectors against its text and, where it was kept, its page; keeps the outcome."""
    public = article_id(connection, ref)
    row = version_of(connection, public)
    snapshot = page_of(connection, row.id)
    page_text = PageText(snapshot.text) if snapshot else None
    there = connection.execute(
        sa.select(statement.c.id, statement.c.exact, statement.c.pieces)
        .join(reading, reading.c.id == statement.c.reading_id)
        .where(reading.c.version_id == row.id)
    ).all()
    text: Counter[Any] = Counter()
    page: Counter[Any] = Counter()
    for one in there:
        selectors = from_columns(one.exact, one.pieces)
        outcome = in_text(row.text, selectors)
        in_page = page_text.check(selectors) if page_text else None
        text[outcome] += 1
        page[in_page] += 1
        values = {"in_text": outcome, "in_page": in_page}
        connection.execute(statement.update().where(statement.c.id == one.id).values(**values))
    outcomes = cast("dict[Outcome, int]", dict(text))
    return Verified(public, len(there), outcomes, cast("dict[Outcome, int]", dict(page)) if page_text else None)

"""The day of each event as it is stored, to be sorted and looked for by: that of its mentions which hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.days import event_day
from onrecord.store.among import among
from onrecord.store.schema import event, reading, statement, version

_READINGS: Final = 500  # brought up to date at a time


class _Date(NamedTuple):
    """A date without its words."""

    type: str
    value: str | None


def holds(mention: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether people rejected neither this mention of an event nor the statement that vouches for it."""
    vouching = statement.alias("vouching")
    gone = sa.exists().where(
        vouching.c.reading_id == mention.c.reading_id, vouching.c.n == mention.c.voucher, vouching.c.rejected
    )
    return sa.and_(~mention.c.rejected, ~gone)


def redate_all(connection: Connection) -> None:
    """Brings the days of all events to what their mentions tell."""
    last = 0
    while True:
        after = sa.select(event.c.reading_id).where(event.c.reading_id > last).distinct().order_by(event.c.reading_id)
        numbers = connection.scalars(after.limit(_READINGS)).all()
        if not numbers:
            return
        redate(connection, numbers)
        last = numbers[-1]


def redate(connection: Connection, readings: Collection[int]) -> None:
    """The same of the events of these readings."""
    if not readings:
        return
    columns = (event.c.id, event.c.reading_id, event.c.group_n, event.c.first, event.c.date, event.c.day)
    found = connection.execute(
        sa.select(*columns, version.c.published, holds(event).label("holds"))
        .join(reading, reading.c.id == event.c.reading_id)
        .join(version, version.c.id == reading.c.version_id)
        .where(among(event.c.reading_id, sorted(readings)))
        .order_by(event.c.first.desc(), event.c.n)
    )
    groups: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in found:
        groups[row.reading_id, row.group_n].append(row)
    changed = [
        {"number": row.id, "new": day} for rows in groups.values() for day in [_day(rows)] for row in rows
        if row.day != day
    ]  # fmt: skip
    if changed:
        mine = event.c.id == sa.bindparam("number")
        connection.execute(event.update().where(mine).values(day=sa.bindparam("new")), changed)


def _day(mentions: Sequence[Row[Any]]) -> str:
    """mentions: of one event, that which leads first."""
    dates = (row.date for row in mentions if row.date and (row.first or row.holds))
    date = next(dates, None)
    return event_day(_Date(*date[1:]) if date else None, mentions[0].published)

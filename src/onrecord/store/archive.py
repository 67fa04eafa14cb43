"""What gives way to something newer: the version of an article that changed, the reading of an older model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.identity import Known, matched
from onrecord.store.party_names import count_names
from onrecord.store.schema import (
    HIDDEN,
    band,
    correction,
    entity,
    event,
    meaning,
    participant,
    party,
    reading,
    statement,
    time,
    version,
)
from onrecord.store.standing import holding, refresh_events, refresh_statements
from onrecord.types import Reading, Span

OLD = "~"
"""Between a public id and the number of the version it stood in, once the article has changed."""


class Left(NamedTuple):
    """What an older reading of the same text leaves: ids to take over; ids of rows that stay; parties it named."""

    statements: list[Known]
    events: list[Known]
    taken: set[str]
    parties: set[int]


def archive(connection: Connection, version_id: int) -> None:
    """A changed article: the version stays with all that was read in it, out of the listings."""
    number = connection.scalar(sa.select(version.c.number).where(version.c.id == version_id))
    readings = sa.select(reading.c.id).where(reading.c.version_id == version_id)
    connection.execute(version.update().where(version.c.id == version_id).values(current=False))
    connection.execute(band.delete().where(band.c.version_id == version_id))
    for table in (statement, event):
        release(connection, table, connection.scalars(sa.select(table.c.id).where(table.c.reading_id.in_(readings))))
        connection.execute(
            table.update()
            .where(table.c.reading_id.in_(readings))
            .values(public_id=table.c.public_id + f"{OLD}{number}", shown=HIDDEN, copy_of=None)
        )


def release(connection: Connection, table: sa.Table, ids: Iterable[int]) -> dict[int, int]:
    """These rows cease to be originals: the first of the copies of each takes its place. Gives the new for the old."""
    rows = connection.execute(
        sa.select(table.c.id, table.c.copy_of).where(among(table.c.copy_of, sorted(ids))).order_by(table.c.id)
    ).all()
    heirs: dict[int, int] = {}
    for row in rows:
        heir = heirs.setdefault(row.copy_of, row.id)
        values = {"copy_of": None if heir == row.id else heir}
        connection.execute(table.update().where(table.c.id == row.id).values(**values))
    refresh = refresh_statements if table is statement else refresh_events
    refresh(connection, heirs.values())
    return heirs


def drop_reading(connection: Connection, version_id: int, newer: Reading) -> Left:
    """Takes the older reading of a version away, but for what people have corrected and the newer one lacks."""
    readings = connection.scalars(sa.select(reading.c.id).where(reading.c.version_id == version_id)).all()
    parties = forget_names(connection, readings)
    statements, kept = _drop(connection, statement, readings, [one.content.spans for one in newer.statements])
    events, kept_events = _drop(connection, event, readings, [one.trigger.spans for one in newer.events])
    connection.execute(entity.delete().where(entity.c.reading_id.in_(readings)))
    connection.execute(time.delete().where(time.c.reading_id.in_(readings)))
    connection.execute(meaning.delete().where(meaning.c.reading_id.in_(readings)))
    connection.execute(reading.update().where(reading.c.id.in_(readings)).values(current=False))
    return Left(statements, events, kept | kept_events, parties)


def _drop(
    connection: Connection, table: sa.Table, readings: Sequence[int], places: Sequence[tuple[Span, ...]]
) -> tuple[list[Known], set[str]]:
    """Deletes rows. Gives their ids and places, and the ids of those that stay."""
    rows = connection.execute(
        sa.select(table.c.id, table.c.public_id, table.c.pieces).where(table.c.reading_id.in_(readings))
    ).all()
    known = [Known(row.public_id, tuple(Span(piece[0], piece[1]) for piece in row.pieces)) for row in rows]
    corrected = {one.target for one in holding(connection, (row.public_id for row in rows))}
    kept = corrected - matched(places, known)
    gone = [row.id for row in rows if row.public_id not in kept]
    release(connection, table, gone)
    connection.execute(table.delete().where(among(table.c.id, gone)))
    return [one for one in known if one.id not in kept], kept


def forget_names(connection: Connection, readings: Sequence[int]) -> set[int]:
    """These readings no longer count for the names of parties. Gives the parties they name."""
    used: set[tuple[int, str]] = set()
    for number, name in (
        (entity.c.party_id, entity.c.name),
        (statement.c.read_party_id, statement.c.speaker),
    ):
        pairs = sa.select(number, name).where(number.table.c.reading_id.in_(readings))
        used.update((party_id, text) for party_id, text in connection.execute(pairs) if party_id and text)
    count_names(connection, [used], -1)
    return {party_id for party_id, _ in used}


def sweep(connection: Connection, numbers: Iterable[int]) -> None:
    """Deletes those of the parties that nothing names any more and no correction speaks of."""
    wanted = set(numbers)
    for column in (entity.c.party_id, statement.c.party_id, participant.c.party_id):
        wanted.difference_update(connection.scalars(sa.select(column).where(among(column, wanted)).distinct()))
    if not wanted:
        return
    spoken: set[str] = set()
    for row in connection.execute(sa.select(correction.c.target, correction.c.value)):
        spoken.update([row.target, *(value for value in row.value.values() if isinstance(value, str))])
    connection.execute(party.delete().where(among(party.c.id, wanted), sa.not_(among(party.c.public_id, spoken))))

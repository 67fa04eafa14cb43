"""Readings out of the record, as they were put in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.errors import NotFound
from onrecord.store import rows
from onrecord.store.keys import ARTICLE, PUBLIC_ID, plain_url, public_id
from onrecord.store.names import parties_by_number
from onrecord.store.results import Party
from onrecord.store.schema import article, entity, event, outlet, participant, reading, statement, time, version
from onrecord.types import Reading, Speaker, SpeakerKind, Statement

UNKNOWN: Final = Speaker(None, "unknown", "a person has corrected it")


def article_id(connection: Connection, ref: str) -> str:
    """The public id of an article that is named by it, by its address, or by the id it came with.

    Raises NotFound when there is none, or when several came with the same id.
    """
    found = connection.scalars(
        sa.select(article.c.public_id).where(article.c.public_id.in_([ref, public_id(ARTICLE, plain_url(ref))]))
    ).all()
    if not found and not PUBLIC_ID.fullmatch(ref):
        named = sa.select(article.c.public_id).join(version).where(version.c.name == ref).distinct().limit(3)
        found = connection.scalars(named).all()
    if len(found) != 1:
        several = f"{len(found)} or more articles came with this id: {', '.join(found)}; name one of them"
        raise NotFound(f"{ref}: {several if found else 'no article goes by this id or address'}")
    return str(found[0])


def version_of(connection: Connection, public: str, number: int | None = None) -> Row[Any]:
    """The row of a version, the current one where none is named. Raises NotFound."""
    wanted = version.c.current if number is None else version.c.number == number
    row = connection.execute(
        sa.select(version, outlet.c.name.label("outlet"))
        .join(article, article.c.id == version.c.article_id)
        .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
        .where(article.c.public_id == public, wanted)
    ).one_or_none()
    if row is None:
        raise NotFound(f"{public}: the article has no version {number}")
    return row


def load(connection: Connection, row: Row[Any]) -> Reading:
    """The reading of a version, by the model that read it last."""
    text = row.text
    read = connection.execute(sa.select(reading).where(reading.c.version_id == row.id, reading.c.current)).one()
    people: dict[int, list[Row[Any]]] = defaultdict(list)
    in_reading = sa.select(event.c.id).where(event.c.reading_id == read.id)
    for one in connection.execute(
        sa.select(participant).where(participant.c.event_id.in_(in_reading)).order_by(participant.c.n)
    ):
        people[one.event_id].append(one)

    def all_of(table: sa.Table) -> list[Row[Any]]:
        return list(connection.execute(sa.select(table).where(table.c.reading_id == read.id).order_by(table.c.n)))

    return Reading(
        article=rows.article_at(row, row.outlet),
        model=read.model,
        statements=tuple(rows.statement_at(text, one) for one in all_of(statement)),
        tasks=tuple(read.tasks),
        entities=tuple(rows.entity_at(text, one) for one in all_of(entity)),
        events=tuple(rows.event_at(text, one, people[one.id]) for one in all_of(event)),
        times=tuple(rows.time_of(text, one) for one in all_of(time)),
    )


def load_corrected(connection: Connection, row: Row[Any]) -> Reading:
    """The reading of a version as people have corrected it.

    Rejected statements and events are left out, speakers are those that hold (without an entity where that changed),
    and statements that people corrected and the newest model lacks are there.
    """
    found = load(connection, row)
    there = connection.execute(
        sa.select(statement, reading.c.current)
        .join(reading, reading.c.id == statement.c.reading_id)
        .where(reading.c.version_id == row.id, ~statement.c.rejected)
    ).all()
    there = sorted(there, key=lambda one: (one.pieces[0][:2], one.id))
    speakers = parties_by_number(connection, (one.party_id for one in there))
    place = {one.n: new for new, one in enumerate(there) if one.current}
    gone = set(
        connection.scalars(
            sa.select(event.c.n)
            .join(reading, reading.c.id == event.c.reading_id)
            .where(reading.c.version_id == row.id, reading.c.current, event.c.rejected)
        )
    )
    return replace(
        found,
        statements=tuple(_corrected(row.text, one, speakers.get(one.party_id)) for one in there),
        events=tuple(
            replace(one, voucher=None if one.voucher is None else place[one.voucher])
            for n, one in enumerate(found.events)
            if n not in gone and (one.voucher is None or one.voucher in place)
        ),
    )


def _corrected(text: str, row: Row[Any], speaker: Party | None) -> Statement:
    """A statement with the speaker that holds; that of an older reading points to none of this one's entities."""
    one = rows.statement_at(text, row)
    if row.party_id != row.read_party_id:
        new = Speaker(speaker.name, cast("SpeakerKind", speaker.kind)) if speaker else UNKNOWN
        return replace(one, speaker=new)
    return one if row.current else replace(one, speaker=replace(one.speaker, entity=None))

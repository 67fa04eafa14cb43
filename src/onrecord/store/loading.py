"""Readings out of the record, as they were put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.answers import Party
from onrecord.errors import NotFound
from onrecord.store import rows
from onrecord.store.keys import ARTICLE, PUBLIC_ID, plain_url, public_id
from onrecord.store.names import parties_by_number
from onrecord.store.schema import article, entity, event, outlet, participant, reading, statement, time, version
from onrecord.types import Reading, Speaker, SpeakerKind, Statement

UNKNOWN: Final = Speaker(None, "unknown", "a person has corrected it")


def article_id(connection: Connection, ref: str) -> str:
    """The public id of an article that is named by it, by its address, or by the id it came with.

    Raises NotFound when there is none, or when several came with the same id.
    """
    address = article_at_address(connection, ref)
    found = [address] if address else [] if PUBLIC_ID.fullmatch(ref) else articles_that_came_as(connection, ref)
    if len(found) != 1:
        several = f"{len(found)} or more articles came with this id: {', '.join(found)}; name one of them"
        raise NotFound(f"{ref}: {several if found else 'no article goes by this id or address'}")
    return found[0]


def article_at_address(connection: Connection, ref: str) -> str | None:
    """The public id of the article that has it, or this address."""
    wanted = article.c.public_id.in_([ref, public_id(ARTICLE, plain_url(ref))])
    return connection.scalar(sa.select(article.c.public_id).where(wanted).limit(1))


def articles_that_came_as(connection: Connection, name: str) -> list[str]:
    """The public ids of some articles that came with this id, such as a file's name."""
    named = sa.select(article.c.public_id).join(version).where(version.c.name == name).distinct().limit(3)
    return list(connection.scalars(named))


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
    return _readings(connection, [row])[row.id]


def load_corrected(connection: Connection, row: Row[Any]) -> Reading:
    """The reading of a version as people have corrected it.

    Rejected statements with the events that they vouch for, and rejected events, are left out, speakers are those that
    hold (without an entity where that changed), and statements that people corrected and the newest model lacks are
    there.
    """
    return mended(connection, [row])[0].reading


class Mended(NamedTuple):
    """A reading as people have corrected it. said: the numbers of its statements; events: the ids of its events.

    left_out: the rejected statements, as they were read, with their numbers; no_events: the ids of rejected events.
    """

    reading: Reading
    said: tuple[int, ...]
    events: tuple[str, ...]
    left_out: tuple[tuple[int, Statement], ...]
    no_events: tuple[str, ...]


def mended(connection: Connection, versions: Sequence[Row[Any]]) -> list[Mended]:
    """The readings of these versions, each as `load_corrected` gives it."""
    found = _readings(connection, versions)
    there = _by_version(connection, statement, found)
    happened = _by_version(connection, event, found)
    speakers = parties_by_number(connection, (one.party_id for several in there.values() for one in several))
    return [_mended(found[row.id], there[row.id], happened[row.id], speakers) for row in versions]


def _by_version(connection: Connection, table: sa.Table, versions: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """Rows of these versions by all models that count: of the newest, and what people corrected of older ones."""
    rows_of: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        sa.select(table, reading.c.current, reading.c.version_id)
        .join(reading, reading.c.id == table.c.reading_id)
        .where(reading.c.version_id.in_(versions))
        .order_by(reading.c.current.desc(), table.c.reading_id, table.c.n)
    ):
        rows_of[row.version_id].append(row)
    return rows_of


def _mended(found: Reading, there: list[Row[Any]], happened: list[Row[Any]], speakers: Mapping[int, Party]) -> Mended:
    text = found.article.text
    if not all(one.current for one in there):  # those of older readings stand where they belong in the text
        there = sorted(there, key=lambda one: (one.pieces[0][:2], one.id))
    kept = [one for one in there if not one.rejected]
    left_out = [one for one in there if one.rejected]
    place = {one.n: new for new, one in enumerate(kept) if one.current}
    events = [
        one for one in happened if one.current and not one.rejected and (one.voucher is None or one.voucher in place)
    ]
    return Mended(
        replace(
            found,
            statements=tuple(_corrected(text, one, speakers.get(one.party_id)) for one in kept),
            events=tuple(
                replace(found.events[one.n], voucher=None if one.voucher is None else place[one.voucher])
                for one in events
            ),
        ),
        tuple(one.id for one in kept),
        tuple(one.public_id for one in events),
        tuple((one.id, rows.statement_at(text, one)) for one in left_out),
        tuple(one.public_id for one in happened if one.rejected),
    )


def _readings(connection: Connection, versions: Sequence[Row[Any]]) -> dict[int, Reading]:
    """The readings of versions, by their numbers."""
    version_ids = [row.id for row in versions]
    read = {
        row.version_id: row
        for row in connection.execute(
            sa.select(reading).where(reading.c.version_id.in_(version_ids), reading.c.current)
        )
    }
    numbers = [row.id for row in read.values()]

    def all_of(table: sa.Table) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = defaultdict(list)
        for one in connection.execute(sa.select(table).where(table.c.reading_id.in_(numbers)).order_by(table.c.n)):
            found[one.reading_id].append(one)
        return found

    statements, entities, events, times = map(all_of, (statement, entity, event, time))
    people: dict[int, list[Row[Any]]] = defaultdict(list)
    in_readings = sa.select(event.c.id).where(event.c.reading_id.in_(numbers))
    taking_part = sa.select(participant).where(participant.c.event_id.in_(in_readings))
    for one in connection.execute(taking_part.order_by(participant.c.event_id, participant.c.n)):
        people[one.event_id].append(one)

    def of(row: Row[Any]) -> Reading:
        text, number = row.text, read[row.id].id
        return Reading(
            article=rows.article_at(row, row.outlet),
            model=read[row.id].model,
            statements=tuple(rows.statement_at(text, one) for one in statements[number]),
            tasks=tuple(read[row.id].tasks),
            entities=tuple(rows.entity_at(text, one) for one in entities[number]),
            events=tuple(rows.event_at(text, one, people[one.id]) for one in events[number]),
            times=tuple(rows.time_of(text, one) for one in times[number]),
        )

    return {row.id: of(row) for row in versions}


def _corrected(text: str, row: Row[Any], speaker: Party | None) -> Statement:
    """A statement with the speaker that holds; that of an older reading points to none of this one's entities."""
    one = rows.statement_at(text, row)
    if row.party_id != row.read_party_id:
        new = Speaker(speaker.name, cast("SpeakerKind", speaker.kind)) if speaker else UNKNOWN
        return replace(one, speaker=new)
    return one if row.current else replace(one, speaker=replace(one.speaker, entity=None))

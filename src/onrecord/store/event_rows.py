"""Rows of events as the listings show them: one for each group of mentions, with who vouches for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.answers import Acting, Happened, Party
from onrecord.errors import NotFound
from onrecord.store import rows as read
from onrecord.store.among import among
from onrecord.store.days import when_event
from onrecord.store.event_days import holds
from onrecord.store.names import parties_by_number
from onrecord.store.said import copies_of, corrections_of, evidence, outlets, text_at, with_article
from onrecord.store.schema import entity, event, participant, statement
from onrecord.types import Event, Participant
from onrecord.whole import Whole, whole


class _Known(NamedTuple):
    """What the events' readings tell beside them. entities: by reading and index; parties: by number."""

    people: Mapping[int, Sequence[Row[Any]]]
    entities: Mapping[tuple[int, int], Any]
    vouchers: Mapping[tuple[int, int], Any]
    parties: Mapping[int, Party]


def event_rows(connection: Connection, ids: Sequence[int]) -> tuple[Happened, ...]:
    """These events, in the order of the ids."""
    leads = {row.id: row for row in connection.execute(with_article(event, ids))}
    mentions = _mentions(connection, leads.values())
    people = _people(connection, [one.id for group in mentions.values() for one in group])
    vouchers = _vouchers(connection, leads.values())
    parties = [one.party_id for several in people.values() for one in several]
    parties += [one.party_id for one in vouchers.values()]
    entities = _entities(connection, leads.values())
    known = _Known(people, entities, vouchers, parties_by_number(connection, parties))
    copies = copies_of(connection, event, leads.values())
    held = corrections_of(connection, copies)
    return tuple(
        _happened(leads[n], mentions[n], known, outlets(copies[n]), tuple(one.id for one in held[n]))
        for n in ids
        if n in leads
    )


def one_event(connection: Connection, ref: str) -> Happened:
    """The event of this id. Raises NotFound."""
    ids = connection.scalars(sa.select(event.c.id).where(event.c.public_id == ref)).all()
    if not ids:
        raise NotFound(f"{ref}: no event goes by this id; ids are those that the listings show")
    return event_rows(connection, ids)[0]


def _mentions(connection: Connection, leads: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """For each event all mentions of its group in the order of the text, without those that people rejected."""
    groups = {(row.reading_id, row.group_n): row.id for row in leads}
    wanted = list(groups.values())
    found = connection.execute(
        sa.select(event)
        .where(
            among(event.c.reading_id, sorted({reading_id for reading_id, _ in groups})),
            sa.or_(holds(event), among(event.c.id, wanted)),
        )
        .order_by(event.c.n)
    )
    mentions: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in found:
        if (row.reading_id, row.group_n) in groups:
            mentions[groups[row.reading_id, row.group_n]].append(row)
    return mentions


def _people(connection: Connection, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Who takes part in these mentions."""
    found: dict[int, list[Any]] = defaultdict(list)
    order = (participant.c.event_id, participant.c.role, participant.c.n)
    for row in connection.execute(sa.select(participant).where(among(participant.c.event_id, ids)).order_by(*order)):
        found[row.event_id].append(row)
    return found


def _entities(connection: Connection, leads: Iterable[Row[Any]]) -> dict[tuple[int, int], Any]:
    """Names and actor codes of all who are in the events' readings, by reading and index."""
    readings = sorted({row.reading_id for row in leads})
    columns = (entity.c.reading_id, entity.c.n, entity.c.name, entity.c.code)
    found = connection.execute(sa.select(*columns).where(among(entity.c.reading_id, readings)))
    return {(row.reading_id, row.n): row for row in found}


def _vouchers(connection: Connection, leads: Iterable[Row[Any]]) -> dict[tuple[int, int], Any]:
    """The statements that vouch, by reading and index; of wire copies under the id of the one that counts.

    What people rejected is among them: an event that it vouches for is rejected with it.
    """
    wanted = {(row.reading_id, row.voucher) for row in leads if row.voucher is not None}
    original = statement.alias("original")
    column = statement.c
    found = connection.execute(
        sa.select(
            column.reading_id,
            column.n,
            sa.func.coalesce(original.c.public_id, column.public_id).label("public_id"),
            column.party_id,
            column.source,
            column.rejected,
        )
        .outerjoin(original, original.c.id == column.copy_of)
        .where(
            among(column.reading_id, {reading_id for reading_id, _ in wanted}),
            among(column.n, {n for _, n in wanted}),
        )
    )
    return {(row.reading_id, row.n): row for row in found if (row.reading_id, row.n) in wanted}


def _happened(
    row: Row[Any], mentions: Sequence[Row[Any]], known: _Known, carried: tuple[str, ...], held: tuple[str, ...]
) -> Happened:
    voucher = known.vouchers.get((row.reading_id, row.voucher))
    speaker = known.parties.get(voucher.party_id) if voucher else None
    told = _whole(row, mentions, known)
    when = when_event(told.date, row.published)
    place = told.place
    return Happened(
        id=row.public_id,
        day=row.day,
        when=when.value,
        when_told=when.told,
        type=row.type,
        status=row.status,
        confidence=row.confidence,
        evidence=evidence(row),
        actors=_acting(row, told.actors, mentions, known),
        recipients=_acting(row, told.recipients, mentions, known),
        mode=told.mode,
        quad=row.quad,
        cameo=tuple(row.cameo),
        date=told.date.value if told.date else None,
        place=(place.name or place.words.text) if place else None,
        country=place.country if place else None,
        mentions=len(mentions),
        voucher=voucher.public_id if voucher else None,
        vouched_by=speaker.name if speaker else None,
        voucher_source=text_at(row.text, voucher.source) if voucher else None,
        outlets=carried,
        model=row.model,
        corrections=held,
        rejected=row.rejected or (voucher is not None and voucher.rejected),
    )


def _whole(row: Row[Any], mentions: Sequence[Row[Any]], known: _Known) -> Whole:
    several: list[Event] = [read.event_at(row.text, one, known.people.get(one.id, ())) for one in mentions]
    lead = next(n for n, one in enumerate(mentions) if one.id == row.id)
    return whole(several, lambda n: str(known.entities[row.reading_id, n].name), lead)


def _acting(
    row: Row[Any], told: Iterable[Participant], mentions: Sequence[Row[Any]], known: _Known
) -> tuple[Acting, ...]:
    """Who takes part, each once: two entities of one party are one."""
    parties = {who.entity_n: who.party_id for one in mentions for who in known.people.get(one.id, ())}
    found: dict[object, Acting] = {}
    for who in told:
        words = who.words.text
        if who.entity is None:
            found.setdefault(words.casefold(), Acting(words, None))
            continue
        named = known.entities[row.reading_id, who.entity]
        party = known.parties.get(parties[who.entity])
        found.setdefault(party.id if party else who.entity, Acting(words, party, named.name, named.code))
    return tuple(found.values())

"""Finding events, one row for each group of mentions, and one person's statements and events in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.answers import Acting, Happened, Listing, Party, Said
from onrecord.errors import NotFound
from onrecord.store.among import among
from onrecord.store.columns import words_at
from onrecord.store.days import when_of
from onrecord.store.names import members, parties_by_number, roots_called
from onrecord.store.said import copies_of, corrections_of, evidence, outlets, said_rows, text_at, with_article
from onrecord.store.schema import LEAD, event, participant, statement
from onrecord.store.search import check_choice, check_days, check_page, counting, outlets_called
from onrecord.types import Status

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's."""


@dataclass(frozen=True, kw_only=True)
class EventSearch:
    """What to look for; all that is given must be met. type: PLOVER's, such as CONSULT; actor, recipient: a name.

    since, until: days, both included, of the event's own date where the article tells one.  rejected: those too that
    people rejected.  Raises BadQuery when something makes no sense.
    """

    type: str | None = None
    actor: str | None = None
    recipient: str | None = None
    status: Status | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    oldest: bool = False
    rejected: bool = False
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        check_days(self.since, self.until)
        check_page(self.limit, self.offset)
        check_choice("type of event", self.type and self.type.upper(), TYPES)
        check_choice("status", self.status, get_args(Status))


def events(connection: Connection, wanted: EventSearch) -> Listing[Happened]:
    """The events that meet it, wire copies once, the newest first. Raises NotFound when nobody goes by a name."""
    order = [event.c.day, event.c.id] if wanted.oldest else [event.c.day.desc(), event.c.id.desc()]
    found = happening(connection, wanted).order_by(*order)
    ids = connection.scalars(found.limit(wanted.limit + 1).offset(wanted.offset)).all()
    return Listing(event_rows(connection, ids[: wanted.limit]), wanted.offset, len(ids) > wanted.limit)


def event_numbers_after(connection: Connection, wanted: EventSearch, last: int, most: int) -> Sequence[int]:
    """The numbers of the next events that meet it, in the order they came; limit, offset and oldest do not count."""
    found = happening(connection, wanted).where(event.c.id > last).order_by(event.c.id)
    return connection.scalars(found.limit(most)).all()


def happening(connection: Connection, wanted: EventSearch) -> sa.Select[Any]:
    """The numbers of all events that meet it, in no order."""
    numbers = outlets_called(connection, wanted.outlet) if wanted.outlet is not None else None
    found = sa.select(event.c.id).where(event.c.first, counting(event, numbers, rejected=wanted.rejected))
    if numbers is not None:
        found = found.where(event.c.outlet_id.in_(numbers))
    if wanted.type is not None:
        found = found.where(event.c.type == wanted.type.upper())
    if wanted.status is not None:
        found = found.where(event.c.status == wanted.status)
    for role, name in (("actor", wanted.actor), ("recipient", wanted.recipient)):
        if name is not None:
            parties = members(connection, roots_called(connection, name))
            found = found.where(event.c.id.in_(firsts(parties, [role])))
    if wanted.since is not None:
        found = found.where(event.c.day >= wanted.since[:10])
    if wanted.until is not None:
        found = found.where(event.c.day <= wanted.until[:10], event.c.day != "")
    return found


def firsts(parties: Sequence[int], roles: Sequence[str]) -> sa.Select[Any]:
    """The events in any mention of which one of the parties takes part, by the mention that stands for the group."""
    mention = event.alias("mention")
    first = event.alias("first_mention")
    return (
        sa.select(first.c.id)
        .select_from(participant)
        .join(mention, mention.c.id == participant.c.event_id)
        .join(
            first,
            sa.and_(first.c.reading_id == mention.c.reading_id, first.c.group_n == mention.c.group_n, first.c.first),
        )
        .where(among(participant.c.party_id, parties), participant.c.role.in_(roles))
    )


def event_rows(connection: Connection, ids: Sequence[int]) -> tuple[Happened, ...]:
    """These events, in the order of the ids."""
    rows = {row.id: row for row in connection.execute(with_article(event, ids))}
    mentions = _mentions(connection, rows.values())
    people = _people(connection, [number for group in mentions.values() for number in group])
    vouchers = _vouchers(connection, rows.values())
    copies = copies_of(connection, event, rows.values())
    held = corrections_of(connection, copies)
    parties = parties_by_number(
        connection,
        [
            *(one.party_id for several in people.values() for one in several),
            *(one.party_id for one in vouchers.values()),
        ],
    )
    return tuple(
        _happened(
            rows[n],
            [one for number in mentions[n] for one in people[number]],
            len(mentions[n]),
            vouchers.get((rows[n].reading_id, rows[n].voucher)),
            parties,
            outlets(copies[n]),
            tuple(one.id for one in held[n]),
        )
        for n in ids
        if n in rows
    )


def one_event(connection: Connection, ref: str) -> Happened:
    """The event of this id. Raises NotFound."""
    ids = connection.scalars(sa.select(event.c.id).where(event.c.public_id == ref)).all()
    if not ids:
        raise NotFound(f"{ref}: no event goes by this id; ids are those that the listings show")
    return event_rows(connection, ids)[0]


def _mentions(connection: Connection, rows: Iterable[Row[Any]]) -> dict[int, list[int]]:
    """For each event all mentions of its group, that which stands for it first."""
    groups = {(row.reading_id, row.group_n): row.id for row in rows}
    readings = sorted({reading_id for reading_id, _ in groups})
    found = connection.execute(
        sa.select(event.c.id, event.c.reading_id, event.c.group_n)
        .where(among(event.c.reading_id, readings))
        .order_by(event.c.first.desc(), event.c.n)
    )
    mentions: dict[int, list[int]] = defaultdict(list)
    for row in found:
        if (row.reading_id, row.group_n) in groups:
            mentions[groups[row.reading_id, row.group_n]].append(row.id)
    return mentions


def _people(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    order = (participant.c.event_id, participant.c.role, participant.c.n)
    for row in connection.execute(sa.select(participant).where(among(participant.c.event_id, ids)).order_by(*order)):
        found[row.event_id].append(row)
    return found


def _vouchers(connection: Connection, rows: Iterable[Row[Any]]) -> dict[tuple[int, int], Any]:
    """The statements that vouch, by reading and index."""
    wanted = {(row.reading_id, row.voucher) for row in rows if row.voucher is not None}
    column = statement.c
    found = connection.execute(
        sa.select(column.reading_id, column.n, column.public_id, column.party_id, column.source).where(
            among(column.reading_id, {reading_id for reading_id, _ in wanted}),
            among(column.n, {n for _, n in wanted}),
        )
    )
    return {(row.reading_id, row.n): row for row in found if (row.reading_id, row.n) in wanted}


def _happened(
    row: Row[Any],
    people: Sequence[Any],
    mentions: int,
    voucher: Any,
    parties: dict[int, Party],
    carried: tuple[str, ...],
    held: tuple[str, ...],
) -> Happened:
    speaker = parties.get(voucher.party_id) if voucher else None
    date = row.date[2] if row.date else None
    when = when_of(date, row.published)
    return Happened(
        id=row.public_id,
        day=row.day,
        when=when.value,
        when_told=when.told,
        type=row.type,
        status=row.status,
        confidence=row.confidence,
        evidence=evidence(row),
        actors=_acting(row.text, people, "actor", parties),
        recipients=_acting(row.text, people, "recipient", parties),
        mode=row.mode,
        quad=row.quad,
        date=date,
        place=(row.place[1] or _place(row)) if row.place else None,
        country=row.place[2] if row.place else None,
        mentions=mentions,
        voucher=voucher.public_id if voucher else None,
        vouched_by=speaker.name if speaker else None,
        voucher_source=text_at(row.text, voucher.source) if voucher else None,
        outlets=carried,
        model=row.model,
        corrections=held,
        rejected=row.rejected,
    )


def _place(row: Row[Any]) -> str | None:
    words = words_at(row.text, row.place[0])
    return words.text if words else None


def _acting(text: str, people: Iterable[Any], role: str, parties: dict[int, Party]) -> tuple[Acting, ...]:
    """Who takes part, each once: two mentions of one party are one."""
    found: dict[object, Acting] = {}
    for one in people:
        if one.role == role and (words := words_at(text, one.spans)):
            party = parties.get(one.party_id)
            found.setdefault(party.id if party else words.text, Acting(words.text, party))
    return tuple(found.values())


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Whose statements and events: ids or names. since, until: days, both included."""

    names: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    limit: int = 100
    offset: int = 0

    def __post_init__(self) -> None:
        check_days(self.since, self.until)
        check_page(self.limit, self.offset)


def timeline(connection: Connection, wanted: Timeline) -> Listing[Said | Happened]:
    """What they said and took part in, the oldest first, without a day last. Raises NotFound for unknown names."""
    roots = {root for name in wanted.names for root in roots_called(connection, name)}
    mine = members(connection, roots)
    took_part = firsts(mine, ["actor", "recipient"])
    both = sa.union_all(
        sa.select(statement.c.day, sa.literal(0).label("what"), statement.c.id).where(
            among(statement.c.party_id, mine), statement.c.shown == LEAD
        ),
        sa.select(event.c.day, sa.literal(1), event.c.id).where(event.c.id.in_(took_part), event.c.shown == LEAD),
    ).subquery()
    column = both.c
    found = sa.select(column.what, column.id).order_by(column.day == "", column.day, column.what, column.id)
    if wanted.since is not None:
        found = found.where(column.day >= wanted.since[:10])
    if wanted.until is not None:
        found = found.where(column.day <= wanted.until[:10], column.day != "")
    rows = connection.execute(found.limit(wanted.limit + 1).offset(wanted.offset)).all()
    page = rows[: wanted.limit]
    said_ids = [row.id for row in page if row.what == 0]
    event_ids = [row.id for row in page if row.what == 1]
    said = dict(zip(said_ids, said_rows(connection, said_ids), strict=True))
    happened = dict(zip(event_ids, event_rows(connection, event_ids), strict=True))
    entries: list[Said | Happened] = [said[row.id] if row.what == 0 else happened[row.id] for row in page]
    return Listing(tuple(entries), wanted.offset, len(rows) > wanted.limit)

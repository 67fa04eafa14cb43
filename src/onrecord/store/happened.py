"""Finding events, and one person's statements and events in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Happened, Listing, Said
from onrecord.store.among import among
from onrecord.store.event_days import holds
from onrecord.store.event_rows import event_rows
from onrecord.store.names import members, roots_called
from onrecord.store.said import said_rows
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
    """The events that meet it, wire copies once, the newest first, without a day last.

    Raises NotFound when nobody goes by a name.
    """
    oldest = [event.c.day == "", event.c.day, event.c.id]
    order = oldest if wanted.oldest else [event.c.day.desc(), event.c.id.desc()]
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
    if not wanted.rejected:
        found = found.where(holds(event))
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
        .where(
            among(participant.c.party_id, parties),
            participant.c.role.in_(roles),
            sa.or_(mention.c.first, holds(mention)),
        )
    )


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
        sa.select(event.c.day, sa.literal(1), event.c.id).where(
            event.c.id.in_(took_part), event.c.shown == LEAD, holds(event)
        ),
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

"""Who is meant by somebody who is to be forgotten: as nothing can be had back, nothing is guessed."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import BadQuery, NotFound
from onrecord.store.among import among
from onrecord.store.loading import articles_that_came_as
from onrecord.store.names import members, parties_by_number, roots_called
from onrecord.store.schema import party_name
from onrecord.store.words import fold

_SOME: Final = 5  # of those who could be meant, named in an error


def person_meant(connection: Connection, ref: str) -> str:
    """The id of the one person who goes by an id, a Wikidata id or a whole name.

    Raises NotFound when there is nobody, BadQuery when it could be several, an article, or an organization.
    """
    came = articles_that_came_as(connection, ref)
    try:
        roots = roots_called(connection, ref)
    except NotFound:
        if not came:
            raise
        roots = []
    there = parties_by_number(connection, roots)
    some = ", ".join(f"{one.id} ({one.name})" for one in list(there.values())[:_SOME])
    if came:
        people = f", and fits {some}" if some else ""
        raise BadQuery(
            f"{ref!r} is what an article came as, {' or '.join(came)}{people}; "
            "an article is forgotten by the id or address that the listings show, a person by id or whole name"
        )
    whole = [root for root in roots if _is_whole(connection, root, ref)]
    if len(roots) > 1 and (len(whole) != 1 or len(ref.split()) == 1):
        raise BadQuery(f"{ref!r} could be {len(roots)} people or organizations: {some}; give the id of who is meant")
    if not whole:
        raise BadQuery(f"{ref!r} is only part of a name, of {some}; give the whole name, or the id")
    found = there[whole[0]]
    if found.kind != "person":
        raise BadQuery(f"{found.id} ({found.name}) is of kind {found.kind}; people and articles can be forgotten")
    return found.id


def _is_whole(connection: Connection, root: int, ref: str) -> bool:
    """Whether it is an id, or a name of this party that is no part of a longer one."""
    words = set(fold(ref).split())
    mine = sa.select(party_name.c.name).where(among(party_name.c.party_id, members(connection, [root])))
    names = [set(fold(name).split()) for name in connection.scalars(mine)]
    if not any(words <= name for name in names):
        return True  # found by an id
    return words in names and not any(words < name for name in names)

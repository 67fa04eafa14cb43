"""Who speaks in the record, and how: everybody by number of statements, or one person's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Listing, Party, Profile, Voice
from onrecord.errors import NotFound
from onrecord.store.among import among
from onrecord.store.columns import words_at
from onrecord.store.names import called_exactly, members, parties_by_number, party_at, roots_called
from onrecord.store.said import said_rows
from onrecord.store.schema import (
    HAS_ROLES,
    LEAD,
    entity,
    outlet,
    party,
    party_ident,
    party_name,
    reading,
    statement,
    version,
)
from onrecord.store.search import check_page
from onrecord.store.tally import Tally, tally

_MOST: Final = 15  # outlets, subjects and roles that a page shows
_NEWEST: Final = 30  # articles whose roles are shown


def who(connection: Connection, name: str | None, limit: int, offset: int) -> Listing[Voice]:
    """Everybody who speaks, or all who go by a name, those with most statements first; descriptions are left out.

    Raises NotFound when nobody goes by the name.
    """
    check_page(limit, offset)
    roots = None if name is None else roots_called(connection, name)
    spoken = _spoken(None if roots is None else members(connection, roots))
    total = sa.func.sum(spoken.c.statements)
    root = party.alias("root")
    found = (
        sa.select(root.c.id)
        .select_from(spoken)
        .join(party, party.c.id == spoken.c.party_id)
        .join(root, root.c.id == party.c.root_id)
        .group_by(root.c.id, root.c.name, root.c.public_id)
        .order_by(total.desc(), root.c.name, root.c.public_id)
    )
    if roots is None:
        found = found.where(root.c.named)
    numbers = connection.scalars(found.limit(limit + 1).offset(offset)).all()
    if roots is not None and not numbers and not connection.scalars(found.limit(1)).all():  # they are spoken of alone
        found = sa.select(root.c.id).where(among(root.c.id, roots)).order_by(root.c.public_id)
        numbers = connection.scalars(found.limit(limit + 1).offset(offset)).all()
    return Listing(tuple(voices(connection, numbers[:limit])), offset, len(numbers) > limit)


def _spoken(numbers: Sequence[int] | None) -> sa.Subquery:
    """How many statements count for each of these parties, by itself: one walk along the index with both columns."""
    counted = sa.func.sum(sa.case((statement.c.shown == LEAD, 1), else_=0))
    return (
        sa.select(statement.c.party_id, counted.label("statements"))
        .where(statement.c.party_id.is_not(None) if numbers is None else among(statement.c.party_id, numbers))
        .group_by(statement.c.party_id)
        .having(counted > 0)
        .subquery()
    )


def only_one(connection: Connection, ref: str) -> int:
    """The number of the one party that goes by an id or name; one of this very name, known from several articles,
    goes before others that have more names. Raises NotFound when there is none, or when it could be several.
    """
    roots = roots_called(connection, ref)
    if len(roots) > 1:
        linked = sa.select(party.c.id).where(among(party.c.id, called_exactly(connection, ref)), ~party.c.alone)
        exact = connection.scalars(linked).all()
        if len(exact) != 1:
            some = parties_by_number(connection, roots[:5]).values()
            names = ", ".join(f"{one.id} ({one.name})" for one in some)
            raise NotFound(f"{ref!r} could be {len(roots)} people or organizations: {names}; give an id")
        return int(exact[0])
    return roots[0]


def profile(connection: Connection, ref: str, limit: int, offset: int) -> Profile:
    """One person's page. Raises NotFound as `only_one` does."""
    check_page(limit, offset)
    root = only_one(connection, ref)
    mine = members(connection, [root])
    said = tally(connection, mine)
    page = (
        sa.select(statement.c.id)
        .where(among(statement.c.party_id, mine), statement.c.shown == LEAD)
        .order_by(statement.c.day.desc(), statement.c.id.desc())
    )
    numbers = connection.scalars(page.limit(limit + 1).offset(offset)).all()
    in_party = among(party_ident.c.party_id, mine)
    idents = connection.execute(sa.select(party_ident.c.registry, party_ident.c.value).where(in_party))
    return Profile(
        voice=_voice(connection, parties_by_number(connection, [root])[root], mine, said),
        ids={row.registry: row.value for row in idents},
        names=_names(connection, mine),
        merged=tuple(_own(connection, [number for number in mine if number != root])),
        months=tuple(sorted(said.months.items())),
        outlets=_outlets(connection, said.outlets),
        subjects=_subjects(connection, mine, said.parties),
        statements=Listing(said_rows(connection, numbers[:limit]), offset, len(numbers) > limit),
    )


def voices(connection: Connection, roots: Sequence[int]) -> list[Voice]:
    """A line for each."""
    parties = parties_by_number(connection, roots)
    of = connection.execute(sa.select(party.c.id, party.c.root_id).where(among(party.c.root_id, roots)))
    mine: dict[int, list[int]] = defaultdict(list)
    for row in of:
        mine[row.root_id].append(row.id)
    return [_voice(connection, parties[root], mine[root], tally(connection, mine[root])) for root in roots]


def _voice(connection: Connection, one: Party, mine: Sequence[int], said: Tally) -> Voice:
    return Voice(
        party=one,
        statements=said.kinds.total(),
        direct=said.kinds["direct"],
        mixed=said.kinds["mixed"],
        indirect=said.kinds["indirect"],
        outlets=len(said.outlets),
        first=said.first,
        last=said.last,
        roles=_roles(connection, mine),
    )


def _roles(connection: Connection, numbers: Sequence[int]) -> tuple[str, ...]:
    """The words for who it is in the newest articles, the most used first."""
    rows = connection.execute(
        sa.select(entity.c.roles, version.c.text)
        .join(reading, reading.c.id == entity.c.reading_id)
        .join(version, version.c.id == reading.c.version_id)
        .where(among(entity.c.party_id, numbers), HAS_ROLES)
        .order_by(entity.c.id.desc())
        .limit(_NEWEST)
    )
    found = Counter(words.text for row in rows for spans in row.roles if (words := words_at(row.text, spans)))
    return tuple(role for role, _ in found.most_common(_MOST))


def _names(connection: Connection, numbers: Sequence[int]) -> tuple[str, ...]:
    articles = sa.func.sum(party_name.c.articles)
    names = sa.select(party_name.c.name).where(among(party_name.c.party_id, numbers)).group_by(party_name.c.name)
    return tuple(connection.scalars(names.order_by(articles.desc(), party_name.c.name)))


def _own(connection: Connection, numbers: Sequence[int]) -> list[Party]:
    """These parties under their own names."""
    rows = connection.execute(sa.select(party).where(among(party.c.id, numbers)).order_by(party.c.id))
    return [party_at(row) for row in rows]


def _outlets(connection: Connection, found: Counter[int]) -> tuple[tuple[str, int], ...]:
    names = connection.execute(sa.select(outlet.c.id, outlet.c.name).where(among(outlet.c.id, found)))
    return tuple(sorted(((row.name, found[row.id]) for row in names), key=lambda pair: (-pair[1], pair[0])))


def _subjects(connection: Connection, mine: Sequence[int], mentioned: Counter[int]) -> tuple[tuple[Party, int], ...]:
    """Whom the statements are about, by number of statements."""
    others = [(number, times) for number, times in mentioned.items() if number not in mine]
    most = sorted(others, key=lambda pair: (-pair[1], pair[0]))[: 4 * _MOST]
    parties = parties_by_number(connection, (number for number, _ in most))
    found: Counter[Party] = Counter()
    for number, times in most:
        if number in parties and parties[number].named:
            found[parties[number]] += times
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0].name, pair[0].id))[:_MOST])

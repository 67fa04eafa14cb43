"""Who in the record goes by a name: parties by id, by whole name, or by some words of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Party
from onrecord.errors import NotFound
from onrecord.store.among import among
from onrecord.store.keys import PARTY, PUBLIC_ID
from onrecord.store.schema import name_word, party, party_ident, party_name
from onrecord.store.words import fold


def roots_called(connection: Connection, ref: str) -> list[int]:
    """The numbers of all who go by an id (or identifier such as Q22686), or whose name has these words, in any order.

    Those merged into another count as that one.  Raises NotFound when there is nobody.
    """
    by_id = PUBLIC_ID.fullmatch(ref) and ref.startswith(PARTY)
    found = _by_id(connection, ref) if by_id else _by_identifier(connection, ref) or _by_words(connection, ref)
    if not found:
        mend = "ids are those that the listings show" if by_id else "try a single word of the name, or `onrecord who`"
        raise NotFound(f"nobody in the record goes by {ref!r}; {mend}")
    return sorted(set(found))


def _by_id(connection: Connection, ref: str) -> Sequence[int]:
    return connection.scalars(sa.select(party.c.root_id).where(party.c.public_id == ref)).all()


def _by_identifier(connection: Connection, ref: str) -> Sequence[int]:
    wanted = sa.select(party.c.root_id).join(party_ident).where(party_ident.c.value == ref)
    return connection.scalars(wanted).all() if ref[1:].isdigit() else []


def _by_words(connection: Connection, ref: str) -> Sequence[int]:
    wanted = sa.select(party.c.root_id)
    words = dict.fromkeys(fold(ref).split())
    if not words:
        return []
    for word in words:
        wanted = wanted.where(party.c.id.in_(sa.select(name_word.c.party_id).where(name_word.c.word == word)))
    return connection.scalars(wanted).all()


def called_exactly(connection: Connection, name: str) -> list[int]:
    """The numbers of all who go by this very name, those merged as what they were merged into."""
    wanted = sa.select(party.c.root_id).join(party_name).where(party_name.c.folded == fold(name))
    return sorted(set(connection.scalars(wanted)))


def members(connection: Connection, roots: Iterable[int]) -> list[int]:
    """The numbers of these parties and of all that people have merged into them."""
    wanted = sa.select(party.c.id).where(among(party.c.root_id, sorted(roots))).order_by(party.c.id)
    return list(connection.scalars(wanted))


def party_at(row: Any) -> Party:
    """The party of a row of the table."""
    return Party(row.public_id, row.name, row.kind, row.named, getattr(row, "wikidata", None))


def parties_by_number(connection: Connection, numbers: Iterable[int | None]) -> dict[int, Party]:
    """For each number the party it counts as: the one it was merged into, if it was."""
    wanted = sorted({number for number in numbers if number is not None})
    if not wanted:
        return {}
    root = party.alias("root")
    rows = connection.execute(
        sa.select(party.c.id.label("member"), root, _wikidata(root))
        .join(root, root.c.id == party.c.root_id)
        .where(among(party.c.id, wanted))
    )
    return {row.member: party_at(row) for row in rows}


def _wikidata(root: Any) -> sa.Label[str | None]:
    """A party's own identifier, else that of one merged into it."""
    member = party.alias("identified")
    known = sa.select(sa.func.min(party_ident.c.value)).where(party_ident.c.registry == "wikidata")
    own = known.where(party_ident.c.party_id == root.c.id).scalar_subquery()
    merged = known.join(member, member.c.id == party_ident.c.party_id).where(member.c.root_id == root.c.id)
    return sa.func.coalesce(own, merged.scalar_subquery()).label("wikidata")

"""Tombstones: what keeps something forgotten from coming back. Of it only hashes stay, by which it is known again."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Tombstone
from onrecord.errors import Forgotten
from onrecord.store.among import among
from onrecord.store.database import insert
from onrecord.store.keys import sha256
from onrecord.store.parties import Described, describe, describe_speaker
from onrecord.store.redaction import redact
from onrecord.store.schema import forgotten, tombstone
from onrecord.store.words import fold, tokens
from onrecord.types import Reading


def anything_forgotten(connection: Connection) -> bool:
    """Whether there is any tombstone to ask."""
    return connection.execute(sa.select(tombstone.c.kind).limit(1)).first() is not None


def refuse_forgotten(connection: Connection, public: str, text_hash: str) -> None:
    """Raises Forgotten for an article that was forgotten, under this address or with this very text."""
    hashes = [hash_of("article", public), hash_of("text", text_hash)]
    why = connection.scalar(
        sa.select(tombstone.c.why)
        .join(forgotten, forgotten.c.tombstone_id == tombstone.c.public_id)
        .where(forgotten.c.hash.in_(hashes))
        .limit(1)
    )
    if why is not None:
        raise Forgotten(public, why)


def redact_known(connection: Connection, found: Reading) -> tuple[Reading, bool]:
    """The reading without people who were forgotten, and whether there were any in it."""
    if connection.execute(sa.select(tombstone.c.made).where(tombstone.c.kind == "person").limit(1)).first() is None:
        return found, False
    told = [describe(one) for one in found.entities]
    speakers = [
        describe_speaker(one) if (one := statement.speaker).entity is None or not told[one.entity] else None
        for statement in found.statements
    ]
    in_text = _names_in(found)
    sought = {value for one in (*told, *speakers) if one for value in (*ident_hashes(one), name_hash(one))}
    known = set(connection.scalars(sa.select(forgotten.c.hash).where(among(forgotten.c.hash, sought | set(in_text)))))
    if not known:
        return found, False
    people = {n for n, one in enumerate(told) if one and _is_known(one, known)}
    said = {n for n, one in enumerate(speakers) if one and _is_known(one, known)}
    others = {name_hash(one) for n, one in enumerate(told) if one and one.ids and n not in people}
    names = [name for value, name in in_text.items() if value in known - others]
    if not (people or said or names):
        return found, False
    return redact(found, people, said, names), True


def _names_in(found: Reading) -> dict[str, str]:
    """What could be a person's full name, two to four words in capitals in a row, by its hash: models miss some."""
    names: dict[str, str] = {}
    for text in (found.article.text, found.article.title or "", *found.article.authors):
        words = list(tokens(text))
        for at, first in enumerate(words):
            if not text[first.start].isupper():
                continue
            for last in words[at + 1 : at + 4]:
                if text[last.start].isupper():
                    name = text[first.start : last.end]
                    names[hash_of("name", "person", fold(name))] = name
    return names


def _is_known(one: Described, known: set[str]) -> bool:
    """By identifier; by a full name only where no identifier says that it is somebody else."""
    if one.ids:
        return any(value in known for value in ident_hashes(one))
    return one.full and name_hash(one) in known


def ident_hashes(one: Described) -> list[str]:
    """Of each identifier."""
    return [hash_of("ident", registry, value) for registry, value in one.ids]


def name_hash(one: Described) -> str:
    """Of the name."""
    return hash_of("name", one.family, one.folded)


def hash_of(*parts: str) -> str:
    """The hash of a thing, under what it is."""
    return sha256("\x1f".join(parts))


def bury(connection: Connection, stone: Tombstone, hashes: Iterable[str]) -> None:
    """Sets the tombstone."""
    values = {"public_id": stone.id, "kind": stone.kind, "made": stone.made, "by": stone.by, "why": stone.why}
    connection.execute(insert(connection, tombstone).values(values).on_conflict_do_nothing())
    rows = [{"hash": value, "tombstone_id": stone.id} for value in sorted(set(hashes))]
    connection.execute(insert(connection, forgotten).on_conflict_do_nothing(), rows)


def tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """All of them, in the order they were set."""
    rows = connection.execute(sa.select(tombstone).order_by(tombstone.c.made, tombstone.c.public_id))
    return tuple(Tombstone(row.public_id, row.kind, row.made, row.by, row.why) for row in rows)

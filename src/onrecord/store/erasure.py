"""Forgetting on request: what is really deleted, the tombstone that stays, and how it keeps the thing from coming back.

Of what was forgotten only hashes stay, by which it is known when it comes again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import Forgotten
from onrecord.store.archive import forget_names, release, sweep
from onrecord.store.database import Database, insert
from onrecord.store.days import now
from onrecord.store.keys import sha256
from onrecord.store.parties import Described, describe, describe_speaker
from onrecord.store.redaction import redact
from onrecord.store.results import Tombstone
from onrecord.store.schema import (
    article,
    correction,
    entity,
    event,
    forgotten,
    outlet,
    participant,
    party,
    reading,
    statement,
    tombstone,
    version,
)
from onrecord.types import Reading


def refuse_forgotten(connection: Connection, public: str, text_hash: str) -> None:
    """Raises Forgotten for an article that was forgotten, under this address or with this very text."""
    hashes = [_hash("article", public), _hash("text", text_hash)]
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
    told = [describe(one) for one in found.entities]
    speakers = [describe_speaker(one.speaker) for one in found.statements]
    sought = {value for one in (*told, *speakers) if one for value in (*_ident_hashes(one), _name_hash(one))}
    if not sought:
        return found, False
    known = set(connection.scalars(sa.select(forgotten.c.hash).where(forgotten.c.hash.in_(sought))))
    if not known:
        return found, False
    people = {n for n, one in enumerate(told) if one and _is_known(one, known)}
    said = {n for n, one in enumerate(speakers) if one and _is_known(one, known)}
    names = [one.speaker.name for n, one in enumerate(found.statements) if n in said and one.speaker.name]
    return redact(found, people, said, names), True


def _is_known(one: Described, known: set[str]) -> bool:
    """By identifier; by a full name only where no identifier says that it is somebody else."""
    if one.ids:
        return any(value in known for value in _ident_hashes(one))
    return one.full and _name_hash(one) in known


def _ident_hashes(one: Described) -> list[str]:
    return [_hash("ident", registry, value) for registry, value in one.ids]


def _name_hash(one: Described) -> str:
    return _hash("name", one.family, one.folded)


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts))


def bury(connection: Connection, stone: Tombstone, hashes: Iterable[str]) -> None:
    """Sets the tombstone."""
    values = {"public_id": stone.id, "kind": stone.kind, "made": stone.made, "by": stone.by, "why": stone.why}
    connection.execute(insert(connection, tombstone).values(values).on_conflict_do_nothing())
    rows = [{"hash": value, "tombstone_id": stone.id} for value in sorted(set(hashes))]
    connection.execute(insert(connection, forgotten).on_conflict_do_nothing(), rows)


def forget_article(connection: Connection, public: str, by: str, why: str) -> Tombstone:
    """Deletes an article with all its versions, readings, statements, events and pages."""
    number = connection.scalar(sa.select(article.c.id).where(article.c.public_id == public))
    versions = connection.execute(sa.select(version.c.id, version.c.text_hash).where(version.c.article_id == number))
    hashes = [_hash("article", public), *(_hash("text", row.text_hash) for row in versions)]
    readings = connection.scalars(sa.select(reading.c.id).join(version).where(version.c.article_id == number)).all()
    for table in (statement, event):
        _hand_on(connection, table, readings)
    parties = forget_names(connection, readings)
    _leave_wire(connection, number)
    connection.execute(article.delete().where(article.c.id == number))
    sweep(connection, parties)
    used = sa.select(version.c.outlet_id).where(version.c.outlet_id.is_not(None))
    connection.execute(outlet.delete().where(outlet.c.id.not_in(used)))
    stone = Tombstone(public, "article", now(), by, why)
    bury(connection, stone, hashes)
    return stone


def _hand_on(connection: Connection, table: sa.Table, readings: Sequence[int]) -> None:
    """Copies in other articles become originals, and take over the corrections; other corrections go."""
    rows = connection.execute(sa.select(table.c.id, table.c.public_id).where(table.c.reading_id.in_(readings))).all()
    copies = connection.execute(
        sa.select(table.c.copy_of, sa.func.min(table.c.id).label("heir"))
        .where(table.c.copy_of.in_([row.id for row in rows]))
        .group_by(table.c.copy_of)
    )
    heirs = {row.copy_of: row.heir for row in copies}
    for row in rows:
        mine = correction.c.target == row.public_id
        if row.id in heirs:
            heir = sa.select(table.c.public_id).where(table.c.id == heirs[row.id]).scalar_subquery()
            connection.execute(correction.update().where(mine).values(target=heir))
    drop_corrections(connection, {row.public_id for row in rows})
    release(connection, table, [row.id for row in rows])


def _leave_wire(connection: Connection, number: int | None) -> None:
    rest = sa.select(sa.func.min(article.c.id)).where(article.c.wire == number, article.c.id != number)
    heir = connection.scalar(rest)
    connection.execute(article.update().where(article.c.wire == number, article.c.id != number).values(wire=heir))


def drop_corrections(connection: Connection, ids: set[str]) -> None:
    """Deletes the corrections that speak of these things, and those that undo them."""
    while ids:
        gone = [
            row
            for row in connection.execute(sa.select(correction.c.public_id, correction.c.target, correction.c.value))
            if row.target in ids or any(value in ids for value in row.value.values() if isinstance(value, str))
        ]
        ids = {row.public_id for row in gone}
        connection.execute(correction.delete().where(correction.c.public_id.in_(ids)))


class Person:
    """A party and those merged into it, about to be forgotten."""

    def __init__(self, connection: Connection, public: str) -> None:
        self._connection = connection
        self.id = public
        root = sa.select(party.c.root_id).where(party.c.public_id == public).scalar_subquery()
        self._rows = connection.execute(sa.select(party).where(party.c.root_id == root)).all()
        self.numbers = [row.id for row in self._rows]

    def hashes(self) -> list[str]:
        """By which the person is known again: identifiers, and full names in articles that give no identifier."""
        from onrecord.store.schema import party_ident, party_name

        mine = party_ident.c.party_id.in_(self.numbers)
        idents = self._connection.execute(sa.select(party_ident.c.registry, party_ident.c.value).where(mine))
        kinds = {row.id: row.kind for row in self._rows}
        names = self._connection.execute(
            sa.select(party_name.c.party_id, party_name.c.name).where(party_name.c.party_id.in_(self.numbers))
        )
        told = [Described(row.name, kinds[row.party_id]) for row in names]
        return [
            *(_hash("ident", row.registry, row.value) for row in idents),
            *(_name_hash(one) for one in told if one.full and one.named),
        ]

    def names(self) -> list[str]:
        """All names that articles use."""
        from onrecord.store.schema import party_name

        mine = party_name.c.party_id.in_(self.numbers)
        return [row.name for row in self._rows] + list(
            self._connection.scalars(sa.select(party_name.c.name).where(mine))
        )

    def versions(self) -> list[int]:
        """The versions of articles that name the person."""
        by_entity = sa.select(entity.c.reading_id).where(entity.c.party_id.in_(self.numbers))
        by_event = sa.select(event.c.reading_id).join(participant).where(participant.c.party_id.in_(self.numbers))
        by_statement = sa.select(statement.c.reading_id).where(self._speaks())
        within = sa.union(by_entity, by_event, by_statement)
        return list(
            self._connection.scalars(
                sa.select(reading.c.version_id)
                .where(reading.c.id.in_(within))
                .distinct()
                .order_by(reading.c.version_id)
            )
        )

    def _speaks(self) -> Any:
        """Statements that count as theirs, as read or as corrected."""
        return sa.or_(statement.c.party_id.in_(self.numbers), statement.c.read_party_id.in_(self.numbers))

    def take_out(self, found: Reading, version_id: int) -> Reading:
        """The reading of a version without the person; what they said is deleted, with the corrections of it."""
        current = sa.and_(reading.c.version_id == version_id, reading.c.current)
        people = set(
            self._connection.scalars(
                sa.select(entity.c.n).join(reading).where(current, entity.c.party_id.in_(self.numbers))
            )
        )
        said = set(self._connection.scalars(sa.select(statement.c.n).join(reading).where(current, self._speaks())))
        theirs = self._connection.execute(
            sa.select(statement.c.id, statement.c.public_id, statement.c.entity_n, statement.c.party_id)
            .join(reading)
            .where(reading.c.version_id == version_id, sa.or_(self._speaks(), statement.c.entity_n.in_(people)))
        ).all()
        release(self._connection, statement, [row.id for row in theirs])
        self._connection.execute(statement.delete().where(statement.c.id.in_([row.id for row in theirs])))
        drop_corrections(self._connection, {row.public_id for row in theirs})
        return redact(found, people, said, self.names())

    def leave(self, by: str, why: str, hashes: Iterable[str]) -> Tombstone:
        """Deletes the parties themselves and sets the tombstone."""
        drop_corrections(self._connection, {row.public_id for row in self._rows})
        self._connection.execute(party.delete().where(party.c.id.in_(self.numbers)))
        stone = Tombstone(self.id, "person", now(), by, why)
        bury(self._connection, stone, hashes)
        return stone


def wipe(database: Database) -> bool:
    """Takes deleted words out of the files as well: from the index, from free pages and from the write-ahead log.

    False where another process reads the record at the moment: the words are gone from every answer, not yet from the
    file; `wipe` again later.
    """
    tables = ("statement_words", "statement", "event", "entity", "party", "party_name", "version", "page", "correction")
    try:
        with database.outside() as connection:
            if database.sqlite:
                connection.exec_driver_sql("INSERT INTO statement_words(statement_words) VALUES('optimize')")
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
                return not busy
            for table in tables:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
    except sa.exc.OperationalError:
        return False
    return True

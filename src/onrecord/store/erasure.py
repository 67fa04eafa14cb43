"""Forgetting on request: an article with all that was read in it, or a person from every article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from onrecord.answers import Tombstone
from onrecord.errors import NotFound
from onrecord.store.among import among
from onrecord.store.archive import OLD, forget_names, release, sweep
from onrecord.store.database import Database
from onrecord.store.days import now
from onrecord.store.intake import reread
from onrecord.store.keys import PARTY, PUBLIC_ID
from onrecord.store.loading import article_at_address, load
from onrecord.store.meant import person_meant
from onrecord.store.parties import Described
from onrecord.store.redaction import redact
from onrecord.store.schema import (
    article,
    correction,
    entity,
    event,
    outlet,
    page,
    participant,
    party,
    party_ident,
    party_name,
    reading,
    statement,
    version,
)
from onrecord.store.tombstones import bury, hash_of, name_hash
from onrecord.types import Reading

_CHUNK: Final = 500  # texts loaded at a time


def forget_article(connection: Connection, public: str, by: str, why: str) -> Tombstone:
    """Deletes an article with all its versions, readings, statements, events and pages."""
    number = connection.scalar(sa.select(article.c.id).where(article.c.public_id == public))
    column = version.c
    versions = connection.execute(
        sa.select(column.text_hash, column.title, column.url, column.name)
        .where(column.article_id == number)
        .order_by(column.number)
    ).all()
    hashes = [hash_of("article", public), *(hash_of("text", row.text_hash) for row in versions)]
    newest = versions[-1]
    readings = connection.scalars(sa.select(reading.c.id).join(version).where(version.c.article_id == number)).all()
    spoken = connection.scalars(sa.select(statement.c.party_id).where(among(statement.c.reading_id, readings)))
    parties = {number for number in spoken if number is not None}
    theirs = sa.select(statement.c.public_id).where(among(statement.c.reading_id, readings))
    count = _of_newest(connection.scalars(theirs))
    for table in (statement, event):
        _hand_on(connection, table, readings)
    parties |= forget_names(connection, readings)
    _leave_wire(connection, number)
    connection.execute(article.delete().where(article.c.id == number))
    sweep(connection, parties)
    used = sa.select(version.c.outlet_id).where(version.c.outlet_id.is_not(None))
    connection.execute(outlet.delete().where(outlet.c.id.not_in(used)))
    what = newest.title or newest.url or newest.name
    stone = Tombstone(public, "article", now(), by, why, what=what, statements=count, articles=1)
    bury(connection, stone, hashes)
    return stone


def _of_newest(ids: Iterable[str]) -> int:
    """How many of these statements are of the newest versions of their articles."""
    return sum(OLD not in one for one in ids)


def _hand_on(connection: Connection, table: sa.Table, readings: Sequence[int]) -> None:
    """Copies in other articles become originals, and take over the corrections; other corrections go."""
    rows = connection.execute(sa.select(table.c.id, table.c.public_id).where(among(table.c.reading_id, readings))).all()
    copies = connection.execute(
        sa.select(table.c.copy_of, sa.func.min(table.c.id).label("heir"))
        .where(among(table.c.copy_of, [row.id for row in rows]))
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
        connection.execute(correction.delete().where(among(correction.c.public_id, ids)))


class Person:
    """A party and those merged into it, about to be forgotten."""

    def __init__(self, connection: Connection, public: str) -> None:
        self._connection = connection
        self.id = public
        root = sa.select(party.c.root_id).where(party.c.public_id == public).scalar_subquery()
        self._rows = connection.execute(sa.select(party).where(party.c.root_id == root)).all()
        self.numbers = [row.id for row in self._rows]
        self.name = next(row.name for row in self._rows if row.public_id == public)
        self._statements = 0

    def hashes(self) -> list[str]:
        """By which the person is known again: identifiers, and full names in articles that give no identifier."""
        mine = among(party_ident.c.party_id, self.numbers)
        idents = self._connection.execute(sa.select(party_ident.c.registry, party_ident.c.value).where(mine))
        kinds = {row.id: row.kind for row in self._rows}
        names = self._connection.execute(
            sa.select(party_name.c.party_id, party_name.c.name).where(among(party_name.c.party_id, self.numbers))
        )
        told = [Described(row.name, kinds[row.party_id]) for row in names]
        return [
            *(hash_of("ident", row.registry, row.value) for row in idents),
            *(name_hash(one) for one in told if one.full and one.named),
        ]

    def names(self) -> list[str]:
        """All names that articles use."""
        mine = among(party_name.c.party_id, self.numbers)
        return [row.name for row in self._rows] + list(
            self._connection.scalars(sa.select(party_name.c.name).where(mine))
        )

    def versions(self) -> list[int]:
        """The versions of articles that name the person."""
        by_entity = sa.select(entity.c.reading_id).where(among(entity.c.party_id, self.numbers))
        by_event = sa.select(event.c.reading_id).join(participant).where(among(participant.c.party_id, self.numbers))
        by_statement = sa.select(statement.c.reading_id).where(self._speaks())
        within = sa.union(by_entity, by_event, by_statement)
        found = set(self._connection.scalars(sa.select(reading.c.version_id).where(reading.c.id.in_(within))))
        return sorted(found | self._named_without_being_known())

    def _named_without_being_known(self) -> set[int]:
        """Versions in which a full name stands, or in their pages, though no model has told who it is: a walk through
        all texts.
        """
        names = [name.casefold() for name in self.names() if " " in name.strip() and name != name.lower()]
        column = version.c
        every = sa.select(
            column.id, column.text, column.name, column.title, column.authors, page.c.text.label("page"), page.c.data
        ).outerjoin(page, page.c.version_id == column.id)
        found = set()
        for row in self._connection.execute(every.execution_options(yield_per=_CHUNK)):
            source = (row.data or b"").decode("utf-8", "replace")
            words = "\n".join([row.text, row.name, row.title or "", *row.authors, row.page or "", source]).casefold()
            if any(name in words for name in names):
                found.add(row.id)
        return found

    def _speaks(self) -> Any:
        """Statements that count as theirs, as read or as corrected."""
        return sa.or_(among(statement.c.party_id, self.numbers), among(statement.c.read_party_id, self.numbers))

    def take_out(self, found: Reading, version_id: int) -> Reading:
        """The reading of a version without the person; what they said is deleted, with the corrections of it."""
        current = sa.and_(reading.c.version_id == version_id, reading.c.current)
        people = set(
            self._connection.scalars(
                sa.select(entity.c.n).join(reading).where(current, among(entity.c.party_id, self.numbers))
            )
        )
        said = set(self._connection.scalars(sa.select(statement.c.n).join(reading).where(current, self._speaks())))
        theirs = self._connection.execute(
            sa.select(statement.c.id, statement.c.public_id, statement.c.entity_n, statement.c.party_id)
            .join(reading)
            .where(reading.c.version_id == version_id, sa.or_(self._speaks(), among(statement.c.entity_n, people)))
        ).all()
        self._statements += _of_newest(row.public_id for row in theirs)
        release(self._connection, statement, [row.id for row in theirs])
        self._connection.execute(statement.delete().where(among(statement.c.id, [row.id for row in theirs])))
        drop_corrections(self._connection, {row.public_id for row in theirs})
        return redact(found, people, said, self.names())

    def leave(self, by: str, why: str, hashes: Iterable[str], articles: int) -> Tombstone:
        """Deletes the parties themselves and sets the tombstone. articles: how many they were taken out of."""
        drop_corrections(self._connection, {row.public_id for row in self._rows})
        self._connection.execute(party.delete().where(among(party.c.id, self.numbers)))
        stone = Tombstone(
            self.id, "person", now(), by, why, what=self.name, statements=self._statements, articles=articles
        )
        bury(self._connection, stone, hashes)
        return stone


def forget(connection: Connection, ref: str, by: str, why: str) -> Tombstone:
    """Forgets an article, by id or address, or a person, by id, Wikidata id or whole name.

    What is forgotten cannot be had back, so nothing is guessed: raises NotFound when there is no such thing, BadQuery
    when the words fit several things, or only in part.
    """
    if public := article_at_address(connection, ref):
        return forget_article(connection, public, by, why)
    if (PUBLIC_ID.fullmatch(ref) and not ref.startswith(PARTY)) or "://" in ref:
        raise NotFound(f"{ref}: no article goes by this id or address")
    person = Person(connection, person_meant(connection, ref))
    hashes = person.hashes()
    versions = person.versions()
    articles = {_take_out(connection, person, version_id) for version_id in versions}
    return person.leave(by, why, hashes, len(articles))


def _take_out(connection: Connection, person: Person, version_id: int) -> int:
    """Stores the version anew without the person and deletes its page, which names them. Gives its article's number."""
    row = connection.execute(
        sa.select(version, outlet.c.name.label("outlet"))
        .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
        .where(version.c.id == version_id)
    ).one()
    reread(connection, person.take_out(load(connection, row), version_id), version_id, taken_out=True)
    return int(row.article_id)


def wipe(database: Database) -> bool:
    """Takes deleted words out of the files as well: from the index, from free pages and from the write-ahead log.

    False where another process reads the record at the moment: the words are gone from every answer, not yet from the
    file; `wipe` again later.
    """
    tables = (
        *("statement_words", "statement", "event", "entity", "party", "party_name"),
        *("version", "page", "correction", "meaning"),
    )
    try:
        with database.outside() as connection:
            if database.sqlite:
                connection.exec_driver_sql("INSERT INTO statement_words(statement_words) VALUES('optimize')")
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
                return not busy
            for table in tables:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
    except OperationalError:
        return False
    return True

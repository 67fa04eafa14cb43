"""What a statement or an event stands for in the listings, after copies and corrections: `party_id`, `tags`, `shown`.

What was read is in other columns and never changes, so that every correction can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.database import insert_many
from onrecord.store.event_days import redate
from onrecord.store.schema import (
    COPY,
    HIDDEN,
    LEAD,
    article,
    correction,
    entity,
    event,
    participant,
    party,
    reading,
    statement,
    version,
)
from onrecord.store.words import tsvector

MOST_TAGS: Final = 100
"""Parties that a statement is found under by whom it is about; an index entry of PostgreSQL has 2,700 bytes."""


STATEMENT_WORDS: Final = sa.Table(
    "statement_words", sa.MetaData(), sa.Column("statement_id", sa.BigInteger), sa.Column("words", TSVECTOR)
)
"""PostgreSQL's index of words, a tsvector for each statement; SQLite's is a virtual table."""


class Held(NamedTuple):
    """A correction that holds."""

    id: str
    action: str
    target: str
    value: dict[str, Any]


def holding(connection: Connection, targets: Iterable[str]) -> list[Held]:
    """The corrections of these targets that no other correction has undone, in the order they were made."""
    wanted = sorted(set(targets))
    if not wanted:
        return []
    rows = connection.execute(
        sa.select(correction)
        .where(among(correction.c.target, wanted), correction.c.action != "undo")
        .order_by(correction.c.id)
    ).all()
    gone = undone(connection, [row.public_id for row in rows])
    return [Held(row.public_id, row.action, row.target, row.value) for row in rows if row.public_id not in gone]


def undone(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those that a correction undoes which is not undone itself."""
    if not ids:
        return set()
    undoing = connection.execute(
        sa.select(correction.c.public_id, correction.c.target).where(
            among(correction.c.target, ids), correction.c.action == "undo"
        )
    ).all()
    revived = undone(connection, [row.public_id for row in undoing])
    return {row.target for row in undoing if row.public_id not in revived}


def tags(speaker: int | None, about: Iterable[int | None], outlet: int | None) -> str:
    """The column `tags`: whom it is by, whom it is about, and where it stands."""
    parts = [] if speaker is None else [f"s{speaker}"]
    parts += [f"a{number}" for number in dict.fromkeys(about) if number is not None][:MOST_TAGS]
    return " ".join(parts if outlet is None else [*parts, f"o{outlet}"])


def with_speaker(old: str, speaker: int | None) -> str:
    """The same tags with another speaker."""
    rest = [part for part in old.split() if not part.startswith("s")]
    return " ".join(rest if speaker is None else [f"s{speaker}", *rest])


def refresh_statements(connection: Connection, ids: Iterable[int]) -> None:
    """Brings these statements, and all wire copies of the same words, to what their corrections say."""
    rows = _group(connection, statement, ids)
    held = holding(connection, (row.public_id for row in rows))
    leads = {row.public_id: row.copy_of or row.id for row in rows}
    speakers = {leads[one.target]: one.value for one in held if one.action == "speaker"}
    rejected = {leads[one.target] for one in held if one.action == "reject"}
    parties = numbers_of(connection, (value["party"] for value in speakers.values() if value["party"]))
    moves = Moves(connection)
    changed = []
    voiced: set[int] = set()  # readings in which other statements vouch for events than before
    for row in rows:
        lead = row.copy_of or row.id
        spoken = moves.of(row.article, row.read_party_id)
        number = parties.get(speakers[lead]["party"]) if lead in speakers else spoken
        values = {
            "party_id": number,
            "tags": with_speaker(row.tags, number),
            "rejected": lead in rejected,
            "shown": shown(current=row.current, rejected=lead in rejected, copy=row.copy_of is not None),
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            connection.execute(statement.update().where(statement.c.id == row.id).values(**values))
            changed.append(row.id)
            if row.rejected != values["rejected"]:
                voiced.add(row.reading_id)
    index_words_again(connection, changed)
    redate(connection, voiced)


def refresh_events(connection: Connection, ids: Iterable[int]) -> None:
    """The same for events, which can be rejected."""
    rows = _group(connection, event, ids)
    held = holding(connection, (row.public_id for row in rows))
    leads = {row.public_id: row.copy_of or row.id for row in rows}
    rejected = {leads[one.target] for one in held if one.action == "reject"}
    changed: set[int] = set()
    for row in rows:
        gone = (row.copy_of or row.id) in rejected
        values = {"rejected": gone, "shown": shown(current=row.current, rejected=gone, copy=row.copy_of is not None)}
        if any(getattr(row, name) != value for name, value in values.items()):
            connection.execute(event.update().where(event.c.id == row.id).values(**values))
            changed.add(row.reading_id)
    redate(connection, changed)


def _group(connection: Connection, table: sa.Table, ids: Iterable[int]) -> Sequence[Row[Any]]:
    """The rows, and their wire copies, with whether their version of the article is the current one."""
    wanted = sorted(set(ids))
    lead = sa.func.coalesce(table.c.copy_of, table.c.id)
    leads = connection.scalars(sa.select(lead).where(among(table.c.id, wanted)).distinct()).all()
    return connection.execute(
        sa.select(table, version.c.current, article.c.public_id.label("article"))
        .join(reading, reading.c.id == table.c.reading_id)
        .join(version, version.c.id == reading.c.version_id)
        .join(article, article.c.id == version.c.article_id)
        .where(sa.or_(among(table.c.id, leads), among(table.c.copy_of, leads)))
    ).all()


def shown(*, current: bool, rejected: bool, copy: bool) -> int:
    """The column `shown`. current: whether it is of the newest version of its article."""
    if rejected or not current:
        return HIDDEN
    return COPY if copy else LEAD


def numbers_of(connection: Connection, public: Iterable[str]) -> dict[str, int]:
    """The numbers of parties by their public ids."""
    wanted = sorted(set(public))
    if not wanted:
        return {}
    found = connection.execute(sa.select(party.c.public_id, party.c.id).where(among(party.c.public_id, wanted)))
    return {row.public_id: row.id for row in found}


class Moves:
    """What people have split: in which articles a party's entities go to another one."""

    def __init__(self, connection: Connection) -> None:
        self._to: dict[tuple[str, int], int] = {}
        splits = connection.scalars(sa.select(correction.c.target).where(correction.c.action == "split").distinct())
        for one in holding(connection, splits):
            if one.action != "split":
                continue
            parties = numbers_of(connection, [one.target, one.value["into"]])
            for number in self._members(connection, parties.get(one.target)):
                for public in one.value["articles"]:
                    self._to[public, number] = parties[one.value["into"]]

    def of(self, article_id: str, number: int | None) -> int | None:
        """Whom a party, as it was found in an article, is by now."""
        return number if number is None else self._to.get((article_id, number), number)

    @staticmethod
    def _members(connection: Connection, number: int | None) -> Sequence[int]:
        root = sa.select(party.c.root_id).where(party.c.id == number).scalar_subquery()
        return connection.scalars(sa.select(party.c.id).where(party.c.root_id == root)).all()


def refresh_moved(connection: Connection, articles: Iterable[str]) -> None:
    """Brings these articles to what people have split: speakers, whom statements are about, who takes part."""
    moves = Moves(connection)
    for public in articles:
        readings = connection.scalars(
            sa.select(reading.c.id)
            .join(version, version.c.id == reading.c.version_id)
            .join(article, article.c.id == version.c.article_id)
            .where(article.c.public_id == public)
        ).all()
        for number in readings:
            _refresh_reading(connection, number, public, moves)


def _refresh_reading(connection: Connection, number: int, public: str, moves: Moves) -> None:
    people = connection.execute(sa.select(entity).where(entity.c.reading_id == number).order_by(entity.c.n)).all()
    now = {row.n: moves.of(public, row.party_id) for row in people}
    ids = sa.select(event.c.id).where(event.c.reading_id == number)
    for n, party_id in now.items():
        mine = sa.and_(participant.c.event_id.in_(ids), participant.c.entity_n == n)
        connection.execute(participant.update().where(mine).values(party_id=party_id))
    mentions = Mentions(row.mentions for row in people)
    rows = connection.execute(sa.select(statement).where(statement.c.reading_id == number)).all()
    for row in rows:
        about = [now[people[n].n] for n in mentions.inside(row.pieces)]
        new = tags(row.party_id, about, row.outlet_id)
        if new != row.tags:
            connection.execute(statement.update().where(statement.c.id == row.id).values(tags=new))
    numbers = [row.id for row in rows]
    index_words_again(connection, numbers)
    refresh_statements(connection, numbers)


class Mentions:
    """Where each of several entities is mentioned. found: of each, its [start, end]s."""

    def __init__(self, found: Iterable[Iterable[Sequence[int]]]) -> None:
        rows = [(start, end, n) for n, spans in enumerate(found) for start, end in spans]
        self._starts, self._ends, self._owners = np.array(rows, np.int64).reshape(-1, 3).T

    def inside(self, pieces: Iterable[Sequence[Any]]) -> list[int]:
        """The entities of which a mention lies in one of the pieces of words, at least in part, in their order."""
        found = np.zeros(len(self._owners), np.bool_)
        for start, end, *_ in pieces:
            found |= (self._starts < end) & (start < self._ends)
        return [int(n) for n in np.unique(self._owners[found])]


def index_words_again(connection: Connection, ids: Sequence[int]) -> None:
    """`index_words` for rows that have changed."""
    if connection.dialect.name == "sqlite" or not ids:
        return
    connection.execute(STATEMENT_WORDS.delete().where(among(STATEMENT_WORDS.c.statement_id, ids)))
    columns = (statement.c.id, statement.c.exact, statement.c.addressee, statement.c.tags)
    rows = connection.execute(sa.select(*columns).where(among(statement.c.id, ids))).mappings()
    index_words(connection, [dict(row) for row in rows])


def index_words(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes the words of these new rows of statements to PostgreSQL's index; on SQLite triggers have done it."""
    if connection.dialect.name == "sqlite":
        return
    values = [
        {"statement_id": row["id"], "words": tsvector(row["exact"], row["addressee"] or "", row["tags"])}
        for row in rows
    ]
    insert_many(connection, STATEMENT_WORDS, values)

"""Handing a whole record on: everything that meets what is asked for, in the order it came, a batch at a time.

Each batch is a transaction of its own that begins behind the last number of the one before, so that a record of any
size is handed on in little memory, and nobody who writes meanwhile waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.answers import Corrected, Happened, Kept, LeftOut, Said, Voice
from onrecord.days import published_day
from onrecord.store.among import among
from onrecord.store.corrections import that_hold
from onrecord.store.database import Database
from onrecord.store.event_rows import event_rows
from onrecord.store.happened import EventSearch, event_numbers_after, happening
from onrecord.store.keys import EVENT, STATEMENT, sha256
from onrecord.store.loading import Mended, mended
from onrecord.store.people import voices
from onrecord.store.said import said_rows
from onrecord.store.schema import (
    HIDDEN,
    article,
    correction,
    event,
    outlet,
    participant,
    party,
    reading,
    statement,
    version,
)
from onrecord.store.search import Search, check_days, meeting, numbers_after, outlets_called
from onrecord.store.standing import holding

T = TypeVar("T")
_NUMBERS: Final = 20_000  # looked for at a time: with words to look for, each time costs as much as finding all of them
_ROWS: Final = 500
_ARTICLES: Final = 50


@dataclass(frozen=True, kw_only=True)
class ArticleSearch:
    """Which articles, of their newest versions; all that is given must be met.

    outlet: its whole name.  since, until: days of publication, both included.  holding: an article has a statement that
    meets this.  happening: an event that does.  corrected: a person has corrected a statement or an event of it.
    Raises BadQuery for what is no day.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    holding: Search | None = None
    happening: EventSearch | None = None
    corrected: bool = False

    def __post_init__(self) -> None:
        check_days(self.since, self.until)


def each_statement(database: Database, wanted: Search) -> Iterator[Said]:
    """All statements that meet it."""
    for numbers in _batches(database, lambda c, last: numbers_after(c, wanted, last, _NUMBERS), _ROWS):
        with database.reading() as connection:
            rows = said_rows(connection, numbers)
        yield from rows


def each_event(database: Database, wanted: EventSearch) -> Iterator[Happened]:
    """All events that meet it, one for each group of mentions."""
    for numbers in _batches(database, lambda c, last: event_numbers_after(c, wanted, last, _NUMBERS), _ROWS):
        with database.reading() as connection:
            rows = event_rows(connection, numbers)
        yield from rows


def each_voice(database: Database) -> Iterator[Voice]:
    """All who speak or take part in an event, descriptions such as "senior official" too: whoever a row leads to."""
    spoken = sa.exists().where(statement.c.party_id == party.c.id, statement.c.shown != HIDDEN)
    mention, first = event.alias("mention"), event.alias("first_mention")
    acted = sa.exists().where(
        participant.c.party_id == party.c.id,
        mention.c.id == participant.c.event_id,
        first.c.reading_id == mention.c.reading_id,
        first.c.group_n == mention.c.group_n,
        first.c.first,
        first.c.shown != HIDDEN,
    )

    def after(connection: Connection, last: int) -> Sequence[int]:
        roots = sa.select(party.c.root_id).where(party.c.root_id > last, sa.or_(spoken, acted)).distinct()
        return connection.scalars(roots.order_by(party.c.root_id).limit(_ROWS)).all()

    for numbers in _batches(database, after, _ROWS):
        with database.reading() as connection:
            rows = voices(connection, numbers)
        yield from rows


def each_article(database: Database, wanted: ArticleSearch) -> Iterator[Kept]:
    """All articles that meet it, each with its reading as people have corrected it."""

    def after(connection: Connection, last: int) -> Sequence[int]:
        return connection.scalars(_articles(connection, wanted).where(article.c.id > last).limit(_NUMBERS)).all()

    for numbers in _batches(database, after, _ARTICLES):
        with database.reading() as connection:
            rows = [row for row in _versions(connection, numbers) if _in_time(wanted, row)]
            kept = _kept(connection, rows, wanted)
        yield from (one for one in kept if one.corrections or not wanted.corrected)


def _batches(
    database: Database, after: Callable[[Connection, int], Sequence[int]], size: int
) -> Iterator[Sequence[int]]:
    """Numbers in batches; after: the next ones above a number, in their order."""
    last = 0
    while True:
        with database.reading() as connection:
            numbers = after(connection, last)
        if not numbers:
            return
        for start in range(0, len(numbers), size):
            yield numbers[start : start + size]
        last = numbers[-1]


def _articles(connection: Connection, wanted: ArticleSearch) -> sa.Select[Any]:
    found = sa.select(article.c.id).join(version, sa.and_(version.c.article_id == article.c.id, version.c.current))
    if wanted.outlet is not None:
        found = found.where(version.c.outlet_id.in_(outlets_called(connection, wanted.outlet)))
    if wanted.holding is not None:
        found = found.where(version.c.id.in_(_versions_of(statement, meeting(connection, wanted.holding))))
    if wanted.happening is not None:
        found = found.where(version.c.id.in_(_versions_of(event, happening(connection, wanted.happening))))
    if wanted.corrected:
        targets = sa.select(correction.c.target).where(correction.c.action.in_(["speaker", "reject"]))
        mine = [
            version.c.id.in_(_versions_of(table, sa.select(table.c.id).where(table.c.public_id.in_(targets))))
            for table in (statement, event)
        ]
        found = found.where(sa.or_(*mine))
    return found.order_by(article.c.id)


def _versions_of(table: sa.Table, numbers: sa.Select[Any]) -> sa.Select[Any]:
    """The versions in which these statements or events were read."""
    return (
        sa.select(reading.c.version_id).join(table, table.c.reading_id == reading.c.id).where(table.c.id.in_(numbers))
    )


def _versions(connection: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    """The newest versions of these articles, with what stands in their tables."""
    return connection.execute(
        sa.select(version, outlet.c.name.label("outlet"), article.c.public_id, article.c.added.label("came"))
        .join(article, article.c.id == version.c.article_id)
        .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
        .where(among(article.c.id, numbers), version.c.current)
        .order_by(article.c.id)
    ).all()


def _in_time(wanted: ArticleSearch, row: Row[Any]) -> bool:
    day = published_day(row.published)
    late = wanted.until is None or (bool(day) and day <= wanted.until[:10])
    return late and (wanted.since is None or day >= wanted.since[:10])


def _kept(connection: Connection, versions: Sequence[Row[Any]], wanted: ArticleSearch) -> list[Kept]:
    found = mended(connection, versions)
    numbers = [number for one in found for number in (*one.said, *(number for number, _ in one.left_out))]
    said: dict[int, Said] = {}
    for start in range(0, len(numbers), _ROWS):
        some = numbers[start : start + _ROWS]
        said.update(zip(some, said_rows(connection, some), strict=True))
    of_events = [one.id for one in holding(connection, (ref for one in found for ref in one.no_events))]
    held = that_hold(connection, (*of_events, *(ref for row in said.values() for ref in row.corrections)))
    meets = _meets(connection, wanted, found)
    return [_one(row, one, said, held, meets) for row, one in zip(versions, found, strict=True)]


def _meets(connection: Connection, wanted: ArticleSearch, found: Sequence[Mended]) -> Callable[[str], bool]:
    """Whether the statement or event of an id is one of those that the articles were looked for by."""
    meets: dict[str, set[str]] = {}
    if wanted.holding is not None:
        numbers = [number for one in found for number in one.said]
        these = meeting(connection, wanted.holding).where(among(statement.c.id, numbers))
        meets[STATEMENT] = _public(connection, statement, these)
    if wanted.happening is not None:
        ids = [ref for one in found for ref in one.events]
        these = happening(connection, wanted.happening).where(among(event.c.public_id, ids))
        meets[EVENT] = _public(connection, event, these)
    return lambda ref: ref[0] not in meets or ref in meets[ref[0]]


def _public(connection: Connection, table: sa.Table, numbers: sa.Select[Any]) -> set[str]:
    return set(connection.scalars(sa.select(table.c.public_id).where(table.c.id.in_(numbers))))


def _one(
    row: Row[Any], found: Mended, said: Mapping[int, Said], held: Mapping[str, Corrected], meets: Callable[[str], bool]
) -> Kept:
    mine = [said[number] for number in (*found.said, *(number for number, _ in found.left_out))]
    refs = {ref for one in mine for ref in one.corrections}
    return Kept(
        id=row.public_id,
        version=row.number,
        added=row.came,
        text_sha256=sha256(row.text),
        reading=found.reading,
        said=tuple(said[number] for number in found.said),
        events=found.events,
        meeting=frozenset(ref for ref in (*(one.id for one in mine), *found.events) if meets(ref)),
        left_out=tuple(LeftOut(one, said[number]) for number, one in found.left_out),
        corrections=tuple(one for one in held.values() if one.id in refs or one.target in found.no_events),
    )

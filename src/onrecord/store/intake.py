"""Taking an article and its reading in: one transaction, from the article to its statements, events and parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import rows
from onrecord.store.archive import Left, archive, drop_reading, sweep
from onrecord.store.copies import Originals, context, events_of, join_wire, statements_of
from onrecord.store.database import insert_rows
from onrecord.store.days import event_day, now, published_day, said_day
from onrecord.store.identity import ids
from onrecord.store.keys import ARTICLE, EVENT, STATEMENT, article_key, public_id, sha256
from onrecord.store.parties import Parties, count_names, describe, describe_speaker
from onrecord.store.results import Added, Page
from onrecord.store.schema import (
    article,
    correction,
    entity,
    event,
    outlet,
    page,
    participant,
    reading,
    statement,
    time,
    version,
)
from onrecord.store.selectors import PageText, from_columns, in_text
from onrecord.store.standing import Moves, index_words, mentioned, refresh_events, refresh_statements, shown, tags
from onrecord.store.tombstones import redact_known, refuse_forgotten
from onrecord.store.words import fold
from onrecord.types import Article, Reading, Span

NOTHING: Final = Left([], [], set(), set())


@dataclass
class _Place:
    """The rows that a reading is to stand under."""

    article_id: int
    public_id: str
    version_id: int
    number: int
    wire: int
    outlet_id: int | None
    current: bool = True


def take_in(connection: Connection, found: Reading, snapshot: Page | None) -> Added:
    """Stores a reading. Raises Forgotten when its article was forgotten; BadReading is the caller's to raise before."""
    key = article_key(found.article)
    public = public_id(ARTICLE, key)
    text_hash = sha256(found.article.text)
    refuse_forgotten(connection, public, text_hash)
    found, redacted = redact_known(connection, found)
    snapshot = None if redacted else snapshot
    known = connection.execute(_current(public)).one_or_none()
    if known is not None and known.text_hash == text_hash:
        if (known.model, known.tasks) == (found.model, list(found.tasks)):
            return _unchanged(connection, known, public)
        return reread(connection, found, known.version_id, snapshot)
    place = _place(connection, found.article, public, known, text_hash)
    _keep_page(connection, place, snapshot)
    statements, missing = _write(connection, found, place, NOTHING, snapshot)
    return Added(
        article=public,
        doing="added" if known is None else "changed",
        version=place.number,
        statements=statements,
        events=len(found.events),
        copy_of=_wire_of(connection, place),
        missing=missing,
    )


def reread(connection: Connection, found: Reading, version_id: int, snapshot: Page | None = None) -> Added:
    """Puts a reading in the place of the one before; corrections, and the ids they name, are kept."""
    row = connection.execute(
        sa.select(
            article.c.id,
            article.c.public_id,
            article.c.wire,
            version.c.number,
            version.c.outlet_id,
            version.c.current,
        )
        .join(version, version.c.article_id == article.c.id)
        .where(version.c.id == version_id)
    ).one()
    place = _Place(row.id, row.public_id, version_id, row.number, row.wire, row.outlet_id, row.current)
    old = drop_reading(connection, version_id, found)
    _keep_page(connection, place, snapshot)
    kept = snapshot or page_of(connection, version_id)
    statements, missing = _write(connection, found, place, old, kept)
    sweep(connection, old.parties)
    return Added(
        place.public_id, "reread", place.number, statements, len(found.events), _wire_of(connection, place), missing
    )


def knows(connection: Connection, one: Article, model: str) -> bool:
    """Whether this model's reading of this very article is there."""
    known = connection.execute(_current(public_id(ARTICLE, article_key(one)))).one_or_none()
    return known is not None and (known.model, known.text_hash) == (model, sha256(one.text))


def page_of(connection: Connection, version_id: int) -> Page | None:
    """The page that was kept with a version."""
    row = connection.execute(sa.select(page).where(page.c.version_id == version_id)).one_or_none()
    return Page(row.data, row.text, row.url, row.fetched, row.type) if row else None


def _current(public: str) -> sa.Select[Any]:
    """The current version of an article, with the reading of it."""
    return (
        sa.select(
            article.c.id,
            article.c.wire,
            version.c.id.label("version_id"),
            version.c.number,
            version.c.text_hash,
            reading.c.model,
            reading.c.tasks,
            reading.c.id.label("reading_id"),
        )
        .join(version, sa.and_(version.c.article_id == article.c.id, version.c.current))
        .join(reading, sa.and_(reading.c.version_id == version.c.id, reading.c.current))
        .where(article.c.public_id == public)
    )


def _unchanged(connection: Connection, known: Any, public: str) -> Added:
    def count(table: sa.Table) -> int:
        there = sa.select(sa.func.count()).where(table.c.reading_id == known.reading_id)
        return int(connection.scalar(there) or 0)

    place = _Place(known.id, public, known.version_id, known.number, known.wire, None)
    return Added(public, "unchanged", known.number, count(statement), count(event), _wire_of(connection, place))


def _wire_of(connection: Connection, place: _Place) -> str | None:
    if place.wire == place.article_id:
        return None
    return connection.scalar(sa.select(article.c.public_id).where(article.c.id == place.wire))


def _place(connection: Connection, new: Article, public: str, known: Any, text_hash: str) -> _Place:
    """The rows of the article, new or known, and of its new version."""
    if known is None:
        (article_id,) = insert_rows(connection, article, [{"public_id": public, "wire": 0, "added": now()}])
        number = 1
    else:
        article_id, number = known.id, known.number + 1
        archive(connection, known.version_id)
    outlet_id = _outlet(connection, new.outlet)
    values = {
        "article_id": article_id, "number": number, "current": True, "text_hash": text_hash, "text": new.text,
        "name": new.id, "url": new.url, "title": new.title, "outlet_id": outlet_id, "authors": list(new.authors),
        "published": new.published, "added": now(),
    }  # fmt: skip
    (version_id,) = insert_rows(connection, version, [values])
    wire = join_wire(connection, article_id, version_id, new.text)
    return _Place(article_id, public, version_id, number, wire, outlet_id)


def _outlet(connection: Connection, name: str | None) -> int | None:
    if name is None:
        return None
    folded = fold(name)[:200]
    same = connection.execute(sa.select(outlet.c.id, outlet.c.name).where(outlet.c.folded == folded))
    for row in same:
        if row.name == name:
            return int(row.id)
    return insert_rows(connection, outlet, [{"name": name, "folded": folded}])[0]


def _keep_page(connection: Connection, place: _Place, snapshot: Page | None) -> None:
    if snapshot is None:
        return
    connection.execute(page.delete().where(page.c.version_id == place.version_id))
    connection.execute(
        page.insert().values(
            version_id=place.version_id, url=snapshot.url, fetched=snapshot.fetched, type=snapshot.type,
            data=snapshot.data, text=snapshot.text,
        )
    )  # fmt: skip


def _write(connection: Connection, found: Reading, place: _Place, old: Left, snapshot: Page | None) -> tuple[int, int]:
    """The reading's rows. Returns how many statements, and how many do not stand in the page."""
    values = {
        "version_id": place.version_id, "model": found.model, "tasks": list(found.tasks), "read": now(),
        "current": True,
    }  # fmt: skip
    (reading_id,) = insert_rows(connection, reading, [values])
    people = _People(connection, found, place)
    insert_rows(connection, entity, people.rows(reading_id))
    statements = _statements(found, place, old, people, reading_id)
    events = _events(found, place, old, reading_id)
    if place.current and place.wire != place.article_id:
        _find_copies(connection, place, statements, events)
    for values in (*statements, *events):
        values["shown"] = shown(current=place.current, rejected=False, copy=values["copy_of"] is not None)
    missing = _check_page(statements, snapshot)
    numbers = insert_rows(connection, statement, statements)
    index_words(connection, numbers)
    event_numbers = insert_rows(connection, event, events)
    _insert_parts(connection, found, people, event_numbers, reading_id)
    if connection.execute(sa.select(correction.c.id).limit(1)).first():
        refresh_statements(connection, numbers)
        refresh_events(connection, event_numbers)
    return len(statements), missing


class _People:
    """The parties of a reading's entities and speakers: as found, and as people have split them."""

    def __init__(self, connection: Connection, found: Reading, place: _Place) -> None:
        self._entities = found.entities
        told = [describe(one) for one in found.entities]
        speakers = [describe_speaker(one.speaker) for one in found.statements]
        parties = Parties(connection, place.public_id, [one for one in (*told, *speakers) if one])
        self.read = [parties.of(one) if one else None for one in told]
        self.said: list[int | None] = []
        for number, one in enumerate(found.statements):
            by_entity = None if one.speaker.entity is None else self.read[one.speaker.entity]
            alone = speakers[number]
            self.said.append(by_entity if by_entity is not None or alone is None else parties.of(alone))
        moves = Moves(connection)
        self.now = [moves.of(place.public_id, number) for number in self.read]
        self.spoken = [moves.of(place.public_id, number) for number in self.said]
        used = [(number, one.name) for number, one in zip(self.read, found.entities, strict=True) if number]
        names = [one.speaker.name for one in found.statements]
        used += [(number, name) for number, name in zip(self.said, names, strict=True) if number and name]
        count_names(connection, used, 1)

    def rows(self, reading_id: int) -> list[rows.Values]:
        return [
            {"reading_id": reading_id, "n": n, "party_id": self.read[n]} | rows.entity_values(one)
            for n, one in enumerate(self._entities)
        ]

    def about(self, spans: Sequence[Span]) -> list[int]:
        """The parties of which a mention lies in these words, in the order of the entities."""
        return [
            number
            for number, one in zip(self.now, self._entities, strict=True)
            if number is not None and mentioned(one.mentions, spans)
        ]


def _statements(found: Reading, place: _Place, old: Left, people: _People, reading_id: int) -> list[rows.Values]:
    text = found.article.text
    places = [(one.content.text, one.content.spans) for one in found.statements]
    public = ids(STATEMENT, place.public_id, places, old.statements, old.taken)
    made = []
    for n, one in enumerate(found.statements):
        about = people.about(one.content.spans)
        party_id = people.spoken[n]
        values = rows.statement_values(text, one)
        selectors = from_columns(values["exact"], values["pieces"])
        made.append(
            values
            | {
                "public_id": public[n], "reading_id": reading_id, "n": n,
                "day": said_day(one.said, found.article.published), "outlet_id": place.outlet_id,
                "read_party_id": people.said[n], "party_id": party_id, "copy_of": None, "rejected": False,
                "tags": tags(party_id, about, place.outlet_id),
                "in_text": in_text(text, selectors), "in_page": None,
            }
        )  # fmt: skip
    return made


def _events(found: Reading, place: _Place, old: Left, reading_id: int) -> list[rows.Values]:
    text, published = found.article.text, found.article.published
    public = ids(
        EVENT, place.public_id, [(one.trigger.text, one.trigger.spans) for one in found.events], old.events, old.taken
    )
    first = _first_of_groups(found)
    return [
        rows.event_values(text, one)
        | {
            "public_id": public[n], "reading_id": reading_id, "n": n, "first": n in first,
            "day": event_day(one.date, published) or published_day(published), "outlet_id": place.outlet_id,
            "copy_of": None, "rejected": False,
        }
        for n, one in enumerate(found.events)
    ]  # fmt: skip


def _first_of_groups(found: Reading) -> set[int]:
    """The surest mention of each event, the first of equals."""
    best: dict[int, int] = {}
    for n, one in enumerate(found.events):
        if one.group not in best or one.confidence > found.events[best[one.group]].confidence:
            best[one.group] = n
    return set(best.values())


def _find_copies(
    connection: Connection, place: _Place, statements: list[rows.Values], events: list[rows.Values]
) -> None:
    originals: Originals = statements_of(connection, place.wire, place.article_id)
    for values in statements:
        values["copy_of"] = originals.take(values["exact"])
    originals = events_of(connection, place.wire, place.article_id)
    for values in events:
        values["copy_of"] = originals.take(values["type"], values["exact"], *context(values["pieces"]))


def _check_page(statements: list[rows.Values], snapshot: Page | None) -> int:
    """Looks for each statement in the page's own text. Returns how many do not stand there, at one place."""
    if snapshot is None:
        return 0
    text = PageText(snapshot.text)
    for values in statements:
        values["in_page"] = text.check(from_columns(values["exact"], values["pieces"]))
    return sum(values["in_page"] != "stands" for values in statements)


def _insert_parts(
    connection: Connection, found: Reading, people: _People, events: Sequence[int], reading_id: int
) -> None:
    taking_part = [
        values | {"event_id": number, "party_id": None if (n := values["entity_n"]) is None else people.now[n]}
        for number, one in zip(events, found.events, strict=True)
        for values in rows.participant_values(one)
    ]
    if taking_part:
        connection.execute(participant.insert(), taking_part)
    times = [rows.time_values(one) | {"reading_id": reading_id, "n": n} for n, one in enumerate(found.times)]
    if times:
        connection.execute(time.insert(), times)

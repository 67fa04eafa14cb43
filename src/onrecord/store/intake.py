"""Taking an article and its reading in: which article it is, whether it changed, and whom it is a copy of."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Added, Page
from onrecord.store.archive import Left, archive, drop_reading, sweep
from onrecord.store.copies import find_wire
from onrecord.store.database import Numbers, insert_many, insert_rows
from onrecord.store.days import now
from onrecord.store.keys import ARTICLE, article_key, public_id, sha256
from onrecord.store.schema import article, band, event, outlet, page, reading, statement, version
from onrecord.store.tombstones import anything_forgotten, redact_known, refuse_forgotten
from onrecord.store.wires import Fingerprint
from onrecord.store.words import fold
from onrecord.store.writing import NUMBERED, Place, write_reading
from onrecord.types import Article, Reading

NOTHING: Final = Left([], [], set(), set())


def take_in(connection: Connection, found: Reading, snapshot: Page | None) -> Added:
    """Stores a reading. Raises Forgotten when its article was forgotten; BadReading is the caller's to raise before."""
    key = article_key(found.article)
    public = public_id(ARTICLE, key)
    text_hash = sha256(found.article.text)
    redacted = False
    if anything_forgotten(connection):
        refuse_forgotten(connection, public, text_hash)
        found, redacted = redact_known(connection, found)
    snapshot = None if redacted else snapshot
    known = connection.execute(_current(public)).one_or_none()
    if known is not None and known.text_hash == text_hash:
        same = (known.model, known.tasks) == (found.model, list(found.tasks))
        if same or _blacked_out(connection, known.version_id, found.article.text):
            return _unchanged(connection, known, public)
        return reread(connection, found, known.version_id, snapshot)
    numbers = Numbers(connection, article, version, *NUMBERED)
    place = _place(connection, found.article, public, known, text_hash, numbers)
    _keep_page(connection, place, snapshot)
    statements, missing = write_reading(connection, found, place, NOTHING, snapshot, numbers)
    return Added(
        article=public,
        doing="added" if known is None else "changed",
        version=place.number,
        statements=statements,
        events=len(found.events),
        copy_of=_wire_of(connection, place),
        missing=missing,
    )


def _blacked_out(connection: Connection, version_id: int, text: str) -> bool:
    """Whether somebody was taken out of the stored text, so that this one, which names them, must not replace it."""
    return connection.scalar(sa.select(version.c.text).where(version.c.id == version_id)) != text


def reread(connection: Connection, found: Reading, version_id: int, snapshot: Page | None = None) -> Added:
    """Puts a reading in the place of the one before; corrections, and the ids they name, are kept.

    Where somebody was taken out of the article, its text is blacked out, and its page deleted.
    """
    row = connection.execute(
        sa.select(
            article.c.id,
            article.c.public_id,
            article.c.wire,
            version.c.number,
            version.c.outlet_id,
            version.c.current,
            version.c.text,
        )
        .join(version, version.c.article_id == article.c.id)
        .where(version.c.id == version_id)
    ).one()
    place = Place(row.id, row.public_id, version_id, row.number, row.wire, row.outlet_id, row.current)
    if row.text != found.article.text:
        _black_out(connection, version_id, found.article)
    old = drop_reading(connection, version_id, found)
    _keep_page(connection, place, snapshot)
    kept = snapshot or page_of(connection, version_id)
    statements, missing = write_reading(connection, found, place, old, kept, Numbers(connection, *NUMBERED))
    sweep(connection, old.parties)
    return Added(
        place.public_id, "reread", place.number, statements, len(found.events), _wire_of(connection, place), missing
    )


def _black_out(connection: Connection, version_id: int, new: Article) -> None:
    connection.execute(page.delete().where(page.c.version_id == version_id))
    connection.execute(
        version.update()
        .where(version.c.id == version_id)
        .values(text=new.text, name=new.id, title=new.title, authors=list(new.authors))
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

    place = Place(known.id, public, known.version_id, known.number, known.wire, None)
    return Added(public, "unchanged", known.number, count(statement), count(event), _wire_of(connection, place))


def _wire_of(connection: Connection, place: Place) -> str | None:
    if place.wire == place.article_id:
        return None
    return connection.scalar(sa.select(article.c.public_id).where(article.c.id == place.wire))


def _place(connection: Connection, new: Article, public: str, known: Any, text_hash: str, numbers: Numbers) -> Place:
    """The rows of the article, new or known, and of its new version."""
    mine = Fingerprint.of(new.text)
    (version_id,) = numbers.take(version)
    if known is None:
        (article_id,), number = numbers.take(article), 1
        wire = find_wire(connection, article_id, mine)
        made = {"id": article_id, "public_id": public, "wire": wire, "added": now()}
        insert_many(connection, article, [made])
    else:
        article_id, number = known.id, known.number + 1
        archive(connection, known.version_id)
        wire = find_wire(connection, article_id, mine)
        connection.execute(article.update().where(article.c.id == article_id).values(wire=wire))
    outlet_id = _outlet(connection, new.outlet)
    values = {
        "id": version_id, "article_id": article_id, "number": number, "current": True, "text_hash": text_hash,
        "text": new.text, "name": new.id, "url": new.url, "title": new.title, "outlet_id": outlet_id,
        "authors": list(new.authors), "published": new.published, "added": now(),
    }  # fmt: skip
    insert_many(connection, version, [values])
    insert_many(connection, band, [{"bucket": bucket, "version_id": version_id} for bucket in mine.buckets])
    return Place(article_id, public, version_id, number, wire, outlet_id)


def _outlet(connection: Connection, name: str | None) -> int | None:
    if name is None:
        return None
    folded = fold(name)[:200]
    same = connection.execute(sa.select(outlet.c.id, outlet.c.name).where(outlet.c.folded == folded))
    for row in same:
        if row.name == name:
            return int(row.id)
    return insert_rows(connection, outlet, [{"name": name, "folded": folded}])[0]


def _keep_page(connection: Connection, place: Place, snapshot: Page | None) -> None:
    if snapshot is None:
        return
    connection.execute(page.delete().where(page.c.version_id == place.version_id))
    connection.execute(
        page.insert().values(
            version_id=place.version_id, url=snapshot.url, fetched=snapshot.fetched, type=snapshot.type,
            data=snapshot.data, text=snapshot.text,
        )
    )  # fmt: skip

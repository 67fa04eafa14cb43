"""Taking readings in: which article each is of, whether it changed, and whom it is a copy of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Added, Doing, Page
from onrecord.errors import Forgotten
from onrecord.store.archive import Left, drop_reading, sweep
from onrecord.store.arriving import Arriving, Given, keep_page, place_again, place_copy, place_new
from onrecord.store.copies import find_wire
from onrecord.store.database import Numbers
from onrecord.store.keys import ARTICLE, article_key, public_id, sha256
from onrecord.store.schema import article, event, page, reading, statement, version
from onrecord.store.tombstones import anything_forgotten
from onrecord.store.writing import NUMBERED, Part, Place, write_readings
from onrecord.types import Article, Reading

NOTHING: Final = Left([], [], set(), set())
_TOGETHER: Final = 2_000  # entities and statements that are stored at once, or one article's


def take_in(connection: Connection, given: Iterable[Given]) -> list[Added | Forgotten]:
    """Stores readings in their order; what became of each, Forgotten where its article was forgotten.

    Articles that are new are stored together, with about as many questions to the database as one of them alone.
    BadReading is the caller's to raise before.
    """
    rest = _arriving(connection, given)
    done: list[Added | Forgotten] = []
    while rest:
        first = rest[0]
        if isinstance(first, Forgotten):
            done.append(first)
        elif new := _new(connection, rest):
            done += _take_new(connection, new)
            del rest[1 : len(new)]
        else:
            done.append(_take_one(connection, first))
        del rest[0]
    return done


def _arriving(connection: Connection, given: Iterable[Given]) -> list[Arriving | Forgotten]:
    asked = anything_forgotten(connection)
    found: list[Arriving | Forgotten] = []
    for it in given:
        one = Arriving(it)
        try:
            if asked:
                one.redact(connection)
            found.append(one)
        except Forgotten as error:
            found.append(error)
    return found


def _new(connection: Connection, rest: Sequence[Arriving | Forgotten]) -> list[Arriving]:
    """The first of these, as far as their articles are new, and copies of none in the record nor of each other."""
    several = []
    for one in rest:
        if isinstance(one, Forgotten):
            break
        several.append(one)
    there = {row.public_id for row in connection.execute(_current([one.public for one in several]))}
    buckets: set[int] = set()
    size = 0
    new: list[Arriving] = []
    for one in several:
        size += len(one.found.entities) + len(one.found.statements)
        mine = one.fingerprint
        if one.public in there or not buckets.isdisjoint(mine.buckets) or (new and size > _TOGETHER):
            break
        one.wire = find_wire(connection, mine)
        if one.wire is not None:
            break
        new.append(one)
        there.add(one.public)
        buckets.update(mine.buckets)
    return new


def _take_new(connection: Connection, new: Sequence[Arriving]) -> list[Added]:
    numbers = Numbers(connection, article, version, *NUMBERED)
    places = place_new(connection, new, numbers)
    parts = [Part(one.found, place, NOTHING, one.page) for one, place in zip(new, places, strict=True)]
    missing = write_readings(connection, parts, numbers)
    return [
        Added(one.public, "added", 1, len(one.found.statements), len(one.found.events), None, lacking)
        for one, lacking in zip(new, missing, strict=True)
    ]


def _take_one(connection: Connection, one: Arriving) -> Added:
    """Stores what may be known, or a copy."""
    found = one.found
    known = connection.execute(_current([one.public])).one_or_none()
    if known is not None and known.text_hash == one.text_hash:
        same = (known.model, known.tasks) == (found.model, list(found.tasks))
        if same or _blacked_out(connection, known.version_id, found.article.text):
            return _unchanged(connection, known)
        return reread(connection, found, known.version_id, one.page)
    numbers = Numbers(connection, article, version, *NUMBERED)
    place = place_again(connection, one, known, numbers) if known else place_copy(connection, one, numbers)
    (missing,) = write_readings(connection, [Part(found, place, NOTHING, one.page)], numbers)
    doing: Doing = "changed" if known else "added"
    wire = _wire_of(connection, place.article_id, place.wire)
    return Added(one.public, doing, place.number, len(found.statements), len(found.events), wire, missing)


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
    keep_page(connection, version_id, snapshot)
    kept = snapshot or page_of(connection, version_id)
    (missing,) = write_readings(connection, [Part(found, place, old, kept)], Numbers(connection, *NUMBERED))
    sweep(connection, old.parties)
    wire = _wire_of(connection, place.article_id, place.wire)
    return Added(row.public_id, "reread", row.number, len(found.statements), len(found.events), wire, missing)


def _black_out(connection: Connection, version_id: int, new: Article) -> None:
    connection.execute(page.delete().where(page.c.version_id == version_id))
    connection.execute(
        version.update()
        .where(version.c.id == version_id)
        .values(text=new.text, name=new.id, title=new.title, authors=list(new.authors))
    )


def knows(connection: Connection, one: Article, model: str) -> bool:
    """Whether this model's reading of this very article is there."""
    known = connection.execute(_current([public_id(ARTICLE, article_key(one))])).one_or_none()
    return known is not None and (known.model, known.text_hash) == (model, sha256(one.text))


def page_of(connection: Connection, version_id: int) -> Page | None:
    """The page that was kept with a version."""
    row = connection.execute(sa.select(page).where(page.c.version_id == version_id)).one_or_none()
    return Page(row.data, row.text, row.url, row.fetched, row.type) if row else None


def _current(public: Sequence[str]) -> sa.Select[Any]:
    """The current versions of articles, with the readings of them."""
    return (
        sa.select(
            article.c.id,
            article.c.public_id,
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
        .where(article.c.public_id.in_(public))
    )


def _unchanged(connection: Connection, known: Any) -> Added:
    def count(table: sa.Table) -> int:
        there = sa.select(sa.func.count()).where(table.c.reading_id == known.reading_id)
        return int(connection.scalar(there) or 0)

    wire = _wire_of(connection, known.id, known.wire)
    return Added(known.public_id, "unchanged", known.number, count(statement), count(event), wire)


def _wire_of(connection: Connection, article_id: int, wire: int) -> str | None:
    """The public id of an article's wire, where that is another one's."""
    if wire == article_id:
        return None
    return connection.scalar(sa.select(article.c.public_id).where(article.c.id == wire))

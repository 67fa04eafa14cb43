"""Taking readings in: which article each is of, whether it changed, and whom it is a copy of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Added, Doing, Page
from onrecord.errors import Forgotten
from onrecord.store import rows
from onrecord.store.archive import Left, drop_reading, sweep
from onrecord.store.arriving import Arriving, Given, keep_article, keep_page, place_again, place_copy, place_new
from onrecord.store.copies import find_wire
from onrecord.store.database import Numbers
from onrecord.store.keys import ARTICLE, article_key, public_id, sha256
from onrecord.store.redaction import BLACK
from onrecord.store.schema import article, event, outlet, page, reading, statement, version
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
        return _take_again(connection, one, known)
    numbers = Numbers(connection, article, version, *NUMBERED)
    place = place_again(connection, one, known, numbers) if known else place_copy(connection, one, numbers)
    (missing,) = write_readings(connection, [Part(found, place, NOTHING, one.page)], numbers)
    doing: Doing = "changed" if known else "added"
    wire = _wire_of(connection, place.article_id, place.wire)
    return Added(one.public, doing, place.number, len(found.statements), len(found.events), wire, missing)


def _take_again(connection: Connection, one: Arriving, known: Any) -> Added:
    """Stores a reading of a text that is there: another model's, of more tasks, or with more known of the article."""
    stored = stored_article(connection, known.version_id)
    if stored.text != one.found.article.text:  # somebody was taken out of it, and this one, which names them, stays out
        return _unchanged(connection, known)
    article = completed(stored, one.found.article)
    more = article != stored
    if not more and has_read(known.model, known.tasks, one.found.model, one.found.tasks):
        return _unchanged(connection, known)
    done = reread(connection, replace(one.found, article=article), known.version_id, one.page)
    return replace(done, doing="changed") if more else done


def has_read(model: str, tasks: Sequence[str], wanted: str | None, wanted_tasks: Collection[str] | None) -> bool:
    """Whether a model's reading of these tasks holds all that the wanted model would read; no tasks: whatever they are.

    A reading of fewer tasks by the same model tells nothing new.
    """
    return model == wanted and set(wanted_tasks or ()) <= set(tasks)


def reread(
    connection: Connection, found: Reading, version_id: int, snapshot: Page | None = None, *, taken_out: bool = False
) -> Added:
    """Puts a reading in the place of the one before; corrections, and the ids they name, are kept.

    What is known of the article is brought to what the reading's tells.  taken_out: somebody was taken out of it, so
    that its page, which names them, is deleted.
    """
    row = connection.execute(
        sa.select(article.c.id, article.c.public_id, article.c.wire, version.c.number, version.c.current)
        .join(version, version.c.article_id == article.c.id)
        .where(version.c.id == version_id)
    ).one()
    outlet_id = keep_article(connection, version_id, found.article)
    place = Place(row.id, row.public_id, version_id, row.number, row.wire, outlet_id, row.current)
    if taken_out:
        connection.execute(page.delete().where(page.c.version_id == version_id))
    old = drop_reading(connection, version_id, found)
    keep_page(connection, version_id, snapshot)
    kept = snapshot or page_of(connection, version_id)
    (missing,) = write_readings(connection, [Part(found, place, old, kept)], Numbers(connection, *NUMBERED))
    sweep(connection, old.parties)
    wire = _wire_of(connection, place.article_id, place.wire)
    return Added(row.public_id, "reread", row.number, len(found.statements), len(found.events), wire, missing)


def stored_article(connection: Connection, version_id: int) -> Article:
    """The article of a version."""
    row = connection.execute(
        sa.select(version, outlet.c.name.label("outlet"))
        .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
        .where(version.c.id == version_id)
    ).one()
    return rows.article_at(row, row.outlet)


def completed(stored: Article, given: Article) -> Article:
    """What is stored of an article, with what is given beside: a field that was empty, or has another value now.

    A field out of which somebody was taken stays as it is.
    """

    def newer(old: str | None, new: str | None) -> str | None:
        return new if new and BLACK not in (old or "") else old

    return replace(
        stored,
        title=newer(stored.title, given.title),
        outlet=newer(stored.outlet, given.outlet),
        authors=given.authors if given.authors and BLACK not in "".join(stored.authors) else stored.authors,
        published=newer(stored.published, given.published),
    )


def known_article(connection: Connection, one: Article) -> Article:
    """An article with what the record knows of it beside, if the very text is there."""
    known = connection.execute(_current([public_id(ARTICLE, article_key(one))])).one_or_none()
    if known is None or known.text_hash != sha256(one.text):
        return one
    whole = completed(stored_article(connection, known.version_id), one)
    return replace(one, title=whole.title, outlet=whole.outlet, authors=whole.authors, published=whole.published)


def knows(connection: Connection, one: Article, model: str, tasks: Collection[str] | None = None) -> bool:
    """Whether adding this model's reading of this very article, for these tasks, would add nothing."""
    known = connection.execute(_current([public_id(ARTICLE, article_key(one))])).one_or_none()
    if known is None or known.text_hash != sha256(one.text) or not has_read(known.model, known.tasks, model, tasks):
        return False
    stored = stored_article(connection, known.version_id)
    return completed(stored, one) == stored


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

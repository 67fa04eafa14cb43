"""Readings on their way into the record, and the rows of their articles: version, bands, outlet and page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Page
from onrecord.store.archive import archive
from onrecord.store.copies import find_wire
from onrecord.store.database import Numbers, insert_many, insert_rows
from onrecord.store.days import now
from onrecord.store.keys import ARTICLE, article_key, public_id, sha256
from onrecord.store.schema import article, band, outlet, page, version
from onrecord.store.tombstones import redact_known, refuse_forgotten
from onrecord.store.wires import Fingerprint
from onrecord.store.words import fold
from onrecord.store.writing import Place
from onrecord.types import Article, Reading


class Given(NamedTuple):
    """What is to be stored: a reading, and the page it was read from."""

    reading: Reading
    page: Page | None = None


class Arriving:
    """A reading, the page to keep with it, and what its article is known by, which nobody was taken out of.

    wire: the one that a new article is a copy of, once it was looked for.
    """

    def __init__(self, given: Given) -> None:
        self.found, self.page = given
        self.wire: int | None = None
        self.public = public_id(ARTICLE, article_key(self.found.article))
        self.text_hash = sha256(self.found.article.text)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """What its text is compared with others by."""
        return Fingerprint.of(self.found.article.text)

    def redact(self, connection: Connection) -> None:
        """Takes people who were forgotten out of it. Raises Forgotten where the article itself was."""
        refuse_forgotten(connection, self.public, self.text_hash)
        self.found, redacted = redact_known(connection, self.found)
        self.page = None if redacted else self.page


def place_new(connection: Connection, arriving: Sequence[Arriving], numbers: Numbers) -> list[Place]:
    """The rows of articles that are new, and copies of none."""
    outlets: dict[str | None, int | None] = {}
    places = []
    for one in arriving:
        name = one.found.article.outlet
        if name not in outlets:
            outlets[name] = _outlet(connection, name)
        (article_id,), (version_id,) = numbers.take(article), numbers.take(version)
        places.append(Place(article_id, one.public, version_id, 1, article_id, outlets[name]))
    _insert(connection, places)
    _insert_versions(connection, arriving, places)
    return places


def place_copy(connection: Connection, one: Arriving, numbers: Numbers) -> Place:
    """The rows of an article that is new, and a copy."""
    (article_id,), (version_id,) = numbers.take(article), numbers.take(version)
    outlet_id = _outlet(connection, one.found.article.outlet)
    place = Place(article_id, one.public, version_id, 1, one.wire or article_id, outlet_id)
    _insert(connection, [place])
    _insert_versions(connection, [one], [place])
    return place


def place_again(connection: Connection, one: Arriving, known: sa.Row[tuple[int, ...]], numbers: Numbers) -> Place:
    """The rows of an article's new version. known: the one before."""
    (version_id,) = numbers.take(version)
    archive(connection, known.version_id)
    wire = find_wire(connection, one.fingerprint, known.id) or known.id
    connection.execute(article.update().where(article.c.id == known.id).values(wire=wire))
    outlet_id = _outlet(connection, one.found.article.outlet)
    place = Place(known.id, one.public, version_id, known.number + 1, wire, outlet_id)
    _insert_versions(connection, [one], [place])
    return place


def _insert(connection: Connection, places: Sequence[Place]) -> None:
    moment = now()
    rows = [{"id": it.article_id, "public_id": it.public_id, "wire": it.wire, "added": moment} for it in places]
    insert_many(connection, article, rows)


def _insert_versions(connection: Connection, arriving: Sequence[Arriving], places: Sequence[Place]) -> None:
    moment = now()
    versions, bands, pages = [], [], []
    for one, place in zip(arriving, places, strict=True):
        new, number = one.found.article, place.version_id
        versions.append(
            {
                "id": number, "article_id": place.article_id, "number": place.number, "current": True,
                "text_hash": one.text_hash, "text": new.text, "name": new.id, "url": new.url, "title": new.title,
                "outlet_id": place.outlet_id, "authors": list(new.authors), "published": new.published,
                "added": moment,
            }
        )  # fmt: skip
        bands += [{"bucket": bucket, "version_id": number} for bucket in one.fingerprint.buckets]
        pages += [_page_values(number, one.page)] if one.page else []
    insert_many(connection, version, versions)
    insert_many(connection, band, bands)
    insert_many(connection, page, pages)


def keep_article(connection: Connection, version_id: int, new: Article) -> int | None:
    """What is known of a version's article, in the place of what was before. Returns its outlet's number."""
    outlet_id = _outlet(connection, new.outlet)
    connection.execute(
        version.update()
        .where(version.c.id == version_id)
        .values(
            text=new.text, name=new.id, title=new.title, authors=list(new.authors), published=new.published,
            outlet_id=outlet_id,
        )
    )  # fmt: skip
    return outlet_id


def _outlet(connection: Connection, name: str | None) -> int | None:
    if name is None:
        return None
    folded = fold(name)[:200]
    same = connection.execute(sa.select(outlet.c.id, outlet.c.name).where(outlet.c.folded == folded))
    for row in same:
        if row.name == name:
            return int(row.id)
    return insert_rows(connection, outlet, [{"name": name, "folded": folded}])[0]


def keep_page(connection: Connection, version_id: int, snapshot: Page | None) -> None:
    """Keeps a page in the place of the one before."""
    if snapshot is not None:
        connection.execute(page.delete().where(page.c.version_id == version_id))
        insert_many(connection, page, [_page_values(version_id, snapshot)])


def _page_values(version_id: int, snapshot: Page) -> dict[str, object]:
    return {
        "version_id": version_id, "url": snapshot.url, "fetched": snapshot.fetched, "type": snapshot.type,
        "data": snapshot.data, "text": snapshot.text,
    }  # fmt: skip

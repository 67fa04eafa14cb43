"""Wire copies: which article prints the same text as others, and which of its statements they already have.

A statement that several outlets carry in copies of one text counts once; each outlet keeps its own row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.schema import article, band, event, reading, statement, version
from onrecord.store.wires import Fingerprint, best, shingles
from onrecord.store.words import fold

_PER_WIRE: Final = 3  # texts of a wire that a new one is compared with
_MOST: Final = 12  # texts in all


def find_wire(connection: Connection, mine: Fingerprint, article_id: int | None = None) -> int | None:
    """The wire of which this text is a copy. article_id: that of the text itself, where it is stored."""
    candidates = _candidates(connection, article_id, mine.buckets)
    if not candidates:
        return None
    texts = connection.execute(sa.select(version.c.id, version.c.text).where(among(version.c.id, candidates)))
    nearest = best(mine.shingles, [(row.id, shingles(row.text)) for row in texts])
    return None if nearest is None else candidates[nearest]


def _candidates(connection: Connection, article_id: int | None, found: Sequence[int]) -> dict[int, int]:
    """Versions that share a bucket, with their wires; a few of each wire, those that share most."""
    shared = sa.func.count().label("shared")
    rows = connection.execute(
        sa.select(band.c.version_id, article.c.wire, shared)
        .join(version, version.c.id == band.c.version_id)
        .join(article, article.c.id == version.c.article_id)
        .where(band.c.bucket.in_(found), version.c.current, article.c.id != (article_id or 0))
        .group_by(band.c.version_id, article.c.wire)
        .order_by(shared.desc(), band.c.version_id)
    )
    chosen: dict[int, int] = {}
    taken: dict[int, int] = defaultdict(int)
    for row in rows:
        if taken[row.wire] < _PER_WIRE and len(chosen) < _MOST:
            taken[row.wire] += 1
            chosen[row.version_id] = row.wire
    return chosen


def has_others(connection: Connection, wire: int, article_id: int) -> bool:
    """Whether other articles print the wire's text; for its first one too, whose copies may have taken its place."""
    others = sa.select(article.c.id).where(article.c.wire == wire, article.c.id != article_id)
    return connection.execute(others.limit(1)).first() is not None


class Originals:
    """The statements or events of the other articles of a wire, by their words: each is copied once at most."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, *words in rows:
            self._rows[tuple(fold(str(word)) for word in words)].append(number)

    def take(self, *words: str) -> int | None:
        """The first original of these words that no copy has taken yet."""
        found = self._rows.get(tuple(fold(word) for word in words))
        return found.pop(0) if found else None


def statements_of(connection: Connection, wire: int, article_id: int) -> Originals:
    """Those that are no copies themselves, of the current versions, in the order they came."""
    return Originals(connection.execute(_of_wire(statement, wire, article_id, statement.c.exact)))


class OriginalEvents:
    """The same of events: those of one type and trigger, vouched for by the same statement or in the same words around.

    What stands around the trigger may be written anew, as outlets do, where the statement that holds it was not.
    """

    def __init__(self, rows: Iterable[Any]) -> None:
        self._vouched: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self._around: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._taken: set[int] = set()
        for row in rows:
            what = (fold(row.type), fold(row.exact))
            self._around[(*what, *map(fold, context(row.pieces)))].append(row.id)
            if row.voucher_id is not None:
                self._vouched[row.voucher_id, *what].append(row.id)

    def take(self, kind: str, exact: str, pieces: Sequence[Sequence[Any]], voucher: int | None) -> int | None:
        """The first original that no copy has taken yet. voucher: the original of the statement that vouches."""
        what = (fold(kind), fold(exact))
        around = self._around.get((*what, *map(fold, context(pieces))), [])
        vouched = self._vouched.get((voucher, *what), []) if voucher is not None else []
        alike = [*(number for number in around if number in vouched), *vouched, *around]
        found = next((number for number in alike if number not in self._taken), None)
        if found is not None:
            self._taken.add(found)
        return found


def events_of(connection: Connection, wire: int, article_id: int) -> OriginalEvents:
    """Those that are no copies themselves, of the current versions, in the order they came."""
    vouching = statement.alias("vouching")
    voucher = sa.select(sa.func.coalesce(vouching.c.copy_of, vouching.c.id)).where(
        vouching.c.reading_id == event.c.reading_id, vouching.c.n == event.c.voucher
    )
    columns = (event.c.type, event.c.exact, event.c.pieces, voucher.scalar_subquery().label("voucher_id"))
    return OriginalEvents(connection.execute(_of_wire(event, wire, article_id, *columns)))


def context(pieces: Sequence[Sequence[Any]]) -> tuple[str, str]:
    """What stands before and after words in one or several pieces."""
    return str(pieces[0][2]), str(pieces[-1][3])


def _of_wire(table: sa.Table, wire: int, article_id: int, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(table.c.id, *columns)
        .join(reading, reading.c.id == table.c.reading_id)
        .join(version, version.c.id == reading.c.version_id)
        .join(article, article.c.id == version.c.article_id)
        .where(article.c.wire == wire, article.c.id != article_id, version.c.current, table.c.copy_of.is_(None))
        .order_by(table.c.id)
    )

"""Statements of like meaning: the vectors that a reading brings with it, and the nearest to one that is handed in.

All vectors that the search's other conditions leave are compared, in blocks; no extension of a database is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from onrecord.answers import Listing, Said
from onrecord.errors import NotFound
from onrecord.store.said import said_rows
from onrecord.store.schema import meaning, reading, statement, version
from onrecord.store.search import Search, meeting
from onrecord.store.words import query
from onrecord.types import Vectors

Ints = NDArray[np.int64]
_BLOCK: Final = 500
"""Readings whose vectors are in memory at once: about 5 MB."""
_NONE: Final = np.iinfo(np.int64).min


def without_vectors(connection: Connection, model: str) -> int:
    """How many articles have no vectors of this model in the reading that counts."""
    own = sa.and_(meaning.c.reading_id == reading.c.id, meaning.c.model == model)
    current = sa.select(sa.func.count()).select_from(reading).join(version, version.c.id == reading.c.version_id)
    lacking = current.outerjoin(meaning, own).where(reading.c.current, version.c.current, meaning.c.model.is_(None))
    return connection.scalar(lacking) or 0


def alike(connection: Connection, wanted: Search, like: Vectors) -> Listing[Said]:
    """The statements that meet a search, the nearest in meaning first; of equals the one that came last.

    Raises NotFound when there are some, but none with a vector of the same model.
    """
    columns = (statement.c.reading_id, statement.c.n)
    rows = connection.execute(meeting(connection, wanted).add_columns(*columns)).all()
    there = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 3)
    if not len(there):
        return Listing((), wanted.offset)
    nearness = _nearness(connection, there, like)
    compared = nearness > _NONE
    if not compared.any():
        raise NotFound(
            f"none of the {len(there)} statements to look in has a vector of the model {like.model!r}: another "
            "model read them; `onrecord reread` reads them again"
        )
    numbers, nearness = there[compared, 0], nearness[compared]
    order = np.lexsort((-numbers, -nearness))[wanted.offset : wanted.offset + wanted.limit + 1]
    ids = [int(number) for number in numbers[order[: wanted.limit]]]
    words = query(wanted.words) if wanted.words is not None else None
    return Listing(said_rows(connection, ids, words), wanted.offset, len(order) > wanted.limit)


def _nearness(connection: Connection, there: Ints, like: Vectors) -> Ints:
    """For each row (statement, reading, n) its product with the vector; _NONE where it has none of the same model."""
    nearness = np.full(len(there), _NONE)
    order = np.argsort(there[:, 1], kind="stable")
    readings, firsts = np.unique(there[order, 1], return_index=True)
    rows_of = dict(zip(readings.tolist(), np.split(order, firsts[1:]), strict=True))
    sought = np.frombuffer(like.data, np.int8).astype(np.float32)
    for stored in _stored(connection, readings.tolist(), like):
        parts, rows = [], []
        for row in stored:
            mine = rows_of[row.reading_id]
            rows.append(mine)
            parts.append(np.frombuffer(row.data, np.int8).reshape(-1, like.size)[there[mine, 2]])
        if parts:  # products of bytes are whole numbers that float32 holds exactly
            nearness[np.concatenate(rows)] = np.rint(np.concatenate(parts).astype(np.float32) @ sought)
    return nearness


def _stored(connection: Connection, readings: Sequence[int], like: Vectors) -> Iterator[Sequence[Any]]:
    """The vectors of readings by the same model, a block at a time."""
    same = sa.and_(meaning.c.model == like.model, meaning.c.size == like.size)
    for start in range(0, len(readings), _BLOCK):
        block = meaning.c.reading_id.in_(readings[start : start + _BLOCK])
        yield connection.execute(sa.select(meaning.c.reading_id, meaning.c.data).where(block, same)).all()

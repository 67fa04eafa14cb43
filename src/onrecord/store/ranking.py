"""Relevance: BM25 (Robertson and Zaragoza 2009) among the newest statements that match, the same on both databases.

Neither database's own ranking is used. SQLite's counts every match of every word before it gives a row, PostgreSQL's
fetches every match: for common words both take longer than anybody waits. And each orders in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.schema import statement
from onrecord.store.words import Query, folded_words, starts

RANKED: Final = 500
"""Statements that are ranked, the newest of all that match; the others follow, the newest first."""
_SATURATION: Final = 1.2  # k1: how little the tenth time a word stands there adds
_LENGTH: Final = 0.75  # b: how far a long statement's words count less


def by_relevance(connection: Connection, ids: Sequence[int], wanted: Query) -> list[int]:
    """The numbers of statements with the most relevant first, of equals the newest. ids: the newest first."""
    column = statement.c
    rows = connection.execute(sa.select(column.id, column.exact, column.day).where(column.id.in_(ids[:RANKED]))).all()
    scores = bm25([row.exact for row in rows], wanted)
    order = sorted(zip(scores, rows, strict=True), key=lambda pair: (pair[0], pair[1].day, pair[1].id), reverse=True)
    return [row.id for _, row in order] + list(ids[RANKED:])


def bm25(texts: Sequence[str], wanted: Query) -> list[float]:
    """A score for each text. How rare a phrase is, and how long a text, is told from these texts."""
    if not texts:
        return []
    cut = [folded_words(text) for text in texts]
    mean = sum(map(len, cut)) / len(cut)
    scores = [0.0] * len(cut)
    for phrase in dict.fromkeys(wanted.wanted):
        times = [len(starts(words, phrase)) for words in cut]
        rarity = log(1 + len(cut) / max(1, sum(map(bool, times))))
        for number, (words, often) in enumerate(zip(cut, times, strict=True)):
            scores[number] += rarity * _weight(often, len(words) / mean)
    return scores


def _weight(often: int, length: float) -> float:
    """Of a phrase that stands so often in a text. length: in mean lengths."""
    return often * (1 + _SATURATION) / (often + _SATURATION * (1 - _LENGTH + _LENGTH * length))

"""Statements of like meaning: the nearest first, with all other conditions, by the same model only, and forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import BadQuery, BadReading, NotFound
from onrecord.store import Record
from onrecord.types import Article, Reading, Vectors

from .made import MODEL, tunnel

SIZE = 4


def vectors(*rows: tuple[int, ...], model: str = "toy 1 a") -> Vectors:
    return Vectors(model, SIZE, np.array(rows, np.int8).tobytes())


def with_vectors(reading: Reading, model: str = "toy 1 a") -> Reading:
    """Each statement's vector points a little further from the first axis to the second than the one before it."""
    rows = [(100 - 10 * n, 10 * n, 0, 0) for n in range(len(reading.statements))]
    return replace(reading, vectors=vectors(*rows, model=model))


def exact(record: Record, like: Vectors, **more: str) -> list[str]:
    return [one.evidence.exact for one in record.search(like=like, **more).rows]


def test_the_nearest_comes_first(record: Record) -> None:
    reading = with_vectors(tunnel())
    record.add(reading)
    contents = [one.content.text for one in reading.statements]
    assert len(contents) > 2
    assert exact(record, vectors((127, 0, 0, 0))) == contents
    assert exact(record, vectors((0, 127, 0, 0))) == contents[::-1]


def test_pages_follow_each_other(record: Record) -> None:
    reading = with_vectors(tunnel())
    record.add(reading)
    like = vectors((127, 0, 0, 0))
    first = record.search(like=like, limit=1)
    second = record.search(like=like, limit=1, offset=1)
    assert (first.more, second.offset) == (True, 1)
    assert [first.rows[0].id, second.rows[0].id] == [one.id for one in record.search(like=like, limit=2).rows]
    assert not record.search(like=like, limit=len(reading.statements)).more


def test_other_conditions_hold_too(record: Record) -> None:
    record.add(with_vectors(tunnel()))
    like = vectors((0, 127, 0, 0))
    conditions: tuple[dict[str, str], ...] = ({"kind": "direct"}, {"words": "tunnel"}, {"speaker": "Brandvik"})
    for wanted in conditions:
        assert sorted(exact(record, like, **wanted)) == sorted(
            one.evidence.exact for one in record.search(**wanted).rows
        )
    assert "⟦" in (record.search("tunnel", like=like).rows[0].snippet or "")
    with pytest.raises(BadQuery, match="sorted by how near"):
        record.search(like=like, sort="newest")


def test_of_equals_the_last_comes_first(record: Record) -> None:
    reading = tunnel()
    record.add(replace(reading, vectors=vectors(*[(1, 1, 1, 1)] * len(reading.statements))))
    assert exact(record, vectors((1, 2, 3, 4))) == [one.content.text for one in reading.statements][::-1]


def test_vectors_of_another_model_are_not_compared(record: Record) -> None:
    record.add(with_vectors(tunnel()))
    assert record.without_vectors("toy 1 a") == 0
    assert record.without_vectors("toy 1 b") == 1
    with pytest.raises(NotFound, match=r"has a vector of the model 'toy 1 b'.*onrecord reread"):
        record.search(like=vectors((127, 0, 0, 0), model="toy 1 b"))
    assert record.search(like=vectors((1, 0, 0, 0), model="toy 1 b"), words="xylophone").rows == ()


def test_reading_again_replaces_them(record: Record) -> None:
    record.add(tunnel())
    assert record.without_vectors("toy 1 a") == 1

    def read(articles: Iterable[Article]) -> Iterator[Reading]:
        return (with_vectors(replace(tunnel(), article=one)) for one in articles)

    assert record.reread(read, model=MODEL).articles == 0
    assert record.reread(read, model=MODEL, vectors="toy 1 a").articles == 1
    assert record.without_vectors("toy 1 a") == 0
    assert record.reread(read, model=MODEL, vectors="toy 1 a").skipped == 1
    assert record.reread(lambda articles: (with_vectors(r, "toy 1 b") for r in read(articles))).articles == 1
    assert (record.without_vectors("toy 1 a"), record.without_vectors("toy 1 b")) == (1, 0)


def test_an_article_that_is_forgotten_takes_them_along(record: Record, rows: Callable[[str], int]) -> None:
    added = record.add(with_vectors(tunnel()))
    assert rows("meaning") == 1
    record.forget(added.article, by="Edda", why="asked to")
    assert rows("meaning") == 0


def test_a_person_who_is_forgotten_takes_those_of_the_article_along(record: Record, rows: Callable[[str], int]) -> None:
    """They were made of the whole text, with the person in it."""
    record.add(with_vectors(tunnel()))
    record.forget("Ilse Brandvik", by="Edda", why="asked to")
    assert (rows("meaning"), rows("version")) == (0, 1)


def test_one_for_each_statement_or_none(record: Record) -> None:
    with pytest.raises(BadReading, match="vectors for"):
        record.add(replace(tunnel(), vectors=vectors((1, 2, 3, 4))))
    assert record.search().rows == ()


def test_a_backup_has_them(record: Record, tmp_path: Path, new_url: str) -> None:
    record.add(with_vectors(tunnel()))
    record.backup(tmp_path / "backup.db")
    like = vectors((0, 127, 0, 0))
    with Record.open(new_url) as other:
        other.restore(tmp_path / "backup.db")
        assert exact(other, like) == exact(record, like)


def test_the_order_is_that_of_the_products(record: Record) -> None:
    draw = np.random.default_rng(3)
    reading = tunnel()
    table = draw.integers(-127, 128, (len(reading.statements), SIZE)).astype(np.int8)
    record.add(replace(reading, vectors=Vectors("toy 1 a", SIZE, table.tobytes())))
    for _ in range(10):
        like = draw.integers(-127, 128, SIZE).astype(np.int8)
        products = (table.astype(int) @ like.astype(int)).tolist()
        order = sorted(range(len(products)), key=lambda n: (-products[n], -n))
        found = exact(record, Vectors("toy 1 a", SIZE, like.tobytes()))
        assert found == [reading.statements[n].content.text for n in order]

"""How values of the record lie in columns, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from onrecord.types import Span, Time, Words

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 has no lone surrogates
_ESCAPED = "\ufdd0"  # a code point that Unicode keeps free of characters: what follows is JSON

# Sorted by code point, as SQLite does, whatever the database's locale: both list in the same order.
Plain = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
Key = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")


def storable(text: str) -> str:
    """The text with what a database cannot hold shown as U+FFFD; as long as before."""
    return _UNSTORABLE.sub("\ufffd", text)


class Exact(TypeDecorator[str]):
    """Any string, given back as it was; one with NUL or a lone surrogate lies in its column as JSON."""

    impl = Plain
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and (value.startswith(_ESCAPED) or _UNSTORABLE.search(value)):
            return _ESCAPED + json.dumps(value)
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and value.startswith(_ESCAPED):
            return str(json.loads(value[1:]))
        return value


_encode = json.JSONEncoder(separators=(",", ":")).encode


class Json(TypeDecorator[Any]):
    """Lists, strings and numbers as JSON in ASCII: readable by people and by both databases' functions."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.decompress(value)


class PackedText(TypeDecorator[str]):
    """A text of any characters, compressed."""

    impl = Packed
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.decode("utf-8", "surrogatepass")


def spans_of(words: Words | None) -> list[list[int]] | None:
    """Where words stand, for a Json column; the words themselves stand in the article's text."""
    return None if words is None else [[start, end] for start, end in words.spans]


def words_at(text: str, spans: list[list[int]] | None) -> Words | None:
    """The words of an article's text that a column points to."""
    return None if spans is None else Words.of(text, tuple(Span(*pair) for pair in spans))


def time_value(time: Time | None) -> list[Any] | None:
    """A time expression for a Json column."""
    return None if time is None else [spans_of(time.words), time.type, time.value]


def time_at(text: str, value: list[Any] | None) -> Time | None:
    """The time expression of a column."""
    if value is None:
        return None
    spans, kind, said = value
    return Time(Words.of(text, tuple(Span(*pair) for pair in spans)), kind, said)

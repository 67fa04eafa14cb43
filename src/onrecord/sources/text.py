"""Plain text to an article: decoded, and otherwise untouched."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import Refused, Unreadable
from onrecord.sources.decode import text_of
from onrecord.sources.source import Source, too_long
from onrecord.sources.taken import Outcome
from onrecord.types import Article


def read(source: Source) -> Iterator[Outcome]:
    """The one article of a text."""
    limit = source.options.max_chars
    data = source.stream.read(limit * 4 + 4)
    if source.stream.read(1):
        raise Refused(source.where, f"has more than {limit:,} characters; --max-chars raises the limit")
    text = text_of(source.where, data)
    if len(text) > limit:
        raise too_long(source.where, len(text), source.options)
    if not text.strip("\0 \t\r\n\f\v"):
        raise Unreadable(source.where, "is empty: it holds no words to read")
    yield source.taken(Article(text=text, id=source.name, url=source.address), source.where)

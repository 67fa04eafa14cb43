"""An input that has been opened, and what is done with every article that comes from one."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import BinaryIO

from onrecord.errors import Refused
from onrecord.sources.fetched import Fetched
from onrecord.sources.options import Options
from onrecord.sources.taken import Page, Taken
from onrecord.types import Article


@dataclass(frozen=True)
class Source:
    """An open input. where: names it in errors. name: the id of its article. found: what the web answered, if so."""

    stream: BinaryIO
    where: str
    name: str
    options: Options
    found: Fetched | None = None

    @classmethod
    def of(cls, found: Fetched, *, where: str, name: str, options: Options) -> Source:
        """What the web answered, as an input."""
        return cls(io.BytesIO(found.data), where, name, options, found)

    def again(self, data: bytes) -> Source:
        """The same input from its beginning: these bytes, which were read from it."""
        return self.with_stream(io.BytesIO(data))

    def with_stream(self, stream: BinaryIO) -> Source:
        """The same input, read through another stream."""
        return replace(self, stream=stream)

    @property
    def address(self) -> str | None:
        """The URL it came from, None for a file."""
        return self.found.url if self.found else None

    def whole(self) -> bytes:
        """All its bytes. Raises Refused when they are more than options.max_bytes."""
        limit = self.options.max_bytes
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise Refused(self.where, f"is larger than {limit:,} bytes, the limit; split it, or give articles as JSONL")
        return data

    def page(self, data: bytes, content_type: str) -> Page:
        """These bytes of it as a page; content_type: where the server said none."""
        if self.found is None:
            return Page(data, content_type)
        version = self.found.version
        return Page(
            data=data,
            content_type=self.found.content_type or content_type,
            url=self.found.url,
            fetched=self.found.at or None,
            etag=version.etag or None,
            last_modified=version.last_modified or None,
        )

    def taken(self, article: Article, at: str, page: Page | None = None) -> Taken:
        """The article with what the options know of it. at: names it in errors.

        Raises Refused when it is too long, or in a language that is not read.
        """
        if len(article.text) > self.options.max_chars:
            raise too_long(at, len(article.text), self.options)
        if not self.options.force:
            from onrecord.sources.language import check_language

            check_language(article, at)
        filled = replace(
            article,
            published=article.published or self.options.published,
            title=article.title or self.options.title,
            outlet=article.outlet or self.options.outlet,
            url=article.url or self.options.url,
        )
        return Taken(filled, page)


def too_long(at: str, size: int, options: Options) -> Refused:
    return Refused(at, f"has {size:,} characters, more than {options.max_chars:,}; --max-chars raises the limit")


def too_many(where: str, options: Options) -> Refused:
    return Refused(where, f"lists more than {options.max_pages:,} pages; --max-pages raises the limit")

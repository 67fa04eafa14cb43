"""What a source gives: an article, and the page it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import SourceError
from onrecord.types import Article


@dataclass(frozen=True)
class Page:
    """What an article was taken from, byte for byte: a page as the web or an archive has it, or an item of a wire.

    content_type: as the server says it. fetched: ISO 8601 with its offset, None for a file. url: the last one, after
    redirects. etag, last_modified: as the server says them, for a request that asks only for changes.
    """

    data: bytes
    content_type: str
    url: str | None = None
    fetched: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Taken:
    """An article, and its page where it had one: plain text and lines of JSON have none."""

    article: Article
    page: Page | None = None


Outcome = Taken | SourceError  # of one input: never raised, so that the others go on

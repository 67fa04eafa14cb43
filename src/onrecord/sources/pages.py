"""Pages of publishers, from a file, from the web, or as another source points to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import Unreadable
from onrecord.sources.decode import SAMPLE, check_binary, markup_of
from onrecord.sources.fetched import Fetched
from onrecord.sources.kinds import sniff
from onrecord.sources.options import Options
from onrecord.sources.page import article_of
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome, Taken
from onrecord.types import Article


def read(source: Source) -> Iterator[Outcome]:
    """The one article of a page."""
    yield _taken(source, source.whole())


def from_web(found: Fetched, address: str, options: Options, known: Article) -> Taken:
    """The article of a page that a feed or a sitemap points to; known: what they say of it, where the page does not.

    Raises Unreadable when it is no page or holds no article, Refused as Source.taken does.
    """
    check_binary(address, found.data[:SAMPLE])
    if not found.data.strip() or (found.form or sniff(found.data[:SAMPLE])) != "html":
        raise Unreadable(address, "is no page of a story; open it in a browser to see what it is")
    return _taken(Source.of(found, where=address, name=address, options=options), found.data, known)


def _taken(source: Source, data: bytes, known: Article | None = None) -> Taken:
    charset = source.found.charset if source.found else None
    article = article_of(markup_of(data, charset), where=source.where, id=source.name, address=source.address)
    if known is not None:
        article = replace(
            article,
            url=article.url or known.url,
            title=article.title or known.title,
            outlet=article.outlet or known.outlet,
            authors=article.authors or known.authors,
            published=article.published or known.published,
        )
    return source.taken(article, source.where, source.page(data, "text/html"))

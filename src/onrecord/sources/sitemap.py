"""Sitemaps - with news, of sitemaps, compressed - to the articles of the pages that they list."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, cast

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.fetched import Fetched
from onrecord.sources.fragments import local
from onrecord.sources.options import Options
from onrecord.sources.pages import from_web
from onrecord.sources.polite import Polite
from onrecord.sources.source import Source, too_many
from onrecord.sources.taken import Outcome
from onrecord.sources.times import iso_time
from onrecord.sources.xmlitems import items
from onrecord.types import Article

_DEEPEST: Final = 3  # sitemaps of sitemaps of sitemaps
_ITEM_BYTES: Final = 1_000_000
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True)
class Listed:
    """What a sitemap says of one address. sitemap: it is another sitemap's. outlet, title, published: of its news."""

    url: str
    sitemap: bool = False
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass
class _Walk:
    """How far a walk through sitemaps has come. met: addresses of sitemaps and pages."""

    options: Options
    polite: Polite
    pages: int = 0
    met: set[str] = field(default_factory=set)


def read(source: Source) -> Iterator[Outcome]:
    """The articles of the pages that a sitemap lists, in its order, none twice; options.max_pages at most."""
    walk = _Walk(source.options, Polite(source.options))
    yield from _pages(source.stream, source.where, walk, depth=1)


def listed(stream: BinaryIO, where: str) -> Iterator[Listed]:
    """The addresses of a sitemap. Raises Unreadable when it is broken or lists none."""
    found = False
    for element in items(stream, frozenset(("url", "sitemap")), where=where, max_bytes=_ITEM_BYTES):
        url = _said(element).get("loc")
        news = [_said(part) for child in element if local(child) == "news" for part in (child, *child)]
        said = {name: words for part in news for name, words in part.items()}
        if url:
            found = True
            yield Listed(
                url=url,
                sitemap=local(element) == "sitemap",
                outlet=said.get("name"),
                title=said.get("title"),
                published=iso_time(said.get("publication_date", "")),
            )
    if not found:
        raise Unreadable(where, "is a sitemap without addresses: there is nothing to read yet")


def _said(element: Any) -> dict[str, str]:
    """The words of an element's children by their local names."""
    return {local(child): child.text.strip() for child in element if (child.text or "").strip()}


def _pages(stream: BinaryIO, where: str, walk: _Walk, depth: int) -> Iterator[Outcome]:
    for entry in listed(stream, where):
        if entry.url in walk.met:
            continue
        walk.met.add(entry.url)
        if entry.sitemap:
            yield from _sitemap(entry.url, walk, depth + 1)
            continue
        walk.pages += 1
        if walk.pages > walk.options.max_pages:
            break
        yield _page(entry, walk)
    if walk.pages > walk.options.max_pages:
        raise too_many(where, walk.options)


def _sitemap(url: str, walk: _Walk, depth: int) -> Iterator[Outcome]:
    """What a sitemap of a sitemap leads to; its own faults are told, and the others go on."""
    try:
        if depth > _DEEPEST:
            raise Refused(url, f"is a sitemap {depth} deep in others, and {_DEEPEST} is the limit; name it by itself")
        stream = _unpacked(walk.polite.fetch(url))
        yield from _pages(stream, url, walk, depth)
    except (OSError, EOFError, zlib.error) as error:
        yield Unreadable(url, f"its gzip is broken ({error}); try again later")
    except SourceError as error:
        if walk.pages > walk.options.max_pages:
            raise
        yield error


def _page(entry: Listed, walk: _Walk) -> Outcome:
    known = Article(text="", url=entry.url, title=entry.title, outlet=entry.outlet, published=entry.published)
    try:
        return from_web(walk.polite.fetch(entry.url), entry.url, walk.options, known)
    except SourceError as error:
        return error


def _unpacked(found: Fetched) -> BinaryIO:
    stream = io.BytesIO(found.data)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if found.data.startswith(_GZIP) else stream

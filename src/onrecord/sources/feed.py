"""Feeds - RSS, Atom and JSON Feed - to their entries, and the entries to articles: each entry's page is fetched."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import SourceError, Unreadable
from onrecord.sources.decode import text_of, whole
from onrecord.sources.fragments import paragraphs_of_markup
from onrecord.sources.names import names_of
from onrecord.sources.needed import needed
from onrecord.sources.pages import from_web
from onrecord.sources.polite import Polite
from onrecord.sources.source import Source, too_many
from onrecord.sources.taken import Outcome, Taken
from onrecord.sources.times import iso_time
from onrecord.types import Article

_MAILED: Final = re.compile(r"\S+@\S+\s*\((.+)\)$")
_JSON_FEED: Final = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


@dataclass(frozen=True)
class Entry:
    """What a feed says of one story. id: the feed's own, the same whenever it is asked. text: paragraphs."""

    id: str
    url: str | None
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    text: tuple[str, ...] = ()


def read(source: Source) -> Iterator[Outcome]:
    """The articles that a feed points to, in its order; options.max_pages at most."""
    polite = Polite(source.options)
    entries = entries_of(source.whole(), where=source.where, address=source.address)
    for entry in entries[: source.options.max_pages]:
        yield outcome(entry, source, polite)
    if len(entries) > source.options.max_pages:
        raise too_many(source.where, source.options)


def outcome(entry: Entry, source: Source, polite: Polite) -> Outcome:
    """The article of an entry's page; of the entry itself where it has no page of its own."""
    at = entry.url or f"{source.where}:{entry.id}"
    try:
        if entry.url is None:
            return _without_page(entry, source, at)
        return from_web(polite.fetch(entry.url), entry.url, source.options, _article(entry, ""))
    except SourceError as error:
        return error


def _article(entry: Entry, text: str) -> Article:
    return Article(
        text=text,
        id=entry.url or entry.id,
        url=entry.url,
        title=entry.title,
        outlet=entry.outlet,
        authors=entry.authors,
        published=entry.published,
    )


def _without_page(entry: Entry, source: Source, at: str) -> Taken:
    if not entry.text:
        raise Unreadable(at, "has neither an address nor a text: there is nothing to read")
    return source.taken(_article(entry, "\n\n".join(filter(None, (entry.title, *entry.text)))), at)


def entries_of(data: bytes, *, where: str, address: str | None = None) -> list[Entry]:
    """The entries of a feed, none twice. address: its URL, against which its links are read.

    Raises Unreadable when it is no feed or holds no entries.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        entries = _of_json(data, where)
    else:
        entries = _of_xml(data, where, address)
    if not entries:
        raise Unreadable(where, "is a feed without entries: there is nothing to read yet")
    return list({entry.id: entry for entry in reversed(entries)}.values())[::-1]


def _of_xml(data: bytes, where: str, address: str | None) -> list[Entry]:
    feedparser = needed("feedparser", where, "a feed")
    # As a stream: feedparser would open a string that looks like an address or a file's name.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": address} if address else {})
    if not feed.version and not feed.entries:
        raise Unreadable(
            where, f"is no feed that can be parsed ({feed.get('bozo_exception', 'no entries')}); mend its XML"
        )
    outlet = str(feed.feed.get("title", "")).strip() or None
    return [entry for item in feed.entries if (entry := _entry(item, outlet)) is not None]


def _entry(item: Any, outlet: str | None) -> Entry | None:
    """An entry of feedparser's, None where it has nothing that could name it."""
    url = _address(item.get("link"))
    name = str(item.get("id") or url or item.get("title") or "")
    markup = next((part.get("value", "") for part in item.get("content", ())), item.get("summary", ""))
    source = item.get("source", {}).get("title")
    return Entry(
        id=name,
        url=url,
        title=_line(item.get("title")),
        published=iso_time(item.get("published") or item.get("updated") or ""),
        authors=names_of(_bylines(item), outlets=[outlet or ""]),
        outlet=source or outlet,
        text=paragraphs_of_markup(markup) if url is None else (),
    ) if name else None  # fmt: skip


def _bylines(item: Any) -> list[str]:
    """The bylines of feedparser's entry; RSS has "desk@courier.example (Mara Venn)"."""
    whole = str(item.get("author") or "")
    if mailed := _MAILED.match(whole):
        return [mailed[1]]
    return [name for author in item.get("authors", ()) if (name := author.get("name"))] or [whole]


def is_json_feed(value: object) -> bool:
    """Whether a JSON value is a feed as jsonfeed.org describes it."""
    return isinstance(value, dict) and str(value.get("version")).startswith(_JSON_FEED)


def _of_json(data: bytes, where: str) -> list[Entry]:
    try:
        value = json.loads(text_of(where, data))
    except (ValueError, RecursionError) as error:
        raise Unreadable(where, f"is no feed that can be parsed ({error}); mend its JSON") from None
    if not is_json_feed(value):
        raise Unreadable(where, 'is JSON but no feed: its "version" is no address at jsonfeed.org')
    items = value.get("items")
    outlet = _line(value.get("title"))
    entries = [_json_entry(item, outlet) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [entry for entry in entries if entry.id]


def _json_entry(item: dict[str, Any], outlet: str | None) -> Entry:
    url = _address(item.get("url"))
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    text = item.get("content_text")
    markup = item.get("content_html")
    lines = tuple(whole(text).split("\n\n")) if isinstance(text, str) else paragraphs_of_markup(str(markup or ""))
    return Entry(
        id=whole(str(item.get("id") or url or "")),
        url=url,
        title=_line(item.get("title")),
        published=iso_time(str(item.get("date_published") or "")),
        authors=names_of(whole(str(one.get("name") or "")) for one in people or () if isinstance(one, dict)),
        outlet=outlet,
        text=() if url else lines,
    )


def _address(value: object) -> str | None:
    return whole(value) if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _line(value: object) -> str | None:
    """Words on one line, without markup."""
    lines = paragraphs_of_markup(value) if isinstance(value, str) and value.strip() else ()
    return " ".join(lines) or None

"""Title, authors, outlet, time and address of a page: from JSON-LD, then meta tags, then what a reader sees.

No publisher has rules of its own here: the places that give a fact are compared, and what others bear out is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from onrecord.sources.header import Header, header_of
from onrecord.sources.jsonld import Described, described, plain
from onrecord.sources.names import letters, names_of
from onrecord.sources.times import iso_time

_TITLES: Final = ("dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title", "title", "headline")
# fmt: off
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "parsely-pub-date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created",
    "dc.date", "dcterms.date", "citation_publication_date", "prism.publicationdate", "sailthru.date",
    "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "pubdate", "pub_date", "publishdate",
    "publish-date", "publish_date", "publication_date", "published_time", "publicationdate", "article.published",
    "bt:pubdate", "analyticsattributes.articledate", "datecreated", "date", "article_date_original",
    "originalpublicationdate",
)
_AUTHORS: Final = (
    "article:author_name", "article:author", "author", "authors", "parsely-author", "sailthru.author", "byl",
    "byline", "dc.creator", "dcterms.creator", "dc.contributor", "citation_author", "cxenseparse:author",
    "mrf:authors", "twitter:data1", "og:author", "article.author", "creator", "vr:author",
)
# fmt: on
_LIBRARY: Final = frozenset({"dc.creator", "dcterms.creator", "dc.contributor", "citation_author"})
# fmt: off
_OUTLETS: Final = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher",
    "twitter:app:name:iphone",
)
# fmt: on
_SEPARATOR: Final = re.compile(r"\s+[|\-–—:·•»/]\s+|\s*[|»]\s*")
_LONGEST: Final = 400  # characters: a longer heading is broken markup
_CUT: Final = 100  # characters from which a headline may have been cut off for search engines, which show 110
_TAG: Final = 10_000  # characters of a tag that are looked at
_FAR: Final = 120  # characters: a longer byline is a biography


@dataclass(frozen=True)
class Metadata:
    """What is known of a page's article. standfirsts: summaries that may stand above its body; body: the paragraphs
    that its metadata gives, which a reader may not see."""

    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    url: str | None
    standfirsts: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


def metadata_of(tree: Any, address: str | None) -> Metadata:
    """The metadata of a parsed page (an lxml tree); address: where it was fetched, None for a file."""
    tags = _meta(tree)
    heads = [text for h1 in tree.iterfind(".//h1") if 0 < len(text := plain(h1.text_content())) <= _LONGEST]
    shown = plain(tree.findtext(".//head/title") or tree.findtext(".//title"))
    social = tags.get("og:title", []) + tags.get("twitter:title", [])
    scripts = [s.text for s in tree.iterfind(".//script[@type]") if "ld+json" in s.get("type", "").lower() and s.text]
    linked = described(scripts, [*heads, *social, shown])
    url = _url(tree, tags, linked, address)
    outlet = _outlet(tags, linked)
    outlets = [*(name for tag in _OUTLETS for name in tags.get(tag, ())), linked.publisher, outlet or "", _host(url)]
    heads = [head for head in heads if letters(head) not in map(letters, outlets)]  # a logo
    titles = _Titles(linked, [_bare(t, outlets) for t in social], heads, _bare(shown, outlets), outlets)
    named = [title for tag in _TITLES for title in tags.get(tag, ())]
    header = header_of(tree, [titles.best(), *social, shown])
    return Metadata(
        title=titles.best() or next((_bare(title, outlets) for title in named), None),
        authors=_authors(header, tags, linked, outlets),
        outlet=outlet,
        published=_published(tree, header, tags, linked),
        url=url,
        standfirsts=tuple(
            text
            for text in (
                linked.description,
                linked.alternative,
                *tags.get("og:description", ()),
                *tags.get("description", ()),
            )
            if text
        ),
        body=linked.body,
    )


@dataclass(frozen=True)
class _Titles:
    """The titles a page gives in different places, without the outlet's name."""

    linked: Described
    social: list[str]
    heads: list[str]
    shown: str
    outlets: list[str]

    def best(self) -> str:
        """The headline another place bears out: JSON-LD's, else the visible one, else what is shared with others."""
        headline = _bare(self.linked.headline, self.outlets) or (
            self.linked.name if self._borne_out(self.linked.name) else ""
        )
        social = self.social[0] if self.social else ""
        for other in (self.linked.name, self.linked.alternative):
            if other and any(letters(other) == letters(head) for head in self.heads):
                headline = other  # of two headlines in JSON-LD, the visible one
        head = next((head for head in self.heads if same(head, social)), self.heads[0] if len(self.heads) == 1 else "")
        headline = self._uncut(headline)
        if headline and self._borne_out(headline):
            best = headline
        elif head and (not social or same(head, social) or same(head, self.shown)):
            best = head
        else:
            best = headline or social or head or self.shown
        return next((title for title in self.social if letters(title) == letters(best)), best)

    def _uncut(self, headline: str) -> str:
        """The whole of a headline that was cut off, with dots or at the length that search engines show."""
        cut = headline.rstrip(" .…")
        if not cut or (cut == headline and len(headline) < _CUT):
            return headline
        return next((t for t in (*self.heads, *self.social, self.shown) if t.startswith(cut)), headline)

    def _borne_out(self, title: str) -> bool:
        return bool(title) and any(same(title, other) for other in (*self.social, *self.heads, self.shown))


def same(title: str, other: str) -> bool:
    """Whether two places give one title: equal letters, or one goes on after the other (with an outlet)."""
    one, two = letters(title), letters(other)
    return bool(one and two) and (one == two or (len(one) >= 15 and two.startswith(one)))


def _bare(title: str, outlets: Iterable[str]) -> str:
    """The title without the outlet's name (and its section's: "The Courier Politics"), and a byline, at either end."""
    own = {letters(outlet) for outlet in outlets if outlet}
    while cuts := list(_SEPARATOR.finditer(title)):
        first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
        section = "|" in cuts[-1].group() and len(last.split()) <= 4 and letters(last).startswith(tuple(own - {""}))
        if letters(last) in own or section or re.match(r"by [A-Z]", last):
            title = title[: cuts[-1].start()]
        elif letters(first) in own:
            title = title[cuts[0].end() :]
        else:
            break
    return title.strip()


def _meta(tree: Any) -> dict[str, list[str]]:
    """The page's meta tags by lower-case property, name or itemprop, in order."""
    tags: dict[str, list[str]] = {}
    for tag in tree.iterfind(".//meta[@content]"):
        content = plain(tag.get("content")[:_TAG])
        for key in {tag.get(name, "").strip().lower() for name in ("property", "name", "itemprop")} - {""}:
            if content:
                tags.setdefault(key, []).append(content)
    return tags


def _authors(header: Header, tags: dict[str, list[str]], linked: Described, outlets: list[str]) -> tuple[str, ...]:
    """People of the first place that names any; and the organisations, others than the outlet, that sign with them.

    The outlet itself signs only where nobody else does.
    """
    own = {letters(outlet) for outlet in outlets if outlet}
    with_them = [name for name in linked.organizations if linked.people and letters(name) not in own]
    signed: tuple[str, ...] = ()
    for bylines, library in _byline_places(header, tags, linked, own):
        names = names_of(bylines, outlets=outlets, surname_first=library)
        if names and letters(names[0]) not in own:
            return tuple(dict.fromkeys((*names, *with_them)))
        signed = signed or names
    return names_of(linked.organizations) or signed


def _byline_places(
    header: Header, tags: dict[str, list[str]], linked: Described, own: set[str]
) -> Iterator[tuple[list[str], bool]]:
    yield list(linked.people), False
    for tag in _AUTHORS:
        if tag == "twitter:data1" and not any("written" in label.lower() for label in tags.get("twitter:label1", ())):
            continue
        values = [value for value in tags.get(tag, ()) if not re.match(r"(?:https?:)?//|@|\d+$", value)]
        yield [" ".join(value.split()) for value in values if len(value) <= 3 * _FAR], tag in _LIBRARY
    if any(letters(name) not in own for name in linked.organizations):
        return
    yield list(header.bylines), False


def _outlet(tags: dict[str, list[str]], linked: Described) -> str | None:
    names = [*tags.get("og:site_name", ()), linked.publisher, *(name for tag in _OUTLETS for name in tags.get(tag, ()))]
    names = [name for name in names if name and len(name) <= 80 and "//" not in name]
    return next((name for name in names if name[0].isupper() or name[0].isdigit()), names[0] if names else None)


def _published(tree: Any, header: Header, tags: dict[str, list[str]], linked: Described) -> str | None:
    """The time of publication, ISO 8601, as the page gives it: with its own offset, or only a day."""
    visible = [time.get("datetime") for time in tree.iterfind(".//time[@datetime]")]
    values = [linked.published, *(value for tag in _PUBLISHED for value in tags.get(tag, ()))]
    values += [*header.times, *visible[:1]]
    return next((time for value in values if value and (time := iso_time(value))), None)


def _url(tree: Any, tags: dict[str, list[str]], linked: Described, address: str | None) -> str | None:
    """The page's canonical address, else where it was fetched."""
    hrefs = [
        link.get("href")
        for link in tree.iterfind(".//link[@rel][@href]")
        if "canonical" in link.get("rel", "").lower().split()
    ]
    for href in (*hrefs, *tags.get("og:url", ()), linked.url):
        try:
            full = str(urljoin(address or "", href.strip()))
            parts = urlsplit(full)
        except (ValueError, AttributeError):
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return full
    return address


def _host(url: str | None) -> str:
    """The name in a page's host: "www.example-times.co.uk" → "example-times"."""
    host = urlsplit(url).hostname if url else None
    return re.sub(r"^(?:www|m|amp|edition)\.", "", host or "").split(".")[0]

"""What a page says of its article in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.sources.decode import whole

_TYPES: Final = re.compile(r"(?:Article|Posting|Report|Review)$")
_NEWS: Final = re.compile(r"NewsArticle|ReportageNews|AnalysisNews|OpinionNews")
_WRAPPING: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TAGS: Final = re.compile(r"<[^<>]{0,300}>")
_BREAKS: Final = re.compile(r"\n+|</p>|<br\s*/?>", re.I)
_ORGANIZATIONS: Final = ("Organization", "NewsMediaOrganization", "Corporation")
_DEEP: Final = 30


@dataclass(frozen=True)
class Described:
    """An article object's words, cleaned; "" or () where it has none. people are authors typed Person or untyped.

    body: the paragraphs of the whole article's text.
    """

    headline: str = ""
    alternative: str = ""
    name: str = ""
    description: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


def plain(value: object) -> str:
    """A value's words: entities decoded (even twice encoded), tags left out, white space single; "" if no string.

    A lone surrogate, which JSON can hold and no file, becomes U+FFFD.
    """
    if not isinstance(value, str):
        return ""
    words = whole(html.unescape(html.unescape(value))).replace("\u200b", "")
    return " ".join(_TAGS.sub(" ", words).split())


def _paragraphs(value: object) -> tuple[str, ...]:
    lines = _BREAKS.split(html.unescape(value)) if isinstance(value, str) else []
    return tuple(line for line in map(plain, lines) if line)


def described(scripts: list[str], titles: list[str]) -> Described:
    """What the page's JSON-LD says of the article that bears one of `titles`, else of its first one."""
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    found = [node for node in nodes if any(_TYPES.search(kind) for kind in _kinds(node))]
    found = [node for node in found if any(map(node.get, ("headline", "name", "author", "creator", "datePublished")))]
    if not found:
        return Described()
    heads = {_letters(title) for title in titles}

    def rank(node: dict[str, Any]) -> tuple[bool, bool, bool]:
        head = _letters(plain(node.get("headline")) or plain(node.get("name")))
        same = bool(head) and any(head in title or title in head for title in heads if title)
        return (not same, not any(_NEWS.search(kind) for kind in _kinds(node)), not node.get("datePublished"))

    return _described(min(found, key=rank), named)


def _described(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Described:
    people: list[str] = []
    organizations: list[str] = []
    for who in (*_several(node.get("author")), *(() if node.get("author") else _several(node.get("creator")))):
        entry = _resolved(who, named)
        kinds = _kinds(entry) if isinstance(entry, dict) else []
        names = _several(entry.get("name")) if isinstance(entry, dict) else [entry]
        (organizations if any(kind in _ORGANIZATIONS for kind in kinds) else people).extend(
            filter(None, map(plain, names))
        )
    publisher = _resolved(next(iter(_several(node.get("publisher"))), ""), named)
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    return Described(
        headline=plain(node.get("headline")),
        alternative=plain(node.get("alternativeHeadline")),
        name=plain(node.get("name")),
        description=plain(node.get("description")),
        published=plain(node.get("datePublished")) or plain(node.get("dateCreated")),
        publisher=plain(publisher),
        url=plain(node.get("url")) or _address(node.get("mainEntityOfPage")),
        people=tuple(people),
        organizations=tuple(organizations),
        body=_paragraphs(node.get("articleBody")),
    )


def _resolved(value: object, named: dict[str, dict[str, Any]]) -> object:
    """The object that a reference points to; the value itself where it is none."""
    if not isinstance(value, dict) or value.get("name"):
        return value
    name = value.get("@id")
    return named.get(name, value) if isinstance(name, str) else value


def _address(value: object) -> str:
    return plain(value.get("@id") or value.get("url")) if isinstance(value, dict) else plain(value)


def _several(value: object) -> list[Any]:
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    flat = value if isinstance(value, list) else [value]
    return [
        each for item in flat for each in (item if isinstance(item, list) else [item]) if isinstance(each, (dict, str))
    ]


def _kinds(node: dict[str, Any]) -> list[str]:
    return [kind.rsplit("/", 1)[-1] for kind in _several(node.get("@type")) if isinstance(kind, str)]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _load(script: str) -> object:
    """The script's value, or None: real pages wrap it in comments, put raw line ends in strings, leave commas."""
    script = _WRAPPING.sub("", script.strip()).strip()
    for attempt in (script, re.sub(r",\s*([}\]])", r"\1", script), html.unescape(script)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of the value that can be an article, or be one's author or publisher, outermost first."""
    if depth > _DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "author",
            "creator",
            "publisher",
            "hasPart",
            "itemListElement",
        ):
            if isinstance(value.get(key), (dict, list)):
                yield from _nodes(value[key], depth + 1)

"""What a reader sees around a page's headline: who signs the article, and when it was published.

Only the neighbourhood of the headline is looked at: further down a page other people sign other stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from onrecord.sources.boilerplate import is_part
from onrecord.sources.jsonld import plain
from onrecord.sources.names import letters

_SIGNED: Final = re.compile(r"(?:^|[\s_-])(?:by-?lines?|authors?|writers?|contributors?)(?:[\s_-]|$)", re.I)
_PROFILE: Final = re.compile(
    r"/(?:authors?|by|profiles?|people|staff|contributors?|journalists?|reporters?|writers?)/(?=[^/])", re.I
)
_BY: Final = re.compile(r"^(?:(?:written|posted|reported|story|words|text)\s+)?by:?\s+[A-Z]", re.I)
_DATED: Final = re.compile(
    r"(?:^|[\s_-])(?:date(?:line|time)?|time(?:stamp)?|publish\w*|posted|pub-?date)(?:[\s_-]|$)", re.I
)
_PUBLISHED: Final = re.compile(r"\b(?:published|posted)(?:\s+(?:on|at))?\b\s*:?\s*", re.I)
_DAY: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d\b",
    re.I,
)
_DATE_ALONE: Final = re.compile(
    rf"^\W*(?:[a-z]{{3,9}}\W+)?{_DAY.pattern}(?:\W+at)?[\W\d]*(?:[ap]\.?m\.?)?\W*[a-z]{{0,4}}$", re.I
)
_JOINT: Final = re.compile(r"\s*(?:,|&|,?\s*and)\s*")
_OUTSIDE: Final = frozenset(("nav", "footer", "figure", "form", "script", "style", "head"))
_LONGEST: Final = 120  # characters: a longer byline is a biography
_PARAGRAPH: Final = 80  # characters from which a paragraph is one of the story's
_FURTHEST: Final = 3  # paragraphs of the story behind which nothing is looked for
_BEFORE: Final = 25  # elements before the headline that may hold its byline or date


@dataclass(frozen=True)
class Header:
    """The bylines and times that stand by the headline, nearest first; times as the page writes them."""

    bylines: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def header_of(tree: Any, titles: list[str]) -> Header:
    """The header of the article that bears one of these titles (an lxml tree), else of the page's first <h1>."""
    after, before = _around(tree, {letters(title) for title in titles if title})
    near = sorted([*after, *before], key=_set_aside)  # some pages set the byline aside; most set other stories there
    times = [time for element in sorted(near, key=_changed) for time in _times(element)]
    return Header(tuple(_bylines(near)), tuple(dict.fromkeys(times)))


def _around(tree: Any, titles: set[str]) -> tuple[list[Any], list[Any]]:
    """The elements after the headline up to the story's first paragraphs, and the nearest before it, nearest first."""
    body = tree.find(".//body")
    elements = [e for e in (tree if body is None else body).iter() if isinstance(e.tag, str)]
    heads = [i for i, e in enumerate(elements) if e.tag == "h1"]
    named = [i for i in heads if letters(plain(elements[i].text_content())) in titles]
    if not heads:
        return [], []
    at = (named or heads)[0]
    holding = set(elements[at].iterancestors())
    after: list[Any] = []
    passed = 0
    for element in elements[at + 1 :]:
        passed += element.tag == "p" and len(plain(element.text_content())) >= _PARAGRAPH
        if passed > _FURTHEST:
            break
        if _belongs(element, holding):
            after.append(element)
    before = [e for e in reversed(elements[max(0, at - _BEFORE) : at]) if e not in holding and _belongs(e, holding)]
    return after, before


def _belongs(element: Any, holding: set[Any]) -> bool:
    """Whether no part of the page that is not the article lies around the element, below what holds the headline."""
    around = takewhile(lambda node: node not in holding, (element, *element.iterancestors()))
    return not any(node.tag in _OUTSIDE or is_part(f"{node.get('class', '')} {node.get('id', '')}") for node in around)


def _set_aside(element: Any) -> bool:
    return any(node.tag == "aside" for node in (element, *element.iterancestors()))


def _bylines(near: list[Any]) -> Iterator[str]:
    """The bylines of the element that signs most clearly, the nearest of several, and of its neighbours that sign."""
    first = max(near, key=_signs, default=None)
    if first is None or not _signs(first):
        return
    place = first
    while place.getparent() is not None and len(_text(place.getparent())) <= _LONGEST:
        place = place.getparent()
    signing = [e for e in (*place.iter(), *_joined(place)) if _signs(e)]
    inner = [e for e in signing if e.tag == "a"] or [e for e in signing if not _holds(e, signing)]
    yield from dict.fromkeys(map(_text, inner))


def _joined(element: Any) -> Iterator[Any]:
    """The elements beside this one that an "and" or a comma joins to it."""
    while _JOINT.fullmatch(element.tail or "") and (element := element.getnext()) is not None:
        yield element


def _holds(element: Any, others: list[Any]) -> bool:
    return any(element in other.iterancestors() for other in others if other is not element)


def _signs(element: Any) -> int:
    """How clearly an element says that it names the author: 2 by its class or its "By", 1 by where it links to."""
    if not isinstance(element.tag, str) or not 3 < len(text := _text(element)) <= _LONGEST:
        return 0
    if _BY.match(text):
        return 2
    if " " not in text:
        return 0
    names = " ".join(
        element.get(name, "") for name in ("class", "id", "itemprop", "rel", "data-testid", "data-component")
    )
    if element.tag == "address" or _SIGNED.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names)):
        return 2
    return int(element.tag == "a" and _PROFILE.search(element.get("href", "")) is not None)


def _text(element: Any) -> str:
    """The element's words, or of a long one but its beginning, which is longer than any byline."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > 2 * _LONGEST:
            break
    return plain(" ".join(pieces))


def _changed(element: Any) -> int:
    """0 where an element says that its time is the publication's, 2 where the last change's, 1 where neither."""
    names = " ".join(element.get(name, "") for name in ("class", "itemprop", "data-testid")).lower()
    return 0 if "publish" in names or "created" in names else 1 + ("modif" in names or "updat" in names)


def _times(element: Any) -> Iterator[str]:
    """The times that an element says: of a <time>, or in words where its class or its text is a date's."""
    if element.tag == "time" and element.get("datetime"):
        yield element.get("datetime")
        return
    names = f"{element.get('class', '')} {element.get('data-testid', '')}"
    text = _text(element)
    told = (
        element.tag == "time"
        or _DATED.search(names)
        or _PUBLISHED.search(text)
        or _DATE_ALONE.match(text)
        or _BY.match(text)
    )
    if not told or len(text) > _LONGEST:
        return
    said = _PUBLISHED.split(text)[-1]  # "Updated 3 May 2021. Published 2 May 2021" was published on the second
    yield from (found.group() for found in _DAY.finditer(said))

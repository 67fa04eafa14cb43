"""W3C selectors of a piece of text, made and found again: TextQuoteSelector and TextPositionSelector.

Positions count Unicode code points, as the Web Annotation Data Model wants it. A piece is never guessed at: what does
not stand where it stood is looked for by its words and what stood beside them; where that does not tell, it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from onrecord.types import Span

Json = dict[str, Any]

BESIDE: Final = 32
"""Code points of prefix and suffix."""

Outcome = Literal["stands", "moved", "ambiguous", "missing"]
"""At its place; at another; somewhere, but nothing tells where or whether it is the one; nowhere."""


class Piece(NamedTuple):
    """A selected piece, looked for in a text. span: where it stands, None unless it stands or has moved."""

    exact: str
    outcome: Outcome
    span: Span | None


def select(text: str, span: Span) -> list[Json]:
    """Both selectors of text[start:end]."""
    start, end = span
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - BESIDE) : start],
        "suffix": text[end : end + BESIDE],
    }
    return [quote, position(span)]


def position(span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": int(span[0]), "end": int(span[1])}


def find(text: str, selectors: list[Mapping[str, Any]], *, same: bool) -> Piece:
    """Looks for a piece by its selectors. same: the text is known to be the one that they were made in.

    At its position the words must stand, and unless the text is the same, prefix and suffix beside them. Elsewhere
    the words must stand once with both beside them; failing that, once with one of the two, if it is at least 32 code
    points long; failing that, once at all, if they are as long themselves.
    """
    quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), {})
    place = next((one for one in selectors if one.get("type") == "TextPositionSelector"), {})
    exact, prefix, suffix = (str(quote.get(key, "")) for key in ("exact", "prefix", "suffix"))
    if not exact:
        return Piece(exact, "missing", None)  # a position alone cannot be checked
    at = place.get("start")
    if isinstance(at, int) and _stands(text, at, exact, *(("", "") if same else (prefix, suffix))):
        return Piece(exact, "stands", Span(at, at + len(exact)))
    places = _told(text, exact, prefix, suffix)
    if len(places) == 1:
        found = places.pop()
        return Piece(exact, "stands" if found == at else "moved", Span(found, found + len(exact)))
    return Piece(exact, "ambiguous" if exact in text else "missing", None)


def _stands(text: str, at: int, exact: str, prefix: str, suffix: str) -> bool:
    return at >= len(prefix) and text.startswith(prefix + exact + suffix, at - len(prefix))


def _told(text: str, exact: str, prefix: str, suffix: str) -> set[int]:
    """Where the words stand, by the best that tells it."""
    if places := set(_places(text, exact, prefix, suffix)):
        return places
    before = _places(text, exact, prefix, "") if len(prefix) >= BESIDE else ()
    behind = _places(text, exact, "", suffix) if len(suffix) >= BESIDE else ()
    if places := {*before, *behind}:
        return places
    return set(_places(text, exact, "", "")) if len(exact) >= BESIDE else set()


def _places(text: str, exact: str, prefix: str, suffix: str) -> Iterator[int]:
    whole = prefix + exact + suffix
    at = text.find(whole)
    while at >= 0:
        yield at + len(prefix)
        at = text.find(whole, at + 1)

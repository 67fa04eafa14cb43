"""Pieces of marked-up text, as feeds and wires carry them, to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_BLOCKS: Final = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "li", "dt", "dd", "td", "th", "pre", "blockquote", "block",
    "div", "section", "article", "ul", "ol", "table", "tr", "br", "hr",
))  # fmt: skip
_SKIPPED: Final = frozenset(("script", "style", "template", "figure", "media", "aside", "iframe", "form", "nitf-table"))


def paragraphs_of_markup(markup: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML, white space single; () where it holds no words or cannot be parsed."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        root = html.fragment_fromstring(markup, create_parent="div", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return ()
    return paragraphs_of(root)


def paragraphs_of(root: Any) -> tuple[str, ...]:
    """The paragraphs below an lxml element of HTML, XHTML or NITF, in order, without pictures and their captions."""
    lines: list[str] = []
    words: list[str] = []
    for piece in (*_pieces(root), None):
        if piece is not None:
            words.append(piece)
            continue
        if line := " ".join("".join(words).split()):
            lines.append(line)
        words.clear()
    return tuple(lines)


def _pieces(element: Any) -> Iterator[str | None]:
    """The words of an element in order; None where a paragraph begins or ends. XML nests at most 256 deep."""
    name = local(element)
    if name in _SKIPPED:
        return
    if name in _BLOCKS:
        yield None
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    if name in _BLOCKS:
        yield None


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case."""
    return str(element.tag).rsplit("}", 1)[-1].lower()

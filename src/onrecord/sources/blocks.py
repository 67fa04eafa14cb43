"""A page cut into blocks: the pieces of its visible text that hold no other piece, each with the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any, Final

from onrecord.sources.names import letters

HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
LOOSE: Final = 60  # characters from which loose text, or a paragraph that nobody found, is believed to be one
_LEAVES: Final = ("p", "li", "h1", "blockquote", "pre", "dd", "dt", "td", "th", "figcaption")
_BLOCKS: Final = frozenset((*HEADINGS, *_LEAVES, "div", "section", "article", "main", "aside", "ul", "ol", "table"))
_HIDDEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe"))


@dataclass(frozen=True)
class Block:
    """A piece of the page without blocks in it. place: its kind of place; links: share of its letters inside links."""

    element: Any
    text: str
    key: str
    place: tuple[str, ...]
    links: float


def blocks_of(tree: Any) -> Iterator[Block]:
    """The page's blocks in order. Changes the tree: see _without_hidden."""
    for element in _without_hidden(tree).iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        text = words_of(element)
        if text:
            linked = sum(len(words_of(link)) for link in element.iter("a"))
            yield Block(element, text, letters(text), _place_of(element), linked / len(text))


def _without_hidden(tree: Any) -> Any:
    """The page's body without scripts and the like, with line breaks as spaces. Changes the tree."""
    body = tree.find(".//body")
    body = tree if body is None else body
    for element in list(body.iter(*_HIDDEN)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in body.iter("br"):
        element.tail = " " + (element.tail or "")
    for element in list(body.iter(*_BLOCKS)):
        if element is not body and (element.tail or "").strip():
            _wrap_tail(element)
    return body


def _wrap_tail(element: Any) -> None:
    """Makes a paragraph of the loose words that follow a block, up to the next block, as browsers show them."""
    following = list(takewhile(lambda sibling: not _has_block(sibling), element.itersiblings()))
    size = len(element.tail.strip()) + sum(len(words_of(sibling)) + len(sibling.tail or "") for sibling in following)
    if size < LOOSE:
        return
    paragraph = element.makeelement("p")
    paragraph.text, element.tail = element.tail, None
    element.addnext(paragraph)
    paragraph.extend(following)


def _has_block(element: Any) -> bool:
    return next(element.iter(*_BLOCKS), None) is not None


def words_of(element: Any) -> str:
    """The words in an element, white space single."""
    return spaced("".join(element.itertext()))


def spaced(text: str) -> str:
    """The text with single spaces, without the invisible characters that only say where a word may break."""
    return " ".join(text.replace("\u200b", "").replace("\xad", "").split())


def _place_of(element: Any) -> tuple[str, ...]:
    """The kind of place: the tags and classes of the element and its two nearest ancestors that are no paragraphs."""
    chain = [element, *islice((node for node in element.iterancestors() if node.tag != "p"), 2)]
    return tuple(f"{e.tag}.{e.get('class', '') if e is not element else ''}" for e in chain)

"""What stands beside a story by the way it is built, whatever its classes say: cards of other stories, and captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Final

from onrecord.sources.blocks import HEADINGS, Block, words_of
from onrecord.sources.boilerplate import is_fact_box

_LEVELS: Final = 6  # elements above a paragraph in which its card may be
_ROW: Final = 3  # cards that make a row
_CARD: Final = 600  # characters of the longest card
_CARDS: Final = 0.5  # share of the found text from which cards are the article itself, as in a live blog
_PARTS: Final = 30  # elements directly in a card, at most
_BOXES: Final = 0.7  # share of the found text from which what is named a box of facts is the article itself
_CREDIT: Final = 60  # characters that a picture's frame holds beside its caption
_CAPTIONS: Final = 0.25  # share of the found text from which what looks like captions is not
_PICTURES: Final = ("img", "picture", "video")


def beside(blocks: Sequence[Block], found: Sequence[int]) -> set[int]:
    """Which of these blocks are cards of other stories, boxes of background, or captions."""
    cards = _few(blocks, found, _Rows().hold, _CARDS)
    boxes = _few(blocks, found, _in_fact_box, _BOXES)
    cards |= boxes
    captions = _Captions(blocks)
    return cards | _few(blocks, [i for i in found if i not in cards], captions.hold, _CAPTIONS)


def drop_cards(tree: Any) -> None:
    """Takes small elements whose headline links elsewhere out of a tree: who signs them signs another story."""
    for heading in list(tree.iter("h2", "h3", "h4")):
        card = heading.getparent()
        if card is None or len(card) > _PARTS or card.getparent() is None or heading.find(".//a[@href]") is None:
            continue
        if card.tag not in ("body", "main") and card.find(".//h1") is None and len(words_of(card)) <= _CARD:
            card.drop_tree()


def _few(blocks: Sequence[Block], found: Sequence[int], test: Callable[[Block], bool], most: float) -> set[int]:
    """Those that the test is true of, if they have but this share of the text; else none."""
    chosen = {i for i in found if test(blocks[i])}
    size = sum(len(blocks[i].text) for i in chosen)
    return chosen if size < most * sum(len(blocks[i].text) for i in found) else set()


class _Rows:
    """Rows of like elements in each of which a headline links elsewhere; remembers what it has looked at."""

    def __init__(self) -> None:
        self._headed: dict[Any, bool] = {}
        self._sizes: dict[Any, int] = {}
        self._rows: dict[Any, Counter[str]] = {}

    def hold(self, block: Block) -> bool:
        """Whether the block is in an element of such a row, and no headline itself."""
        if block.element.tag in HEADINGS:
            return False
        for node in islice(block.element.iterancestors(), _LEVELS):
            parent = node.getparent()
            if parent is None or self._size(node) > _CARD:
                return False
            if self._is_headed(node) and self._row(parent)[node.tag] >= _ROW:
                return True
        return False

    def _is_headed(self, node: Any) -> bool:
        if node not in self._headed:
            links = (link for heading in node.iter("h1", *HEADINGS) for link in heading.iter("a"))
            self._headed[node] = any(not link.get("href", "#").startswith("#") for link in links)
        return self._headed[node]

    def _row(self, parent: Any) -> Counter[str]:
        """How many of an element's children are headed, by their tag."""
        if parent not in self._rows:
            self._rows[parent] = Counter(child.tag for child in parent if self._is_headed(child))
        return self._rows[parent]

    def _size(self, node: Any) -> int:
        if node not in self._sizes:
            self._sizes[node] = len(words_of(node))
        return self._sizes[node]


def _in_fact_box(block: Block) -> bool:
    near = islice(block.element.iterancestors(), _LEVELS)
    return any(is_fact_box(f"{node.get('class', '')} {node.get('id', '')}") for node in near)


class _Captions:
    """Captions by where the pictures stand, which is looked up once for the page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._pictured: set[Any] = set()
        root = blocks[0].element.getroottree().getroot()
        for picture in root.iter(*_PICTURES):
            for node in (picture, *picture.iterancestors()):
                if node in self._pictured:
                    break
                self._pictured.add(node)

    def hold(self, block: Block) -> bool:
        """Whether the smallest element around the block that holds a picture holds little else than the block."""
        if block.element.tag not in ("p", "div") or block.element in self._pictured:
            return False
        for node in islice(block.element.iterancestors(), _LEVELS):
            if node in self._pictured:
                return len(words_of(node)) <= len(block.text) + _CREDIT
        return False

"""The paragraphs of a page's article: what trafilatura finds, checked against where it stands on the page.

Paragraphs that stand in the same kind of place as the found ones belong to the article too; found ones that stand
outside of its container, in a caption, in a list of other stories or in a biography do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from onrecord.sources.blocks import HEADINGS, LOOSE, Block, blocks_of, spaced, words_of
from onrecord.sources.boilerplate import is_boilerplate, is_part, is_signature
from onrecord.sources.cards import beside
from onrecord.sources.names import letters

_ASIDE: Final = frozenset(("aside", "figure", "figcaption", "nav", "footer", "form"))
_STANDFIRST: Final = re.compile(
    r"stand-?first|(?:^|[\s_-])(?:dek|strapline|lede?|deck|excerpt)(?:$|[\s_-])|sub-?(?:head|title|headline|deck)|"
    r"(?:article|entry|story|post|content)[\w-]*(?:summary|description|intro|excerpt|subtitle)",
    re.I,
)
_LEAD: Final = re.compile(r"(?:^|\s)(?:[\w-]+[-_])?(?:lead|intro|summary)(?:$|\s)", re.I)  # may name a picture, too
_MAIN: Final = 0.2  # share of the found text above which a kind of place is the article's own
_MOST: Final = 0.9  # share of the article's own text that its container holds
_LITTLE: Final = 0.15  # share of it below which an element whose name says "related" or "share" is believed
_HEAD: Final = 3  # lines at the head of a text among which its byline and date may be
_ASKING: Final = 300  # characters of the longest box that asks for an address
_LINKED: Final = 0.9  # share of a block's letters inside links from which it is but a link


def paragraphs(tree: Any, found: str, *, title: str | None, standfirsts: Iterable[str]) -> list[str]:
    """The article's paragraphs in order, white space single, none twice, the title not among them.

    tree: the page (lxml). found: trafilatura's text of it, a line each. standfirsts: summaries that the metadata gives.
    """
    lines = [line for raw in found.split("\n") if (line := spaced(raw))]
    blocks = list(blocks_of(tree))
    placed = _place(lines, blocks)
    known = [index for index in placed if index is not None]
    share = sum(len(blocks[i].text) for i in known) / max(1, sum(map(len, lines)))
    if not known or share < 0.6:
        return _clean(lines, title)
    others = beside(blocks, known)
    own = [i for i in known if i not in others]
    page = _Page.of(blocks, own)
    inside = {i for i in own if page.holds(i)} | set(page.missed(set(known)))
    inside |= set(page.headings(inside, set(known)))
    if 2 * sum(len(blocks[i].text) for i in inside) < sum(map(len, lines)) - sum(len(blocks[i].text) for i in others):
        return _clean(lines, title)  # the page is not built as expected: better some words too many
    texts = [(float(i), blocks[i].text) for i in inside] + _stray(lines, placed, inside)
    texts.sort()
    while texts and texts[-1][0] in inside and blocks[int(texts[-1][0])].element.tag in HEADINGS:
        texts.pop()  # of something that was left out
    above = _standfirst(blocks[: min(inside, default=0)], title, standfirsts)
    return _clean([*above, *(text for _, text in texts)], title)


def _place(lines: list[str], blocks: list[Block]) -> list[int | None]:
    """For each found line the index of its block: the next one with its letters, else any; None if none has them."""
    where: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        where[block.key].append(index)
    placed: list[int | None] = []
    last = -1
    for line in lines:
        options = where.get(letters(line), [])
        if not options:
            placed.append(None)
            continue
        later = bisect_right(options, last)
        last = options.pop(later if later < len(options) else 0)
        placed.append(last)
    return placed


@dataclass(frozen=True)
class _Page:
    """Where the article stands. box: the smallest element with nine tenths of its text; main: its kinds of place;
    weight: letters of found text in each element and under each kind of ancestor; home: its <article>, if any;
    longest: the index of its longest block; lists, asking: what was found of elements that may be lists, or ask."""

    blocks: list[Block]
    box: Any
    main: frozenset[tuple[str, ...]]
    weight: Counter[Any]
    home: Any
    longest: int
    lists: dict[Any, bool] = field(default_factory=dict)
    asking: dict[Any, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, blocks: list[Block], known: list[int]) -> _Page:
        places: Counter[tuple[str, ...]] = Counter()
        for i in known:
            if blocks[i].element.tag in ("p", "div"):
                places[blocks[i].place] += len(blocks[i].text)
        main = frozenset(place for place, size in places.items() if size > _MAIN * places.total())
        own = [i for i in known if blocks[i].place in main] or known
        weight: Counter[Any] = Counter()
        for block in map(blocks.__getitem__, own):
            for node in {block.element: 0, **dict.fromkeys(block.element.iterancestors())}:
                weight[node] += len(block.text)
            for kind in {_kind(node) for node in (block.element, *block.element.iterancestors())}:
                weight[kind] += len(block.text)
            weight[None] += len(block.text)
        longest = max(own, key=lambda i: len(blocks[i].text))
        box = next(node for node in blocks[longest].element.iterancestors() if weight[node] >= _MOST * weight[None])
        return cls(blocks, box, main, weight, home_of(blocks[longest].element), longest)

    def holds(self, i: int) -> bool:
        """Whether found block i belongs to the article: above its container a lead may, below it nothing else."""
        block = self.blocks[i]
        if self._aside(block.element) or _caption(block) or _points_elsewhere(block):
            return False
        if block.place in self.main:
            return True
        if not self._boxed(block) and (i > self.longest or not ended(block.text)):
            return False
        return not self._listed(block)

    def _boxed(self, block: Block) -> bool:
        return any(node is self.box for node in block.element.iterancestors())

    def missed(self, known: set[int]) -> Iterator[int]:
        """Paragraphs that were not found but stand where the article's do, or in its container before its first."""
        first = min(i for i in known if self.blocks[i].place in self.main or not self.main)
        for i, block in enumerate(self.blocks):
            if i in known or block.element.tag != "p" or len(block.text) < LOOSE or self._aside(block.element):
                continue
            home = block.place in self.main and i > first and home_of(block.element) is self.home
            early = i < first and self._boxed(block) and block.links < 0.5
            if (home and block.links < 0.5) or (ended(block.text) and (home or early)):
                yield i

    def headings(self, inside: set[int], known: set[int]) -> Iterator[int]:
        """Sub-headings that were not found: each stands in one place with the paragraph of the article below it."""
        for i, block in enumerate(self.blocks[:-1]):
            below = self.blocks[i + 1]
            if i in known or i + 1 not in inside or block.element.tag not in HEADINGS or block.links > 0.5:
                continue
            if block.element.getparent() is below.element.getparent() and not self._aside(block.element):
                yield i

    def _aside(self, element: Any) -> bool:
        """Whether the element is in a caption, a list of stories or the like; what holds much of the text is not."""
        for node in (element, *element.iterancestors()):
            if node is self.box:
                return False
            names = f"{node.get('class', '')} {node.get('id', '')}"
            share = self.weight[_kind(node)] / max(1, self.weight[None])
            if share < _LITTLE and (node.tag in _ASIDE or is_part(names) or self._asks(node)):
                return True
        return False

    def _asks(self, node: Any) -> bool:
        """Whether a small box has a field for the reader's address, as one that offers a newsletter does."""
        if node not in self.asking:
            fields = node.iter("input") if node.tag in ("div", "section") else ()
            kinds = (" ".join(field.get(name, "") for name in ("type", "name", "placeholder")) for field in fields)
            self.asking[node] = any("mail" in kind for kind in kinds) and len(words_of(node)) <= _ASKING
        return self.asking[node]

    def _listed(self, block: Block) -> bool:
        """Whether the largest element around the block that has none of the article's text is a list of stories."""
        around = block.element
        for node in block.element.iterancestors():
            if self.weight[node] or node is self.box:
                break
            around = node
        key = (around, block.element.tag in HEADINGS)
        if key not in self.lists:
            self.lists[key] = _is_list(*key)
        return self.lists[key]


def _is_list(around: Any, heading: bool) -> bool:
    """Whether an element holds several linked headlines, or (around a paragraph) mostly links."""
    links = {link: len(words_of(link)) for link in around.iter("a")}
    long = {link for link, size in links.items() if size > 20}
    items = around.iter(*HEADINGS) if heading else around.iter("li", *HEADINGS)
    if sum(any(link in long for link in item.iter("a")) for item in items) > 1:
        return True
    return not heading and len(long) > 1 and sum(links[link] for link in long) > 0.3 * len(words_of(around))


def _kind(node: Any) -> tuple[str, str]:
    return node.tag, node.get("class", "")


def home_of(element: Any) -> Any:
    return next((node for node in element.iterancestors() if node.tag == "article"), None)


def ended(text: str) -> bool:
    """Whether a text ends as a sentence does, before its closing marks."""
    return text.rstrip("\"'”’)»]").endswith((".", "!", "?", "…", ":"))


def _points_elsewhere(block: Block) -> bool:
    """Whether the block is but a link to another story: a headline, a question, a line in capitals."""
    return block.links >= _LINKED and (not ended(block.text) or block.text.endswith("?") or block.text.isupper())


def _caption(block: Block) -> bool:
    """Whether a short line in italics follows a picture."""
    slanted = sum(len(words_of(part)) for part in block.element.iter("em", "i", "small"))
    before = block.element.getprevious()
    pictured = any(e is not None and next(e.iter("img"), None) is not None for e in (block.element, before))
    return pictured and slanted >= len(block.text) and not ended(block.text)


def _stray(lines: list[str], placed: list[int | None], kept: set[int]) -> list[tuple[float, str]]:
    """Found lines that are no block of their own, each after the block found before it, if that was kept."""
    strays: list[tuple[float, str]] = []
    last: int | None = None
    for line, index in zip(lines, placed, strict=True):
        if index is not None:
            last = index
        elif last is None or last in kept:
            strays.append(((-1.0 if last is None else last) + 0.5, line))
    return strays


def _standfirst(blocks: list[Block], title: str | None, summaries: Iterable[str]) -> list[str]:
    """The visible summary between headline and body: its class says so, or the metadata gives the same words."""
    known = {letters(summary) for summary in summaries}
    heads = [
        i for i, block in enumerate(blocks) if block.element.tag == "h1" or (title and block.key == letters(title))
    ]
    for block in blocks[heads[-1] + 1 if heads else 0 :]:
        named = " ".join(_kind(node)[1] for node in (block.element, block.element.getparent()))
        leads = _STANDFIRST.search(named) or (_LEAD.search(named) and len(block.text) >= LOOSE and ended(block.text))
        if block.links < 0.5 and len(block.text) > 20 and (block.key in known or (heads and leads)):
            return [block.text]
    return []


def _clean(lines: Iterable[str], title: str | None) -> list[str]:
    """The lines without the title at their head, boilerplate, list marks and repetitions."""
    kept: list[str] = []
    seen: set[str] = set()
    for raw in lines:
        line = re.sub(r"^[-•*–]\s+(?=\S)", "", raw)
        key = letters(line)
        if not key or (len(kept) < 2 and title and key == letters(title)) or (len(key) > 30 and key in seen):
            continue
        if is_boilerplate(line) or (len(kept) < _HEAD and is_signature(line)):
            continue
        seen.add(key)
        kept.append(line)
    return kept

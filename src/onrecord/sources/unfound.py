"""The paragraphs of a page in which no article was found: those that stand together, if they are a story's."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from onrecord.sources.blocks import blocks_of

_FEWEST: Final = 3  # paragraphs that make a story
_SHORTEST: Final = 300  # characters of it
_LINKED: Final = 0.5  # share of letters in links from which it is none


def story_of(tree: Any) -> list[str]:
    """The paragraphs of the element that holds the most text in paragraphs of its own; [] if that is no story."""
    groups: dict[Any, list[str]] = defaultdict(list)
    for block in blocks_of(tree):
        if block.element.tag == "p" and block.links < _LINKED:
            groups[block.element.getparent()].append(block.text)
    best = max(groups.values(), key=lambda texts: sum(map(len, texts)), default=[])
    return best if len(best) >= _FEWEST and sum(map(len, best)) >= _SHORTEST else []

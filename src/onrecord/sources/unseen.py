"""Words of a page that only a screen reader speaks: "opens in a new tab"."""

from __future__ import annotations

import re
from typing import Any, Final

_INLINE: Final = ("span", "small", "i", "b", "em", "strong")
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-?(?:text|only))?|offscreen)(?:$|[\s_-])",
    re.I,
)
_STYLED: Final = re.compile(r"\bclip(?:-path)?\s*:|\bdisplay\s*:\s*none\b", re.I)
_LONGEST: Final = 60  # characters: what is longer may be a text that a script shows


def drop_unseen(tree: Any) -> None:
    """Takes the inline elements out of the tree that no eye sees."""
    for element in list(tree.iter(*_INLINE)):
        named, styled = element.get("class", ""), element.get("style", "")
        if not (_NAMED.search(named) or _STYLED.search(styled)) or element.getparent() is None:
            continue
        if len(element.text_content()) <= _LONGEST:
            element.drop_tree()

"""W3C selectors of words: made when a reading is stored, and checked against the article's text and its page.

A TextQuoteSelector is (exact, prefix, suffix), a TextPositionSelector (start, end). Words in several pieces have a pair
for each piece. What no longer stands is said, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.answers import Outcome, Selector
from onrecord.store.columns import storable
from onrecord.types import Span

CONTEXT: Final = 32
"""Code points of prefix and suffix."""

JOINT: Final = " … "  # between pieces, as in Words.text
_BLANK: Final = re.compile(r"\s+")


def select(text: str, spans: Iterable[Span]) -> list[Selector]:
    """The selectors of these places."""
    return [
        Selector(
            storable(text[start:end]),
            storable(text[max(0, start - CONTEXT) : start]),
            storable(text[end : end + CONTEXT]),
            start,
            end,
        )
        for start, end in spans
    ]


def to_columns(selectors: Sequence[Selector]) -> tuple[str, list[list[int | str]]]:
    """The columns `exact` and `pieces`: the words are stored once."""
    exact = JOINT.join(selector.exact for selector in selectors)
    return exact, [[s.start, s.end, s.prefix, s.suffix] for s in selectors]


def from_columns(exact: str, pieces: Iterable[Sequence[int | str]]) -> tuple[Selector, ...]:
    """The selectors that `to_columns` wrote."""
    found, at = [], 0
    for start, end, prefix, suffix in pieces:
        length = int(end) - int(start)
        found.append(Selector(exact[at : at + length], str(prefix), str(suffix), int(start), int(end)))
        at += length + len(JOINT)
    return tuple(found)


def in_text(text: str, selectors: Iterable[Selector]) -> Outcome:
    """Whether each selector's words, prefix and suffix stand at its place in the article's text."""
    return "stands" if all(_stands(text, selector) for selector in selectors) else "missing"


def _stands(text: str, selector: Selector) -> bool:
    """The selector's words are compared with what a database could hold of the text, which is as long."""
    there = select(text, [Span(selector.start, selector.end)])[0]
    return (there.exact, there.prefix, there.suffix) == (selector.exact, selector.prefix, selector.suffix)


class PageText:
    """A page's own text, in which selectors are looked for whatever its white space."""

    def __init__(self, text: str) -> None:
        self._text = _plain(text)

    def check(self, selectors: Iterable[Selector]) -> Outcome:
        """The worst outcome of the pieces."""
        outcomes = {self._check(selector) for selector in selectors}
        for worst in ("missing", "ambiguous"):
            if worst in outcomes:
                return worst
        return "stands"

    def _check(self, selector: Selector) -> Outcome:
        exact = _plain(selector.exact)
        if not exact or (first := self._text.find(exact)) < 0:
            return "missing"
        if self._text.find(exact, first + 1) < 0:
            return "stands"
        whole = _plain(selector.prefix + selector.exact + selector.suffix)
        if (first := self._text.find(whole)) >= 0 and self._text.find(whole, first + 1) < 0:
            return "stands"
        return "ambiguous"


def _plain(text: str) -> str:
    return _BLANK.sub(" ", storable(text)).strip()

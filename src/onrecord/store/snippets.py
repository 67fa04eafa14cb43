"""The part of a statement that shows what was looked for, between ⟦ and ⟧: the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.store.words import Phrase, Query, Token, starts, tokens

AROUND: Final = 8  # words shown before the first that was looked for
LONGEST: Final = 40  # words


def snippet(text: str, wanted: Query) -> str:
    """At most 40 words of the text, from a little before the first that was looked for, with "…" where it is cut."""
    found = list(tokens(text))
    words = [token.folded for token in found]
    marked = sorted({at for phrase in wanted.wanted for at in _places(words, phrase)})
    first = max(0, marked[0] - AROUND) if marked else 0
    last = min(len(found), first + LONGEST)
    if last == len(found):
        first = max(0, last - LONGEST)
    start = found[first].start if first else 0
    end = found[last - 1].end if last < len(found) else len(text)
    return ("… " if first else "") + _mark(text, start, end, found, marked) + (" …" if last < len(found) else "")


def _places(words: Sequence[str], phrase: Phrase) -> list[int]:
    """The numbers of all words that belong to the phrase where it stands."""
    return [at + step for at in starts(words, phrase) for step in range(len(phrase.words))]


def _mark(text: str, start: int, end: int, found: Sequence[Token], marked: Sequence[int]) -> str:
    """The text from start to end; marked words that follow each other share a pair of brackets."""
    parts, at = [], start
    runs: list[list[int]] = []
    for number in marked:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    for first, last in runs:
        left, right = found[first].start, found[last].end
        if start <= left and right <= end:
            parts += [text[at:left], "⟦", text[left:right], "⟧"]
            at = right
    return "".join([*parts, text[at:end]])

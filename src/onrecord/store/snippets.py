"""The part of a statement that shows what was looked for, between ⟦ and ⟧: the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.store.words import Phrase, Query, Token, tokens

AROUND: Final = 8  # words shown before the first that was looked for
LONGEST: Final = 40  # words


def snippet(text: str, wanted: Query) -> str:
    """At most 40 words of the text, from a little before the first that was looked for, with "…" where it is cut."""
    found = list(tokens(text))
    marked = sorted({at for phrase in wanted.wanted for at in _places(found, phrase)})
    first = max(0, marked[0] - AROUND) if marked else 0
    last = min(len(found), first + LONGEST)
    if last == len(found):
        first = max(0, last - LONGEST)
    start = found[first].start if first else 0
    end = found[last - 1].end if last < len(found) else len(text)
    return ("… " if first else "") + _mark(text, start, end, found, marked) + (" …" if last < len(found) else "")


def _places(found: Sequence[Token], phrase: Phrase) -> list[int]:
    """The numbers of all words that belong to the phrase where it stands."""
    size = len(phrase.words)
    return [
        at + step
        for at in range(len(found) - size + 1)
        if all(_is(found[at + step], phrase, step) for step in range(size))
        for step in range(size)
    ]


def _is(token: Token, phrase: Phrase, step: int) -> bool:
    word = phrase.words[step]
    if phrase.prefix and step == len(phrase.words) - 1:
        return token.folded.startswith(word)
    return token.folded == word


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

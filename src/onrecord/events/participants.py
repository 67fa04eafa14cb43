"""The words that take part in an event: in which role, and which entity of the article they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.types import Entity, Span

# Where what is said of a noun begins: its head stands before it.
_AFTER_HEAD = re.compile(
    r",|\(| (?:of|in|on|at|from|for|with|to|by|against|near|who|whom|whose|which|that|including|and|or|as) "
)
_GOVERNED = re.compile(r"(?:\b(?:of|in|on|at|from|for|with|to|by|and|or)|['’]s?) $")  # the name behind it is another's
_AND = re.compile(r",? (?:and|or) ")
SAME = 0.8  # intersection over union from which on two places are one phrase
_WORD = re.compile(r"\w(?:[\w.’'-]*\w)?")


class _Mention(NamedTuple):
    start: int
    end: int
    entity: int


class Mentions:
    """The places of all entities, asked for the one that some words stand for."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._entities = entities
        self._all = sorted(
            _Mention(start, end, number) for number, entity in enumerate(entities) for start, end in entity.mentions
        )
        self._starts = [mention.start for mention in self._all]
        self._longest = max((mention.end - mention.start for mention in self._all), default=0)

    def entity(self, span: Span) -> int | None:
        """The entity whose mention is these words, or carries their head; None where it would be a guess.

        "Ilse Brandvik" inside "Mayor Ilse Brandvik" is the same person; "Israel" inside "Israel's army" is not.
        """
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_right(self._starts, span.end - 1)
        near = [mention for mention in self._all[first:last] if mention.end > span.start]
        head = head_of(self._text, span)
        fitting = [mention for mention in near if self._is_same(span, head, mention)]
        return max(fitting, key=lambda mention: (_shared(span, mention), -mention.end)).entity if fitting else None

    def _is_same(self, span: Span, head: Span, mention: _Mention) -> bool:
        if _shared(span, mention) >= SAME:
            return True
        if _AND.search(self._text, head.end, span.end):
            return False
        if mention.start <= head.start and head.end <= mention.end:
            # A mention that goes on beyond these words has to end in the same head.
            return mention.end <= span.end or head_of(self._text, Span(mention.start, mention.end)) == head
        person = self._entities[mention.entity].kind == "person"
        return person and mention.end == span.end and not _GOVERNED.search(self._text, span.start, mention.start)


def _shared(span: Span, mention: _Mention) -> float:
    """Intersection over union, in characters."""
    both = min(span.end, mention.end) - max(span.start, mention.start)
    return max(both, 0) / (max(span.end, mention.end) - min(span.start, mention.start))


def head_of(text: str, span: Span) -> Span:
    """The last word of a phrase before what is said of it: "army" of "the army of Veld"."""
    words = text[span.start : span.end]
    more = _AFTER_HEAD.search(words, 1)
    found = list(_WORD.finditer(words, 0, more.start() if more else len(words)))
    return Span(span.start + found[-1].start(), span.start + found[-1].end()) if found else span


def trimmed(text: str, span: Span) -> Span:
    """The phrase without signs and blanks at its ends, and without a closing "'s"."""
    start, end = span
    while start < end and not text[start].isalnum() and text[start] not in "$£€":
        start += 1
    while (
        end > start
        and not text[end - 1].isalnum()
        and text[end - 1] not in ".%"
        and not (text[end - 1] == ")" and "(" in text[start:end])
    ):
        end -= 1
    if end - start > 2 and text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    return Span(start, end) if start < end else span

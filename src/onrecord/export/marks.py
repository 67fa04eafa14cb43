"""Where statements and events stand in a text: paragraphs, cut into runs that each carry the same marks.

Marks may overlap (a source inside another's content, one source of two cues, a trigger in a content); runs never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.export.visible import one_line
from onrecord.types import Article, Reading, Span, Statement, Words

Role = Literal["source", "cue", "content", "trigger"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
_DEPTH: tuple[Role, ...] = ("trigger", "source", "cue", "content")  # of marks on the same words the first is innermost

_BREAK = r"(?:\r\n?|\n)"
_LINES = re.compile(_BREAK)
_BLANK_LINES = re.compile(rf"{_BREAK}(?:[ \t]*{_BREAK})+")


class Mark(NamedTuple):
    """text[start:end] is one piece of this role's words. owner: index of the statement, or of the event it triggers."""

    start: int
    end: int
    role: Role
    owner: int


class Run(NamedTuple):
    """text[start:end], all of it under the same marks; the innermost mark comes first."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    def opening(self) -> tuple[Mark, ...]:
        """The marks that begin here, outermost first."""
        return tuple(mark for mark in reversed(self.marks) if mark.start == self.start)

    def closing(self) -> tuple[Mark, ...]:
        """The marks that end here, innermost first."""
        return tuple(mark for mark in self.marks if mark.end == self.end)

    def innermost(self) -> tuple[Mark, ...]:
        """The innermost mark, and those of others that lie in the same role on the very same words."""
        return tuple(mark for mark in self.marks if mark[:3] == self.marks[0][:3])


@dataclass(frozen=True)
class Paragraph:
    """text[start:end] without white space around it, and its runs, which cover it without a gap."""

    start: int
    end: int
    runs: tuple[Run, ...]


def words_of(statement: Statement, role: Role) -> Words | None:
    """The statement's words in this role, if it has any."""
    return {"source": statement.source, "cue": statement.cue, "content": statement.content}.get(role)


def marks(reading: Reading, *, triggers: bool = False) -> list[Mark]:
    """Every piece of every statement without white space around it, in the order of the text, outer before inner.

    triggers: those of the events too.  Pieces of nothing but white space are left out.
    """
    text = reading.article.text
    placed: list[tuple[Role, int, Words | None]] = [
        (role, index, words_of(statement, role)) for index, statement in enumerate(reading.statements) for role in ROLES
    ]
    if triggers:
        placed += [("trigger", index, event.trigger) for index, event in enumerate(reading.events)]
    found = [
        mark
        for role, index, words in placed
        for start, end in (words.spans if words else ())
        if (mark := Mark(*_stripped(text, start, end), role, index)).start < mark.end
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, -_DEPTH.index(mark.role), mark.owner))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def blocks(text: str) -> Iterator[Span]:
    """The paragraphs of a text: what blank lines part, or every line where there are no blank lines."""
    breaks = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINES
    start = 0
    for end, following in [*((m.start(), m.end()) for m in breaks.finditer(text)), (len(text), len(text))]:
        block = text[start:end]
        left = start + len(block) - len(block.lstrip(" \t\r\n"))
        if right := len(block.rstrip(" \t\r\n")):
            yield Span(left, start + right)
        start = following


def paragraphs(reading: Reading, *, triggers: bool = False) -> list[Paragraph]:
    """The text's paragraphs, cut at every edge of a mark. Cost: the marks, times how deep they lie in each other."""
    waiting = marks(reading, triggers=triggers)[::-1]
    active: list[Mark] = []
    found: list[Paragraph] = []
    for block in blocks(reading.article.text):
        runs: list[Run] = []
        at = block.start
        while at < block.end:
            while waiting and waiting[-1].start <= at:
                active.append(waiting.pop())
            active = [mark for mark in active if mark.end > at]
            end = min([block.end, *(mark.end for mark in active), *(mark.start for mark in waiting[-1:])])
            inner_first = sorted(active, key=lambda mark: (mark.end - mark.start, _DEPTH.index(mark.role), mark))
            runs.append(Run(at, end, tuple(inner_first)))
            at = end
        found.append(Paragraph(block.start, block.end, tuple(runs)))
    return found


def begins_with_title(article: Article, found: Sequence[Paragraph]) -> bool:
    """Is the text's first paragraph its title?"""
    if not article.title or not found:
        return False
    return one_line(article.text[found[0].start : found[0].end]) == one_line(article.title)

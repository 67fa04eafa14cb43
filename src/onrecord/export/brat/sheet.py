"""A .ann file as it grows: numbered lines, words bound to their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.types import Span, Words

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def fragments(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans cut at line breaks, in the order of the text; lines of white space are left out."""
    return tuple(
        Span(line.start(), line.end())
        for start, end in sorted(spans)
        for line in _LINE.finditer(text, start, end)
        if not line.group().isspace()
    )


class Standoff(NamedTuple):
    """The two files of one article, for UTF-8 without any change of line ends. Offsets count code points."""

    text: str
    annotations: str


@dataclass
class Sheet:
    """The .ann file as it grows; the same words in the same part are annotated once."""

    text: str
    lines: list[str] = field(default_factory=list)
    _known: dict[tuple[object, ...], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, letter: str, body: str) -> str:
        self._counts[letter] = self._counts.get(letter, 0) + 1
        name = f"{letter}{self._counts[letter]}"
        self.lines.append(f"{name}\t{body}")
        return name

    def once(self, letter: str, body: str, *why: object) -> str:
        key = (letter, body, *why)
        if key not in self._known:
            self._known[key] = self.add(letter, body)
        return self._known[key]

    def bound(self, kind: str, words: Words | None, *why: object) -> str | None:
        """The text-bound annotation of these words; None where nothing can be bound."""
        places = fragments(self.text, words.spans) if words else ()
        if not places:
            return None
        offsets = ";".join(f"{start} {end}" for start, end in places)
        covered = " ".join(self.text[start:end] for start, end in places).replace("\t", " ")
        return self.once("T", f"{kind} {offsets}\t{covered}", *why)

    def note(self, name: str, words: str) -> str:
        """A note on an annotation."""
        return self.add("#", f"AnnotatorNotes {name}\t{words}")

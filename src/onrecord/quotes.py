"""Quotation marks: which parts of a text stand inside them, in every style news is printed in.

Curly “ ”, straight ", doubled single marks '' '' and `` '', single ‘ ’ and ' ' (British, and in headlines),
guillemets « » and » «, low-9 „ “; nested; one quotation over several paragraphs, each of which opens it anew
and only the last of which closes it; marks whose partner is lost. A mark that is never closed ends with its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Quotation(NamedTuple):
    """text[start:end] with its marks; inner_start and inner_end leave them out. depth 0 is the outermost."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    double: bool
    closed: bool
    depth: int


class _Open(NamedTuple):
    start: int
    inner: int
    style: str


_MARK = re.compile(r"[“”„‟\"«»]|''|``|’’|‘‘|[‘’'‚‹›]|\n")
_SINGLE_MARK = re.compile(r"[‘’'‚‹›]")
_STYLE = {
    "“": "curly", "”": "curly", "„": "low", "‟": "curly", '"': "straight", "«": "guillemet", "»": "guillemet",
    "''": "doubled", "``": "doubled", "’’": "doubled", "‘‘": "doubled",
    "‘": "single", "’": "single", "‚": "single", "'": "apostrophe", "‹": "angle", "›": "angle",
}  # fmt: skip
_SINGLE = frozenset(("single", "apostrophe", "angle"))
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-/…:“\"«‘'„")
_ELISION = re.compile(r"(?:\d\ds?\b|(?:em|til|cause|tis|twas|n|round|bout|cuz)\b)", re.IGNORECASE)
_DOUBLE_CLOSING = {"curly": "”", "straight": '"', "guillemet": "»", "low": "“", "doubled": "''"}
_SINGLE_CLOSING = {"‘": "’", "'": "'", "‚": "‘’", "‹": "›"}
LONGEST_SINGLE = 3000  # characters; an apostrophe further on closes nothing
_SENTENCE_END = frozenset(".,!?…;")


def _looks_opening(text: str, start: int, end: int) -> bool:
    """A mark with space or an opening sign before it and none behind it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _opens_single(text: str, start: int) -> bool:
    """Does this single mark look like one that opens a quotation, and not like an elision ('90s)?"""
    if not _looks_opening(text, start, start + 1) or not (text[start + 1].isalnum() or text[start + 1] in '“"[…('):
        return False
    return not (text[start] in "‘'" and _ELISION.match(text, start + 1))


def _single_end(text: str, mark: str, begin: int, end: int) -> int | None:
    """Where text[begin:end] closes a quotation that this single mark opened, if it does.

    A closing mark looks like an apostrophe: one behind a sentence sign is taken first, then one that does not
    end a plural possessive (workers’ rights), then any that no letter follows.
    """
    possible: list[int] = []
    for match in _SINGLE_MARK.finditer(text, begin, end):
        at, c = match.start(), match.group()
        if c in _SINGLE_CLOSING[mark] and not (at + 1 < len(text) and text[at + 1].isalnum()):
            if text[at - 1] in _SENTENCE_END:
                return at
            if not text[at - 1].isspace():
                possible.append(at)
        elif c == mark and possible and _looks_opening(text, at, at + 1):
            break
    surer = [at for at in possible if text[at - 1] not in "sS"]
    return next(iter(surer or possible), None)


@lru_cache(maxsize=8)  # asked for by the features, the statements and the people of one article after another
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, outer before inner, in the order of their first mark."""
    scan = _Scan(text)
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark == "\n":
            scan.close_all(start)
        elif _STYLE[mark] in _SINGLE:
            scan.single(mark, start)
        else:
            scan.double(mark, start, end)
    scan.close_all(len(text))
    return tuple(sorted(scan.found, key=lambda q: (q.start, -q.end)))


class _Scan:
    """The quotations that are open at some point of the text, innermost last, and those already closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.open: list[_Open] = []
        self.single_ends: set[int] = set()  # marks that close a single quotation opened before
        self.searched: dict[str, int] = {}  # single mark → no mark that could close it stands before this place

    def close(self, inner_end: int, end: int, closed: bool) -> None:
        opened = self.open.pop()
        if inner_end > opened.inner:
            double = opened.style not in _SINGLE
            self.found.append(Quotation(opened.start, end, opened.inner, inner_end, double, closed, len(self.open)))

    def close_all(self, at: int, down_to: int = 0) -> None:
        """Quotations whose closing mark is lost end here."""
        while len(self.open) > down_to:
            end = max(_stripped(self.text, self.open[-1].inner, at), self.open[-1].inner)
            self.close(end, end, False)

    def single(self, mark: str, start: int) -> None:
        style = _STYLE[mark]
        if start in self.single_ends:
            position = self._position(lambda opened: opened.style == style)
            if position is not None:
                self.close_all(start, position + 1)
                self.close(start, start + 1, True)
            return
        if mark not in _SINGLE_CLOSING or self._position(lambda opened: opened.style == style) is not None:
            return
        if not _opens_single(self.text, start):
            return
        begin, end = max(start + 1, self.searched.get(mark, 0)), self._single_limit(start)
        closing = _single_end(self.text, mark, begin, end)
        if closing is None:
            self.searched[mark] = max(begin, end)
        else:
            self.single_ends.add(closing)
            self.open.append(_Open(start, start + 1, style))

    def _single_limit(self, start: int) -> int:
        """A single quotation ends with its line, and inside a double one before that one's end."""
        limit = min(len(self.text), start + LONGEST_SINGLE)
        for end in ("\n", _DOUBLE_CLOSING.get(self.open[-1].style) if self.open else None):
            at = self.text.find(end, start, limit) if end else -1
            limit = limit if at < 0 else at
        return limit

    def double(self, mark: str, start: int, end: int) -> None:
        position = self._position(lambda opened: _pairs(opened.style, mark))
        if _opens(self.text, mark, start, end, position is not None):
            if position is not None:  # the partner of the earlier mark is lost
                self.close_all(start, position)
            self.open.append(_Open(start, end, _STYLE[mark]))
        elif position is not None:
            self.close_all(start, position + 1)
            self.close(start, end, True)

    def _position(self, fits: Callable[[_Open], bool]) -> int | None:
        """The innermost open quotation that fits."""
        return next((k for k in range(len(self.open) - 1, -1, -1) if fits(self.open[k])), None)


def _stripped(text: str, start: int, end: int) -> int:
    """`end` moved back over white space, not before `start`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _pairs(style: str, mark: str) -> bool:
    """Can `mark` close a quotation of this style? Mixed pairs occur: „ “, “ ", `` ''."""
    if style == "guillemet":
        return mark in "«»"
    if style == "low":
        return mark in '„“”"‟'
    if style == "curly":
        return mark in '”"‟“'
    if style == "straight":
        return mark in '"”“'
    return style == "doubled" and mark in ("''", "’’", '"', "``", "‘‘")


def _opens(text: str, mark: str, start: int, end: int, is_open: bool) -> bool:
    """Does this double mark open a quotation? `is_open`: one that it could close is open."""
    if mark in ("“", "``", "‘‘"):
        if is_open and mark == "“":  # closes „ … “, or a wrongly turned closing mark
            return _looks_opening(text, start, end)
        return True
    if mark == "„":
        return True
    if mark in ("”", "’’", "‟"):  # a closing mark opens only where it was turned the wrong way: first in a line
        return not is_open and (start == 0 or text[start - 1] == "\n") and text[end : end + 1].isalnum()
    if mark in ("«", "»"):
        spaced = mark == "«" and (start == 0 or text[start - 1] in _BEFORE_OPENING)  # « comme ceci »
        return not is_open and (spaced or _looks_opening(text, start, end))
    if not is_open:
        return end < len(text) and not text[end].isspace() and (start == 0 or not text[start - 1].isalnum())
    # a straight or doubled mark while one is open: an opening mark only where it cannot be a closing one
    after = text[end] if end < len(text) else " "
    before = text[start - 1] if start else " "
    return before.isspace() and after.isalnum()


class QuotationMask:
    """Which characters stand inside outermost quotation marks; lookups in O(log n)."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.outer = [q for q in found if q.depth == 0]
        self._starts = [q.inner_start for q in self.outer]

    def at(self, position: int) -> Quotation | None:
        """The outermost quotation whose inside holds this character, if any."""
        k = bisect_right(self._starts, position) - 1
        return self.outer[k] if k >= 0 and position < self.outer[k].inner_end else None

    def share(self, text: str, spans: Sequence[tuple[int, int]]) -> float:
        """Share of the spans' letters and digits that stand inside quotation marks; 0.0 where there are none."""
        inside = total = 0
        for start, end in spans:
            total += _letters(text, start, end)
            for quotation in self.outer[max(bisect_right(self._starts, start) - 1, 0) :]:
                if quotation.inner_start >= end:
                    break
                inside += _letters(text, max(start, quotation.inner_start), min(end, quotation.inner_end))
        return inside / total if total else 0.0


def _letters(text: str, start: int, end: int) -> int:
    """Letters and digits in text[start:end]."""
    return sum(map(str.isalnum, text[start:end])) if start < end else 0

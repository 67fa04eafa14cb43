"""Links that open a live page at the very words: text fragments (WICG, Scroll to Text Fragment: `#:~:text=`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from onrecord.types import Span

_WORD = re.compile(r"\S+")
WHOLE = 10  # words; longer ones are told by their first and last words, so that a link stays short
ENDS = 4
AROUND = 3  # words before and behind


def link(url: str | None, text: str, spans: Sequence[Span]) -> str | None:
    """The address with the places of these words, where it is one of the web; None where it is not.

    Words that stand more than once are told apart by those around them.
    """
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    directives = "&".join(f"text={directive(text, span)}" for span in spans if text[span.start : span.end].strip())
    if not directives:
        return url
    page, mark, fragment = url.partition("#")
    kept = fragment.partition(":~:")[0]
    return f"{page}{mark or '#'}{kept}:~:{directives}"


def directive(text: str, span: Span) -> str:
    """What stands behind `text=`: [prefix-,]start[,end][,-suffix], each percent-encoded.

    A browser looks for whole words, and for a start without an end within one block: words with a line break in them
    are told by their two ends.
    """
    start, end = _whole_words(text, span)
    lines = [line.split() for line in text[start:end].strip().splitlines()]
    told = [" ".join(lines[0])]
    if len(lines) > 1 or len(lines[0]) > WHOLE:
        told = [" ".join(lines[0][:ENDS]), " ".join(lines[-1][-ENDS:])]
    parts = [_encoded(part) for part in told]
    if " ".join(text.split()).count(told[0]) > 1:
        before, behind = _words_before(text, start), _words_behind(text, end)
        parts = [*([f"{_encoded(before)}-"] if before else []), *parts, *([f"-{_encoded(behind)}"] if behind else [])]
    return ",".join(parts)


def _whole_words(text: str, span: Span) -> tuple[int, int]:
    """Out to the letters and digits that the first and last ones join."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _words_before(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return " ".join(_WORD.findall(line)[-AROUND:])


def _words_behind(text: str, at: int) -> str:
    stop = text.find("\n", at)
    return " ".join(_WORD.findall(text[at : stop if stop >= 0 else len(text)])[:AROUND])


def _encoded(words: str) -> str:
    """Percent-encoded; "-", "," and "&" too, which part a directive."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")

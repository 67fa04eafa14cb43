"""Characters that would act instead of being read: shown by their code, on a page or a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Control characters but tab and newline; those that turn the direction of writing; separators of lines that are not
# newlines; annotation marks; invisible tags; lone surrogates. Joiners and soft hyphens belong to words and stay.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:\d\d)?")


class Part(NamedTuple):
    """Text to show. code: "U+202E" where it stands for one character that would act, else None."""

    text: str
    code: str | None = None


def _code(character: str) -> str:
    r"""The escape sequence of Python and JSON; pictures such as U+241B are missing from too many fonts."""
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def parts(text: str) -> Iterator[Part]:
    """The text in order, each character that would act apart from the rest."""
    at = 0
    for match in _ACTING.finditer(text):
        if match.start() > at:
            yield Part(text[at : match.start()])
        yield Part(_code(match.group()), f"U+{ord(match.group()):04X}")
        at = match.end()
    if at < len(text):
        yield Part(text[at:])


def visible(text: str) -> str:
    """The text with every acting character replaced; tabs and newlines stay."""
    return _ACTING.sub(lambda match: _code(match.group()), text)


def one_line(text: str) -> str:
    """The text made visible, on one line: white space runs become one blank."""
    return visible(" ".join(re.split(r"[ \t\r\n\u00a0]+", text.strip())))


def plain_breaks(text: str) -> str:
    """CRLF and lone CR as newlines, in a text of the same length, so that offsets still hold."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def moment(published: str) -> str:
    """A day with time for people, "2025-02-08 09:30 +01:00"; a day alone, or what is written otherwise, as it is."""
    match = _MOMENT.fullmatch(published)
    return " ".join(filter(None, match.groups())).replace(" Z", " UTC") if match else one_line(published)

"""Bylines to names: "By Mara Venn and Tom Okrin, Political Editor" → Mara Venn, Tom Okrin."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

_BY: Final = re.compile(
    r"^(?:(?:written|posted|reported|published|story|words|text|analysis|review|opinion|interview)\s+)?"
    r"by\b[\s:]*|^(?:from|authors?|posted|words|text)\s*:\s*",
    re.I,
)
_JOINT: Final = re.compile(r"\s*(?:;|\||/|•|·|\n|\t|,\s*and\s|,|\sand\s|\s&\s|\s\+\s|\swith\s(?=[A-Z]))\s*")
_ADDRESS: Final = re.compile(r"\(?(?:https?:)?//\S+|\(?www\.\S+|\(?\S+@\S+\.\w+\)?|@\w+", re.I)
_TAIL: Final = re.compile(
    r"\s+(?:for\s+(?:the\s+)?\S+\.(?:com|co|org|net)\S*|(?:updated|published|posted)\b.*|\d+\s+(?:min|hours?|days?)\b.*)$",
    re.I,
)
_ROLE: Final = re.compile(
    r"\b(?:editor|correspondent|reporter|columnist|writer|staff|contributor|contributing|producer|analyst|bureau|desk|"
    r"team|newsroom|journalist|presenter|author|chief|senior|freelance|photographer|agencies|agency|director|fellow|"
    r"professor|business|politics|political|health|science|technology|sports?|culture|environment)\b",
    re.I,
)
_SUFFIX: Final = re.compile(r"^(?:jr|sr|ph\.?d|m\.?d|ii|iii|iv|esq)\.?$", re.I)
_NOBODY: Final = frozenset(
    {
        "admin",
        "administrator",
        "unknown",
        "none",
        "null",
        "undefined",
        "author",
        "guest",
        "wordpress",
        "n/a",
        "web",
        "news",
    }
)
_LONGEST: Final = 80


def names_of(bylines: Iterable[str], *, outlets: Iterable[str] = (), surname_first: bool = False) -> tuple[str, ...]:
    """The names in these bylines, in their order, none twice; the outlet's own name only if there is no other.

    surname_first: a byline "Venn, Mara" is one name, as in library metadata.
    """
    found: dict[str, str] = {}
    for byline in bylines:
        for name in _split(byline, surname_first=surname_first):
            found.setdefault(letters(name), name)
    own = {letters(outlet) for outlet in outlets}
    others = {key: name for key, name in found.items() if key not in own}
    return tuple((others or found).values())


def letters(name: str) -> str:
    """What two writings of one name share: letters and digits, without case."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _split(byline: str, *, surname_first: bool) -> list[str]:
    text = _TAIL.sub("", _ADDRESS.sub(" ", html.unescape(byline)).strip(" \t\n,;|-–—"))
    text = _BY.sub("", text).strip()
    if surname_first and (turned := re.fullmatch(r"([^,;]+),\s*([^,;]+)", text)) and not _ROLE.search(text):
        text = f"{turned[2]} {turned[1]}"
    parts = [_BY.sub("", " ".join(part.split())).strip(" .,:-–—") for part in _JOINT.split(text) if part]
    kept = [part for part in parts if _is_name(part)]
    return [part for index, part in enumerate(kept) if index == 0 or not _ROLE.search(part)]


def _is_name(part: str) -> bool:
    return (
        1 < len(part) <= _LONGEST
        and part.casefold() not in _NOBODY
        and _SUFFIX.match(part) is None
        and len(part.split()) <= 7
        and any(c.isalpha() for c in part)
        and not re.search(r"\d{3}|[<>{}=]", part)
    )

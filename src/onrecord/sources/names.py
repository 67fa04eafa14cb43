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
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TAIL: Final = re.compile(
    r"\s+(?:for\s+(?:the\s+)?\S+\.(?:com|co|org|net)\S*|(?:updated|published|posted)\b.*|\d+\s+(?:min|hours?|days?)\b.*|"
    rf"[-–—]\s.*|(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})\b.*)$",
    re.I,
)
_PLACE: Final = re.compile(r"(?<=\w\s)((?:[A-Z][\w’'.-]*)\s+)in\s+[A-Z].*$")  # Mara Venn in Orrin Bay
_FOR: Final = re.compile(r"(\S+\s.*?),?\s+(?:for|of|from|at)\s+(.+)$")
_ROLE: Final = re.compile(
    r"\b(?:editor|correspondent|reporter|columnist|writer|staff|contributor|contributing|producer|analyst|bureau|desk|"
    r"team|newsroom|journalist|presenter|author|chief|senior|freelance|photographer|agencies|agency|director|fellow|"
    r"professor|business|politics|political|health|science|technology|sports?|culture|environment)\b",
    re.I,
)
_TITLE: Final = (
    r"(?:senior|chief|deputy|associate|assistant|managing|executive|contributing|staff|special|guest|freelance|"
    r"political|politics|business|economics|diplomatic|foreign|national|local|home|health|science|technology|sports?|"
    r"culture|arts|education|environment|crime|legal|news|features|investigations?|royal|consumer|data|lead)"
)
_WORK: Final = r"(?:editor|correspondent|reporter|columnist|writer|producer|journalist)(?:-at-large|\s+at\s+large)?"
_ROLE_BEHIND: Final = re.compile(rf"^((?:\S+\s+){{2,3}}?){_TITLE}\s+(?:\S+\s+){{0,3}}?{_WORK}$", re.I)
_ROLE_BEFORE: Final = re.compile(rf"^(?:{_TITLE}\s+)+(?i:{_WORK})\s+(?=[A-Z]\S+\s+[A-Z])", re.I)
_SUFFIX: Final = re.compile(r"^(?:jr|sr|ph\.?d|m\.?d|ii|iii|iv|esq)\.?$", re.I)
_SUFFIXED: Final = re.compile(r",\s+(?=(?:Jr|Sr|II|III|IV)\b)")  # Aldo Venn, Jr.
_NOBODY: Final = frozenset((
    "admin", "administrator", "unknown", "none", "null", "undefined", "author", "guest", "wordpress", "n/a", "web",
    "news",
))  # fmt: skip
_CALL: Final = re.compile(  # words of buttons and links that stand beside bylines
    r"\b(?:sign(?:ed)? (?:in|up)|log(?:ged)? ?(?:in|out)|logged|(?:learn|read|see|view|find) (?:more|all)|"
    r"more (?:from|by|about|stories|articles)|author page|(?:view|search)\s.*\b(?:authors?|profiles?|bio|posts)|"
    r"follow|subscribe|newsletters?|comments?|polic(?:y|ies)|guide to|terms of|about us|contact|share|copy link|"
    r"min(?:ute)?s? read|\d+ ?(?:hrs?|hours?|mins?|minutes?|days?)|this author)\b|\d:\d\d",
    re.I,
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
    found = {letters(name): name for name in (_without_outlet(name, own) for name in found.values())}
    others = {key: name for key, name in found.items() if key not in own}
    return tuple((others or found).values())


def _without_outlet(name: str, own: set[str]) -> str:
    """Mara Venn for The Orrin Courier → Mara Venn."""
    whole = _FOR.match(name)
    return whole[1] if whole and letters(whole[2]) in own else name


def letters(name: str) -> str:
    """What two writings of one name share: letters and digits, without case."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _split(byline: str, *, surname_first: bool) -> list[str]:
    text = _ADDRESS.sub(" ", html.unescape(byline)).strip(" \t\n,;|-–—→›»")
    text = _SUFFIXED.sub(" ", _BY.sub("", text).strip())
    if surname_first and (turned := re.fullmatch(r"([^,;]+),\s*([^,;]+)", text)) and not _ROLE.search(text):
        text = f"{turned[2]} {turned[1]}"
    parts = [_bare(part) for part in _JOINT.split(text) if part]
    kept = [part for part in parts if _is_name(part)]
    return [part for index, part in enumerate(kept) if index == 0 or not _ROLE.search(part)]


def _bare(part: str) -> str:
    """A part of a byline without "By", the place and time of writing, and the job title that stands by the name."""
    part = _TAIL.sub("", _BY.sub("", " ".join(part.split())))
    part = _ROLE_BEFORE.sub("", _PLACE.sub(r"\1", part))
    if (behind := _ROLE_BEHIND.match(part)) and not _ROLE.search(behind[1]):
        part = behind[1]
    return part.strip(" .,:-–—→›»")


def _is_name(part: str) -> bool:
    return (
        1 < len(part) <= _LONGEST
        and part.casefold() not in _NOBODY
        and _SUFFIX.match(part) is None
        and _CALL.search(part) is None
        and len(part.split()) <= 7
        and any(c.isalpha() for c in part)
        and not re.search(rf"\d{{3}}|[<>{{}}=]|^{_MONTH}\s+\d", part, re.I)
    )

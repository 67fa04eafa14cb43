"""IPTC ninjs 1.x, 2.x and 3.x: news items in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from onrecord.errors import Unreadable
from onrecord.sources.fragments import paragraphs_of_markup
from onrecord.sources.source import Source
from onrecord.sources.taken import Page, Taken
from onrecord.sources.wire import Item

_TEXT: Final = ("", "text", "composite")
_TIMES: Final = ("versioncreated", "contentcreated", "firstcreated")  # when this text was issued, not its first version
_MARKS: Final = frozenset((*_TIMES, "headline", "headlines", "bodies", "pubstatus", "slugline", "headline_main"))


class _Part(NamedTuple):
    """A headline or body in one of its forms. role: "" or "main" for the one that counts."""

    role: str
    type: str
    value: str


def fits(value: object) -> bool:
    """Whether a JSON value is a ninjs item: it has a URI and one of the standard's own fields, and no plain "text"."""
    if not isinstance(value, dict) or not isinstance(value.get("uri"), str) or isinstance(value.get("text"), str):
        return False
    names = {name.lower() for name in value}
    return bool(names & _MARKS) or any(name.startswith(("body_", "headline_")) for name in names)


def taken(value: dict[str, Any], source: Source, at: str) -> Taken:
    """The article of an item. Raises Unreadable when it is no text, Refused as wire.Item.taken does."""
    fields = {name.lower(): given for name, given in value.items()}  # 3.x writes versionCreated
    kind = _string(fields, "type")
    bodies = list(_parts(fields, "body", "bodies"))
    if kind not in _TEXT and not bodies:
        raise Unreadable(at, f"is a {kind}, not a text; only texts are read")
    headlines = sorted(_parts(fields, "headline", "headlines"), key=lambda part: part.role not in ("", "main"))
    item = Item(
        id=value["uri"],
        title=next((_line(part.value) for part in headlines), "") or _string(fields, "title"),
        bylines=tuple(filter(None, (_string(fields, "by", "byline"),))),
        dateline=_string(fields, "dateline"),
        text=_text(bodies),
        published=_string(fields, *_TIMES),
        outlet=_outlet(fields),
        status=_string(fields, "pubstatus"),
    )
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return item.taken(source, at, Page(data, "application/json", url=source.address))


def _parts(fields: dict[str, Any], one: str, several: str) -> Iterator[_Part]:
    """The forms of a field: body_xhtml and the like (1.x), or a list of objects (2.x and 3.x)."""
    for name, value in fields.items():
        if (name == one or name.startswith(f"{one}_")) and isinstance(value, str) and value.strip():
            yield _Part(name.removeprefix(one).strip("_"), "", value)
    listed = fields.get(several)
    for each in listed if isinstance(listed, list) else ():
        part = {name.lower(): given for name, given in each.items()} if isinstance(each, dict) else {}
        if _string(part, "value").strip():
            yield _Part(_string(part, "role"), _string(part, "contenttype"), part["value"])


def _text(bodies: list[_Part]) -> tuple[str, ...]:
    """The paragraphs of the richest form: markup, of which only the body counts, before plain text as it stands."""
    for part in bodies:
        marked = "html" in part.type or "xml" in part.type if part.type else "</p>" in part.value
        if marked and (lines := paragraphs_of_markup(part.value)):
            return lines
    plain = [part for part in bodies if part.type in ("", "text/plain")] or bodies
    main = sorted(plain, key=lambda part: part.role not in ("", "main", "text"))
    return (main[0].value.strip("\r\n"),) if main else ()


def _outlet(fields: dict[str, Any]) -> str:
    """Who issues the item: its provider or source, else who holds the rights."""
    for name in ("provider", "infosource", "infosources", "source"):
        given = fields.get(name)
        for each in given if isinstance(given, list) else [given]:
            named = each.get("name") if isinstance(each, dict) else each
            if isinstance(named, str) and named and "//" not in named:
                return named
    return _string(fields, "copyrightholder")


def _string(fields: dict[str, Any], *names: str) -> str:
    return next((fields[name] for name in names if isinstance(fields.get(name), str) and fields[name]), "")


def _line(text: str) -> str:
    return " ".join(paragraphs_of_markup(text) or [text])

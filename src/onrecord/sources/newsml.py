"""NewsML-G2: news items alone or in a news message, with their text as NITF, XHTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from onrecord.errors import SourceError, Unreadable
from onrecord.sources import nitf
from onrecord.sources.fragments import paragraphs_of
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome
from onrecord.sources.wire import Item
from onrecord.sources.xmlitems import items

_TYPE: Final = "application/vnd.iptc.g2.newsitem+xml"
_TIMES: Final = ("versioncreated", "contentcreated", "firstcreated")  # when this text was issued, not its first version
_TEXT: Final = ("", "text", "composite")  # classes of items that hold a text


def read(source: Source) -> Iterator[Outcome]:
    """The articles of a document's news items; packages only point to items, and are passed over."""
    from lxml import etree

    number = 0
    wanted = frozenset(("newsitem",))
    for element in items(source.stream, wanted, where=source.where, max_bytes=source.options.max_bytes):
        number += 1
        at = f"{source.where}:{element.get('guid') or number}"
        try:
            yield _item(element, at).taken(source, at, source.page(etree.tostring(element), _TYPE))
        except SourceError as error:
            yield error
    if not number:
        raise Unreadable(
            source.where, "holds no news item: a package only points to items; name the file that has them"
        )


def _item(element: Any, at: str) -> Item:
    kind = _code(nitf.attribute(element, "itemclass", "qcode"))
    if kind not in _TEXT:
        raise Unreadable(at, f"is a {kind}, not a text; only texts are read")
    meta, content = _first(element, "contentmeta"), _first(element, "contentset")
    inner = _first(content, "nitf")
    body = nitf.item_of(inner) if inner is not None else Item(id="")
    return Item(
        id=element.get("guid", ""),
        title=nitf.words(meta, "headline") or body.title or nitf.words(_first(element, "itemmeta"), "title"),
        subtitles=body.subtitles,
        bylines=body.bylines or _bylines(meta),
        dateline=nitf.words(meta, "dateline") or body.dateline,
        text=body.text or _text(content),
        published=next(filter(None, (nitf.words(element, name) for name in _TIMES)), ""),
        outlet=_named(element, "provider") or _named(element, "copyrightholder") or body.outlet,
        status=nitf.attribute(element, "pubstatus", "qcode"),
    )


def _first(element: Any, name: str) -> Any:
    """The first element of this local name below another, None where there is none."""
    return next(iter(nitf.every(element, name)), None)


def _bylines(meta: Any) -> tuple[str, ...]:
    """The byline as printed, else the names of the creators."""
    printed = [nitf.words(by, "by") for by in nitf.every(meta, "by")]
    creators = [nitf.words(creator, "name") for creator in nitf.every(meta, "creator")]
    return tuple(filter(None, printed or creators))


def _named(element: Any, name: str) -> str:
    """Who holds a role, in words: its name, else the literal or the end of the code that stands for it."""
    for each in nitf.every(element, name):
        if found := nitf.words(each, "name") or each.get("literal") or _code(each.get("qcode", "")):
            return found
    return ""


def _code(qcode: str) -> str:
    return qcode.rsplit(":", 1)[-1]


def _text(content: Any) -> tuple[str, ...]:
    """The paragraphs of the first XHTML body, else the plain text as it stands."""
    for body in nitf.every(content, "inlinexml"):
        inner = next(iter(nitf.every(body, "body")), body)
        if lines := paragraphs_of(inner):
            return lines
    for data in nitf.every(content, "inlinedata"):
        if data.get("contenttype", "text/plain").startswith("text/plain") and (data.text or "").strip():
            return (data.text.strip("\r\n"),)
    return ()

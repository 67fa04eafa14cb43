"""NITF 3.x (News Industry Text Format), alone or inside a NewsML-G2 item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from onrecord.errors import SourceError
from onrecord.sources.fragments import local, paragraphs_of
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome
from onrecord.sources.wire import Item
from onrecord.sources.xmlitems import items

_TYPE: Final = "application/nitf+xml"


def read(source: Source) -> Iterator[Outcome]:
    """The article of an NITF document."""
    from lxml import etree

    for element in items(source.stream, frozenset(("nitf",)), where=source.where, max_bytes=source.options.max_bytes):
        try:
            yield item_of(element).taken(source, source.where, source.page(etree.tostring(element), _TYPE))
        except SourceError as error:
            yield error


def item_of(nitf: Any) -> Item:
    """The fields of an <nitf> element of any namespace."""
    return Item(
        id=attribute(nitf, "doc-id", "id-string"),
        title=words(nitf, "hl1") or words(nitf, "title"),
        subtitles=tuple(line for each in every(nitf, "hl2") if (line := _line(each))),
        bylines=tuple(bylines_of(nitf)),
        dateline=words(nitf, "dateline"),
        text=tuple(line for body in every(nitf, "body.content") for line in paragraphs_of(body)),
        published=(
            attribute(nitf, "date.issue", "norm")
            or attribute(nitf, "date.release", "norm")
            or attribute(nitf, "story.date", "norm")
            or attribute(nitf, "pubdata", "date.publication")
        ),
        outlet=attribute(nitf, "pubdata", "name")
        or words(nitf, "distributor")
        or attribute(nitf, "doc.copyright", "holder"),
        status=attribute(nitf, "docdata", "management-status"),
    )


def bylines_of(nitf: Any) -> Iterator[str]:
    """The bylines above the text: the people that they mark, else their words without titles."""
    for byline in every(nitf, "byline"):
        people = [_line(person) for person in every(byline, "person")]
        if people:
            yield from people
            continue
        titles = {_line(title) for title in every(byline, "byttl")}
        text = _line(byline)
        for title in titles:
            if text != title:  # an agency may sign as a title
                text = text.replace(title, " ")
        yield text.strip(" ,;")


def every(element: Any, name: str) -> list[Any]:
    """The elements of this local name below another (or none), in order."""
    below = element.iter() if element is not None else ()
    return [each for each in below if isinstance(each.tag, str) and local(each) == name]


def words(element: Any, name: str) -> str:
    """The words of the first element of this local name, "" if there is none."""
    return next((line for each in every(element, name) if (line := _line(each))), "")


def attribute(element: Any, name: str, key: str) -> str:
    """An attribute of the first element of this local name that has it, "" if none has."""
    return next((each.get(key).strip() for each in every(element, name) if each.get(key)), "")


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())

"""Items of an XML document, one in memory at a time: nothing outside of it is loaded and no entity is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from onrecord.errors import Refused, Unreadable
from onrecord.sources.fragments import local

_PIECE: Final = 65_536


def items(stream: BinaryIO, wanted: frozenset[str], *, where: str, max_bytes: int) -> Iterator[Any]:
    """The lxml elements with one of these local names (lower case), outermost ones, each emptied after its turn.

    Raises Unreadable when the XML is broken, Refused when one item has more than max_bytes, or when the document
    declares entities of its own, as no wire does.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
    depth = size = 0
    try:
        while piece := stream.read(_PIECE):
            size += len(piece)
            parser.feed(piece)
            for event, element in parser.read_events():
                if not isinstance(element.tag, str) or local(element) not in wanted:
                    continue
                depth += 1 if event == "start" else -1
                if event == "end" and depth == 0:
                    _check(element, where)
                    yield element
                    _forget(element)
                    size = 0
            if size > max_bytes:
                raise Refused(where, f"has an item of more than {max_bytes:,} bytes, the limit; split it")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Unreadable(where, f"its XML is broken ({error}); mend it, or ask for it again") from None


def _check(element: Any, where: str) -> None:
    info = element.getroottree().docinfo
    if info.internalDTD is not None and any(True for _ in info.internalDTD.iterentities()):
        raise Refused(where, "declares XML entities of its own, which can stand for anything; take them out")


def _forget(element: Any) -> None:
    """Frees the item and its predecessors: the document's root keeps only what stands beside them."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]

"""Is this schema.org? Asked of the vocabulary that pydantic2-schemaorg carries: its types, their properties, their ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

_NAME = re.compile(r"\w+")
_TYPING = {"Optional", "Union", "List"}


@cache
def ranges(kind: str) -> Mapping[str, frozenset[str]]:
    """The properties of a type, with those it inherits, and what their values may be."""
    module = import_module(f"pydantic2_schemaorg.{kind}")
    found: dict[str, frozenset[str]] = {}
    for one in reversed(getattr(module, kind).__mro__):
        for name, annotation in vars(one).get("__annotations__", {}).items():
            found[name] = frozenset(_NAME.findall(str(annotation))) - _TYPING
    return found


@cache
def is_a(kind: str) -> frozenset[str]:
    """The type and those it is a case of."""
    return frozenset(one.__name__ for one in getattr(import_module(f"pydantic2_schemaorg.{kind}"), kind).__mro__)


def faults(node: Mapping[str, Any], where: str = "") -> Iterator[str]:
    """What the vocabulary does not know, by its place in the document."""
    kind = node.get("@type")
    if not isinstance(kind, str):
        yield f"{where or '/'} has no type"
        return
    try:
        known = ranges(kind)
    except ImportError:
        yield f"{where or '/'} is a {kind}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}/{name}"
        if name not in known:
            yield f"{place} is no property of {kind}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _fault(one, known[name], place)


def _fault(value: object, wanted: frozenset[str], place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from faults(value, place)
        kind = str(value.get("@type"))
        try:
            fits = bool(is_a(kind) & wanted)
        except ImportError:
            fits = False
        if not fits:
            yield f"{place} is a {kind}, not one of {', '.join(sorted(wanted))}"
    elif not isinstance(value, str) or "str" not in wanted:
        yield f"{place} is {value!r}, not one of {', '.join(sorted(wanted))}"

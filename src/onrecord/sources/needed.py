"""Libraries that only some sources need, imported when such a source comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from onrecord.errors import Unreadable


def needed(library: str, where: str, kind: str) -> Any:
    """The library's module. Raises Unreadable, naming the command that installs it, when it is not there.

    where: the input at hand. kind: what it is, in words ("a feed").
    """
    try:
        return import_module(library)
    except ImportError:
        root = library.split(".")[0]
        raise Unreadable(
            where, f"is {kind}, which needs {root}, and that is not installed: pip install 'onrecord[sources]'"
        ) from None

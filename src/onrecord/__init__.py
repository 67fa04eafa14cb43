"""onrecord reads news and keeps the record: who said what.

import onrecord

reading = onrecord.read("“We will not sign,” Mara Venn told reporters.")
reading.statements[0].source.text
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError
    from onrecord.reader import Reader, read
    from onrecord.store import Record
    from onrecord.types import (
        Article,
        Entity,
        Event,
        Office,
        Participant,
        Place,
        Reading,
        Span,
        Speaker,
        Stance,
        Statement,
        Time,
        Vectors,
        Words,
    )

__all__ = [
    "Article",
    "Entity",
    "Event",
    "Office",
    "OnrecordError",
    "Participant",
    "Place",
    "Reader",
    "Reading",
    "Record",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "Time",
    "Vectors",
    "Words",
    "__version__",
    "read",
]
__version__ = "0.1.0"

_HOME = {
    "OnrecordError": "onrecord.errors",
    "Reader": "onrecord.reader",
    "Record": "onrecord.store",
    "read": "onrecord.reader",
}


def __getattr__(name: str) -> Any:
    """Names are looked up when they are used, so that `import onrecord` stays light."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_HOME.get(name, "onrecord.types")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

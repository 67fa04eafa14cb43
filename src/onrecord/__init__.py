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
    from onrecord.types import Article, Reading, Span, Speaker, Statement, Words

__all__ = [
    "Article",
    "OnrecordError",
    "Reader",
    "Reading",
    "Span",
    "Speaker",
    "Statement",
    "Words",
    "__version__",
    "read",
]
__version__ = "0.1.0"

_HOME = {
    "OnrecordError": "onrecord.errors",
    "Reader": "onrecord.reader",
    "read": "onrecord.reader",
    **dict.fromkeys(("Article", "Reading", "Span", "Speaker", "Statement", "Words"), "onrecord.types"),
}


def __getattr__(name: str) -> Any:
    """Names are looked up when they are used, so that `import onrecord` stays light."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

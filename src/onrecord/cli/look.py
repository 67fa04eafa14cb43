"""How a reading looks in a terminal: columns, colours, and the signs that stand in for colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.table import Table

from onrecord.cli.plan import ColorSystem
from onrecord.export.marks import Role

_BRACKETS: dict[Role, tuple[str, str]] = {"source": ("{", "}"), "cue": ("‹", "›"), "content": ("⟦", "⟧")}
_ASCII_BRACKETS: dict[Role, tuple[str, str]] = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
STYLES: dict[Role, str] = {"source": "bold blue underline", "cue": "italic magenta", "content": "green"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, kw_only=True)
class Look:
    """How to show it. width: columns. colors: what the terminal can show, None for no colour. ascii: no other signs."""

    width: int
    colors: ColorSystem | None = None
    ascii: bool = False

    @property
    def brackets(self) -> dict[Role, tuple[str, str]]:
        """What stands around a role's words where there is no colour."""
        return _ASCII_BRACKETS if self.ascii else _BRACKETS

    def number(self, statements: Iterable[int]) -> str:
        """The numbers of these statements (from 0), small."""
        if self.ascii:
            return "^" + ",".join(str(statement + 1) for statement in statements)
        return "·".join(str(statement + 1).translate(_SUPERSCRIPT) for statement in statements)

    def table(self, width: int) -> Table:
        """An empty table of so many columns."""
        return Table(
            box=box.ASCII2 if self.ascii else box.SIMPLE_HEAD,
            width=width,
            padding=(0, 1, 0, 0),
            pad_edge=False,
            show_edge=False,
        )

    @property
    def arrow(self) -> str:
        """Between who acts and who receives."""
        return " -> " if self.ascii else " → "

    @property
    def note(self) -> str:
        """Before facts that stand under words, so that nobody takes them for words too."""
        return "- " if self.ascii else "· "

    @property
    def dot(self) -> str:
        """Between one fact and the next."""
        return " - " if self.ascii else " · "

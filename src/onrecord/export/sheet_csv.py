"""Rows as CSV (RFC 4180): UTF-8, one header line, CRLF. Several texts are joined by "; ", ids and spans by a blank.

Articles come from anywhere, and spreadsheets run a text that begins like a formula: such a text gets a ' before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from onrecord.export.columns import Column, Table

_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n]")
"""What begins a formula, as OWASP lists it; also behind every ' that is there, so that one can be taken off."""


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and does not run it: with a ' before it where it begins like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def cell(column: Column, row: Any) -> Any:
    """The value as it stands in CSV; None for an empty cell."""
    value = column.of(row)
    match column.type:
        case "number":
            return None if value is None else round(value, 4)
        case "texts":
            return harmless("; ".join(one or "" for one in value))
        case "ids":
            return " ".join(value)
        case "spans":
            return " ".join(f"{start}-{end}" for start, end in value)
        case _:
            return harmless(value) if isinstance(value, str) else value


def lines(rows: Iterable[Any], table: Table) -> Iterator[str]:
    """The header, then each row as soon as it is there."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table)
    yield out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow(cell(column, row) for column in table)
        yield out.getvalue()

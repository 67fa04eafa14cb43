"""Rows as CSV (RFC 4180): UTF-8, one header line, CRLF. Several texts are joined by "; ", ids and spans by a blank."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.columns import Column, Table


def cell(column: Column, row: Any) -> Any:
    """The value as it stands in CSV; None for an empty cell."""
    value = column.of(row)
    match column.type:
        case "number":
            return None if value is None else round(value, 4)
        case "texts":
            return "; ".join(one or "" for one in value)
        case "ids":
            return " ".join(value)
        case "spans":
            return " ".join(f"{start}-{end}" for start, end in value)
        case _:
            return value


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

"""Rows of the record written as a table, CSV, JSON or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from onrecord.answers import Listing
from onrecord.cli.columns import cells, flat
from onrecord.cli.record_settings import ListFormat
from onrecord.export.contract import encode
from onrecord.export.plain import to_json

NO_TERMINAL_WIDTH = 100


def write(found: Listing[Any], form: ListFormat | None, *, title: str | None = None, whole: Any = None) -> None:
    """Writes a page of rows to standard output. title: above a table. whole: what json writes in place of the rows."""
    form = form or (ListFormat.TABLE if sys.stdout.isatty() else ListFormat.JSONL)
    if form is ListFormat.TABLE:
        _table(found, title)
    elif form is ListFormat.CSV:
        _emit(_csv(found.rows))
    elif form is ListFormat.JSON:
        _emit(json.dumps(to_json(found if whole is None else whole), ensure_ascii=False, indent=2) + "\n")
    else:
        _emit("".join(json.dumps(to_json(row), ensure_ascii=False) + "\n" for row in found.rows))


def _emit(text: str) -> None:
    stream = typer.get_binary_stream("stdout")
    stream.write(encode(text))
    stream.flush()


def _csv(rows: Iterable[Any]) -> str:
    flattened = [flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in flattened for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    if names:
        writer.writeheader()
    writer.writerows(flattened)
    return out.getvalue()


def _table(found: Listing[Any], title: str | None) -> None:
    from rich.console import Console

    plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    console = Console(width=None if sys.stdout.isatty() else NO_TERMINAL_WIDTH, highlight=False, emoji=False)
    if title:
        console.print(title, markup=False)
    if not found.rows:
        console.print("Nothing in the record meets this." if not found.offset else "There are no more rows.")
        return
    console.print(_rows(found.rows, plain=plain))
    if found.more:
        console.print(f"More follow: --offset {found.offset + len(found.rows)}")


def _rows(rows: Sequence[Any], *, plain: bool) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [cells(row) for row in rows]
    names = list(dict.fromkeys(cell.name for row in shown for cell in row))
    table = Table(box=box.ASCII2 if plain else box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    for name in names:
        cell = next(cell for row in shown for cell in row if cell.name == name)
        table.add_column(
            name, ratio=cell.share, no_wrap=cell.share is None, justify="right" if cell.number else "left",
            overflow="fold", style=cell.style,
        )  # fmt: skip
    for row in shown:
        by_name = {cell.name: cell for cell in row}
        table.add_row(*(Text.assemble(*by_name[name].parts) if name in by_name else "" for name in names))
    return table

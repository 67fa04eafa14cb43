"""Rows as Apache Parquet, with typed columns. Needs pyarrow: the extra `parquet`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

from onrecord.errors import OnrecordError
from onrecord.export.columns import Column, Table

ROWS: Final = 5_000
"""In a row group, which is held in memory."""

_LONE = re.compile("[\ud800-\udfff]")


def needed() -> Any:
    """pyarrow. Raises OnrecordError, naming the extra, where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise OnrecordError("parquet needs pyarrow, which is not installed: pip install 'onrecord[parquet]'") from None
    return pyarrow


def schema(table: Table) -> Any:
    """The Arrow schema of a table."""
    arrow = needed()
    text = arrow.string()
    span = arrow.struct([arrow.field("start", arrow.int32(), False), arrow.field("end", arrow.int32(), False)])
    types = {
        "text": text, "day": arrow.date32(), "number": arrow.float64(), "count": arrow.int64(), "flag": arrow.bool_(),
        "texts": arrow.list_(text), "ids": arrow.list_(text), "spans": arrow.list_(span),
    }  # fmt: skip
    return arrow.schema([arrow.field(column.name, types[column.type]) for column in table])


def write(rows: Iterable[Any], table: Table, stream: BinaryIO) -> None:
    """Writes all rows. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    arrow, shape = needed(), schema(table)
    waiting = iter(rows)
    with arrow.parquet.ParquetWriter(stream, shape, compression="zstd") as writer:
        while group := list(islice(waiting, ROWS)):
            columns = [[_value(column, row) for row in group] for column in table]
            arrays = [arrow.array(one, field.type) for one, field in zip(columns, shape, strict=True)]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=shape))


def _value(column: Column, row: Any) -> Any:
    value = column.of(row)
    match column.type:
        case "text":
            return value and _LONE.sub("\ufffd", value)
        case "day":
            return value and date.fromisoformat(value)
        case "texts":
            return [one and _LONE.sub("\ufffd", one) for one in value]
        case "spans":
            return [{"start": start, "end": end} for start, end in value]
        case _:
            return value

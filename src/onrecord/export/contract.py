"""A reading as JSON and back: the contract of `onrecord read --format jsonl`, schema 1 (reading.schema.json).

What was not read is null or empty, never absent: `tasks` says what was looked for.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

from onrecord.errors import Unreadable
from onrecord.export import parsed, values
from onrecord.export.fields import Fields
from onrecord.types import Reading

SCHEMA = 1
# str.splitlines and its like break a line at these; inside JSON strings an escape says the same
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def to_json(reading: Reading) -> dict[str, Any]:
    """The reading as values that json can write; offsets count code points of `text`, confidence is 0 to 1."""
    article = reading.article
    return {
        "schema": SCHEMA,
        "model": reading.model,
        "tasks": list(reading.tasks),
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "text": article.text,
        "statements": [values.statement(statement) for statement in reading.statements],
        "entities": [values.entity(entity) for entity in reading.entities],
        "events": [values.event(event) for event in reading.events],
        "times": [values.time(time) for time in reading.times],
    }


def to_line(reading: Reading) -> str:
    """The reading as one line of JSON Lines, without its newline. A lone surrogate is left for the encoder."""
    return json.dumps(to_json(reading), ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def encode(text: str) -> bytes:
    r"""JSON text as UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes its JSON escape \ud800."""
    return text.encode("utf-8", "backslashreplace")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one reading, as shipped."""
    shipped = files("onrecord.export").joinpath("reading.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(shipped))


def from_json(value: object) -> Reading:
    """The reading that `to_json` wrote; fields of later versions are passed over.

    Raises Unreadable, naming the field by its JSON pointer, when a field is missing or of another type, when the
    schema is not 1, when an index points to nothing, or when words no longer stand at their place in the text.
    """
    body = Fields.of("", value, "")
    if (schema := body.get("schema", int)) != SCHEMA:
        raise Unreadable("/schema", f"is {schema}; this version reads {SCHEMA}: update onrecord, or read the text anew")
    return parsed.reading(Fields(body.get("text", str), body.values, ""))

"""A reading as JSON and back: the contract of `onrecord read --format jsonl`, schema 1 (reading.schema.json).

What this version does not read is null or empty, never absent: `tasks` says what was looked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeVar, cast, get_args

from onrecord.errors import Unreadable
from onrecord.types import Article, Kind, Reading, Span, Speaker, SpeakerKind, Statement, Words

SCHEMA = 1
_T = TypeVar("_T")
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
        "statements": [_statement_to_json(statement) for statement in reading.statements],
        "entities": [],
        "events": [],
        "times": [],
    }


def _statement_to_json(statement: Statement) -> dict[str, Any]:
    return {
        "kind": statement.kind,
        "confidence": float(statement.confidence),
        "source": _words_to_json(statement.source),
        "cue": _words_to_json(statement.cue),
        "content": _words_to_json(statement.content),
        "speaker": _speaker_to_json(statement.speaker),
        "addressee": None,
        "occasion": None,
        "stance": None,
        "said": None,
    }


def _words_to_json(words: Words | None) -> dict[str, Any] | None:
    if words is None:
        return None
    return {"text": words.text, "spans": [[int(start), int(end)] for start, end in words.spans]}


def _speaker_to_json(speaker: Speaker) -> dict[str, Any]:
    """An unknown speaker says why; a known one points to its entity, or to null while entities are not read."""
    value: dict[str, Any] = {"name": speaker.name, "kind": speaker.kind}
    if speaker.kind != "unknown" or speaker.entity is not None:
        value["entity"] = speaker.entity
    if speaker.kind == "unknown" or speaker.reason is not None:
        value["reason"] = speaker.reason
    return value


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
    schema is not 1, or when words no longer stand at their place in the text.
    """
    body = _object(value, "")
    if (schema := _get(body, "", "schema", int)) != SCHEMA:
        raise Unreadable("/schema", f"is {schema}; this version reads {SCHEMA}: update onrecord, or read the text anew")
    text = _get(body, "", "text", str)
    try:
        article = Article(
            text=text,
            id=_get(body, "", "id", str),
            url=_optional(body, "url"),
            title=_optional(body, "title"),
            outlet=_optional(body, "outlet"),
            authors=_strings(body, "authors"),
            published=_optional(body, "published"),
        )
    except ValueError as error:
        raise Unreadable("/published", str(error)) from None
    statements = tuple(
        _statement(text, item, f"/statements/{number}")
        for number, item in enumerate(_get(body, "", "statements", list))
    )
    return Reading(article, _get(body, "", "model", str), statements, _strings(body, "tasks"))


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Unreadable(where or "/", f"is {_name(value)}, not an object")
    return value


def _name(value: object) -> str:
    return "null" if value is None else f"of type {type(value).__name__}"


def _get(body: Mapping[str, object], where: str, key: str, expected: type[_T]) -> _T:
    if key not in body:
        raise Unreadable(f"{where}/{key}", "is missing; a reading is what `onrecord read --format json` prints")
    value = body[key]
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        raise Unreadable(f"{where}/{key}", f"is {_name(value)}, not {expected.__name__}")
    return value


def _optional(body: Mapping[str, object], key: str) -> str | None:
    return None if key in body and body[key] is None else _get(body, "", key, str)


def _strings(body: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = _get(body, "", key, list)
    if not all(isinstance(value, str) for value in values):
        raise Unreadable(f"/{key}", "holds something that is not a string")
    return tuple(values)


def _choice(body: Mapping[str, object], where: str, key: str, choices: tuple[str, ...]) -> str:
    value = _get(body, where, key, str)
    if value not in choices:
        raise Unreadable(f"{where}/{key}", f"is {value!r}, not one of {', '.join(choices)}")
    return value


def _statement(text: str, value: object, where: str) -> Statement:
    body = _object(value, where)
    if not isinstance(body.get("confidence"), int | float) or isinstance(body["confidence"], bool):
        raise Unreadable(f"{where}/confidence", "is not a number from 0 to 1")
    content = _words(text, body, where, "content")
    if content is None:
        raise Unreadable(f"{where}/content", "is null; a statement has content")
    return Statement(
        kind=cast("Kind", _choice(body, where, "kind", get_args(Kind))),
        confidence=float(cast("float", body["confidence"])),
        source=_words(text, body, where, "source"),
        cue=_words(text, body, where, "cue"),
        content=content,
        speaker=_speaker(_get(body, where, "speaker", dict), f"{where}/speaker"),
    )


def _words(text: str, statement: Mapping[str, object], where: str, key: str) -> Words | None:
    where = f"{where}/{key}"
    if key in statement and statement[key] is None:
        return None
    body = _object(statement.get(key, ""), where)
    spans = tuple(_span(text, pair, f"{where}/spans") for pair in _get(body, where, "spans", list))
    words = Words.of(text, spans)
    if words.text != _get(body, where, "text", str):
        raise Unreadable(f"{where}/text", f"is {body['text']!r}, but the article has {words.text!r} at {list(spans)}")
    return words


def _span(text: str, pair: object, where: str) -> Span:
    whole = isinstance(pair, list | tuple) and len(pair) == 2 and all(type(offset) is int for offset in pair)
    if not whole or not 0 <= cast("list[int]", pair)[0] < cast("list[int]", pair)[1] <= len(text):
        raise Unreadable(where, f"{pair!r} is not a [start, end] within the text's {len(text)} characters")
    return Span(*cast("list[int]", pair))


def _speaker(body: Mapping[str, object], where: str) -> Speaker:
    name, reason, entity = body.get("name"), body.get("reason"), body.get("entity")
    if not isinstance(name, str | None) or not isinstance(reason, str | None) or not isinstance(entity, int | None):
        raise Unreadable(where, "name and reason are strings or null, entity is a number or null")
    return Speaker(name, cast("SpeakerKind", _choice(body, where, "kind", get_args(SpeakerKind))), reason, entity)

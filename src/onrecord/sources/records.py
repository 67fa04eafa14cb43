"""Articles as JSON: a line each (JSONL), or one object or list of them in a .json file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.decode import text_of, whole
from onrecord.sources.options import Options
from onrecord.types import Article

Finish = Callable[[Article, str], Article]  # fills and checks an article; may raise a SourceError for what it is named

_ESCAPED: Final = 12  # bytes that one code point takes at most in JSON: 😀 as two \\u escapes
_SLACK: Final = 1_000_000  # bytes of a line for its other fields


def from_lines(
    stream: BinaryIO, *, where: str, name: str, options: Options, finish: Finish
) -> Iterator[Article | SourceError]:
    """The article of each line, one line in memory at a time; a bad line is an error, named where:number."""
    longest = options.max_chars * _ESCAPED + _SLACK
    number = 0
    found = False
    while line := stream.readline(longest + 1):
        number += 1
        at = f"{where}:{number}"
        if len(line) > longest:
            found = True
            while line and not line.endswith(b"\n"):
                line = stream.readline(_SLACK)
            yield Refused(
                at, f"is longer than an article of {options.max_chars:,} characters can be; raise --max-chars"
            )
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            found = True
            yield _parsed(line, at=at, name=f"{name}:{number}", options=options, finish=finish)
    if not found:
        yield Unreadable(where, "is empty: it holds no line with an article")


def from_document(
    data: bytes, *, where: str, name: str, options: Options, finish: Finish
) -> Iterator[Article | SourceError]:
    """The articles of a .json file: one object, or a list of them, or really JSONL. Items are named where:number."""
    try:
        value = json.loads(text_of(where, data))
    except SourceError as error:
        yield error
        return
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):
            import io

            yield from from_lines(io.BytesIO(data), where=where, name=name, options=options, finish=finish)
        else:
            yield Unreadable(where, _broken(error))
        return
    if isinstance(value, list):
        if not value:
            yield Unreadable(where, "is an empty list: it holds no article")
        for number, item in enumerate(value, 1):
            yield _guarded(item, at=f"{where}:{number}", name=f"{name}:{number}", options=options, finish=finish)
    else:
        yield _guarded(value, at=where, name=name, options=options, finish=finish)


def _broken(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its JSON is nested too deep to be an article"
    return f'is not JSON ({error}); each line is one object like {{"id": …, "text": …}}'


def _parsed(line: bytes, *, at: str, name: str, options: Options, finish: Finish) -> Article | SourceError:
    try:
        value = json.loads(text_of(at, line))
    except SourceError as error:
        return error
    except (ValueError, RecursionError) as error:
        return Unreadable(at, _broken(error))
    return _guarded(value, at=at, name=name, options=options, finish=finish)


def _guarded(value: object, *, at: str, name: str, options: Options, finish: Finish) -> Article | SourceError:
    try:
        return finish(_article(value, at=at, name=name, options=options), at)
    except SourceError as error:
        return error


def _article(value: object, *, at: str, name: str, options: Options) -> Article:
    """Raises Unreadable when the value is no article or its date none, Refused when its text is too long."""
    if not isinstance(value, dict):
        raise Unreadable(at, f'is a JSON {_kind(value)}, not an article: an object with a string "text"')
    text = value.get("text")
    if not isinstance(text, str):
        lacks = f'its "text" is a JSON {_kind(text)}' if "text" in value else 'it has no "text"'
        raise Unreadable(at, f'is not an article: {lacks}; an article is an object with a string "text"')
    if not text.strip():
        raise Unreadable(at, 'its "text" is empty: there is nothing to read')
    if len(text) > options.max_chars:
        raise Refused(
            at, f"has {len(text):,} characters, more than {options.max_chars:,}; --max-chars raises the limit"
        )
    given = value.get("id")
    try:
        return Article(
            text=whole(text),
            id=whole(str(given)) if isinstance(given, (str, int)) and given != "" else name,
            url=_string(value, "url"),
            title=_string(value, "title"),
            outlet=_string(value, "outlet", "publisher"),
            authors=_authors(value.get("authors")),
            published=_published(value),
        )
    except ValueError as error:
        raise Unreadable(at, f"its date of publication cannot be read: {error}") from None


def _published(value: dict[str, Any]) -> str | None:
    """The first of published and date that is not empty. Raises ValueError when it is no string."""
    given = next((value[key] for key in ("published", "date") if value.get(key) not in (None, "")), None)
    if given is not None and not isinstance(given, str):
        raise ValueError(f"{given!r} is not a date like 2025-02-08 or 2025-02-08T09:30:00+01:00")
    return given


def _string(value: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, dict):
            found = found.get("name")
        if isinstance(found, str) and found:
            return whole(found)
    return None


def _authors(value: object) -> tuple[str, ...]:
    """Names from a list of strings or of objects with a name, or from one string."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return tuple(whole(name) for name in names if isinstance(name, str) and name)


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")

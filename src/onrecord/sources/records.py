"""Articles as JSON: a line each (JSONL), or one object or list of them in a .json file.

Beside onrecord's own fields those of Media Cloud and news-please are understood, and items of IPTC ninjs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import ninjs
from onrecord.sources.decode import text_of, whole
from onrecord.sources.source import Source, too_long
from onrecord.sources.taken import Outcome, Taken
from onrecord.sources.times import iso_time
from onrecord.types import Article

_ESCAPED: Final = 12  # bytes that one code point takes at most in JSON: 😀 as two \\u escapes
_SLACK: Final = 1_000_000  # bytes of a line for its other fields
_TEXTS: Final = ("text", "maintext", "story_text")  # onrecord's, news-please's, Media Cloud's
_PUBLISHED: Final = ("published", "date", "date_publish", "publish_date")
_OUTLETS: Final = ("outlet", "publisher", "media_name", "source_domain")
_IDS: Final = ("id", "stories_id")
_OWN: Final = frozenset(("published", "date"))  # dates of onrecord's own format, which are ISO 8601 or wrong


def read_lines(source: Source) -> Iterator[Outcome]:
    """The article of each line, one line in memory at a time; a bad line is an error, named where:number."""
    longest = source.options.max_chars * _ESCAPED + _SLACK
    number = 0
    found = False
    while line := source.stream.readline(longest + 1):
        number += 1
        at = f"{source.where}:{number}"
        if len(line) > longest:
            found = True
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(_SLACK)
            size = f"{source.options.max_chars:,}"
            yield Refused(at, f"is longer than an article of {size} characters can be; raise --max-chars")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            found = True
            yield _parsed(line, source, at=at, name=f"{source.name}:{number}")
    if not found:
        yield Unreadable(source.where, "is empty: it holds no line with an article")


def read_document(source: Source) -> Iterator[Outcome]:
    """The articles of a .json file: one object, or a list of them, or really JSONL, or a JSON Feed.

    The articles of a list are named where:number.
    """
    from onrecord.sources import feed

    data = source.whole()
    try:
        value = json.loads(text_of(source.where, data))
    except (ValueError, RecursionError) as error:
        if "Extra data" not in str(error):
            raise Unreadable(source.where, _broken(error)) from None
        yield from read_lines(source.again(data))
        return
    if feed.is_json_feed(value):
        yield from feed.read(source.again(data))
    elif isinstance(value, list):
        if not value:
            raise Unreadable(source.where, "is an empty list: it holds no article")
        for number, item in enumerate(value, 1):
            yield _guarded(item, source, at=f"{source.where}:{number}", name=f"{source.name}:{number}")
    else:
        yield _guarded(value, source, at=source.where, name=source.name)


def _broken(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its JSON is nested too deep to be an article"
    return f'is not JSON ({error}); each line is one object like {{"id": …, "text": …}}'


def _parsed(line: bytes, source: Source, *, at: str, name: str) -> Outcome:
    try:
        value = json.loads(text_of(at, line))
    except SourceError as error:
        return error
    except (ValueError, RecursionError) as error:
        return Unreadable(at, _broken(error))
    return _guarded(value, source, at=at, name=name)


def _guarded(value: Any, source: Source, *, at: str, name: str) -> Outcome:
    try:
        return _taken(value, source, at=at, name=name)
    except SourceError as error:
        return error


def _taken(value: Any, source: Source, *, at: str, name: str) -> Taken:
    """Raises Unreadable when the value is no article or its date none, Refused when its text is too long."""
    if ninjs.fits(value):
        return ninjs.taken(value, source, at)
    if not isinstance(value, dict):
        raise Unreadable(at, f'is a JSON {_kind(value)}, not an article: an object with a string "text"')
    text = _text(value, at)
    if len(text) > source.options.max_chars:
        raise too_long(at, len(text), source.options)
    given = next((value[key] for key in _IDS if value.get(key) not in (None, "")), None)
    try:
        article = Article(
            text=whole(text),
            id=whole(str(given)) if isinstance(given, (str, int)) else name,
            url=_string(value, "url"),
            title=_string(value, "title"),
            outlet=_string(value, *_OUTLETS),
            authors=_authors(value.get("authors")),
            published=_published(value),
        )
    except ValueError as error:
        raise Unreadable(at, f"its date of publication cannot be read: {error}") from None
    return source.taken(article, at)


def _text(value: dict[str, Any], at: str) -> str:
    """Raises Unreadable when there is none."""
    key = next((key for key in _TEXTS if value.get(key) is not None), "text")
    text = value.get(key)
    if isinstance(text, str) and text.strip():
        return text
    if isinstance(text, str):
        raise Unreadable(at, f'its "{key}" is empty: there is nothing to read')
    lacks = f'its "{key}" is a JSON {_kind(text)}' if key in value else 'it has no "text"'
    url = _string(value, "url")
    mend = f"; name its address instead: {url}" if url and text is None else ""
    raise Unreadable(at, f'is not an article: {lacks}; an article is an object with a string "text"{mend}')


def _published(value: dict[str, Any]) -> str | None:
    """The first date that is not empty. Raises ValueError when it is none."""
    key = next((key for key in _PUBLISHED if value.get(key) not in (None, "")), "")
    given = value.get(key)
    if given is not None and not isinstance(given, str):
        raise ValueError(f"{given!r} is not a date like 2025-02-08 or 2025-02-08T09:30:00+01:00")
    return given if given is None or key in _OWN else iso_time(given) or given


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

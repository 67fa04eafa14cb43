"""Each source by its kind: a file, standard input or a URL, to the articles in it."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.decode import SAMPLE, Form, check_binary, markup_of, sniff, text_of
from onrecord.sources.options import Options
from onrecord.types import Article

STDIN: Final = "-"

_FORMS: Final[dict[str, Form]] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GZIP: Final = b"\x1f\x8b"
_BROKEN: Final = (OSError, EOFError, zlib.error)


def articles(sources: Sequence[str], options: Options | None = None) -> Iterator[Article | SourceError]:
    """The articles of these sources, in order; whatever cannot be read comes as the error that says why, in its place.

    A source is the path of a text, HTML or JSON(L) file (also .gz), "-" for standard input, or an http(s) URL.
    Nothing is raised for a bad source: the rest goes on.
    """
    options = options or Options()
    for source in sources:
        try:
            yield from _opened(source, options)
        except SourceError as error:
            yield error
        except _BROKEN as error:
            why = getattr(error, "strerror", None) or error
            yield Unreadable(_where(source), f"could not be read: {why}; check the file and its permissions")


def _where(source: str) -> str:
    return "standard input" if source == STDIN else source


def _finished(article: Article, where: str, options: Options) -> Article:
    """The article with what the options know of it. Raises Refused when it is in a language that is not read."""
    if not options.force:
        from onrecord.sources.language import check_language

        check_language(article, where)
    return replace(
        article,
        published=article.published or options.published,
        title=article.title or options.title,
        outlet=article.outlet or options.outlet,
        url=article.url or options.url,
    )


def _opened(source: str, options: Options) -> Iterator[Article | SourceError]:
    if source == STDIN:
        yield from _stream(sys.stdin.buffer, None, where=_where(source), name=_name(source), options=options)
    elif _SCHEME.match(source):
        yield from _web(source, options)
    else:
        yield from _file(source, options)


def _file(source: str, options: Options) -> Iterator[Article | SourceError]:
    path = Path(source)
    try:
        if path.is_dir():
            raise Unreadable(source, f"is a folder; name its files, for example {path / '*.txt'}")
        with path.open("rb") as stream:
            yield from _stream(stream, _form(path), where=source, name=_name(source), options=options)
    except FileNotFoundError:
        raise Unreadable(source, "there is no such file; check its spelling and the folder you are in") from None
    except ValueError as error:  # a NUL in the path
        raise Unreadable(repr(source), f"is no path of a file ({error})") from None


def _form(path: Path) -> Form | None:
    """What a path's ending says; .gz is looked through."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return _FORMS.get(suffixes[-1]) if suffixes else None


def _name(source: str) -> str:
    """The id of an input: its file name without ending, "stdin", or its URL."""
    if source == STDIN:
        return "stdin"
    if _SCHEME.match(source):
        return source
    path = Path(source)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return path.stem


def _web(source: str, options: Options) -> Iterator[Article | SourceError]:
    from onrecord.sources.fetch import fetch

    found = fetch(source, options)
    if not found.data.strip():
        raise Unreadable(source, "the server answered with an empty page; open it in a browser")
    check_binary(source, found.data[:SAMPLE])
    form = found.form or sniff(found.data[:SAMPLE])
    if form == "html":
        yield _page(found.data, where=source, name=source, options=options, address=found.url, charset=found.charset)
    else:
        stream = io.BytesIO(found.data)
        yield from _records_or_text(stream, form, where=source, name=source, options=options, address=found.url)


def _stream(
    raw: BinaryIO, form: Form | None, *, where: str, name: str, options: Options
) -> Iterator[Article | SourceError]:
    """The articles of an open input, unpacked if it is gzip."""
    stream = io.BufferedReader(cast(io.RawIOBase, _Ahead(raw)), SAMPLE)
    if stream.peek(2)[:2] == _GZIP:
        stream = io.BufferedReader(cast(io.RawIOBase, _Ahead(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))), SAMPLE)
    head = stream.peek(SAMPLE)
    if not head:
        raise Unreadable(where, "is empty: there is nothing to read")
    check_binary(where, head)
    yield from _records_or_text(cast(BinaryIO, stream), form or sniff(head), where=where, name=name, options=options)


def _records_or_text(
    stream: BinaryIO, form: Form, *, where: str, name: str, options: Options, address: str | None = None
) -> Iterator[Article | SourceError]:
    from onrecord.sources.records import from_document, from_lines

    finish = partial(_finished, options=options)
    if form == "jsonl":
        yield from from_lines(stream, where=where, name=name, options=options, finish=finish)
    elif form == "json":
        yield from from_document(_all(stream, where, options), where=where, name=name, options=options, finish=finish)
    elif form == "html":
        yield _page(_all(stream, where, options), where=where, name=name, options=options)
    else:
        yield _text(stream, where=where, name=name, options=options, address=address)


def _all(stream: BinaryIO, where: str, options: Options) -> bytes:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise Refused(
            where, f"is larger than {options.max_bytes:,} bytes, the limit; split it, or give articles as JSONL"
        )
    return data


def _text(stream: BinaryIO, *, where: str, name: str, options: Options, address: str | None) -> Article:
    data = stream.read(options.max_chars * 4 + 4)
    more = bool(stream.read(1))
    text = "" if more else text_of(where, data)
    if more or len(text) > options.max_chars:
        size = "" if more else f"{len(text):,} characters, "
        raise Refused(where, f"has {size}more than {options.max_chars:,} characters; --max-chars raises the limit")
    if not text.strip("\0 \t\r\n\f\v"):
        raise Unreadable(where, "is empty: it holds no words to read")
    return _finished(Article(text=text, id=name, url=address), where, options)


def _page(
    data: bytes, *, where: str, name: str, options: Options, address: str | None = None, charset: str | None = None
) -> Article:
    from onrecord.sources.page import article_of

    article = article_of(markup_of(data, charset), where=where, id=name, address=address)
    if len(article.text) > options.max_chars:
        raise Refused(
            where,
            f"has {len(article.text):,} characters, more than {options.max_chars:,}; --max-chars raises the limit",
        )
    return article


class _Ahead(io.RawIOBase):
    """Reads of full length from a pipe that gives little at a time, so that its kind can be told from its beginning.

    A line's end is full enough: what a program sends line by line is handed on line by line.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._failed: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """What was read before a fault is handed on; the fault is raised by the next read."""
        if self._failed is not None:
            raise self._failed
        view = memoryview(cast(bytearray, buffer)).cast("B")
        read = getattr(self._raw, "read1", self._raw.read)
        size = 0
        try:
            while size < len(view) and (piece := read(len(view) - size)):
                view[size : size + len(piece)] = piece
                size += len(piece)
                if piece.endswith(b"\n"):
                    break
        except _BROKEN as error:
            if not size:
                raise
            self._failed = error
        return size

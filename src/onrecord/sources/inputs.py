"""Each source by its kind: a file, standard input or a URL, to the articles in it."""

from __future__ import annotations

import gzip
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, cast

from onrecord.errors import SourceError, Unreadable
from onrecord.sources import kinds
from onrecord.sources.ahead import BROKEN, Again, Ahead
from onrecord.sources.decode import SAMPLE, check_binary, markup_of
from onrecord.sources.kinds import Form
from onrecord.sources.options import Options
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome
from onrecord.types import Article

STDIN: Final = "-"

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GZIP: Final = b"\x1f\x8b"


def articles(sources: Sequence[str], options: Options | None = None) -> Iterator[Article | SourceError]:
    """The articles of these sources, in order; whatever cannot be read comes as the error that says why, in its place.

    A source is the path of a file (also .gz), "-" for standard input, or an http(s) URL: of text, a page, JSON(L), a
    feed, a sitemap, a WARC archive, or a wire's items. Nothing is raised for a bad source: the rest goes on.
    """
    for item in outcomes(sources, options):
        yield item if isinstance(item, SourceError) else item.article


def outcomes(sources: Sequence[str], options: Options | None = None) -> Iterator[Outcome]:
    """As `articles`, each article with the page it was taken from."""
    options = options or Options()
    for source in sources:
        try:
            yield from _opened(source, options)
        except SourceError as error:
            yield error
        except BROKEN as error:
            why = getattr(error, "strerror", None) or error
            yield Unreadable(_where(source), f"could not be read: {why}; check the file and its permissions")


def _where(source: str) -> str:
    return "standard input" if source == STDIN else source


def _opened(source: str, options: Options) -> Iterator[Outcome]:
    if source == STDIN:
        yield from _read(Source(sys.stdin.buffer, _where(source), _name(source), options), None)
    elif _SCHEME.match(source):
        yield from _web(source, options)
    else:
        yield from _file(source, options)


def _file(source: str, options: Options) -> Iterator[Outcome]:
    path = Path(source)
    try:
        if path.is_dir():
            raise Unreadable(source, f"is a folder; name its files, for example {path / '*.txt'}")
        with path.open("rb") as stream:
            yield from _read(Source(stream, source, _name(source), options), kinds.of_path(path))
    except FileNotFoundError:
        raise Unreadable(source, "there is no such file; check its spelling and the folder you are in") from None
    except ValueError as error:  # a NUL in the path
        raise Unreadable(repr(source), f"is no path of a file ({error})") from None


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


def _web(source: str, options: Options) -> Iterator[Outcome]:
    from onrecord.sources.fetch import fetch

    found = fetch(source, options)
    if not found.data.strip():
        raise Unreadable(source, "the server answered with an empty page; open it in a browser")
    yield from _read(Source.of(found, where=source, name=source, options=options), found.form)


def _read(source: Source, form: Form | None) -> Iterator[Outcome]:
    """The articles of an open input, unpacked if it is gzip; a WARC file is left as it is, each record is packed."""
    if form == "warc":
        yield from _reader(form)(source)
        return
    stream = io.BufferedReader(cast(io.RawIOBase, Ahead(source.stream)), SAMPLE)
    if stream.peek(2)[:2] == _GZIP:
        stream = io.BufferedReader(cast(io.RawIOBase, Ahead(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))), SAMPLE)
    head = stream.peek(SAMPLE)
    if not head:
        raise Unreadable(source.where, "is empty: there is nothing to read")
    if form is None and kinds.is_line(head):
        head = stream.readline(source.options.max_bytes)
        stream = io.BufferedReader(cast(io.RawIOBase, Again(head, cast(BinaryIO, stream))), SAMPLE)
    form = form or kinds.sniff(head)
    if form != "warc":
        check_binary(source.where, head[:SAMPLE])
    if form == "xml":
        raise Unreadable(source.where, _strange(head))
    yield from _reader(form)(source.with_stream(cast(BinaryIO, stream)))


def _strange(head: bytes) -> str:
    root = kinds.root_of(markup_of(head))
    return (
        f"is XML of the kind <{root}>, which is not read: pages, feeds, sitemaps, NewsML-G2 and NITF are; "
        "convert it, or save its text as .txt"
    )


def _reader(form: Form) -> Callable[[Source], Iterator[Outcome]]:
    """What reads inputs of a form; imported when one comes."""
    from onrecord.sources import feed, newsml, nitf, pages, records, sitemap, text, warc

    readers: dict[Form, Callable[[Source], Iterator[Outcome]]] = {
        "text": text.read,
        "html": pages.read,
        "json": records.read_document,
        "jsonl": records.read_lines,
        "feed": feed.read,
        "sitemap": sitemap.read,
        "newsml": newsml.read,
        "nitf": nitf.read,
        "warc": warc.read,
    }
    return readers[form]

"""Web archives (WARC, each record gzipped or not, as Common Crawl's news archive has them): the pages they keep."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.decode import SAMPLE, check_binary, markup_of
from onrecord.sources.inflate import Inflate
from onrecord.sources.needed import needed
from onrecord.sources.page import article_of
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome, Page, Taken

_PAGES: Final = ("text/html", "application/xhtml+xml")
_OK: Final = 200
_GZIP: Final = b"\x1f\x8b\x08"
_WARC: Final = b"WARC/"
_CUT: Final = "it is cut off"
_HEAD: Final = 512  # bytes in which a gzipped record shows its name
_PIECE: Final = 1 << 20


def read(source: Source) -> Iterator[Outcome]:
    """The articles of an archive's HTML responses; a bad record is an error, and the ones after it are read.

    Other records, and answers that are no pages, are passed over. What comes through a pipe ends with its first broken
    record, as one cannot go back in it.
    """
    library = needed("fastwarc.warc", source.where, "a WARC archive")
    start: int | None = 0
    told = some = False
    while start is not None:
        last, fault = None, _CUT
        try:
            for record in library.ArchiveIterator(_Positioned(source.stream), parse_http=False):
                last = record.stream_pos
                for outcome in _outcome(record, library, source):
                    some = True
                    yield outcome
        except BaseException as error:
            if not _is_fault(error):
                raise
            fault = str(error)
        at = start if last is None else last
        start = _next_record(source.stream, at + 1)
        ended = fault == _CUT and last is not None and start is None
        told = told and last is None  # of several broken records in a row the first is told
        if not ended and not told:
            yield _broken(source, at, fault)
            told = True
        if start is not None:
            source.stream.seek(start)
    if not some and not told:
        yield Unreadable(source.where, "holds no page: none of its records is an HTML answer of a web server")


def _is_fault(error: BaseException) -> bool:
    """Whether an exception tells of a bad archive. FastWARC lets some come as panics, which are no Exceptions."""
    return isinstance(error, (OSError, ValueError, EOFError)) or type(error).__name__ == "PanicException"


def _broken(source: Source, at: int, fault: str) -> Unreadable:
    return Unreadable(
        f"{source.where}:{at}", f"at this byte or behind, a WARC record is broken ({fault}); fetch it again"
    )


def _outcome(record: Any, library: Any, source: Source) -> Iterator[Outcome]:
    """The article of a record, or why it cannot be read; nothing where it holds no page."""
    kind, address = record.headers.get("WARC-Type"), record.headers.get("WARC-Target-URI")
    if kind is None or (kind == "response" and (not address or not record.headers.get("Content-Type"))):
        yield _broken(source, record.stream_pos, "its header is cut off")
    if kind != "response" or not record.is_http or not address:
        return
    at = f"{source.where}:{address.strip('<>')}"
    try:
        if (taken := _taken(record, library, source, address.strip("<>"), at)) is not None:
            yield taken
    except SourceError as error:
        yield error


def _taken(record: Any, library: Any, source: Source, address: str, at: str) -> Taken | None:
    """Raises Refused when the page is too large, Unreadable when it is broken or holds no article."""
    limit = source.options.max_bytes
    if record.content_length > limit:
        raise Refused(at, f"has {record.content_length:,} bytes, more than {limit:,}, the limit of one page")
    block = record.reader.read(limit)
    if len(block) < record.content_length:
        raise Unreadable(at, f"is cut off: {len(block):,} of its {record.content_length:,} bytes are there")
    try:
        answer = _answer(block, library, "transfer")
        headers = answer.http_headers
        if headers.status_code != _OK or answer.http_content_type not in _PAGES:
            return None
        coding = (headers.get("Content-Encoding") or "").strip().lower()
        if coding in ("gzip", "x-gzip"):
            data = _inflated(answer.reader.read(), limit + 1, at)
        else:
            data = (_answer(block, library, "all") if coding else answer).reader.read(limit + 1)
    except (OSError, ValueError, zlib.error) as error:
        raise Unreadable(at, f"its HTTP answer is broken ({error})") from None
    if len(data) > limit:
        raise Refused(at, f"has more than {limit:,} bytes when it is unpacked, the limit of one page")
    check_binary(at, data[:SAMPLE])
    article = article_of(markup_of(data, answer.http_charset), where=at, id=address, address=address)
    page = Page(
        data=data,
        content_type=headers.get("Content-Type") or "text/html",
        url=address,
        fetched=record.record_date.isoformat() if record.record_date else None,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
    )
    return source.taken(article, at, page)


def _answer(block: bytes, library: Any, decode: str) -> Any:
    """A record's HTTP, as a record of its own: a fault in it does not break the archive's reader."""
    answer = library.WarcRecord()
    answer.init_headers(record_type=library.WarcRecordType.response)
    answer.is_http = True
    answer.set_bytes_content(block)
    answer.parse_http(auto_decode=decode)
    return answer


def _inflated(body: bytes, most: int, at: str) -> bytes:
    """The first `most` bytes of a gzip body: FastWARC does not tell whether it has an end."""
    inflate = Inflate()
    data = inflate.feed(body, most)
    if inflate.cut and len(data) < most:
        raise Unreadable(at, f"its gzip body is cut off after {len(data):,} bytes")
    return data


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Where, from this byte on, the next record begins that looks like one; None if none does, or in a pipe."""
    if not stream.seekable():
        return None
    stream.seek(start)
    kept, offset = b"", start
    while piece := stream.read(_PIECE):
        window = kept + piece
        base = offset - len(kept)
        for at in _marks(window):
            if _begins(stream, base + at):
                return base + at
        kept = window[-len(_WARC) :]
        offset += len(piece)
        stream.seek(offset)
    return None


def _marks(window: bytes) -> Iterator[int]:
    at = -1
    while True:
        found = [place for mark in (_GZIP, _WARC) if (place := window.find(mark, at + 1)) >= 0]
        if not found:
            return
        at = min(found)
        yield at


def _begins(stream: BinaryIO, at: int) -> bool:
    """Whether a record begins at this byte: with its name, or with gzip that holds it."""
    stream.seek(max(0, at - 1))
    before = stream.read(min(at, 1))
    head = stream.read(_HEAD)
    if head.startswith(_WARC):
        return before in (b"", b"\n")
    try:
        unpacked = zlib.decompressobj(31).decompress(head, len(_WARC))
    except zlib.error:
        return False
    return unpacked == _WARC or (len(head) < _HEAD and _WARC.startswith(unpacked))  # cut off in its first bytes


class _Positioned:
    """A stream that knows where it is, also where it is a pipe; FastWARC wants to be able to ask."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._at = raw.tell() if raw.seekable() else 0

    def read(self, size: int = -1) -> bytes:
        data = self._raw.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Only asks, as FastWARC does: a pipe has no way back."""
        return self._at

    def close(self) -> None:
        """The stream belongs to the caller."""

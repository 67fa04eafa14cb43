"""Bytes to text: whether they are text at all, and which characters they stand for."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final

from onrecord.errors import Unreadable

SAMPLE: Final = 65_536  # bytes that are looked at to tell what an input is

_MAGIC: Final = (
    (b"%PDF-", "a PDF document", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, OpenDocument or EPUB file)", "unpack it, or save it as text or HTML"),
    (b"\x89PNG", "a PNG image", "onrecord reads text"),
    (b"\xff\xd8\xff", "a JPEG image", "onrecord reads text"),
    (b"GIF8", "a GIF image", "onrecord reads text"),
    (b"RIFF", "a sound, video or WebP file", "onrecord reads text"),
    (b"OggS", "an Ogg sound or video file", "onrecord reads text"),
    (b"ID3", "an MP3 sound file", "onrecord reads text"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save it as text or HTML"),
    (b"{\\rtf", "a Rich Text document", "save it as plain text"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it with bunzip2 first"),
    (b"\xfd7zXZ", "an xz file", "unpack it with unxz first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it with unzstd first"),
    (b"SQLite format 3", "an SQLite database", "export its articles as JSONL"),
    (b"\x7fELF", "a program", "onrecord reads text"),
)
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL: Final = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_CONTROL_SHARE: Final = 0.1  # a text has few control characters; program code and images have many
_FOREIGN_SHARE: Final = (
    0.15  # English has few letters outside ASCII; in other alphabets' old encodings they are the rule
)


def check_binary(where: str, head: bytes) -> None:
    """Raises Unreadable, naming what the bytes seem to be, when they are no text. head: the first SAMPLE bytes."""
    for magic, what, mend in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(where, f"is {what}, which holds no plain text; {mend}")
    if head.startswith(tuple(bom for bom, _ in _BOMS)):
        return
    nulls = head.count(0)
    if len(head) >= 8 and max(head[::2].count(0), head[1::2].count(0)) > len(head) * 0.35 and nulls < len(head) * 0.6:
        raise Unreadable(
            where, "seems to be UTF-16 text without a byte order mark; convert it with iconv -f UTF-16LE -t UTF-8"
        )
    if sum(map(head.count, _CONTROL)) > len(head) * _CONTROL_SHARE:
        raise Unreadable(where, "is binary, not text: more than a tenth of its bytes are control characters")


def text_of(where: str, data: bytes) -> str:
    """The text, otherwise untouched: a byte order mark is honoured and removed, a lone surrogate becomes U+FFFD.

    Without a mark it is UTF-8, else Windows-1252, in which old news files are. Raises Unreadable when it is neither.
    """
    check_binary(where, data[:SAMPLE])
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    where, f"begins as {encoding} but byte {error.start + len(bom)} is not; save it again as UTF-8"
                ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(where, data, error.start)


def _legacy(where: str, data: bytes, at: int) -> str:
    """The text of a file that is not strict UTF-8: byte `at` is the first that is not."""
    with suppress(UnicodeDecodeError):
        return whole(data.decode("utf-8", "surrogatepass"))
    found = f"byte 0x{data[at]:02X} at {at}"
    lenient = data.decode("utf-8", "surrogateescape")
    high = sum(1 for c in lenient if c > "\x7f")
    stray = sum(1 for c in lenient if "\udc80" <= c <= "\udcff")
    if high - stray >= stray:
        raise Unreadable(where, f"is broken UTF-8 ({found}); save it again as UTF-8")
    if stray <= _FOREIGN_SHARE * len(data) and not any(control in data for control in _CONTROL):
        with suppress(UnicodeDecodeError):
            return data.decode("cp1252")
    raise Unreadable(
        where, f"is not UTF-8 ({found}) nor Windows-1252 text; convert it with iconv -f ITS-ENCODING -t UTF-8"
    )


def whole(text: str) -> str:
    """The text with U+FFFD in place of each lone surrogate, which no file or database can hold."""
    return _SURROGATES.sub("\ufffd", text)


def markup_of(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: by its byte order mark, the server's charset, its own <meta>, UTF-8, Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    named = _META_CHARSET.search(data[:SAMPLE])
    for label in (charset, named[1].decode("ascii") if named else None, "utf-8"):
        if label and (codec := _codec(label)):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    utf8 = data.decode("utf-8", "replace")
    stray = utf8.count("\ufffd")
    return utf8 if stray < sum(1 for c in utf8 if c > "\x7f") - stray else data.decode("cp1252", "replace")


def _codec(name: str) -> str | None:
    """Python's name of a charset label, or None: browsers read Latin-1 as Windows-1252, and so do we."""
    try:
        found = str(codecs.lookup(name).name)
        b"a".decode(found, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    if found in {"iso8859-1", "ascii"}:
        return "cp1252"
    return None if found in {"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode"} else found

"""What an input is: by its file's ending, by the content type that the server says, or by how it begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

from onrecord.errors import Unreadable
from onrecord.sources.decode import SAMPLE, markup_of

Form = Literal["text", "html", "json", "jsonl", "feed", "sitemap", "newsml", "nitf", "warc", "xml"]

_ENDINGS: Final[dict[str, Form]] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
}
_ROOTS: Final[dict[str, Form]] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "nitf": "nitf",
    "html": "html",
}
_LINES: Final = ("application/x-ndjson", "application/jsonl", "application/jsonlines", "application/x-jsonlines")
_UNSAID: Final = (  # content types that leave it open what comes
    "", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "application/gzip",
    "application/x-gzip",
)  # fmt: skip
_PROLOG: Final = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)",
    re.S | re.I,
)
_MARKUP: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)\b", re.I)
_WARC: Final = b"WARC/"
_JSON_FEED: Final = re.compile(
    r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\b'
)  # of many stories, on one line or not


def of_path(path: Path) -> Form | None:
    """What a path's ending says; .gz is looked through. None where it leaves it open."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return _ENDINGS.get(suffixes[-1]) if suffixes else None


def of_content_type(url: str, content_type: str) -> Form | None:
    """What a Content-Type says, None where it leaves it open. Raises Unreadable when it is nothing that can be read."""
    kind = content_type.split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return "html"
    if kind in _LINES:
        return "jsonl"
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        return "json"
    if kind == "text/plain":
        return "text"
    if kind == "application/warc":
        return "warc"
    if kind in _UNSAID or kind.endswith("+xml"):
        return None
    raise Unreadable(url, f"is {kind}, not a page, feed, text or JSON; give the address of the story's own page")


def is_line(head: bytes) -> bool:
    """Whether an input begins with a line that may be an article of JSON Lines, and whose end is not in sight."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"{") and b"\n" not in text


def sniff(head: bytes) -> Form:
    """What the beginning of an input holds, when nothing else says so: decode.SAMPLE bytes, or more.

    An object whose line goes on behind them is taken for one document: where is_line says so, give the whole line.
    """
    if head.startswith(_WARC):
        return "warc"
    text = markup_of(head).lstrip("\ufeff \t\r\n\f")
    if text.startswith("{"):
        first, end, _ = text.partition("\n")
        whole = end == "\n" or len(head) < SAMPLE
        article = '"' in first and first.rstrip().endswith("}") and not _JSON_FEED.search(first)
        return "jsonl" if whole and article else "json"
    if re.match(r"\[\s*(?:\{|\]\s*$)", text):
        return "json"
    return _markup(text) if text.startswith("<") else "text"


def _markup(text: str) -> Form:
    root = root_of(text)
    if (form := _ROOTS.get(root.lower())) is not None:
        return form
    if _MARKUP.search(text[:5000]):
        return "html"
    return "xml" if text.startswith("<?xml") else "text"


def root_of(text: str) -> str:
    """The name of the first element of a text in XML or HTML, without its prefix; "" if it has none."""
    found = _PROLOG.match(text)
    return found[1] if found else ""

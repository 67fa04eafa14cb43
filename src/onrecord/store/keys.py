"""Public ids: short, the same on every database, made from what a thing is rather than from when it came."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from onrecord.types import Article

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no letter is taken for a digit
_PAIRS: Final = [low + high for high in _ALPHABET for low in _ALPHABET]
_LENGTH: Final = 13  # 65 bits: among ten million things the chance that any two share an id is 1 in 700,000
# An address, or of the schemes that name things wherever they lie. Any other word with a colon may be a file's name
# and the number of a line, which another file has too.
_IDENTIFIER: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|(?:urn|tag|doi|info|hdl|ni|oid):)\S", re.IGNORECASE)
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ocid|s_cid", re.IGNORECASE)

ARTICLE, STATEMENT, PARTY, EVENT, CORRECTION = "a", "s", "p", "e", "c"
PUBLIC_ID: Final = re.compile(rf"[aspec][{_ALPHABET}]{{{_LENGTH}}}")


def public_id(kind: str, *parts: str) -> str:
    """A letter for what it is, and 13 letters and digits that depend on all the parts."""
    number = int.from_bytes(_digest("\x1f".join(parts))[:9], "big") >> 7
    pairs = [_PAIRS[number >> bits & 1023] for bits in range(0, 5 * _LENGTH, 10)]  # the lowest first
    return kind + "".join(pairs)[:_LENGTH]


def sha256(text: str) -> str:
    """The hash of a text, in hexadecimal."""
    return _digest(text).hex()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def article_key(article: Article) -> str:
    """What makes two inputs the same article: its address, an id that is one, a URN or its like; else text and outlet.

    "N/A" in the place of an address is none.
    """
    for name in (article.url, article.id):
        if name and _IDENTIFIER.match(name):
            return plain_url(name)
    return f"{article.outlet or ''}\x1f{sha256(article.text)}"


def plain_url(url: str) -> str:
    """The address without fragment, tracking parameters and marks of spelling; any other string as it is."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    host = host if port in (None, 80, 443) else f"{host}:{port}"
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return urlunsplit(("https", host, parts.path or "/", urlencode(query, errors="replace"), "")).strip()

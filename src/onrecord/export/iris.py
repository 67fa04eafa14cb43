"""Names for linked data: of articles, of their texts, of statements and events, and of what registers know.

`urn:onrecord:ID` is a thing of the record, `urn:sha256:HASH` a text, or what was read in one that is not in the record.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from onrecord.types import Article, Entity, Reading, Span, Words

_WEB = re.compile('https?://[^\x00-\x20\x7f-\xa0<>"{}|\\\\^`\u2000-\u200f\u2028-\u202f\ud800-\udfff]+', re.IGNORECASE)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!$&-;=?-Z_a-z~%]+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")


def text_hash(text: str) -> str:
    """SHA-256, in hexadecimal, of the text in UTF-8; a lone surrogate counts as the three bytes it would have."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_text(text: str) -> str:
    return f"urn:sha256:{text_hash(text)}"


def web_address(article: Article) -> str | None:
    """The article's address where it is one of the web that can stand in linked data as it is."""
    return article.url if article.url and _WEB.fullmatch(article.url) else None


def of_article(article: Article) -> str:
    """Its address, else the name of its text."""
    return web_address(article) or of_text(article.text)


def of_id(identity: str) -> str:
    """An id of the record as a name; what is a name already stays."""
    return identity if _IRI.fullmatch(identity) else f"urn:onrecord:{quote(identity, safe='', errors='replace')}"


def of_statements(reading: Reading, ids: Sequence[str] | None) -> list[str]:
    """A name for each statement. ids: one for each, and then one for each event; events' may be missing here.

    Without ids a name is made from the article and the places of the statement's words, so that reading the same
    article again gives the same names. Raises ValueError when there are fewer ids than statements.
    """
    found = reading.statements
    if ids is not None:
        if len(ids) < len(found):
            raise ValueError(f"{len(ids)} ids for {len(found)} statements: give one for each, in the order of the text")
        return [of_id(identity) for identity in ids[: len(found)]]
    return _from_places(reading, "statement", [_spans(one.content, one.cue, one.source) for one in found])


def of_events(reading: Reading, ids: Sequence[str] | None) -> list[str]:
    """A name for each event, as for the statements. ids: those of the statements come first.

    Raises ValueError when there are not as many ids as statements and events.
    """
    first, found = len(reading.statements), reading.events
    if ids is not None:
        if len(ids) != first + len(found):
            raise ValueError(f"{len(ids)} ids for {first} statements and {len(found)} events: give one for each")
        return [of_id(identity) for identity in ids[first:]]
    return _from_places(reading, "event", [_spans(one.trigger) for one in found])


def wikidata(entity: Entity | None) -> str | None:
    """Its Wikidata id, such as Q42."""
    known = entity.ids.get("wikidata") if entity else None
    return known if known and _WIKIDATA.fullmatch(known) else None


def _spans(*words: Words | None) -> list[list[Span]]:
    return [list(one.spans) if one else [] for one in words]


def _from_places(reading: Reading, what: str, places: Iterable[object]) -> list[str]:
    """Those on the very same words are told apart by a number."""
    article = reading.article
    seen: dict[str, int] = {}
    names = []
    for place in places:
        key = json.dumps([article.url, article.id, text_hash(article.text), what, place])
        seen[key] = seen.get(key, 0) + 1
        number = "" if seen[key] == 1 else f"-{seen[key]}"
        names.append(f"urn:sha256:{hashlib.sha256(key.encode()).hexdigest()}{number}")
    return names

"""The record's rows as flat tables: the columns of each, with their types and what they say.

The same columns stand in CSV and Parquet, in listings and in whole exports.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from onrecord.answers import Acting, Evidence, Happened, Kept, Said, Selector, Voice
from onrecord.types import Span, iso_date

Type = Literal["text", "day", "number", "count", "flag", "texts", "ids", "spans"]
"""A text; an ISO day, None unknown; 0 to 1; a whole number; yes or no; texts; ids; (start, end) pairs."""


class Column(NamedTuple):
    """One column. of: its value in a row; empty values are None, () for several."""

    name: str
    type: Type
    of: Callable[[Any], Any]


Table = tuple[Column, ...]
"""The columns of a row, in their order."""


def _day(value: str | None) -> str | None:
    return value or None


def _evidence(of: Callable[[Any], Evidence]) -> Table:
    def first(row: Any) -> Selector:
        return of(row).selectors[0]

    def last(row: Any) -> Selector:
        return of(row).selectors[-1]

    return (
        Column("exact", "text", lambda row: of(row).exact),
        Column("prefix", "text", lambda row: first(row).prefix),
        Column("suffix", "text", lambda row: last(row).suffix),
        Column("spans", "spans", lambda row: tuple(Span(one.start, one.end) for one in of(row).selectors)),
        Column("in_text", "text", lambda row: of(row).in_text),
        Column("in_page", "text", lambda row: of(row).in_page),
        Column("article", "text", lambda row: of(row).where.article),
        Column("outlet", "text", lambda row: of(row).where.outlet),
        Column("published", "text", lambda row: of(row).where.published),
        Column("title", "text", lambda row: of(row).where.title),
        Column("url", "text", lambda row: of(row).where.url),
        Column("text_sha256", "text", lambda row: of(row).where.text_sha256),
    )


_EVIDENCE = _evidence(lambda row: row.evidence)


def _names(several: tuple[Acting, ...]) -> tuple[str, ...]:
    return tuple(one.called for one in several)


def _ids(several: tuple[Acting, ...]) -> tuple[str | None, ...]:
    return tuple(one.party.id if one.party else None for one in several)


def _codes(several: tuple[Acting, ...]) -> tuple[str | None, ...]:
    return tuple(one.code for one in several)


STATEMENTS: Table = (
    Column("id", "text", lambda row: row.id),
    Column("day", "day", lambda row: _day(row.day)),
    Column("speaker", "text", lambda row: row.speaker_name),
    Column("speaker_id", "text", lambda row: row.speaker and row.speaker.id),
    Column("speaker_kind", "text", lambda row: row.speaker.kind if row.speaker else "unknown"),
    Column("speaker_wikidata", "text", lambda row: row.speaker and row.speaker.wikidata),
    Column("kind", "text", lambda row: row.kind),
    Column("act", "text", lambda row: row.act),
    Column("negated", "flag", lambda row: row.negated),
    Column("hedged", "flag", lambda row: row.hedged),
    Column("source", "text", lambda row: row.source),
    Column("cue", "text", lambda row: row.cue),
    *_EVIDENCE,
    Column("addressee", "text", lambda row: row.addressee),
    Column("occasion", "text", lambda row: row.occasion),
    Column("said", "text", lambda row: row.said),
    Column("when", "text", lambda row: row.when or None),
    Column("when_told", "flag", lambda row: row.when_told),
    Column("outlets", "texts", lambda row: row.outlets),
    Column("confidence", "number", lambda row: row.confidence),
    Column("model", "text", lambda row: row.model),
    Column("read_as", "text", lambda row: row.as_read),
    Column("reason", "text", lambda row: row.reason),
    Column("corrections", "ids", lambda row: row.corrections),
    Column("rejected", "flag", lambda row: row.rejected),
)

EVENTS: Table = (
    Column("id", "text", lambda row: row.id),
    Column("day", "day", lambda row: _day(row.day)),
    Column("type", "text", lambda row: row.type),
    Column("status", "text", lambda row: row.status),
    Column("actors", "texts", lambda row: _names(row.actors)),
    Column("actor_ids", "texts", lambda row: _ids(row.actors)),
    Column("actor_codes", "texts", lambda row: _codes(row.actors)),
    Column("recipients", "texts", lambda row: _names(row.recipients)),
    Column("recipient_ids", "texts", lambda row: _ids(row.recipients)),
    Column("recipient_codes", "texts", lambda row: _codes(row.recipients)),
    Column("date", "text", lambda row: row.date),
    Column("when", "text", lambda row: row.when or None),
    Column("when_told", "flag", lambda row: row.when_told),
    Column("place", "text", lambda row: row.place),
    Column("country", "text", lambda row: row.country),
    Column("mode", "text", lambda row: row.mode),
    Column("quad", "text", lambda row: row.quad),
    Column("cameo", "texts", lambda row: row.cameo),
    Column("mentions", "count", lambda row: row.mentions),
    Column("voucher", "text", lambda row: row.voucher),
    Column("vouched_by", "text", lambda row: row.vouched_by),
    *_EVIDENCE,
    Column("outlets", "texts", lambda row: row.outlets),
    Column("confidence", "number", lambda row: row.confidence),
    Column("model", "text", lambda row: row.model),
    Column("corrections", "ids", lambda row: row.corrections),
    Column("rejected", "flag", lambda row: row.rejected),
)

PEOPLE: Table = (
    Column("id", "text", lambda row: row.party.id),
    Column("name", "text", lambda row: row.party.name),
    Column("kind", "text", lambda row: row.party.kind),
    Column("named", "flag", lambda row: row.party.named),
    Column("wikidata", "text", lambda row: row.party.wikidata),
    Column("statements", "count", lambda row: row.statements),
    Column("direct", "count", lambda row: row.direct),
    Column("mixed", "count", lambda row: row.mixed),
    Column("indirect", "count", lambda row: row.indirect),
    Column("outlets", "count", lambda row: row.outlets),
    Column("first", "day", lambda row: _day(row.first)),
    Column("last", "day", lambda row: _day(row.last)),
    Column("roles", "texts", lambda row: row.roles),
)


def _published(row: Kept) -> str | None:
    published = row.reading.article.published
    return iso_date(published).isoformat() if published else None


ARTICLES: Table = (
    Column("id", "text", lambda row: row.id),
    Column("name", "text", lambda row: row.reading.article.id),
    Column("day", "day", _published),
    Column("outlet", "text", lambda row: row.reading.article.outlet),
    Column("title", "text", lambda row: row.reading.article.title),
    Column("authors", "texts", lambda row: row.reading.article.authors),
    Column("published", "text", lambda row: row.reading.article.published),
    Column("url", "text", lambda row: row.reading.article.url),
    Column("version", "count", lambda row: row.version),
    Column("added", "text", lambda row: row.added),
    Column("statements", "count", lambda row: len(row.reading.statements)),
    Column("events", "count", lambda row: len({event.group for event in row.reading.events})),
    Column("model", "text", lambda row: row.reading.model),
    Column("corrections", "ids", lambda row: tuple(one.id for one in row.corrections)),
    Column("text_sha256", "text", lambda row: row.text_sha256),
    Column("text", "text", lambda row: row.reading.article.text),
)

TABLES: dict[type, Table] = {Said: STATEMENTS, Happened: EVENTS, Kept: ARTICLES, Voice: PEOPLE}

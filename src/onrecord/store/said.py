"""Rows of statements as the listings show them, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.engine import Connection

from onrecord.answers import Evidence, Party, Said, Where
from onrecord.errors import NotFound
from onrecord.store.among import among
from onrecord.store.columns import words_at
from onrecord.store.days import extended, when_of
from onrecord.store.keys import sha256
from onrecord.store.names import parties_by_number
from onrecord.store.schema import HIDDEN, article, outlet, reading, statement, version
from onrecord.store.selectors import from_columns
from onrecord.store.snippets import snippet
from onrecord.store.standing import Held, holding
from onrecord.store.words import Query


def said_rows(connection: Connection, ids: Sequence[int], wanted: Query | None = None) -> tuple[Said, ...]:
    """These statements, in the order of the ids; wanted: what a snippet is to show."""
    rows = {row.id: row for row in connection.execute(with_article(statement, ids))}
    speakers = parties_by_number(connection, (row.party_id for row in rows.values()))
    copies = copies_of(connection, statement, rows.values())
    held = corrections_of(connection, copies)
    return tuple(
        _said(rows[number], speakers, copies[number], held[number], wanted) for number in ids if number in rows
    )


def one_statement(connection: Connection, ref: str) -> Said:
    """The statement of this id. Raises NotFound."""
    ids = connection.scalars(sa.select(statement.c.id).where(statement.c.public_id == ref)).all()
    if not ids:
        raise NotFound(f"{ref}: no statement goes by this id; ids are those that the listings show")
    return said_rows(connection, ids)[0]


def with_article(table: sa.Table, ids: Sequence[int]) -> sa.Select[Any]:
    """Rows of statements or events with the article's columns, under names of their own."""
    return (
        sa.select(
            table,
            reading.c.model,
            version.c.text,
            version.c.name,
            version.c.url,
            version.c.title,
            version.c.published,
            outlet.c.name.label("outlet"),
            article.c.public_id.label("article"),
        )
        .join(reading, reading.c.id == table.c.reading_id)
        .join(version, version.c.id == reading.c.version_id)
        .join(article, article.c.id == version.c.article_id)
        .outerjoin(outlet, outlet.c.id == version.c.outlet_id)
        .where(among(table.c.id, ids))
    )


def copies_of(connection: Connection, table: sa.Table, rows: Iterable[Row[Any]]) -> dict[int, list[Any]]:
    """For each row all wire copies of it, itself among them: their public ids and outlets, in the order they came."""
    leads = {row.id: row.copy_of or row.id for row in rows}
    numbers = sorted(set(leads.values()))
    found = connection.execute(
        sa.select(table.c.id, table.c.public_id, table.c.copy_of, table.c.shown, outlet.c.name.label("outlet"))
        .outerjoin(outlet, outlet.c.id == table.c.outlet_id)
        .where(sa.or_(among(table.c.id, numbers), among(table.c.copy_of, numbers)))
        .order_by(table.c.id)
    )
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in found:
        groups[row.copy_of or row.id].append(row)
    return {number: groups[lead] for number, lead in leads.items()}


def corrections_of(connection: Connection, copies: Mapping[int, Sequence[Any]]) -> dict[int, list[Held]]:
    """For each row the corrections of it or of a copy that hold."""
    held: dict[str, list[Held]] = defaultdict(list)
    for one in holding(connection, (row.public_id for group in copies.values() for row in group)):
        held[one.target].append(one)
    return {number: [one for row in group for one in held[row.public_id]] for number, group in copies.items()}


def outlets(copies: Iterable[Row[Any]]) -> tuple[str, ...]:
    """The outlets of all copies, each once."""
    return tuple(dict.fromkeys(row.outlet for row in copies if row.outlet and row.shown != HIDDEN))


def evidence(row: Row[Any], in_page: Any = None) -> Evidence:
    """The words of a statement or the trigger of an event, and where they stand."""
    published = extended(row.published)
    where = Where(row.article, row.url, row.title, row.outlet, published, sha256(row.text), row.name)
    return Evidence(row.exact, from_columns(row.exact, row.pieces), where, getattr(row, "in_text", "stands"), in_page)


def text_at(text: str, spans: list[list[int]] | None) -> str | None:
    """The words that a column points to."""
    words = words_at(text, spans)
    return words.text if words else None


def _said(
    row: Row[Any], speakers: Mapping[int, Party], copies: Sequence[Any], held: Sequence[Held], wanted: Query | None
) -> Said:
    corrected = any(one.action == "speaker" for one in held)
    speaker = speakers.get(row.party_id)
    told = row.said[2] if row.said else None
    when = when_of(told, row.published)
    return Said(
        id=row.public_id,
        day=row.day,
        when=when.value,
        when_told=when.told,
        kind=row.kind,
        confidence=row.confidence,
        speaker=speaker,
        speaker_name=speaker.name if speaker else None,
        source=text_at(row.text, row.source),
        cue=text_at(row.text, row.cue),
        evidence=evidence(row, row.in_page),
        addressee=row.addressee,
        occasion=text_at(row.text, row.occasion),
        act=row.act,
        negated=bool(row.negated),
        hedged=bool(row.hedged),
        said=told,
        outlets=outlets(copies),
        model=row.model,
        as_read=(row.speaker or "unknown") if corrected else None,
        reason=None if speaker else row.reason,
        rejected=row.rejected,
        corrections=tuple(one.id for one in held),
        snippet=snippet(row.exact, wanted) if wanted else None,
    )

"""The record's tables, one schema for SQLite and PostgreSQL. Migrations are proved equal to it by a test.

    article ─< version ─< reading ─< statement
       │          │          ├────< event ─< participant
     (wire)    page, band    ├────< entity >── party (a person or organization across articles)
                             └────< mention of a time

What was read is never changed. Beside it stand columns that corrections and later articles do change: whom a statement
counts for (`party_id`), whether it is a copy or rejected, and `shown`, which sums that up for the listings.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from onrecord.store.columns import Exact, Json, Key, Packed, PackedText, Plain

HEAD: Final = "0003"
"""The newest migration. A record at it is opened without loading Alembic."""

SAME_TABLES: Final = ("0002", HEAD)
"""Migrations whose tables are those of today, so that a record at one of them can be read as it is."""

HIDDEN, LEAD, COPY = 0, 1, 2
"""`shown`: of an old version or rejected; counted; a wire copy of one that is counted."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _parent(table: str, *, on_delete: str = "CASCADE", null: bool = False) -> sa.Column[int]:
    """A column that points to another table's row, and goes with it."""
    return sa.Column(f"{table}_id", Key, sa.ForeignKey(f"{table}.id", ondelete=on_delete), nullable=null)


article = sa.Table(
    "article",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("public_id", Plain, nullable=False, unique=True),
    sa.Column("wire", Key, nullable=False, index=True),  # the first article of the same wire text; its own id if alone
    sa.Column("added", Plain, nullable=False),  # ISO 8601, UTC, as all times that the store sets
)

outlet = sa.Table(
    "outlet",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("name", Exact, nullable=False),
    sa.Column("folded", Plain, nullable=False, index=True),
)

version = sa.Table(
    "version",
    metadata,
    sa.Column("id", Key, primary_key=True),
    _parent("article"),
    sa.Column("number", sa.Integer, nullable=False),  # 1, 2, ...
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("text_hash", Plain, nullable=False, index=True),  # SHA-256 of the text as it was taken in
    sa.Column("text", PackedText, nullable=False),
    sa.Column("name", Exact, nullable=False),  # Article.id
    sa.Column("url", Exact),
    sa.Column("title", Exact),
    sa.Column("outlet_id", Key, sa.ForeignKey("outlet.id")),
    sa.Column("authors", Json, nullable=False),
    sa.Column("published", Exact),
    sa.Column("added", Plain, nullable=False),
    sa.UniqueConstraint("article_id", "number"),
)

page = sa.Table(
    "page",
    metadata,
    sa.Column("version_id", Key, sa.ForeignKey("version.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("url", Exact),
    sa.Column("fetched", Plain),
    sa.Column("type", Plain, nullable=False),  # media type
    sa.Column("data", Packed, nullable=False),
    sa.Column("text", PackedText, nullable=False),  # the page's own text, in which selectors are looked for
)

band = sa.Table(
    "band",
    metadata,
    sa.Column("bucket", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("version_id", Key, sa.ForeignKey("version.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("id", Key, primary_key=True),
    _parent("version"),
    sa.Column("model", Exact, nullable=False),
    sa.Column("tasks", Json, nullable=False),
    sa.Column("read", Plain, nullable=False),  # when
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Index("ix_reading_version_id", "version_id"),
)

meaning = sa.Table(
    "meaning",
    metadata,
    sa.Column("reading_id", Key, sa.ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("model", Exact, nullable=False),  # whose vectors these are
    sa.Column("size", sa.Integer, nullable=False),  # bytes of one
    sa.Column("data", sa.LargeBinary, nullable=False),  # those of all statements, in the order of their `n`
)

party = sa.Table(
    "party",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("public_id", Plain, nullable=False, unique=True),
    sa.Column("root_id", Key, nullable=False, index=True),  # itself, or whom people merged it into
    sa.Column("name", Exact, nullable=False),
    sa.Column("kind", Plain, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),  # False: a description such as "senior official", not one person
    sa.Column("alone", sa.Boolean, nullable=False),  # True: known in one article only, never linked by name
    sa.Column("country", Plain),  # ISO 3166-1 alpha-3, from the PLOVER actor code
    sa.Column("fields", sa.Integer, nullable=False),  # walks of life, a bit each: parties.py
)

party_ident = sa.Table(
    "party_ident",
    metadata,
    sa.Column("registry", Plain, primary_key=True),
    sa.Column("value", Plain, primary_key=True),
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

party_name = sa.Table(
    "party_name",
    metadata,
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", Exact, primary_key=True),
    sa.Column("folded", Plain, nullable=False, index=True),
    sa.Column("articles", sa.Integer, nullable=False),  # that use it
    sqlite_with_rowid=False,
)

name_word = sa.Table(
    "name_word",
    metadata,
    sa.Column("word", Plain, primary_key=True),
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

HAS_ROLES: Final = sa.text("roles <> '[]'")
"""In these very words, so that both databases know that the index of those who have roles will do."""

IS_COPY: Final = sa.text("copy_of IS NOT NULL")
"""Of the rest, nearly all, no index is kept: SQLite would walk through it to find the few of one wire."""

entity = sa.Table(
    "entity",
    metadata,
    sa.Column("id", Key, primary_key=True),
    _parent("reading"),
    sa.Column("n", sa.Integer, nullable=False),  # its index in the reading, here and below
    sa.Column("name", Exact, nullable=False),
    sa.Column("kind", Plain, nullable=False),
    sa.Column("roles", Json, nullable=False),
    sa.Column("mentions", Json, nullable=False),
    sa.Column("ids", Json, nullable=False),
    sa.Column("code", Exact),
    sa.Column("office", Json),
    sa.Column("candidates", Json, nullable=False),
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="SET NULL"), index=True),  # whatever people split
    sa.UniqueConstraint("reading_id", "n"),
    sa.Index("ix_entity_roles", "party_id", "id", sqlite_where=HAS_ROLES, postgresql_where=HAS_ROLES),
)

statement = sa.Table(
    "statement",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("public_id", Plain, nullable=False, unique=True),
    _parent("reading"),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("kind", Plain, nullable=False),
    sa.Column("confidence", sa.Double, nullable=False),
    # The selectors: `exact` is the content, its pieces joined by " … "; pieces are [start, end, prefix, suffix].
    sa.Column("exact", Plain, nullable=False),
    sa.Column("pieces", Json, nullable=False),
    sa.Column("source", Json),
    sa.Column("cue", Json),
    sa.Column("addressee", Plain),
    sa.Column("addressee_spans", Json),
    sa.Column("occasion", Json),
    sa.Column("speaker", Exact),
    sa.Column("speaker_kind", Plain, nullable=False),
    sa.Column("reason", Exact),
    sa.Column("entity_n", sa.Integer),
    sa.Column("act", Plain),
    sa.Column("negated", sa.Boolean),
    sa.Column("hedged", sa.Boolean),
    sa.Column("said", Json),
    sa.Column("day", Plain, nullable=False),  # when it was said, else published; "" unknown
    sa.Column("outlet_id", Key, sa.ForeignKey("outlet.id")),
    sa.Column("read_party_id", Key),  # before corrections
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="SET NULL")),
    sa.Column("copy_of", Key, sa.ForeignKey("statement.id", ondelete="SET NULL")),
    sa.Column("rejected", sa.Boolean, nullable=False),
    sa.Column("shown", sa.SmallInteger, nullable=False),
    sa.Column("tags", Plain, nullable=False),  # "s12 a7 o3": speaker, whom it is about, outlet; indexed with the words
    sa.Column("in_text", Plain, nullable=False),  # outcome of checking its selectors: selectors.py
    sa.Column("in_page", Plain),
    sa.UniqueConstraint("reading_id", "n"),
    sa.Index("ix_statement_copy_of", "copy_of", sqlite_where=IS_COPY, postgresql_where=IS_COPY),
    # everything that a person's page counts lies in this index
    sa.Index("ix_statement_party", "party_id", "shown", "day", "id", "kind", "outlet_id", "tags"),
    sa.Index("ix_statement_day", "shown", "day", "id"),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("public_id", Plain, nullable=False, unique=True),
    _parent("reading"),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("group_n", sa.Integer, nullable=False),
    sa.Column("first", sa.Boolean, nullable=False),  # stands for its group in listings
    sa.Column("type", Plain, nullable=False),
    sa.Column("status", Plain, nullable=False),
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("exact", Plain, nullable=False),  # the trigger, as a statement's content
    sa.Column("pieces", Json, nullable=False),
    sa.Column("date", Json),
    sa.Column("place", Json),
    sa.Column("voucher", sa.Integer),
    sa.Column("mode", Plain),
    sa.Column("quad", Plain),
    sa.Column("cameo", Json, nullable=False),
    sa.Column("day", Plain, nullable=False),
    sa.Column("outlet_id", Key, sa.ForeignKey("outlet.id")),
    sa.Column("copy_of", Key, sa.ForeignKey("event.id", ondelete="SET NULL")),
    sa.Column("rejected", sa.Boolean, nullable=False),
    sa.Column("shown", sa.SmallInteger, nullable=False),
    sa.UniqueConstraint("reading_id", "n"),
    sa.Index("ix_event_copy_of", "copy_of", sqlite_where=IS_COPY, postgresql_where=IS_COPY),
    sa.Index("ix_event_day", "shown", "first", "day", "id"),
    sa.Index("ix_event_type", "type", "shown", "first", "day", "id"),
)

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("event_id", Key, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role", Plain, primary_key=True),  # actor, recipient
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("spans", Json, nullable=False),
    sa.Column("entity_n", sa.Integer),
    sa.Column("party_id", Key, sa.ForeignKey("party.id", ondelete="SET NULL")),
    sa.Index("ix_participant_party", "party_id", "role", "event_id"),
    sqlite_with_rowid=False,
)

time = sa.Table(
    "time",
    metadata,
    sa.Column("reading_id", Key, sa.ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("spans", Json, nullable=False),
    sa.Column("type", Plain, nullable=False),
    sa.Column("value", Plain),
    sqlite_with_rowid=False,
)

correction = sa.Table(
    "correction",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("public_id", Plain, nullable=False, unique=True),
    sa.Column("made", Plain, nullable=False),
    sa.Column("by", Exact, nullable=False),
    sa.Column("why", Exact, nullable=False),
    sa.Column("action", Plain, nullable=False),  # speaker, reject, merge, split, undo
    sa.Column("target", Plain, nullable=False, index=True),  # public id of a statement, event, party or correction
    sa.Column("value", Json, nullable=False),
)

tombstone = sa.Table(
    "tombstone",
    metadata,
    sa.Column("public_id", Plain, primary_key=True),
    sa.Column("kind", Plain, nullable=False),  # article, person
    sa.Column("made", Plain, nullable=False),
    sa.Column("by", Exact, nullable=False),
    sa.Column("why", Exact, nullable=False),
)

forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("hash", Plain, primary_key=True),  # of an article's text, or of a person's name or identifier
    sa.Column(
        "tombstone_id", Plain, sa.ForeignKey("tombstone.public_id", ondelete="CASCADE"), nullable=False, index=True
    ),
)

reject = sa.Table(
    "reject",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("key", Plain, nullable=False, unique=True),  # hash of source and reason
    sa.Column("source", Exact, nullable=False),
    sa.Column("reason", Exact, nullable=False),
    sa.Column("first", Plain, nullable=False),
    sa.Column("last", Plain, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
)

feed = sa.Table(
    "feed",
    metadata,
    sa.Column("url", Exact, primary_key=True),
    sa.Column("state", Json, nullable=False),
    sa.Column("changed", Plain, nullable=False),
)

"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
ROLES = sa.text("roles <> '[]'")
COPY = sa.text("copy_of IS NOT NULL")

# SQLite indexes a statement's words in a table of its own, which triggers keep true to the statements. They call a
# function of this package, so that both databases cut and fold words in the same way. Beginnings of one to three
# letters are indexed too: thousands of words begin so, whose places would be put together for each search.
FTS5 = (
    """CREATE VIRTUAL TABLE statement_words USING fts5(
        exact, addressee, tags, content=statement, content_rowid=id, tokenize='unicode61 remove_diacritics 2',
        prefix='1 2 3'
    )""",
    """CREATE TRIGGER statement_words_insert AFTER INSERT ON statement BEGIN
        INSERT INTO statement_words (rowid, exact, addressee, tags)
        VALUES (new.id, onrecord_fold(new.exact), onrecord_fold(new.addressee), new.tags);
    END""",
    """CREATE TRIGGER statement_words_delete AFTER DELETE ON statement BEGIN
        INSERT INTO statement_words (statement_words, rowid, exact, addressee, tags)
        VALUES ('delete', old.id, onrecord_fold(old.exact), onrecord_fold(old.addressee), old.tags);
    END""",
    """CREATE TRIGGER statement_words_update AFTER UPDATE OF exact, addressee, tags ON statement BEGIN
        INSERT INTO statement_words (statement_words, rowid, exact, addressee, tags)
        VALUES ('delete', old.id, onrecord_fold(old.exact), onrecord_fold(old.addressee), old.tags);
        INSERT INTO statement_words (rowid, exact, addressee, tags)
        VALUES (new.id, onrecord_fold(new.exact), onrecord_fold(new.addressee), new.tags);
    END""",
)
TSVECTOR = (
    """CREATE TABLE statement_words (
        statement_id BIGINT PRIMARY KEY REFERENCES statement ON DELETE CASCADE, words TSVECTOR NOT NULL
    )""",
    "CREATE INDEX ix_statement_words ON statement_words USING gin (words)",
)


def upgrade() -> None:
    tables()
    for command in FTS5 if op.get_bind().dialect.name == "sqlite" else TSVECTOR:
        op.execute(command)


def tables() -> None:
    op.create_table(
        "article",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("wire", KEY, nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("public_id", name="uq_article_public_id"),
    )
    op.create_index("ix_article_wire", "article", ["wire"])
    op.create_table(
        "correction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.UniqueConstraint("public_id", name="uq_correction_public_id"),
    )
    op.create_index("ix_correction_target", "correction", ["target"])
    op.create_table(
        "feed",
        sa.Column("url", TEXT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feed"),
    )
    op.create_table(
        "outlet",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outlet"),
    )
    op.create_index("ix_outlet_folded", "outlet", ["folded"])
    op.create_table(
        "party",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("root_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("fields", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
        sa.UniqueConstraint("public_id", name="uq_party_public_id"),
    )
    op.create_index("ix_party_root_id", "party", ["root_id"])
    op.create_table(
        "reject",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("first", TEXT, nullable=False),
        sa.Column("last", TEXT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reject"),
        sa.UniqueConstraint("key", name="uq_reject_key"),
    )
    op.create_table(
        "tombstone",
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("public_id", name="pk_tombstone"),
    )
    op.create_table(
        "forgotten",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("tombstone_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["tombstone_id"], ["tombstone.public_id"], name="fk_forgotten_tombstone_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name="pk_forgotten"),
    )
    op.create_index("ix_forgotten_tombstone_id", "forgotten", ["tombstone_id"])
    op.create_table(
        "name_word",
        sa.Column("word", TEXT, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_name_word_party_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "party_id", name="pk_name_word"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_word_party_id", "name_word", ["party_id"])
    op.create_table(
        "party_ident",
        sa.Column("registry", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_party_ident_party_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("registry", "value", name="pk_party_ident"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_ident_party_id", "party_ident", ["party_id"])
    op.create_table(
        "party_name",
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_party_name_party_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("party_id", "name", name="pk_party_name"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_name_folded", "party_name", ["folded"])
    op.create_table(
        "version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("text_hash", TEXT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("outlet_id", KEY, nullable=True),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("added", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_version_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_version_outlet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.UniqueConstraint("article_id", "number", name="uq_version_article_id_number"),
    )
    op.create_index("ix_version_text_hash", "version", ["text_hash"])
    op.create_table(
        "band",
        sa.Column("bucket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_band_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bucket", "version_id", name="pk_band"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_band_version_id", "band", ["version_id"])
    op.create_table(
        "page",
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("fetched", TEXT, nullable=True),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_page_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", name="pk_page"),
    )
    op.create_table(
        "reading",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("read", TEXT, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_reading_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index("ix_reading_version_id", "reading", ["version_id"])
    op.create_table(
        "entity",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_entity_party_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_entity_reading_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
        sa.UniqueConstraint("reading_id", "n", name="uq_entity_reading_id_n"),
    )
    op.create_index("ix_entity_party_id", "entity", ["party_id"])
    op.create_index("ix_entity_roles", "entity", ["party_id", "id"], sqlite_where=ROLES, postgresql_where=ROLES)
    op.create_table(
        "event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("group_n", sa.Integer(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("exact", TEXT, nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("voucher", sa.Integer(), nullable=True),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("quad", TEXT, nullable=True),
        sa.Column("cameo", sa.Text(), nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("outlet_id", KEY, nullable=True),
        sa.Column("copy_of", KEY, nullable=True),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["event.id"], name="fk_event_copy_of", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_event_outlet_id"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_event_reading_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("public_id", name="uq_event_public_id"),
        sa.UniqueConstraint("reading_id", "n", name="uq_event_reading_id_n"),
    )
    op.create_index("ix_event_copy_of", "event", ["copy_of"], sqlite_where=COPY, postgresql_where=COPY)
    op.create_index("ix_event_day", "event", ["shown", "first", "day", "id"])
    op.create_index("ix_event_type", "event", ["type", "shown", "first", "day", "id"])
    op.create_table(
        "statement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", TEXT, nullable=False),
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("exact", TEXT, nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("addressee", TEXT, nullable=True),
        sa.Column("addressee_spans", sa.Text(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("speaker", TEXT, nullable=True),
        sa.Column("speaker_kind", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("entity_n", sa.Integer(), nullable=True),
        sa.Column("act", TEXT, nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=True),
        sa.Column("hedged", sa.Boolean(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("outlet_id", KEY, nullable=True),
        sa.Column("read_party_id", KEY, nullable=True),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("copy_of", KEY, nullable=True),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.SmallInteger(), nullable=False),
        sa.Column("tags", TEXT, nullable=False),
        sa.Column("in_text", TEXT, nullable=False),
        sa.Column("in_page", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["copy_of"], ["statement.id"], name="fk_statement_copy_of", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_statement_outlet_id"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_statement_party_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_statement_reading_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.UniqueConstraint("public_id", name="uq_statement_public_id"),
        sa.UniqueConstraint("reading_id", "n", name="uq_statement_reading_id_n"),
    )
    op.create_index("ix_statement_copy_of", "statement", ["copy_of"], sqlite_where=COPY, postgresql_where=COPY)
    op.create_index("ix_statement_day", "statement", ["shown", "day", "id"])
    op.create_index("ix_statement_party", "statement", ["party_id", "shown", "day", "id", "kind", "outlet_id", "tags"])
    op.create_table(
        "time",
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_time_reading_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("reading_id", "n", name="pk_time"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participant",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("entity_n", sa.Integer(), nullable=True),
        sa.Column("party_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_participant_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_participant_party_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("event_id", "role", "n", name="pk_participant"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participant_party", "participant", ["party_id", "role", "event_id"])

"""What statements mean: the vectors of a reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "meaning",
        sa.Column("reading_id", sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite"), nullable=False),
        sa.Column("model", sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_meaning_reading_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("reading_id", name="pk_meaning"),
    )

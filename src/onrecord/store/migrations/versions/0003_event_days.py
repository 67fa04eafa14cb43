"""Days of events: also of seasons, quarters, decades ..., and of the mention that tells one; the tables stay."""

from __future__ import annotations

from alembic import op

from onrecord.store.event_days import redate_all

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    redate_all(op.get_bind())

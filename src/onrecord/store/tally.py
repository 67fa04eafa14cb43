"""A person's statements, counted: one walk along the index that holds all that is counted, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.schema import COPY, LEAD, statement


class Tally(NamedTuple):
    """Statements, wire copies once: by kind, by month ("2025-03"), by party that they mention. first, last: days.

    outlets: numbers of statements by outlet, each outlet's copies too.
    """

    kinds: Counter[str]
    months: Counter[str]
    parties: Counter[int]
    outlets: Counter[int]
    first: str
    last: str


def tally(connection: Connection, numbers: Sequence[int]) -> Tally:
    """What all these parties said.

    The database gives each column's values as one text, to be counted here: to sort them for GROUP BY, or to give a
    row for each, takes it several times as long.
    """
    column = statement.c
    rows = sa.select(
        _joined(_of_leads(column.kind)),
        _joined(_of_leads(sa.func.substr(column.day, 1, 7))),
        _joined(_of_leads(column.tags)),
        _joined(sa.cast(column.outlet_id, sa.Text)),
        sa.func.min(sa.func.nullif(_of_leads(column.day), "")),
        sa.func.max(_of_leads(column.day)),
    ).where(among(column.party_id, numbers), column.shown.in_([LEAD, COPY]))
    kinds, months, tags, outlets, first, last = connection.execute(rows).one()
    return Tally(
        kinds=Counter((kinds or "").split()),
        months=Counter((months or "").split()),
        parties=_numbers((tags or "").split(), "a"),
        outlets=_numbers((outlets or "").split(), ""),
        first=first or "",
        last=last or "",
    )


def _of_leads(value: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """The value where a statement is no copy, else NULL."""
    return sa.case((statement.c.shown == LEAD, value))


def _joined(values: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """All values with blanks between them; those that are NULL are left out."""
    return sa.func.aggregate_strings(values, " ")


def _numbers(found: Sequence[str], mark: str) -> Counter[int]:
    return Counter({int(one[len(mark) :]): times for one, times in Counter(found).items() if one.startswith(mark)})

"""Finding statements: by their words, by who said them, about whom, to whom, where, when and how."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Listing, Said
from onrecord.errors import BadQuery, NotFound
from onrecord.store.among import among
from onrecord.store.archive import OLD
from onrecord.store.names import members, roots_called
from onrecord.store.ranking import RANKED, by_relevance
from onrecord.store.said import said_rows
from onrecord.store.schema import COPY, LEAD, outlet, statement
from onrecord.store.standing import STATEMENT_WORDS
from onrecord.store.words import Query, fold, fts5, query, tsquery
from onrecord.types import Act, Kind, Vectors, iso_date

_FTS5: Final = sa.table("statement_words", sa.column("rowid", sa.Integer))

Sort = Literal["relevance", "newest", "oldest"]
_MANY: Final = 200
"""Parties of one name; where there are more, they are compared row by row instead of in the index of words."""
_FEW: Final = 2000
"""Statements that are looked up and sorted sooner than all are gone through."""


@dataclass(frozen=True, kw_only=True)
class Search:
    """What to look for; all that is given must be met. words: as `words.query` reads them.

    speaker, about, to: a name or some words of it (or an id, but for `to`).  since, until: days, both included.
    sort: None for relevance where words are given, else the newest first.  rejected: those too that people rejected.
    like: the vector of a text, to sort by how near to it they are in meaning; those without one of its model are out.
    Raises BadQuery when something is no date, kind, stance or number that makes sense.
    """

    words: str | None = None
    speaker: str | None = None
    about: str | None = None
    to: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Kind | None = None
    stance: str | None = None
    sort: Sort | None = None
    like: Vectors | None = None
    rejected: bool = False
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        check_days(self.since, self.until)
        check_page(self.limit, self.offset)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("stance", self.stance, (*get_args(Act), "negated", "hedged"))
        check_choice("sort", self.sort, get_args(Sort))
        if self.like is not None and self.sort not in (None, "relevance"):
            raise BadQuery(f"statements of like meaning are sorted by how near they are, not by {self.sort}")


def check_days(since: str | None, until: str | None) -> None:
    """Raises BadQuery for what is no day, and for a time that ends before it begins."""
    try:
        first, last = (None if day is None else iso_date(day) for day in (since, until))
    except ValueError as error:
        raise BadQuery(str(error)) from None
    if first and last and last < first:
        raise BadQuery(f"nothing is since {since} and until {until}: the first day comes after the last")


def check_page(limit: int, offset: int) -> None:
    """Raises BadQuery for a page that cannot be."""
    if limit < 1 or offset < 0:
        raise BadQuery(f"a page has 1 row or more and begins at 0 or later, not {limit} rows from {offset}")


def check_choice(what: str, value: str | None, choices: Sequence[str]) -> None:
    """Raises BadQuery for a value that is none of the choices."""
    if value is not None and value not in choices:
        raise BadQuery(f"{value!r} is no {what}; it is one of {', '.join(choices)}")


def search(connection: Connection, wanted: Search) -> Listing[Said]:
    """The statements that meet it, wire copies once."""
    words = query(wanted.words) if wanted.words is not None else None
    plan = _Plan(connection, wanted, words)
    end = wanted.offset + wanted.limit + 1
    if words and wanted.sort in (None, "relevance"):
        newest = connection.scalars(plan.select().limit(max(end, RANKED))).all()
        found: Sequence[int] = by_relevance(connection, newest, words)[wanted.offset : end]
    else:
        found = connection.scalars(plan.select().limit(wanted.limit + 1).offset(wanted.offset)).all()
    ids = found[: wanted.limit]
    return Listing(said_rows(connection, ids, words), wanted.offset, len(found) > wanted.limit)


def numbers_after(connection: Connection, wanted: Search, last: int, most: int) -> Sequence[int]:
    """The numbers of the next statements that meet it, in the order they came; limit, offset and sort do not count."""
    found = meeting(connection, wanted).where(statement.c.id > last).order_by(statement.c.id)
    return connection.scalars(found.limit(most)).all()


def meeting(connection: Connection, wanted: Search) -> sa.Select[Any]:
    """The numbers of all statements that meet it, in no order."""
    words = query(wanted.words) if wanted.words is not None else None
    return _Plan(connection, wanted, words).found()


class _Plan:
    """The SELECT for a search: as much as can be in the index of words, the rest on the statements."""

    def __init__(self, connection: Connection, wanted: Search, words: Query | None) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._wanted = wanted
        self._words = words
        self._to = query(f'"{fold(wanted.to)}"') if wanted.to is not None else None
        self._tags: list[list[str]] = []
        self._where: list[sa.ColumnElement[bool]] = []
        self._by_speaker(connection)
        self._by_about(connection)
        self._by_outlet(connection)
        self._by_columns()

    def select(self) -> sa.Select[Any]:
        """Numbers of statements, the newest or oldest day first."""
        column = statement.c
        if self._wanted.sort == "oldest":
            return self.found().order_by(column.day, column.id)
        return self.found().order_by(column.day.desc(), column.id.desc())

    def found(self) -> sa.Select[Any]:
        """Numbers of statements, in no order."""
        found = sa.select(statement.c.id).where(*self._where)
        if not (self._words or self._to or self._tags):
            return found
        return self._in_fts5(found) if self._sqlite else self._in_tsvector(found)

    def _by_speaker(self, connection: Connection) -> None:
        if self._wanted.speaker is None:
            return
        numbers = members(connection, roots_called(connection, self._wanted.speaker))
        self._where.append(among(statement.c.party_id, numbers))
        others = self._words or self._wanted.about or self._wanted.to or self._wanted.outlet
        if others and len(numbers) <= _MANY:
            self._tags.append([f"s{number}" for number in numbers])

    def _by_about(self, connection: Connection) -> None:
        if self._wanted.about is not None:
            numbers = members(connection, roots_called(connection, self._wanted.about))
            self._tags.append([f"a{number}" for number in numbers])

    def _by_outlet(self, connection: Connection) -> None:
        numbers = outlets_called(connection, self._wanted.outlet) if self._wanted.outlet is not None else None
        if numbers is not None:
            self._tags.append([f"o{number}" for number in numbers])
        self._where.append(counting(statement, numbers, rejected=self._wanted.rejected))

    def _by_columns(self) -> None:
        wanted, column = self._wanted, statement.c
        if wanted.since is not None:
            self._where.append(column.day >= wanted.since[:10])
        if wanted.until is not None:
            self._where.append(sa.and_(column.day <= wanted.until[:10], column.day != ""))
        if wanted.kind is not None:
            self._where.append(column.kind == wanted.kind)
        if wanted.stance in ("negated", "hedged"):
            self._where.append(column[wanted.stance].is_(True))
        elif wanted.stance is not None:
            self._where.append(column.act == wanted.stance)

    def _in_tsvector(self, found: sa.Select[Any]) -> sa.Select[Any]:
        """Where a person has many that match, by PostgreSQL's estimate, theirs are gone through in order until the page
        is full, each looked at by itself: without their tag the index of words is no way to find them.
        """
        tags = self._tags
        if self._wanted.speaker is not None and self._estimated(self._tsquery(tags)) > _FEW:
            tags = [several for several in tags if not several[0].startswith("s")]
        match = STATEMENT_WORDS.c.words.op("@@")(sa.cast(sa.literal(self._tsquery(tags), sa.Text), _TsQuery()))
        return found.join(STATEMENT_WORDS, STATEMENT_WORDS.c.statement_id == statement.c.id).where(match)

    def _estimated(self, sought: str) -> int:
        """How many statements PostgreSQL thinks match, from what it has counted of frequent words."""
        explain = "EXPLAIN (FORMAT JSON) SELECT 1 FROM statement_words WHERE words @@ CAST(%(sought)s AS tsquery)"
        (plan,) = self._connection.exec_driver_sql(explain, {"sought": sought}).scalar_one()
        return int(plan["Plan"]["Plan Rows"])

    def _in_fts5(self, found: sa.Select[Any]) -> sa.Select[Any]:
        """SQLite cannot tell how many rows the index of words gives, so it is told which way to go.

        One person's statements, and all where many match, are gone through in order until the page is full: the "+"
        keeps SQLite from looking up and sorting every one that matches. Where few match, they are looked up.
        """
        matching = sa.select(_FTS5.c.rowid).where(sa.literal_column("statement_words").op("MATCH")(self._fts5()))
        if self._wanted.speaker is None:
            numbers = self._connection.scalars(matching.limit(_FEW + 1)).all()
            if len(numbers) <= _FEW:
                those = sa.func.json_each(json.dumps(list(numbers))).table_valued("value")
                return found.where(statement.c.id.in_(sa.select(those.c.value)))
        in_order = self._wanted.outlet is None and not self._wanted.rejected
        column = sa.literal_column("+statement.id", sa.Integer) if in_order else statement.c.id
        return found.where(column.in_(matching))

    def _fts5(self) -> str:
        parts = [f"exact : ({fts5(self._words)})"] if self._words else []
        parts += [f"addressee : ({fts5(self._to)})"] if self._to else []
        parts += [f"tags : ({' OR '.join(_quoted(tags))})" for tags in self._tags]
        return " AND ".join(parts)

    def _tsquery(self, tags: Sequence[Sequence[str]]) -> str:
        parts = [f"({tsquery(self._words)})"] if self._words else []
        parts += [f"({tsquery(self._to, '@')})"] if self._to else []
        parts += [_any_of([f"'={tag}'" for tag in several]) for several in tags]
        return " & ".join(parts)


def outlets_called(connection: Connection, name: str) -> Sequence[int]:
    """The numbers of the outlets of this name. Raises NotFound."""
    numbers = connection.scalars(sa.select(outlet.c.id).where(outlet.c.folded == fold(name)[:200])).all()
    if not numbers:
        raise NotFound(f"no outlet in the record is called {name!r}; give its whole name")
    return numbers


def counting(table: sa.Table, outlets: Sequence[int] | None, *, rejected: bool) -> sa.ColumnElement[bool]:
    """Which statements or events are listed: wire copies once; rejected ones, of the newest version, where asked.

    Of given outlets their own copies count too, but of those that they have twice the first alone.
    """
    wanted = [table.c.shown == LEAD]
    if outlets is not None:
        other = table.alias("other")
        earlier = sa.exists().where(
            other.c.outlet_id.in_(outlets),
            other.c.shown.in_([LEAD, COPY]),
            sa.or_(
                other.c.id == table.c.copy_of,
                sa.and_(other.c.copy_of == table.c.copy_of, other.c.id < table.c.id),
            ),
        )
        wanted.append(sa.and_(table.c.shown == COPY, sa.not_(earlier)))
    if rejected:
        wanted.append(sa.and_(table.c.rejected, table.c.copy_of.is_(None), table.c.public_id.not_like(f"%{OLD}%")))
    return sa.or_(*wanted)


def _any_of(terms: Sequence[str]) -> str:
    """Alternatives, the halves of them in brackets: a row of very many is too deep for PostgreSQL."""
    if len(terms) <= _MANY:
        return f"({' | '.join(terms)})"
    half = len(terms) // 2
    return f"({_any_of(terms[:half])} | {_any_of(terms[half:])})"


def _quoted(tags: Sequence[str]) -> list[str]:
    return [f'"{tag}"' for tag in tags]


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TSQUERY"

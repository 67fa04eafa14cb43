"""Finding statements: by their words, by who said them, about whom, to whom, where, when and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.ext.compiler import compiles

from onrecord.errors import BadQuery, NotFound
from onrecord.store.names import members, roots_called
from onrecord.store.results import Listing, Said
from onrecord.store.said import said_rows
from onrecord.store.schema import COPY, LEAD, outlet, statement
from onrecord.store.words import Query, fold, fts5, query, tsquery
from onrecord.types import Act, Kind, iso_date

Sort = Literal["relevance", "newest", "oldest"]
_MANY: Final = 200
"""Parties of one name; where there are more, they are compared row by row instead of in the index of words."""


@dataclass(frozen=True, kw_only=True)
class Search:
    """What to look for; all that is given must be met. words: as `words.query` reads them.

    speaker, about, to: a name or some words of it (or an id, but for `to`).  since, until: days, both included.
    sort: None for relevance where words are given, else the newest first.
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
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        check_days(self.since, self.until)
        check_page(self.limit, self.offset)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("stance", self.stance, (*get_args(Act), "negated", "hedged"))
        check_choice("sort", self.sort, get_args(Sort))


def check_days(*days: str | None) -> None:
    """Raises BadQuery for what is no day."""
    for day in days:
        try:
            if day is not None:
                iso_date(day)
        except ValueError as error:
            raise BadQuery(str(error)) from None


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
    found = connection.scalars(plan.select().limit(wanted.limit + 1).offset(wanted.offset)).all()
    ids = found[: wanted.limit]
    return Listing(said_rows(connection, ids, words), wanted.offset, len(found) > wanted.limit)


class _Plan:
    """The SELECT for a search: as much as can be in the index of words, the rest on the statements."""

    def __init__(self, connection: Connection, wanted: Search, words: Query | None) -> None:
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
        """Numbers of statements, in order."""
        found = sa.select(statement.c.id).where(*self._where)
        if self._words or self._to or self._tags:
            found = self._in_index(found)
        return found.order_by(*self._order())

    def _by_speaker(self, connection: Connection) -> None:
        if self._wanted.speaker is None:
            return
        numbers = members(connection, roots_called(connection, self._wanted.speaker))
        others = self._words or self._wanted.about or self._wanted.to or self._wanted.outlet
        if others and len(numbers) <= _MANY:
            self._tags.append([f"s{number}" for number in numbers])
        else:
            self._where.append(statement.c.party_id.in_(numbers))

    def _by_about(self, connection: Connection) -> None:
        if self._wanted.about is not None:
            numbers = members(connection, roots_called(connection, self._wanted.about))
            self._tags.append([f"a{number}" for number in numbers])

    def _by_outlet(self, connection: Connection) -> None:
        """An outlet's own copies count too, but of those that it has twice the first alone."""
        if self._wanted.outlet is None:
            self._where.append(statement.c.shown == LEAD)
            return
        folded = fold(self._wanted.outlet)[:200]
        numbers = connection.scalars(sa.select(outlet.c.id).where(outlet.c.folded == folded)).all()
        if not numbers:
            raise NotFound(f"no outlet in the record is called {self._wanted.outlet!r}; give its whole name")
        self._tags.append([f"o{number}" for number in numbers])
        other = statement.alias("other")
        earlier = sa.exists().where(
            other.c.outlet_id.in_(numbers),
            other.c.shown.in_([LEAD, COPY]),
            sa.or_(
                other.c.id == statement.c.copy_of,
                sa.and_(other.c.copy_of == statement.c.copy_of, other.c.id < statement.c.id),
            ),
        )
        self._where.append(sa.or_(statement.c.shown == LEAD, sa.and_(statement.c.shown == COPY, sa.not_(earlier))))

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

    def _order(self) -> list[Any]:
        newest = [statement.c.day.desc(), statement.c.id.desc()]
        sort = self._wanted.sort or ("relevance" if self._words else "newest")
        if sort == "oldest":
            return [statement.c.day, statement.c.id]
        if sort == "newest" or not self._words:
            return newest
        if self._sqlite:
            return [sa.literal_column("bm25(statement_words, 1.0, 0.0, 0.0)"), *newest]
        sought = sa.cast(sa.literal(tsquery(self._words), sa.Text), _TsQuery())
        return [sa.func.ts_rank(sa.column("words"), sought, 1).desc(), *newest]

    def _in_index(self, found: sa.Select[Any]) -> sa.Select[Any]:
        if self._sqlite:
            index = sa.table("statement_words", sa.column("rowid", sa.Integer))
            match = sa.literal_column("statement_words").op("MATCH")(self._fts5())
            return found.select_from(_IndexFirst(index, statement, index.c.rowid == statement.c.id)).where(match)
        index = sa.table("statement_words", sa.column("statement_id", sa.BigInteger), sa.column("words"))
        match = index.c.words.op("@@")(sa.cast(sa.literal(self._tsquery(), sa.Text), _TsQuery()))
        return found.join(index, index.c.statement_id == statement.c.id).where(match)

    def _fts5(self) -> str:
        parts = [f"exact : ({fts5(self._words)})"] if self._words else []
        parts += [f"addressee : ({fts5(self._to)})"] if self._to else []
        parts += [f"tags : ({' OR '.join(_quoted(tags))})" for tags in self._tags]
        return " AND ".join(parts)

    def _tsquery(self) -> str:
        parts = [f"({tsquery(self._words)})"] if self._words else []
        parts += [f"({tsquery(self._to, '@')})"] if self._to else []
        parts += ["(" + " | ".join(f"'={tag}'" for tag in tags) + ")" for tags in self._tags]
        return " & ".join(parts)


def _quoted(tags: Sequence[str]) -> list[str]:
    return [f'"{tag}"' for tag in tags]


class _IndexFirst(sa.Join):
    """SQLite cannot tell how few rows the index of words gives: it is told to ask it first."""

    inherit_cache = True


@compiles(_IndexFirst)
def _index_first(join: _IndexFirst, compiler: Any, **more: Any) -> str:
    left, right, on = (compiler.process(part, **more) for part in (join.left, join.right, join.onclause))
    return f"{left} CROSS JOIN {right} ON {on}"


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TSQUERY"

"""A column's value among many: they are one parameter, as databases limit how many parameters there may be."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

_FEW: Final = 500
"""So many are parameters of their own, of which the databases plan with their number."""


def among(column: sa.ColumnElement[Any], values: Collection[int] | Collection[str]) -> sa.ColumnElement[bool]:
    """Whether the column's value is one of these: `column.in_(values)` for any number of them."""
    several = list(values)
    return column.in_(several) if len(several) <= _FEW else _Among(column, several)


class _Many(TypeDecorator[list[Any]]):
    """Many numbers or strings: an array in PostgreSQL, JSON in SQLite."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, *, numbers: bool) -> None:
        super().__init__()
        self.numbers = numbers

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.ARRAY(sa.BigInteger() if self.numbers else sa.Text()))
        return dialect.type_descriptor(sa.Text())

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[bool]):
    type = sa.Boolean()
    name = "among"
    inherit_cache = True

    def __init__(self, column: sa.ColumnElement[Any], values: list[Any]) -> None:
        many = _Many(numbers=not isinstance(values[0], str))
        super().__init__(column, sa.bindparam(None, values, type_=many))


@compiles(_Among)
def _in_json(element: _Among, compiler: Any, **more: Any) -> str:
    column, values = (compiler.process(part, **more) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - a column and the mark of a parameter


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: Any, **more: Any) -> str:
    column, values = (compiler.process(part, **more) for part in element.clauses)
    return f"{column} = ANY ({values})"

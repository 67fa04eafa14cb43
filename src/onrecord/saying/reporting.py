"""The reporting expressions of `data/reporting.csv`, and which of them stand in the words of a cue.

An expression is one or several lemmas ("call for", "make clear"); other words may stand between them ("made it very
clear"). docs/stance.md says what the columns mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast, get_args

from onrecord.inflection import forms
from onrecord.types import Act

FLAGS = frozenset(("light", "hedge", "alone"))
MOST_BETWEEN = 3  # other words between two words of an expression


class Expression(NamedTuple):
    """A row of the table. light: it says the act only where nothing else does ("seem", "make").

    hedge: whoever says so keeps a reserve ("seem", "allegedly").  alone: it must be all that the cue has (":", "in").
    """

    lemmas: tuple[str, ...]
    act: Act
    flags: frozenset[str]
    note: str

    @property
    def light(self) -> bool:
        return "light" in self.flags

    @property
    def hedge(self) -> bool:
        return "hedge" in self.flags


class Found(NamedTuple):
    """An expression and the indices of its words."""

    at: tuple[int, ...]
    expression: Expression


class Table(NamedTuple):
    """The expressions by their first lemma, and the lemmas of every printed form."""

    by_first: Mapping[str, Sequence[Expression]]
    lemmas: Mapping[str, Sequence[str]]


_WORD = re.compile(r"['’]\w+|\w+(?:-\w+)*|[:—–]|-+")
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of a text in lower case, "didn't" as "did", "not"; of signs only those that stand for a verb."""
    opened = _NOT.sub(" not", text).replace("cannot", "can not").replace("’", "'")
    return [word.lower() for word in _WORD.findall(opened)]


@cache
def table() -> Table:
    """The shipped table. Raises ValueError, naming the line, for a row that is not in its format."""
    return read_table(files("onrecord").joinpath("data", "reporting.csv").read_text(encoding="utf-8"))


def read_table(text: str) -> Table:
    """A table from the text of a CSV file with the columns expression, act, flags, note."""
    by_first: dict[str, list[Expression]] = {}
    printed: dict[str, list[str]] = {}
    for number, row in enumerate(csv.DictReader(text.splitlines()), 2):
        expression = _expression(row, number)
        by_first.setdefault(expression.lemmas[0], []).append(expression)
        for lemma in expression.lemmas:
            for form in forms(lemma):
                lemmas = printed.setdefault(form, [])
                if lemma not in lemmas:
                    lemmas.append(lemma)
    return Table(by_first, printed)


def _expression(row: Mapping[str, str], number: int) -> Expression:
    lemmas, flags = tuple(row["expression"].split()), frozenset(row["flags"].split())
    if not lemmas or row["act"] not in get_args(Act) or flags - FLAGS:
        raise ValueError(f"reporting.csv:{number}: {row} needs an expression, an act of types.Act, flags of {FLAGS}")
    return Expression(lemmas, cast(Act, row["act"]), flags, row["note"])


def find(found_in: Sequence[str], among: Table | None = None) -> list[Found]:
    """All expressions in these words (as `words` gives them), the first that begins first, longer before shorter."""
    known = among or table()
    lemmas = [_lemmas(word, known) for word in found_in]
    matches = [
        Found(at, expression)
        for start, firsts in enumerate(lemmas)
        for first in firsts
        for expression in known.by_first.get(first, ())
        if (at := _places(expression.lemmas, lemmas, start)) and ("alone" not in expression.flags or len(found_in) == 1)
    ]

    def order(found: Found) -> tuple[int, int, int, bool]:
        as_printed = found.expression.lemmas[0] == found_in[found.at[0]]  # "convinced" is no form of "convince" first
        return found.at[0], -len(found.at), found.at[-1], not as_printed

    return sorted(matches, key=order)


def _lemmas(word: str, known: Table) -> Sequence[str]:
    """Of a hyphened word that is not in the table ("co-sponsored", "once-doubted"), those of its last part."""
    found = known.lemmas.get(word)
    if found is None and "-" in word.strip("-"):
        found = known.lemmas.get(word.rpartition("-")[2])
    return found or ()


def _places(wanted: tuple[str, ...], lemmas: Sequence[Sequence[str]], start: int) -> tuple[int, ...]:
    """Where the lemmas of an expression stand, from `start` on; empty when they do not."""
    return next(_rest(wanted[1:], lemmas, (start,)), ())


def _rest(wanted: tuple[str, ...], lemmas: Sequence[Sequence[str]], at: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not wanted:
        yield at
        return
    for place in range(at[-1] + 1, min(at[-1] + 2 + MOST_BETWEEN, len(lemmas))):
        if wanted[0] in lemmas[place]:
            yield from _rest(wanted[1:], lemmas, (*at, place))

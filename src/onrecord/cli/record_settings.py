"""The settings of the commands that keep a record, a table each: name, default, help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.settings import Inputs, Reading

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class ListFormat(StrEnum):
    """How a listing is written: a table for people, the others for programs."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def option(metavar: str | None, text: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=text, **more)


def seconds(value: str) -> float:
    """How long "90s", "15m", "2h" or "1d" is. Raises typer.BadParameter for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", value.strip().lower())
    if not match or float(match[1]) <= 0:
        raise typer.BadParameter(f"{value!r} is no length of time; write it like 90s, 15m or 2h")
    return float(match[1]) * _UNITS[match[2]]


Where = Annotated[
    str,
    option("FILE|URL", "The record: a SQLite file or a postgresql:// URL.", "--record", envvar="ONRECORD_RECORD"),
]
Form = Annotated[
    ListFormat | None,
    option("FORMAT", "table, csv, json or jsonl. Default: table on a terminal, else jsonl.", "--format", "-f"),
]
Limit = Annotated[int, option("N", "Rows of a page.", min=1)]
Offset = Annotated[int, option("N", "Rows to pass over: where the next page begins.", min=0)]
Since = Annotated[str | None, option("DATE", "From this day on.")]
Until = Annotated[str | None, option("DATE", "Up to this day.")]
By = Annotated[str, option("NAME", "Who says so.")]
Why = Annotated[str, option("TEXT", "For what reason.")]
DEFAULT = "onrecord.db"


@dataclass(frozen=True, kw_only=True)
class Add(Inputs):
    """One call of `onrecord add`."""

    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Watch(Inputs):
    """One call of `onrecord watch`."""

    sources: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS, Atom or JSON feeds.")]
    every: Annotated[str, option("TIME", "How long to wait between two polls: 90s, 15m, 2h.")] = "15m"
    once: Annotated[bool, option(None, "Poll each feed once, and end.", "--once")] = False
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What all listings take."""

    record: Where = DEFAULT
    format: Form = None
    limit: Limit = 20
    offset: Offset = 0


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which statements are meant."""

    speaker: Annotated[str | None, option("NAME", "Who says it: a name, some words of it, or an id.")] = None
    about: Annotated[str | None, option("NAME", "A person or organization mentioned in it.")] = None
    to: Annotated[str | None, option("WORDS", "To whom: reporters, parliament.")] = None
    outlet: Annotated[str | None, option("NAME", "Who published it.")] = None
    since: Since = None
    until: Until = None
    kind: Annotated[str | None, option("KIND", "direct, mixed or indirect.")] = None
    stance: Annotated[str | None, option("STANCE", "denies, promises, ...; negated; hedged.")] = None


@dataclass(frozen=True, kw_only=True)
class Search(Filters, Listed):
    """One call of `onrecord search`."""

    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='Words that must all be there, "a phrase", pref*, -without, OR.'),
    ] = None
    sort: Annotated[str | None, option("ORDER", "relevance, newest or oldest.")] = None
    like: Annotated[str | None, option("TEXT", "Sort by how near their meaning is to this text's.")] = None
    model: Annotated[Path | None, option("DIR", "For --like: the model the articles were read with.")] = None


@dataclass(frozen=True, kw_only=True)
class Who(Listed):
    """One call of `onrecord who`."""

    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="A name, some words of it, or an id. Default: everybody.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class Events(Listed):
    """One call of `onrecord events`."""

    type: Annotated[str | None, option("TYPE", "PLOVER's: AGREE, CONSULT, PROTEST, ...")] = None
    actor: Annotated[str | None, option("NAME", "Who does it.")] = None
    recipient: Annotated[str | None, option("NAME", "To whom it is done.")] = None
    status: Annotated[str | None, option("STATUS", "occurred, ongoing, planned, possible, demanded or denied.")] = None
    since: Since = None
    until: Until = None


@dataclass(frozen=True, kw_only=True)
class Timeline(Listed):
    """One call of `onrecord timeline`."""

    names: Annotated[list[str], typer.Argument(metavar="NAME", help="Names, each in quotation marks, or ids.")]
    limit: Limit = 100
    since: Since = None
    until: Until = None
    plot: Annotated[Path | None, option("FILE", "Draw it: a .svg or .png file.")] = None


@dataclass(frozen=True, kw_only=True)
class Corrections(Listed):
    """One call of `onrecord corrections`."""

    ref: Annotated[
        str | None, typer.Argument(metavar="ID", help="Of a statement, event, person or correction. Default: all.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class Correct:
    """One call of `onrecord correct`."""

    ref: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, event, person or correction.")]
    by: By
    why: Why
    speaker: Annotated[str | None, option("NAME", 'Who really says it: a name, an id, or "unknown".')] = None
    reject: Annotated[bool, option(None, "It is no statement, or no event.", "--reject")] = False
    merge: Annotated[str | None, option("NAME", "The person is this one too: a name or an id.")] = None
    split: Annotated[
        list[str] | None, option("ARTICLE", "This article is about somebody else of the name; may be repeated.")
    ] = None
    undo: Annotated[bool, option(None, "Take the correction back.", "--undo")] = False
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Forget:
    """One call of `onrecord forget`."""

    ref: Annotated[
        str, typer.Argument(metavar="ARTICLE|PERSON", help="An article's id or address; a person's id or whole name.")
    ]
    by: By
    why: Why
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Backup:
    """One call of `onrecord backup`."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]
    overwrite: Annotated[bool, option(None, "Write over whatever is there.", "--overwrite")] = False
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Restore:
    """One call of `onrecord restore`."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `onrecord backup` wrote.")]
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Reread(Reading):
    """One call of `onrecord reread`."""

    every: Annotated[bool, option(None, "Articles too that this model has read.", "--all")] = False
    record: Where = DEFAULT


@dataclass(frozen=True, kw_only=True)
class Verify:
    """One call of `onrecord verify`."""

    refs: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE", help="Ids or addresses. Default: every article.")
    ] = None
    format: Form = None
    record: Where = DEFAULT

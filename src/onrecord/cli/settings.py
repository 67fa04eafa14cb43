"""The settings of reading in one table: name, default, help. Built once, when the call is read."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, get_type_hints

import typer

from onrecord.types import iso_date

TASKS = ("statements", "people", "dates", "events")  # those of onrecord.interpret
MOST: Final = 10**15  # of any whole number: databases hold no more than 2**63, also of several together
DAY: Final = 86_400.0  # seconds


class Format(StrEnum):
    """What is written: text for people, json and jsonl for programs, html for a browser, brat for annotators.

    plover: events alone, as PLOVER's records.
    """

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    BRAT = "brat"
    PLOVER = "plover"


class Color(StrEnum):
    """When the text view is coloured. `auto`: on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _day(value: str) -> str:
    try:
        iso_date(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return value


def _tasks(value: str) -> tuple[str, ...]:
    wanted = tuple(name.strip() for name in value.split(","))
    if unknown := [name for name in wanted if name not in TASKS]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(TASKS)}.")
    return wanted


def _above_zero(value: float | None) -> float | None:
    if value is not None and not value > 0:
        raise typer.BadParameter(f"{value:g} is not above 0.")
    if value is not None and value > DAY:
        raise typer.BadParameter(f"{value:g} is more than {DAY:g}, a day.")
    return value


def _option(metavar: str | None, text: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=text, **more)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Who reads, and what is looked for."""

    model: Annotated[Path | None, _option("DIR", "Another model than the one shipped.")] = None
    people: Annotated[Path | None, _option("FILE", "People known by name (docs/world.md).")] = None
    tasks: Annotated[Any, _option("LIST", "Some of statements,people,dates,events. Default: all.", parser=_tasks)] = (
        None
    )
    threads: Annotated[int | None, _option("N", "Processor cores to use. Default: all.", min=1, max=1_024)] = None


@dataclass(frozen=True, kw_only=True)
class Inputs(Reading):
    """What is read: the sources, what the caller knows of them, and the model."""

    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files of text, pages, JSON, feeds, archives or wires; http(s) addresses; - for standard input.",
        ),
    ]
    published: Annotated[
        str | None, _option("DATE", "Its date, such as 2025-02-08, or date with time.", parser=_day)
    ] = None
    title: Annotated[str | None, _option("TEXT", "Its title.")] = None
    outlet: Annotated[str | None, _option("TEXT", "Who published it.")] = None
    url: Annotated[str | None, _option("URL", "Its address.")] = None
    force: Annotated[bool, _option(None, "Read articles in other languages than English.", "--force")] = False
    allow_private: Annotated[bool, _option(None, "Fetch from private and loopback addresses.", "--allow-private")] = (
        False
    )
    max_chars: Annotated[int, _option("N", "Refuse longer articles.", min=1, max=100_000_000)] = 2_000_000
    timeout: Annotated[float, _option("S", "Seconds for one address.", callback=_above_zero)] = 30.0
    delay: Annotated[float, _option("S", "Seconds between two pages of one host.", min=0, max=DAY)] = 1.0
    max_pages: Annotated[
        int, _option("N", "Read at most so many pages of a feed or sitemap.", min=1, max=1_000_000_000)
    ] = 1_000

    def __post_init__(self) -> None:
        if self.url and len(self.sources) > 1:
            told = f"is one article's address, and {len(self.sources)} sources are given"
            raise typer.BadParameter(told, param_hint="--url")


@dataclass(frozen=True, kw_only=True)
class Settings(Inputs):
    """One call of `onrecord read`."""

    format: Annotated[
        Format | None,
        _option(
            "FORMAT",
            "text, json, jsonl, html, brat or plover. Default: as --out ends, else text on a terminal, else jsonl.",
            "--format",
            "-f",
        ),
    ] = None
    out: Annotated[
        str | None,
        _option(
            "PATH",
            "A file, packed where it ends with .gz; or a folder, or a name that ends with /: a file an article.",
            "--out",
            "-o",
        ),
    ] = None
    overwrite: Annotated[bool, _option(None, "Write over files that are there.", "--overwrite")] = False
    min_confidence: Annotated[float, _option("X", "Leave out statements less sure than X.", min=0, max=1)] = 0.0
    width: Annotated[
        int | None, _option("N", "Columns of the text view. Default: the terminal's, else 100.", min=40, max=10_000)
    ] = None
    color: Annotated[Color, _option("WHEN", "Colour in the text view: auto, always or never. Auto heeds NO_COLOR.")] = (
        Color.AUTO
    )


def command(act: Callable[[Any], int]) -> Callable[..., None]:
    """A function that Typer can call with the settings of a table; what `act` returns is the exit code.

    The table is the one that `act` takes, a dataclass of annotated fields as above.
    """
    table: Any = get_type_hints(act)["settings"]
    hints = get_type_hints(table, include_extras=True)

    def call(**values: Any) -> None:
        _check_numbers(values)
        raise typer.Exit(act(table(**values)))

    call.__doc__ = act.__doc__
    call.__annotations__ = hints
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if field.default is MISSING else field.default,
                annotation=hints[field.name],
            )
            for field in fields(table)
        ]
    )
    return call


def _check_numbers(values: dict[str, Any]) -> None:
    """Raises typer.BadParameter for a number that no database and no list takes."""
    for name, value in values.items():
        if isinstance(value, int) and value > MOST:
            raise typer.BadParameter(f"{value} is more than {MOST}.", param_hint=f"--{name.replace('_', '-')}")

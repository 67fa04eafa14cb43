"""The command `onrecord`. Libraries load when a command needs them, so that --help answers at once."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

import onrecord
from onrecord.cli import keep, record, streams
from onrecord.cli.export import export
from onrecord.cli.read import read
from onrecord.cli.settings import command
from onrecord.cli.telling import not_written


class Call(typer.core.TyperCommand):
    """A command whose errors are in our words: newer editions of Typer put those of a library before them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words of the call as settings. Raises typer.BadParameter."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="onrecord",
    help="Reads news and keeps the record: who said what, and what they say was done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: with Rich it takes twice as long to come
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for act in (
    read,
    *(keep.add, keep.watch, keep.reread),
    *(record.search, record.who, record.events, record.timeline),
    *(record.correct, record.corrections, record.forget, record.verify, record.backup, record.restore),
    export,
):
    app.command(act.__name__, cls=Call)(command(act))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads news and keeps the record: who said what, and what they say was done."""


def run() -> None:
    """The console script. Exit code 0: all was read; 1: some was not; 2: the call was wrong; 130: interrupted."""
    streams.hold()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # of the help, or of the version
        not_written(error)
        sys.exit(1)
    finally:
        streams.settle()

"""What goes wrong in a command, told on standard error, and the exit code that it ends with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import typer

from onrecord.cli.read import INTERRUPTED, PIPE_CLOSED, drop_stdout
from onrecord.errors import BadQuery, OnrecordError

Settings = TypeVar("Settings")


def told(act: Callable[[Settings], int]) -> Callable[[Settings], int]:
    """The command with its errors told on standard error. Exit code 2: the call was wrong; 1: it could not be done."""

    @wraps(act)
    def safe(settings: Settings) -> int:
        try:
            return act(settings)
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            drop_stdout()
            return PIPE_CLOSED
        except OnrecordError as error:
            say(str(error))
            return 2 if isinstance(error, BadQuery) else 1

    return safe


def say(message: str) -> None:
    """A line on standard error. A terminal obeys control characters, so they are shown instead."""
    from onrecord.export.visible import one_line

    typer.echo(f"onrecord: {one_line(message)}", err=True)

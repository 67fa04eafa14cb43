"""What goes wrong in a command, told on standard error, and the exit code that it ends with."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, TypeVar

import typer

from onrecord.cli.read import INTERRUPTED, PIPE_CLOSED
from onrecord.cli.streams import drop_stdout
from onrecord.errors import BadQuery, OnrecordError

Settings = TypeVar("Settings")
_WRITING: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)  # where a file is not named


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
        except OSError as error:
            not_written(error)
            return 1
        except Exception as error:
            if (why := _database(error)) is None:
                raise
            say(f"{_record(settings)}: {why}")
            return 1

    return safe


def not_written(error: OSError) -> None:
    """A file, or standard output, that cannot be written or read."""
    why = error.strerror or str(error)
    say(f"{error.filename or 'the output'}: {why}" if error.filename or error.errno in _WRITING else why)


def _database(error: Exception) -> str | None:
    """What a database says of itself that the store has no words for, without the SQL; None for any other error.

    What it says of the SQL or of the rows is a fault of ours, and stays one.
    """
    if "sqlalchemy" not in sys.modules:  # which takes long to load
        return None
    from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

    if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError | ProgrammingError):
        return None
    why = " ".join(str(error.orig).split())
    damaged = "malformed" in why
    mend = "; the file is damaged: `onrecord restore` fills a new record from a backup" if damaged else ""
    return f"the record cannot be used: {why}{mend}"


def _record(settings: object) -> str:
    """The record of a call, without the password of a URL."""
    where = str(getattr(settings, "record", "the record"))
    if "://" not in where:
        return where
    from sqlalchemy.engine import make_url

    return make_url(where).render_as_string()


def say(message: str) -> None:
    """A line on standard error. A terminal obeys control characters, so they are shown instead."""
    from onrecord.export.visible import one_line

    typer.echo(f"onrecord: {one_line(message)}", err=True)

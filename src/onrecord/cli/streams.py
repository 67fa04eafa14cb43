"""The three standard streams: where whoever called has closed one of them, and where nobody takes what is written."""

from __future__ import annotations

import os
import sys


def hold() -> None:
    """Puts something in the place of a stream that was closed, so that no file that is opened later gets its number.

    Reading and writing it fail with an OSError, as they do in other programs; only what would be told on standard
    error is lost.
    """
    if sys.stdin is None:
        sys.stdin = open(_held(0, os.O_WRONLY), encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(_held(1, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_held(2, os.O_WRONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _held(number: int, way: int) -> int:
    """The number, open for reading or for writing alone."""
    opened = os.open(os.devnull, way)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number


def drop_stdout() -> None:
    """Python flushes standard output when it ends: into nothing, as nobody takes it any more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file
        return


def settle() -> None:
    """What could not be written was told already; Python does not try, and fail, once more when it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        drop_stdout()

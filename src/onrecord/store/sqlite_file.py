"""A record's SQLite file as this process may open it: to write, or only to read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_WRITTEN_AHEAD: Final = 2  # the byte behind the head and the page size: there is, or may be, a log beside the file


def only_read(file: Path) -> bool:
    """Whether the file is there, and neither it nor what SQLite puts beside it can be written by this process."""
    if not file.is_file():
        return False
    if not os.access(file, os.W_OK):
        return True
    folder = file.absolute().parent
    return not os.access(folder, os.W_OK) and not all(os.access(path, os.W_OK) for path in _beside(file))


def read_only_uri(file: Path) -> str:
    """The address under which SQLite reads the file and writes nothing.

    Where the log's index is not there and cannot be made, the file is read as one that nobody changes: others who may
    not write here either cannot, and a log that holds something is not passed over.
    """
    log, index = _beside(file)
    alone = not (log.exists() and log.stat().st_size)
    can_share = index.exists() or os.access(file.absolute().parent, os.W_OK)
    mode = "immutable=1" if _is_written_ahead(file) and alone and not can_share else "mode=ro"
    return f"{file.absolute().as_uri()}?{mode}"


def _beside(file: Path) -> tuple[Path, Path]:
    """The log and its index."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def _is_written_ahead(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(19)[18:] == bytes([_WRITTEN_AHEAD])
    except OSError:
        return False

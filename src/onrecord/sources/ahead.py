"""Reading ahead in a pipe, so that what it brings can be told from its beginning."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Final, cast

BROKEN: Final = (OSError, EOFError, zlib.error)  # what a broken or vanishing file raises


class Ahead(io.RawIOBase):
    """Reads of full length from a pipe that gives little at a time, so that its kind can be told from its beginning.

    A line's end is full enough: what a program sends line by line is handed on line by line.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._failed: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """What was read before a fault is handed on; the fault is raised by the next read."""
        if self._failed is not None:
            raise self._failed
        view = memoryview(cast(bytearray, buffer)).cast("B")
        read = getattr(self._raw, "read1", self._raw.read)
        size = 0
        try:
            while size < len(view) and (piece := read(len(view) - size)):
                view[size : size + len(piece)] = piece
                size += len(piece)
                if piece.endswith(b"\n"):
                    break
        except BROKEN as error:
            if not size:
                raise
            self._failed = error
        return size


class Again(io.RawIOBase):
    """A stream whose beginning was read already, from that beginning on."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        piece = self._head[: len(view)] or getattr(self._rest, "read1", self._rest.read)(len(view))
        self._head = self._head[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)

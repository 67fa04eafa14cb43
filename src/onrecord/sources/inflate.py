"""A compressed body, unpacked piece by piece as it arrives."""

from __future__ import annotations

import zlib
from typing import Final

_MEMBER: Final = b"\x1f\x8b"  # how a gzip member begins
_EITHER: Final = 47  # gzip or zlib, whichever it is


class Inflate:
    """Unpacks zlib, or gzip of one member or several; what stands behind the last is passed over, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_EITHER)
        self._begun = False
        self._behind = b""  # the first byte behind a member, which may be the next one's

    def feed(self, piece: bytes, most: int) -> bytes:
        """What the piece gives, `most` bytes of it. Raises zlib.error when it is broken.

        Who is given `most` bytes is to stop there: the rest of the piece is lost.
        """
        self._begun |= bool(piece)
        data = self._behind + piece
        found = bytearray()
        while data and len(found) < most:
            if self._member.eof:
                if not data.startswith(_MEMBER):
                    break
                self._member = zlib.decompressobj(_EITHER)
            found += self._member.decompress(data, most - len(found))
            data = self._member.unused_data
        self._behind = data if data == _MEMBER[:1] else b""
        return bytes(found)

    @property
    def cut(self) -> bool:
        """Whether it ends before its end. An empty body was never begun."""
        return self._begun and not self._member.eof

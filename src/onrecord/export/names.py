"""File names from article ids, which may be addresses, paths or anything else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_BYTES = 120
"""Of a name without its ending, in UTF-8; with ending and number it stays under the 255 that file systems take."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def file_name(identity: str) -> str:
    """A name safe on any file system; too long ones end with a hash of the id. Never empty, hidden or a path."""
    kept = identity.encode("utf-8", "replace").decode("utf-8")
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", _SCHEME.sub("", kept))).strip("._-") or "article"
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name.encode()) > MAX_BYTES:
        digest = hashlib.sha256(kept.encode()).hexdigest()[:10]
        name = name.encode()[: MAX_BYTES - 11].decode("utf-8", "ignore") + "-" + digest
    return name


class Names:
    """File names that differ from each other, also where upper and lower case are the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, identity: str) -> str:
        """The name for the next article of this id: a second one gets "-2"."""
        base = file_name(identity)
        name, number = base, self._last.get(base.casefold(), 1)
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._last[base.casefold()] = number
        self._taken.add(name.casefold())
        return name

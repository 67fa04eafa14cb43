"""The addresses that redirects lead through: none twice, and not too many."""

from __future__ import annotations

from onrecord.errors import Unreadable
from onrecord.sources.options import Options


class Way:
    """From the address that was asked for to the last one."""

    def __init__(self, url: str, options: Options) -> None:
        self.url = url
        self._most = options.redirects
        self._seen: list[str] = []

    def go(self, here: str) -> None:
        """Takes a step to an address. Raises Unreadable, naming the first one, when it leads back or on and on."""
        if here in self._seen:
            why = f"redirects in a circle, back to {here}; open it in a browser and use its last address"
            raise Unreadable(self.url, why)
        if len(self._seen) > self._most:
            why = f"redirects more than {self._most} times, at last to {here}; use its last address"
            raise Unreadable(self.url, why)
        self._seen.append(here)

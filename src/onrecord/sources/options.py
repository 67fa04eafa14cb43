"""What the caller knows of the inputs, and the limits that reading keeps to."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types import iso_date

MAX_CHARS = 2_000_000
MAX_BYTES = 20_000_000
MAX_PAGES = 1_000


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to read sources. published, title, outlet and url fill what an input itself lacks; they never overwrite it.

    force: read articles in other languages than English. allow_private: fetch from private and loopback addresses.
    max_chars: the longest article, in code points. max_bytes: the largest page, download or .json file, decompressed.
    timeout: seconds for one URL as a whole, from looking up its host to its last byte. redirects: the most followed.
    delay: seconds between two requests to one host, for the pages of a feed or sitemap. max_pages: the most of them.

    Raises ValueError when `published` is no ISO 8601 date or a limit is not above 0.
    """

    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    force: bool = False
    allow_private: bool = False
    max_chars: int = MAX_CHARS
    max_bytes: int = MAX_BYTES
    timeout: float = 30.0
    redirects: int = 10
    delay: float = 1.0
    max_pages: int = MAX_PAGES

    def __post_init__(self) -> None:
        if self.published is not None:
            iso_date(self.published)
        for name in ("max_chars", "max_bytes", "max_pages", "timeout"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} is {getattr(self, name)}: a limit is above 0")
        if self.delay < 0:
            raise ValueError(f"delay is {self.delay}: no time is below 0")

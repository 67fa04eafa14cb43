"""What a URL gave, and which version of it that was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.sources.kinds import Form


@dataclass(frozen=True)
class Version:
    """Which version of a page is known already: what the server said of it. "" where it said nothing."""

    etag: str = ""
    last_modified: str = ""


NOTHING_KNOWN: Final = Version()


@dataclass(frozen=True)
class Fetched:
    """What a URL gave. url: the last one, after redirects; form: what its content type says, None if nothing.

    at: when, ISO 8601 in UTC. unchanged: there is nothing new since the version that was known, and no data.
    """

    url: str
    data: bytes
    form: Form | None
    charset: str | None
    content_type: str = ""
    at: str = ""
    version: Version = NOTHING_KNOWN
    unchanged: bool = False

"""Fetching many pages as a guest: what robots.txt allows, and one request to a host at a time, with a pause between."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.decode import markup_of
from onrecord.sources.fetch import BadStatus, fetch, hop
from onrecord.sources.fetched import NOTHING_KNOWN, Fetched, Version
from onrecord.sources.needed import needed
from onrecord.sources.options import Options
from onrecord.sources.way import Way

_AGENT: Final = "onrecord"
_ROBOTS_BYTES: Final = 1_000_000
_LONGEST_DELAY: Final = 30.0  # seconds: a host that asks for more gets this much
_HOSTS: Final = 1_000  # whose robots.txt are kept in mind
_VALID: Final = 24 * 3600.0  # seconds for which a robots.txt is (RFC 9309, 2.4)


@dataclass(frozen=True)
class Clock:
    """Seconds that only go forward, and a way to let them pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class _Robots:
    """What a host's robots.txt allows (protego's reading of it), and when it was asked for."""

    rules: Any
    at: float


class Polite:
    """Fetches for one caller; keeps in mind each host's robots.txt, and when it was asked last."""

    def __init__(self, options: Options, clock: Clock | None = None) -> None:
        self.options = options
        self._clock = clock or Clock()
        self._rules: OrderedDict[str, _Robots] = OrderedDict()
        self._asked: OrderedDict[str, float] = OrderedDict()

    def fetch(self, url: str, known: Version = NOTHING_KNOWN) -> Fetched:
        """As fetch.fetch; Refused also when a host's robots.txt forbids its address, the first or one redirected to.

        Raises Unreadable when a host has a robots.txt that cannot be had now: then nothing is allowed for sure.
        options.timeout holds for each address on the way, as there is a pause before each.
        """
        way = Way(url, self.options)
        here = url
        while True:
            way.go(here)
            found = self._hop(here, known, url)
            if isinstance(found, Fetched):
                return found
            here = found

    def _hop(self, here: str, known: Version, url: str) -> Fetched | str:
        """What one address on the way from `url` answers, or where it redirects to: each is asked as a guest does."""
        try:
            here.encode()
            parts = urlsplit(here)
            host = parts.netloc
        except ValueError:
            raise Unreadable(url, "is not a URL; write it like https://www.example.org/story") from None
        rules = self._robots(f"{parts.scheme}://{host}", url) if parts.scheme in ("http", "https") and host else None
        if rules is None:
            return hop(here, self.options, known, where=url)  # which says what is wrong with it
        if not rules.can_fetch(here, _AGENT):
            raise Refused(url, f"the robots.txt of {host} asks {_AGENT} to stay out; save the page and name the file")
        wished = rules.crawl_delay(_AGENT) or 0.0
        self._wait(host, max(self.options.delay, min(float(wished), _LONGEST_DELAY)))
        try:
            return hop(here, self.options, known, where=url)
        finally:
            self._now(host)

    def _robots(self, origin: str, url: str) -> Any:
        known = self._rules.get(origin)
        if known is None or self._clock.now() - known.at >= _VALID:
            protego = needed("protego", url, "an address that another source points to")
            known = _Robots(protego.Protego.parse(self._rules_of(origin, url)), self._clock.now())
            self._rules[origin] = known
            if len(self._rules) > _HOSTS:
                self._rules.popitem(last=False)
        return known.rules

    def _rules_of(self, origin: str, url: str) -> str:
        """The text of a host's robots.txt, "" if it has none (RFC 9309)."""
        limited = replace(self.options, max_bytes=_ROBOTS_BYTES)
        try:
            return markup_of(fetch(f"{origin}/robots.txt", limited).data)
        except BadStatus as error:
            if error.status < 500:
                return ""
            why = error.why
        except Refused as error:
            raise Refused(url, error.why) from None
        except SourceError as error:
            why = error.why
        raise Unreadable(url, f"was left alone, as {origin}/robots.txt cannot be had ({why}); try again later")

    def _wait(self, host: str, delay: float) -> None:
        last = self._asked.get(host)
        if last is not None and (left := last + delay - self._clock.now()) > 0:
            self._clock.sleep(left)

    def _now(self, host: str) -> None:
        self._asked[host] = self._clock.now()
        self._asked.move_to_end(host)
        if len(self._asked) > _HOSTS:
            self._asked.popitem(last=False)

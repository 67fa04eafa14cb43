"""A feed asked again and again: each new story once, whatever stops the program in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from onrecord.errors import Refused, SourceError
from onrecord.sources.feed import Entry, entries_of, outcome
from onrecord.sources.fetched import NOTHING_KNOWN, Version
from onrecord.sources.options import Options
from onrecord.sources.polite import Polite
from onrecord.sources.source import Source
from onrecord.sources.taken import Outcome

TRIES: Final = 3  # how often a story that could not be had is asked for
_NO_ADDRESS: Final = (
    "is no web address, and only those are watched: name it like https://www.example.org/feed.xml; "
    "a file is read with onrecord read FILE, and kept with onrecord add FILE"
)
KEPT: Final = 5_000  # ids of stories that are no longer in the feed and still kept in mind


@dataclass(frozen=True)
class State:
    """What is kept of a feed between two polls. version: of its last answer that was dealt with in full.

    seen: ids of the entries that were dealt with, latest last. failed: how often an entry could not be had.
    """

    version: Version = NOTHING_KNOWN
    seen: tuple[str, ...] = ()
    failed: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As a value of JSON, which from_json takes back."""
        return {
            "etag": self.version.etag,
            "last_modified": self.version.last_modified,
            "seen": list(self.seen),
            "failed": dict(self.failed),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> State:
        """Raises KeyError or TypeError when the value is not from to_json."""
        version = Version(value["etag"], value["last_modified"])
        return cls(version, tuple(value["seen"]), dict(value["failed"]))

    def after(self, entry: Entry, got: Outcome) -> State:
        """The state once this outcome of an entry is stored: seen, or to be asked for again if it failed for now."""
        tries = self.failed.get(entry.id, 0) + 1
        others = {name: count for name, count in self.failed.items() if name != entry.id}
        if isinstance(got, SourceError) and not isinstance(got, Refused) and tries < TRIES:
            return replace(self, failed=others | {entry.id: tries})
        return replace(self, seen=(*self.seen, entry.id), failed=others)


@dataclass(frozen=True)
class Step:
    """One outcome of a poll, and the state to store together with it. got: None for the step that ends a poll."""

    got: Outcome | None
    state: State


class Feed:
    """One feed's poller. It never waits between polls: when to poll is the caller's affair.

        feed = Feed("https://courier.example/rss", polite, state=State.from_json(stored))
        for step in feed.poll():
            ...  # store step.got and step.state.to_json() in one transaction

    Whoever stops in between goes on with the last stored state and misses nothing.
    """

    def __init__(self, url: str, polite: Polite, *, state: State | None = None) -> None:
        self.url = url
        self.state = state or State()
        self._polite = polite

    @property
    def options(self) -> Options:
        return self._polite.options

    def poll(self) -> Iterator[Step]:
        """The stories that are new, oldest first, each with the state after it; at last a step with the feed's version.

        A feed that cannot be had, or that is no address, gives one step with its error, and the state as it was.
        """
        try:
            if "://" not in self.url:
                raise Refused(self.url, _NO_ADDRESS)
            found = self._polite.fetch(self.url, self.state.version)
            if found.unchanged:
                yield Step(None, self.state)
                return
            entries = entries_of(found.data, where=self.url, address=found.url)
        except SourceError as error:
            yield Step(error, self.state)
            return
        source = Source.of(found, where=self.url, name=self.url, options=self.options)
        seen = set(self.state.seen)
        for entry in reversed([entry for entry in entries if entry.id not in seen][: self.options.max_pages]):
            got = outcome(entry, source, self._polite)
            self.state = self.state.after(entry, got)
            yield Step(got, self.state)
        self.state = self._ended(entries, found.version)
        yield Step(None, self.state)

    def _ended(self, entries: list[Entry], version: Version) -> State:
        """The state after a whole poll. A feed with stories to be asked for again must not answer "unchanged"."""
        listed = {entry.id for entry in entries}
        failed = {name: count for name, count in self.state.failed.items() if name in listed}
        gone = [name for name in self.state.seen if name not in listed][-KEPT:]
        kept = {*gone, *listed}
        seen = tuple(dict.fromkeys(name for name in self.state.seen if name in kept))
        left = listed - set(seen) - set(failed)
        return State(NOTHING_KNOWN if failed or left else version, seen, failed)

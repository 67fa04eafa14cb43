"""Reading articles into a record: `onrecord add`, `watch` and `reread`."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

import typer

from onrecord.cli.read import options
from onrecord.cli.record_settings import Add, Reread, Watch, seconds
from onrecord.cli.telling import told
from onrecord.errors import BadReading, Forgotten, SourceError

if TYPE_CHECKING:
    from onrecord.answers import Added
    from onrecord.cli.progress import Progress
    from onrecord.cli.settings import Inputs
    from onrecord.reader import Reader
    from onrecord.sources import Page, Taken
    from onrecord.sources.watch import Feed
    from onrecord.store import FeedState, Record
    from onrecord.store import Page as SnapshotPage
    from onrecord.types import Article, Reading

TOGETHER: Final = 16
"""Readings that `add` stores at once, which takes less time for each ..."""
_LATEST: Final = 2.0  # ... if they come fast: seconds after which one that was read waits no longer for others
_ORDER = ("added", "changed", "reread", "unchanged", "refused", "failed")


class Tally:
    """What became of the inputs."""

    def __init__(self) -> None:
        self._doings: Counter[str] = Counter()
        self._found: Counter[str] = Counter()

    def add(self, done: Added) -> None:
        """An article that is in the record now."""
        self._doings[done.doing] += 1
        if done.doing != "unchanged":
            self._found.update({"statements": done.statements, "events": done.events})
            self._found["wire copies"] += done.copy_of is not None
            self._found["statements not found in their page"] += done.missing

    def count(self, doing: str) -> None:
        """Something else."""
        self._doings[doing] += 1

    @property
    def failures(self) -> int:
        """Inputs that are not in the record."""
        return self._doings["failed"] + self._doings["refused"]

    def line(self) -> str:
        """All of it, on one line."""
        doings = [f"{self._doings[doing]} {doing}" for doing in _ORDER if self._doings[doing]]
        found = [f"{number} {what}" for what, number in self._found.items() if number]
        return ", ".join(doings or ["nothing to add"]) + (f"; {', '.join(found)}" if found else "")


@told
def add(settings: Add) -> int:
    """Read news articles into the record.

    What `onrecord read` shows, `onrecord add` keeps. An article that is there already adds nothing. Exit code 0: all is
    in the record; 1: some is not, and why stands on standard error and in the record; 2: the call was wrong.
    """
    from onrecord.cli.plan import LINES
    from onrecord.cli.progress import Progress
    from onrecord.store import Record

    tally = Tally()
    several = len(settings.sources) > 1 or settings.sources[0].lower().endswith(LINES) or "://" in settings.sources[0]
    with (
        Record.open(settings.record) as record,
        Progress(settings.sources, shown=several and sys.stderr.isatty()) as progress,
    ):
        try:
            _add_all(settings, record, progress, tally)
        finally:
            progress.say(f"{record.name}: {tally.line()}")
    return 1 if tally.failures else 0


def _add_all(settings: Add, record: Record, progress: Progress, tally: Tally) -> None:
    """Stores the readings, a few at a time. The model loads with the first article."""
    from onrecord.sources import outcomes

    pages: deque[Page | None] = deque()

    def taken() -> Iterator[Taken]:
        for item in outcomes(settings.sources, options(settings)):
            if isinstance(item, SourceError):
                _failed(record, progress, tally, item.where, item.why)
            else:
                yield item

    def to_read(items: Iterator[Taken], model: str, tasks: Sequence[str]) -> Iterator[Article]:
        for item in items:
            if record.knows(item.article, model, tasks):
                tally.count("unchanged")
                progress.advance()
            else:
                pages.append(item.page)
                yield record.completed(item.article)

    stream = taken()
    waiting: list[tuple[Reading, SnapshotPage | None]] = []
    since = time.monotonic()
    try:
        for first in stream:
            reader = _reader(settings)
            for reading in reader.read_many(to_read(chain([first], stream), reader.model, looks_for(reader))):
                since = since if waiting else time.monotonic()
                waiting.append((reading, snapshot(pages.popleft())))
                if len(waiting) == TOGETHER or time.monotonic() - since > _LATEST:
                    several, waiting = waiting, []
                    _keep_many(record, progress, tally, several)
    finally:  # what was read is stored, whatever ended it
        _keep_many(record, progress, tally, waiting)


def _reader(settings: Inputs | Reread) -> Reader:
    from onrecord.reader import Reader

    return Reader(settings.model, threads=settings.threads, tasks=settings.tasks, people=settings.people, vectors=True)


def looks_for(reader: Reader) -> tuple[str, ...]:
    """The tasks of a reader, as it tells them of any text."""
    return reader.read("").tasks


def _keep_many(
    record: Record, progress: Progress, tally: Tally, several: Sequence[tuple[Reading, SnapshotPage | None]]
) -> None:
    for (reading, _), done in zip(several, record.add_many(several) if several else (), strict=True):
        if isinstance(done, Exception):
            _not_kept(record, progress, tally, reading, done)
        else:
            tally.add(done)
            progress.advance()


def _keep(
    record: Record, progress: Progress, tally: Tally, reading: Reading, page: Page | None, feed: FeedState
) -> None:
    try:
        tally.add(record.add(reading, snapshot(page), feed=feed))
        progress.advance()
    except (Forgotten, BadReading) as error:
        _not_kept(record, progress, tally, reading, error, feed)


def _not_kept(
    record: Record, progress: Progress, tally: Tally, reading: Reading, error: Forgotten | BadReading,
    feed: FeedState | None = None,
) -> None:  # fmt: skip
    where = reading.article.url or reading.article.id
    why = error.why if isinstance(error, Forgotten) else str(error)
    kind = "refused" if isinstance(error, Forgotten) else "failed"
    told = f"was forgotten, and is not taken in again: {why}" if kind == "refused" else why
    _failed(record, progress, tally, where, told, kind=kind, feed=feed)


def _failed(
    record: Record, progress: Progress, tally: Tally, where: str, why: str, *, kind: str = "failed",
    feed: FeedState | None = None,
) -> None:  # fmt: skip
    tally.count(kind)
    record.reject(where, why, feed=feed)
    progress.say(f"{where}: {why}")
    progress.advance()


def snapshot(page: Page | None) -> SnapshotPage | None:
    """A page as the record keeps it, with its own text; None where there was none."""
    from onrecord.sources.pagetext import text_of_page
    from onrecord.store import Page as Kept

    if page is None:
        return None
    return Kept(page.data, text_of_page(page), page.url, page.fetched, page.content_type)


@told
def watch(settings: Watch) -> int:
    """Poll feeds, and add each new story once.

    It goes on until it is stopped, or polls once with --once. It may be stopped at any moment and goes on where it was.
    """
    from onrecord.cli.progress import Progress
    from onrecord.sources.polite import Polite
    from onrecord.sources.watch import Feed, State
    from onrecord.store import Record

    pause = seconds(settings.every)
    readers: list[Reader] = []
    with Record.open(settings.record) as record, Progress(settings.sources, shown=False) as progress:
        polite = Polite(options(settings))
        feeds = [
            Feed(url, polite, state=State.from_json(kept) if (kept := record.feed_state(url)) else None)
            for url in settings.sources
        ]
        while True:
            tally = Tally()
            for feed in feeds:
                _poll(settings, feed, record, progress, tally, readers)
            progress.say(f"{record.name}: {tally.line()}")
            if settings.once:
                return 1 if tally.failures else 0
            time.sleep(pause)


def _poll(settings: Watch, feed: Feed, record: Record, progress: Progress, tally: Tally, readers: list[Reader]) -> None:
    """Each story is stored together with how far the feed was read."""
    from onrecord.store import FeedState

    for step in feed.poll():
        state = FeedState(feed.url, step.state.to_json())
        if step.got is None:
            record.keep_feed_state(state)
        elif isinstance(step.got, SourceError):
            _failed(record, progress, tally, step.got.where, step.got.why, feed=state)
        else:
            if not readers:
                readers.append(_reader(settings))
            article = record.completed(step.got.article)
            _keep(record, progress, tally, readers[0].read(article), step.got.page, state)


@told
def reread(settings: Reread) -> int:
    """Read all articles again with a newer model.

    Corrections are kept. It may be stopped at any moment; the next call goes on with the articles that are left.
    """
    from onrecord.cli.progress import Progress
    from onrecord.store import Record

    with Record.open(settings.record, make=False) as record, Progress(["-"], shown=sys.stderr.isatty()) as progress:
        reader = _reader(settings)
        model = None if settings.every else reader.model
        vectors = None if settings.every else reader.vectors
        tasks = looks_for(reader)
        done = record.reread(
            reader.read_many, model=model, vectors=vectors, tasks=tasks, done=lambda _: progress.advance()
        )
    typer.echo(f"{done.articles} articles were read again by {reader.model}, {done.skipped} passed over")
    return 0

"""The record with many statements: how fast it is filled, searched and asked for one person, and how large it is.

The news is made up (made_news.py). It goes in by the same code as `Record.add`, several hundred articles to a
transaction. Each question is asked with other words and people; all of one kind twice: first as they come, then again.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlalchemy as sa
from made_news import PER_ARTICLE, World, articles
from texts import articles as real_articles

from onrecord.answers import Added
from onrecord.cli.keep import TOGETHER
from onrecord.errors import NotFound
from onrecord.store import Record, rows
from onrecord.store.arriving import Given
from onrecord.store.intake import take_in
from onrecord.store.schema import article, statement
from onrecord.types import Reading

BATCH = 300  # articles to a transaction
Question = Callable[[Record], object]


def fill(record: Record, world: World, statements: int) -> str:
    """Stores made-up articles with so many statements."""
    count = stored = 0
    seconds = 0.0
    batch: list[Reading] = []
    for found in articles(world, statements):
        batch.append(found)
        if len(batch) == BATCH:
            seconds += store(record, batch)
            count, stored, batch = count + BATCH, stored + sum(len(one.statements) for one in batch), []
            sys.stderr.write(f"\r{stored:,} statements, {1000 * seconds / count:.1f} ms an article ")
    seconds += store(record, batch)
    sys.stderr.write("\n")
    return f"stored in {seconds:,.0f} s, {1000 * seconds / (count + len(batch)):.1f} ms an article"


def store(record: Record, batch: Sequence[Reading]) -> float:
    """Seconds that one transaction takes."""
    start = perf_counter()

    def write(connection: sa.Connection) -> None:
        for found in batch:
            rows.check(found)
        take_in(connection, [Given(found) for found in batch])

    record._database.write(write)
    return perf_counter() - start


def count_rows(record: Record, table: sa.Table) -> int:
    with record._database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def one_by_one(record: Record, world: World, count: int) -> str:
    """`add` of articles that are not there yet, each a transaction of its own."""
    after = count_rows(record, article)
    world.random = random.Random(after)
    taken = [
        milliseconds(lambda found=found: record.add(found)) for found in articles(world, count * PER_ARTICLE, after)
    ]
    return f"add, one article a transaction: {median(taken):.1f} ms median, {max(taken):.1f} ms max ({len(taken)})"


def share_of_add(record: Record, corpora: Path | None, count: int) -> str:
    """What part of `onrecord add` is storing: real articles that are new here, read with the package's model."""
    from onrecord.reader import Reader

    reader, found = Reader(vectors=True), list(real_articles(corpora, count))
    list(reader.read_many(found[:5]))  # the first needs the model loaded
    start = perf_counter()
    once = list(reader.read_many(found))
    reading = 1000 * (perf_counter() - start) / count
    stored: list[float] = []
    new = 0
    for first in range(0, count, TOGETHER):
        several = once[first : first + TOGETHER]
        start = perf_counter()
        added = record.add_many([(one, None) for one in several])
        stored.append(1000 * (perf_counter() - start))
        new += sum(isinstance(one, Added) and one.doing == "added" for one in added)
    if new < count:
        return f"add, real articles: {count - new} of {count} are in the record already"
    storing = sum(stored) / count
    return (
        f"add, real articles: reading {reading:.1f} ms, storing {storing:.1f} ms an article, "
        f"{storing / (reading + storing):.0%} of both ({count})"
    )


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


class Asking:
    """What is asked: the same questions for the same world and seed."""

    def __init__(self, world: World, times: int) -> None:
        self._world = world
        self._times = times
        self._random = random.Random(2)
        self._most = world.people[0]

    def questions(self) -> dict[str, list[Question]]:
        """By kind. MOST: the person with most statements; COMMON: one of the ten most frequent words."""
        someone, word, common, most = self._someone, self._word, self._common, lambda: self._most
        return {
            "search WORD": self._search(words=word),
            "search WORD --speaker": self._search(words=word, speaker=someone),
            "search WORD --speaker MOST": self._search(words=word, speaker=most),
            "search COMMON --speaker": self._search(words=common, speaker=someone),
            "search COMMON --speaker MOST": self._search(words=common, speaker=most),
            "search COMMON COMMON --speaker MOST": self._search(words=lambda: f"{common()} {common()}", speaker=most),
            "search WORD OR WORD -WORD --speaker MOST": self._search(
                words=lambda: f"{word()} OR {word()} -{common()}", speaker=most
            ),
            'search "TWO WORDS" --speaker': self._search(words=lambda: f'"{word()} {word()}"', speaker=someone),
            'search "TWO COMMON" --speaker MOST': self._search(words=lambda: f'"{common()} {common()}"', speaker=most),
            **{
                f"search {'PREF'[:size]}* --speaker{name}": self._search(words=self._beginning(size), speaker=who)
                for size in (1, 2, 3, 4)
                for name, who in (("", someone), (" MOST", most))
            },
            "search COMMON --speaker MOST --sort newest": self._search(
                words=common, speaker=most, sort=lambda: "newest"
            ),
            "search COMMON --speaker MOST --since": self._search(words=common, speaker=most, since=self._day),
            "search --speaker": self._search(speaker=someone),
            "search --speaker MOST --about": self._search(speaker=most, about=someone),
            "who": self._asked(lambda: lambda record: record.who())[:5],  # always the same
            "who NAME": self._asked(lambda: self._page(someone())),
            "who MOST": self._asked(lambda: self._page(self._most)),
            "events --actor": self._asked(lambda: (lambda name: lambda record: record.events(actor=name))(someone())),
            "timeline NAME": self._asked(lambda: (lambda name: lambda record: record.timeline(name))(someone())),
        }

    def _asked(self, make: Callable[[], Question]) -> list[Question]:
        return [make() for _ in range(self._times)]

    def _search(self, **make: Callable[[], str]) -> list[Question]:
        def one() -> Question:
            given = {name: value() for name, value in make.items()}
            return lambda record: record.search(**given)

        return self._asked(one)

    @staticmethod
    def _page(name: str) -> Question:
        """What `onrecord who NAME` asks for."""

        def ask(record: Record) -> object:
            several = record.who(name)
            return record.profile(several.rows[0].party.id) if len(several.rows) == 1 else several

        return ask

    def _someone(self) -> str:
        """The more they say, the more often asked for."""
        return self._random.choices(self._world.people, cum_weights=self._world.people_weights)[0]

    def _word(self) -> str:
        """From the most frequent to those that stand in one article."""
        return self._world.words[min(int(self._random.lognormvariate(5, 2)), len(self._world.words) - 1)]

    def _common(self) -> str:
        return self._random.choice(self._world.words[:10])

    def _beginning(self, size: int) -> Callable[[], str]:
        return lambda: f"{self._word()[:size]}*"

    def _day(self) -> str:
        return f"{self._random.randrange(2015, 2025)}-06-01"


def measure(record: Record, questions: dict[str, list[Question]], cold: Callable[[], None]) -> Iterator[str]:
    """A line for each kind of question. cold: called before each kind."""
    yield f"{'milliseconds':44}{'first: median':>14}{'p95':>8}{'again: median':>16}{'p95':>8}{'max':>8}"
    for name, several in questions.items():
        cold()
        first, again = (asked(record, several) for _ in range(2))
        if len(first) < 2:
            yield f"{name:44} nobody of those asked for is in the record"
            continue
        yield (
            f"{name:44}{median(first):14.1f}{quantiles(first, n=20)[-1]:8.1f}"
            f"{median(again):16.1f}{quantiles(again, n=20)[-1]:8.1f}{max(again):8.1f}"
        )


def asked(record: Record, several: Sequence[Question]) -> list[float]:
    taken = []
    for ask in several:
        try:
            taken.append(milliseconds(lambda ask=ask: ask(record)))
        except NotFound:  # somebody so rare that no article names them
            continue
    return taken


def forgetting(record: Record) -> Callable[[], None]:
    """Takes a SQLite file out of this process's and the system's memory, so that the next question reads the disk."""

    def forget() -> None:
        record._database.close()
        if record._database.file and hasattr(os, "posix_fadvise"):
            with record._database.file.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    return forget


def size(record: Record) -> int:
    """Bytes of the record's tables and indexes."""
    with record._database.outside() as connection:
        if record._database.file:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return record._database.file.stat().st_size
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--record", help="a path or database URL that is filled, and kept (default: a temporary file)")
    parser.add_argument("--filled", action="store_true", help="the record was filled before, with as many --statements")
    parser.add_argument("--asked", type=int, default=50, help="how many questions of each kind")
    parser.add_argument("--only", default="", help="only kinds of questions that begin so, such as 'who'")
    parser.add_argument("--corpora", type=Path, help="holds polnear/: real articles, for storing as a part of `add`")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, Record.open(options.record or Path(folder) / "bench.db") as record:
        world = World.of(1, max(1000, options.statements // 15))
        if not options.filled:
            say(fill(record, world, options.statements))
        stored, bytes_ = count_rows(record, statement), size(record)
        say(f"{stored:,} statements, {bytes_ / 1e6:,.0f} MB, {bytes_ / stored:,.0f} bytes a statement")
        if not options.only:  # before the file is taken out of memory
            say(one_by_one(record, world, 100))
            say(share_of_add(record, options.corpora, 100))
        questions = Asking(world, options.asked).questions()
        chosen = {name: several for name, several in questions.items() if name.startswith(options.only)}
        for line in measure(record, chosen, forgetting(record)):
            say(line)


if __name__ == "__main__":
    main()

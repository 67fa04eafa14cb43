"""The record with many statements: how fast it is filled, searched and asked for one person, and how large it is.

The news is made up: words drawn as often as real ones are (Zipf), speakers and outlets as unequal as real ones,
articles of some 15 statements, 12 entities and 8 events, one in eight a wire copy of another. It goes in by the same
code as `Record.add`, several hundred articles to a transaction.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal

import sqlalchemy as sa

from onrecord.store import Record, rows
from onrecord.store.intake import take_in
from onrecord.types import Article, Entity, Event, Participant, Reading, Span, Speaker, Stance, Statement, Words

BATCH = 300  # articles to a transaction
PER_ARTICLE = 15  # statements, on average
SYLLABLES = re.findall(r"\w+", "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bran cor del fen gar hol")
TYPES = ("CONSULT", "AGREE", "ACCUSE", "PROTEST", "REQUEST", "SUPPORT")


@dataclass
class World:
    """Who speaks about what, where. The first of each are the most frequent."""

    random: random.Random
    words: list[str]
    weights: list[float]
    people: list[str]
    people_weights: list[float]
    outlets: list[str]
    outlet_weights: list[float]

    @classmethod
    def of(cls, seed: int, people: int) -> World:
        """People: how many there are."""
        chance = random.Random(seed)

        def name(syllables: int) -> str:
            return "".join(chance.choice(SYLLABLES) for _ in range(syllables))

        words = list(dict.fromkeys(name(chance.randint(1, 4)) for _ in range(60_000)))
        names = list(dict.fromkeys(f"{name(2).title()} {name(3).title()}" for _ in range(people)))
        outlets = [f"The {name(3).title()}" for _ in range(300)]
        return cls(chance, words, zipf(len(words)), names, zipf(len(names), 0.9), outlets, zipf(300, 0.8))

    def sentence(self, length: int) -> str:
        """Words as often as in real text."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=length))


def zipf(size: int, power: float = 1.0) -> list[float]:
    """Weights, added up, that fall as the rank rises."""
    return list(accumulate(1 / (rank + 2) ** power for rank in range(size)))


def article(world: World, number: int) -> Reading:
    """One article with all that a model would read in it."""
    chance = world.random
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3_650))
    names = list(dict.fromkeys(chance.choices(world.people, cum_weights=world.people_weights, k=14)))[:12]
    text = Text()
    text.add(world.sentence(9).capitalize() + "\n\n")
    mentions: list[list[Span]] = [[] for _ in names]
    statements: list[Statement] = []
    events: list[Event] = []
    for _ in range(max(1, round(chance.gauss(PER_ARTICLE, 5)))):
        text.add(world.sentence(chance.randint(8, 20)).capitalize() + ". ")
        statements.append(statement(world, text, names, mentions, day))
        if chance.random() < 0.55:
            events.append(event(world, text, names, mentions, len(events)))
        text.add("\n\n" if chance.random() < 0.3 else " ")
    whole = text.whole()
    entities = tuple(
        Entity(name, kind_of(name), (), tuple(places)) for name, places in zip(names, mentions, strict=True)
    )
    outlet = chance.choices(world.outlets, cum_weights=world.outlet_weights)[0]
    taken = Article(
        whole, f"article-{number}", f"https://news{number % 300}.example/{day:%Y/%m/%d}/story-{number}",
        whole.split("\n", 1)[0], outlet, ("A. Writer",), f"{day}T{chance.randrange(24):02}:00:00+00:00",
    )  # fmt: skip
    found = Reading(taken, "bench 1", tuple(statements), ("statements", "events"), entities, tuple(events))
    return at_their_places(found)


def kind_of(name: str) -> Literal["person", "organization"]:
    """A third of those named are organizations."""
    return "organization" if len(name) % 3 == 0 else "person"


class Text:
    """A text that grows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, words: str) -> Span:
        """Where they stand now."""
        self._parts.append(words)
        self._length += len(words)
        return Span(self._length - len(words), self._length)

    def whole(self) -> str:
        return "".join(self._parts)


def at_their_places(found: Reading) -> Reading:
    """The words filled in, now that the text is whole."""
    text = found.article.text

    def there(words: Words) -> Words:
        return Words.of(text, words.spans)

    statements = tuple(
        replace(
            one, source=one.source and there(one.source), cue=one.cue and there(one.cue), content=there(one.content)
        )
        for one in found.statements
    )
    events = tuple(
        replace(one, trigger=there(one.trigger), actor=tuple(replace(who, words=there(who.words)) for who in one.actor))
        for one in found.events
    )
    return replace(found, statements=statements, events=events)


def at(*spans: Span) -> Words:
    """Words that are filled in later."""
    return Words("", spans)


def statement(world: World, text: Text, names: Sequence[str], mentions: list[list[Span]], day: date) -> Statement:
    chance = world.random
    who = min(int(chance.expovariate(0.5)), len(names) - 1)
    content = [text.add(world.sentence(max(3, round(chance.gauss(14, 6)))))]
    if chance.random() < 0.5:
        about = chance.randrange(len(names))
        content.append(text.add(" "))
        mentions[about].append(text.add(names[about]))
        content.append(text.add(" " + world.sentence(6)))
    end = text.add("")[0]
    text.add(", ")
    source = text.add(names[who])
    mentions[who].append(source)
    text.add(" ")
    cue = text.add("said")
    text.add(". ")
    stance = Stance(chance.choice(("asserts", "denies", "promises", "warns")), hedged=chance.random() < 0.1)
    kind = chance.choice(("direct", "direct", "mixed", "indirect"))
    return Statement(
        kind, chance.random(), at(source), at(cue), at(Span(content[0].start, end)),
        Speaker(names[who], kind_of(names[who]), entity=who), stance=stance,
    )  # fmt: skip


def event(world: World, text: Text, names: Sequence[str], mentions: list[list[Span]], group: int) -> Event:
    chance = world.random
    who = chance.randrange(len(names))
    place = text.add(names[who])
    mentions[who].append(place)
    text.add(" ")
    trigger = text.add(world.sentence(1))
    text.add(" " + world.sentence(5) + ". ")
    return Event(
        chance.choice(TYPES), chance.choice(("occurred", "planned", "denied")), at(trigger), chance.random(),
        (Participant(at(place), who),), group=group,
    )  # fmt: skip


def articles(world: World, statements: int) -> Iterator[Reading]:
    """As many articles as hold so many statements; one in eight is an earlier one, cut, in another outlet."""
    made = number = 0
    recent: list[Reading] = []
    while made < statements:
        number += 1
        if recent and world.random.random() < 1 / 8:
            found = copied(world, world.random.choice(recent), number)
        else:
            found = article(world, number)
            recent = [*recent[-50:], found]
        made += len(found.statements)
        yield found


def copied(world: World, found: Reading, number: int) -> Reading:
    old = found.article
    outlet = world.random.choices(world.outlets, cum_weights=world.outlet_weights)[0]
    text = old.text + "\n\n" + world.sentence(30)
    new = replace(old, text=text, id=f"article-{number}", url=f"https://wire{number}.example/", outlet=outlet)
    return replace(found, article=new)


def fill(record: Record, world: World, statements: int) -> tuple[int, int, float]:
    """How many articles and statements went in, and the seconds spent on storing them."""
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
    return count + len(batch), stored + sum(len(one.statements) for one in batch), seconds


def store(record: Record, batch: Sequence[Reading]) -> float:
    start = perf_counter()

    def write(connection: sa.Connection) -> None:
        for found in batch:
            rows.check(found)
            take_in(connection, found, None)

    record._database.write(write)
    return perf_counter() - start


def one_by_one(record: Record, world: World, count: int) -> list[float]:
    """Milliseconds of `add` for single articles, each a transaction of its own."""
    return [milliseconds(lambda found=found: record.add(found)) for found in articles(world, count * PER_ARTICLE)]


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def questions(world: World, times: int) -> dict[str, list[Callable[[Record], object]]]:
    """What is asked, each with other words and people: the most frequent among them as often as they speak."""
    chance = world.random

    def someone() -> str:
        return chance.choices(world.people, cum_weights=world.people_weights)[0]

    def word() -> str:
        return world.words[min(int(chance.lognormvariate(5, 2)), len(world.words) - 1)]

    def asked(make: Callable[[], Callable[[Record], object]]) -> list[Callable[[Record], object]]:
        return [make() for _ in range(times)]

    def search(**given: str) -> Callable[[Record], object]:
        return lambda record: record.search(**given)

    first, frequent = world.people[0], world.words[:10]
    return {
        "search WORD": asked(lambda: search(words=word())),
        "search WORD --speaker": asked(lambda: search(words=word(), speaker=someone())),
        "search COMMON --speaker MOST": asked(lambda: search(words=chance.choice(frequent), speaker=first)),
        "search --speaker": asked(lambda: search(speaker=someone())),
        "search --speaker --about": asked(lambda: search(speaker=first, about=someone())),
        'search "TWO WORDS" --speaker': asked(lambda: search(words=f'"{word()} {word()}"', speaker=someone())),
        "search PREF* --speaker": asked(lambda: search(words=f"{word()[:4]}*", speaker=someone())),
        "who": asked(lambda: lambda record: record.who()),
        "who NAME": asked(lambda: (lambda name: lambda record: record.profile(name))(someone())),
        "who MOST": asked(lambda: lambda record: record.profile(first)),
        "events --actor": asked(lambda: (lambda name: lambda record: record.events(actor=name))(someone())),
        "timeline NAME": asked(lambda: (lambda name: lambda record: record.timeline(name))(someone())),
    }


def measure(record: Record, world: World, times: int) -> Iterator[str]:
    from onrecord.errors import NotFound

    for name, several in questions(world, times).items():
        taken = []
        for ask in several:
            try:
                taken.append(milliseconds(lambda ask=ask: ask(record)))
            except NotFound:  # somebody so rare that no article names them
                continue
        if len(taken) < 2:
            yield f"{name:30} nobody of those asked for is in the record"
            continue
        p95 = quantiles(taken, n=20)[-1]
        yield f"{name:30} {median(taken):8.1f} ms median {p95:8.1f} ms p95 {max(taken):8.1f} ms max  ({len(taken)})"


def size(record: Record) -> int:
    """Bytes of the record's tables and indexes."""
    with record._database.outside() as connection:
        if record._database.file:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return record._database.file.stat().st_size
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--record", help="a path or database URL that is filled, and kept (default: a temporary file)")
    parser.add_argument("--asked", type=int, default=50, help="how often each question is asked")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, Record.open(options.record or Path(folder) / "bench.db") as record:
        world = World.of(1, max(1000, options.statements // 15))
        count, stored, seconds = fill(record, world, options.statements)
        bytes_ = size(record)
        lines = [
            f"{count:,} articles, {stored:,} statements stored in {seconds:,.0f} s, {1000 * seconds / count:.1f} ms an "
            f"article; {bytes_ / 1e6:,.0f} MB, {bytes_ / stored:,.0f} bytes a statement",
        ]
        sys.stdout.write("\n".join(lines) + "\n")
        taken = one_by_one(record, world, 30)
        sys.stdout.write(f"add, one article a transaction: {median(taken):.1f} ms median, {max(taken):.1f} ms max\n")
        for line in measure(record, world, options.asked):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

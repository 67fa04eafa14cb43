"""Made-up news for the record: words as unequal as real ones (Zipf), speakers and outlets too, wire copies.

Articles have some 15 statements, 12 entities and 8 events; one in eight is a wire copy of another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from onrecord.types import Article, Entity, Event, Participant, Reading, Span, Speaker, Stance, Statement, Words

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


def articles(world: World, statements: int, after: int = 0) -> Iterator[Reading]:
    """As many articles as hold so many statements; one in eight is an earlier one, longer, in another outlet.

    after: the number of the last article that was made before.
    """
    made, number = 0, after
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

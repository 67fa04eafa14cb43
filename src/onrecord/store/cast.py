"""Who appears in readings: the parties of their entities and speakers, as found and as people have split them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from onrecord.store import rows
from onrecord.store.database import Numbers
from onrecord.store.parties import Described, Parties, describe, describe_speaker
from onrecord.store.party_names import count_names
from onrecord.store.standing import Mentions, Moves
from onrecord.types import Reading, Span


class Cast:
    """Those of one reading. read: the party of each entity, said: of each statement's speaker; now, spoken: the same
    after splits.
    """

    def __init__(self, found: Reading, article: str) -> None:
        self.article = article
        self._found = found
        self._told = [describe(one) for one in found.entities]
        self._speakers = [describe_speaker(one.speaker) for one in found.statements]
        self._mentions = Mentions(one.mentions for one in found.entities)
        self.read: list[int | None] = []
        self.said: list[int | None] = []
        self.now: list[int | None] = []
        self.spoken: list[int | None] = []

    def told(self) -> list[tuple[str, Described]]:
        """What the article tells of everybody."""
        return [(self.article, one) for one in (*self._told, *self._speakers) if one]

    def find(self, parties: Parties) -> list[tuple[int, str]]:
        """Finds everybody's party, or makes it. Returns the parties and the names the article has for them."""
        self.read = [parties.of(one, self.article) if one else None for one in self._told]
        for one, alone in zip(self._found.statements, self._speakers, strict=True):
            by_entity = None if one.speaker.entity is None else self.read[one.speaker.entity]
            self.said.append(parties.of(alone, self.article) if by_entity is None and alone else by_entity)
        names = (one.speaker.name for one in self._found.statements)
        used = [(number, one.name) for number, one in zip(self.read, self._found.entities, strict=True) if number]
        used += [(number, name) for number, name in zip(self.said, names, strict=True) if number and name]
        parties.call(used)
        return used

    def move(self, moves: Moves | None) -> None:
        """Goes by what people have split."""
        self.now = [moves.of(self.article, number) if moves else number for number in self.read]
        self.spoken = [moves.of(self.article, number) if moves else number for number in self.said]

    def rows(self, reading_id: int) -> list[rows.Values]:
        """The entities."""
        return [
            {"reading_id": reading_id, "n": n, "party_id": self.read[n]} | rows.entity_values(one)
            for n, one in enumerate(self._found.entities)
        ]

    def about(self, spans: Sequence[Span]) -> list[int]:
        """The parties of which a mention lies in these words, in the order of the entities."""
        found = (self.now[n] for n in self._mentions.inside(spans))
        return [number for number in found if number is not None]


def find_all(connection: Connection, casts: Sequence[Cast], moves: Moves | None, numbers: Numbers) -> None:
    """Finds the parties of all, one article after the other, and stores what is new of them."""
    parties = Parties(connection, [one for cast in casts for one in cast.told()], numbers)
    used = [cast.find(parties) for cast in casts]
    parties.settle()
    count_names(connection, used, 1)
    for cast in casts:
        cast.move(moves)

"""The rows of one reading: its entities and their parties, statements, events and times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Page
from onrecord.store import rows
from onrecord.store.archive import Left
from onrecord.store.copies import context, events_of, has_others, statements_of
from onrecord.store.database import Numbers, insert_many
from onrecord.store.days import event_day, now, said_day
from onrecord.store.identity import ids
from onrecord.store.keys import EVENT, STATEMENT
from onrecord.store.parties import Parties, describe, describe_speaker
from onrecord.store.party_names import count_names
from onrecord.store.schema import correction, entity, event, participant, party, reading, statement, time
from onrecord.store.selectors import PageText, from_columns, in_text
from onrecord.store.standing import Mentions, Moves, index_words, refresh_events, refresh_statements, shown, tags
from onrecord.store.vectors import keep_vectors
from onrecord.types import Reading, Span

NUMBERED: Final = (reading, entity, party, statement, event)
"""The tables whose numbers `write_reading` gives."""


@dataclass
class Place:
    """The rows that a reading is to stand under. number: the version's. wire: the first article of the same text."""

    article_id: int
    public_id: str
    version_id: int
    number: int
    wire: int
    outlet_id: int | None
    current: bool = True


def write_reading(
    connection: Connection, found: Reading, place: Place, old: Left, snapshot: Page | None, numbers: Numbers
) -> tuple[int, int]:
    """The reading's rows. Returns how many statements, and how many do not stand in the page."""
    (reading_id,) = numbers.take(reading)
    values = {
        "id": reading_id, "version_id": place.version_id, "model": found.model, "tasks": list(found.tasks),
        "read": now(), "current": True,
    }  # fmt: skip
    insert_many(connection, reading, [values])
    corrected = connection.execute(sa.select(correction.c.id).limit(1)).first() is not None
    people = _People(connection, found, place, Moves(connection) if corrected else None, numbers)
    keep_vectors(connection, reading_id, found)
    statements = _statements(found, place, old, people, reading_id)
    events = _events(found, place, old, reading_id)
    alone = place.number == 1 and place.wire == place.article_id and not old.parties
    if place.current and not alone and has_others(connection, place.wire, place.article_id):
        _find_copies(connection, place, statements, events)
    for values in (*statements, *events):
        values["shown"] = shown(current=place.current, rejected=False, copy=values["copy_of"] is not None)
    missing = _check_page(statements, snapshot)
    entities = people.rows(reading_id)
    for table, made in ((entity, entities), (statement, statements), (event, events)):
        numbers.give(table, made)
    insert_many(connection, entity, entities)
    insert_many(connection, statement, statements)
    index_words(connection, statements)
    insert_many(connection, event, events)
    insert_many(connection, participant, _participants(found, people, events))
    insert_many(connection, time, _times(found, reading_id))
    if corrected:
        refresh_statements(connection, [row["id"] for row in statements])
        refresh_events(connection, [row["id"] for row in events])
    return len(statements), missing


class _People:
    """The parties of a reading's entities and speakers: as found, and as people have split them."""

    def __init__(
        self, connection: Connection, found: Reading, place: Place, moves: Moves | None, numbers: Numbers
    ) -> None:
        self._entities = found.entities
        told = [describe(one) for one in found.entities]
        speakers = [describe_speaker(one.speaker) for one in found.statements]
        parties = Parties(connection, place.public_id, [one for one in (*told, *speakers) if one], numbers)
        self.read = [parties.of(one) if one else None for one in told]
        self.said: list[int | None] = []
        for number, one in enumerate(found.statements):
            by_entity = None if one.speaker.entity is None else self.read[one.speaker.entity]
            alone = speakers[number]
            self.said.append(by_entity if by_entity is not None or alone is None else parties.of(alone))
        parties.settle()
        self.now = [moves.of(place.public_id, number) if moves else number for number in self.read]
        self.spoken = [moves.of(place.public_id, number) if moves else number for number in self.said]
        used = [(number, one.name) for number, one in zip(self.read, found.entities, strict=True) if number]
        names = [one.speaker.name for one in found.statements]
        used += [(number, name) for number, name in zip(self.said, names, strict=True) if number and name]
        count_names(connection, used, 1)
        self._mentions = Mentions(one.mentions for one in found.entities)

    def rows(self, reading_id: int) -> list[rows.Values]:
        return [
            {"reading_id": reading_id, "n": n, "party_id": self.read[n]} | rows.entity_values(one)
            for n, one in enumerate(self._entities)
        ]

    def about(self, spans: Sequence[Span]) -> list[int]:
        """The parties of which a mention lies in these words, in the order of the entities."""
        found = (self.now[n] for n in self._mentions.inside(spans))
        return [number for number in found if number is not None]


def _statements(found: Reading, place: Place, old: Left, people: _People, reading_id: int) -> list[rows.Values]:
    text = found.article.text
    places = [(one.content.text, one.content.spans) for one in found.statements]
    public = ids(STATEMENT, place.public_id, places, old.statements, old.taken)
    made = []
    for n, one in enumerate(found.statements):
        about = people.about(one.content.spans)
        party_id = people.spoken[n]
        values = rows.statement_values(text, one)
        selectors = from_columns(values["exact"], values["pieces"])
        made.append(
            values
            | {
                "public_id": public[n], "reading_id": reading_id, "n": n,
                "day": said_day(one.said, found.article.published), "outlet_id": place.outlet_id,
                "read_party_id": people.said[n], "party_id": party_id, "copy_of": None, "rejected": False,
                "tags": tags(party_id, about, place.outlet_id),
                "in_text": in_text(text, selectors), "in_page": None,
            }
        )  # fmt: skip
    return made


def _events(found: Reading, place: Place, old: Left, reading_id: int) -> list[rows.Values]:
    text, published = found.article.text, found.article.published
    public = ids(
        EVENT, place.public_id, [(one.trigger.text, one.trigger.spans) for one in found.events], old.events, old.taken
    )
    first = _first_of_groups(found)
    return [
        rows.event_values(text, one)
        | {
            "public_id": public[n], "reading_id": reading_id, "n": n, "first": n in first,
            "day": event_day(one.date, published), "outlet_id": place.outlet_id,
            "copy_of": None, "rejected": False,
        }
        for n, one in enumerate(found.events)
    ]  # fmt: skip


def _first_of_groups(found: Reading) -> set[int]:
    """The surest mention of each event, the first of equals."""
    best: dict[int, int] = {}
    for n, one in enumerate(found.events):
        if one.group not in best or one.confidence > found.events[best[one.group]].confidence:
            best[one.group] = n
    return set(best.values())


def _find_copies(
    connection: Connection, place: Place, statements: list[rows.Values], events: list[rows.Values]
) -> None:
    originals = statements_of(connection, place.wire, place.article_id)
    for values in statements:
        values["copy_of"] = originals.take(values["exact"])
    originals = events_of(connection, place.wire, place.article_id)
    for values in events:
        values["copy_of"] = originals.take(values["type"], values["exact"], *context(values["pieces"]))


def _check_page(statements: list[rows.Values], snapshot: Page | None) -> int:
    """Looks for each statement in the page's own text. Returns how many do not stand there, at one place."""
    if snapshot is None:
        return 0
    text = PageText(snapshot.text)
    for values in statements:
        values["in_page"] = text.check(from_columns(values["exact"], values["pieces"]))
    return sum(values["in_page"] != "stands" for values in statements)


def _participants(found: Reading, people: _People, events: Sequence[rows.Values]) -> list[rows.Values]:
    return [
        values | {"event_id": row["id"], "party_id": None if (n := values["entity_n"]) is None else people.now[n]}
        for row, one in zip(events, found.events, strict=True)
        for values in rows.participant_values(one)
    ]


def _times(found: Reading, reading_id: int) -> list[rows.Values]:
    return [rows.time_values(one) | {"reading_id": reading_id, "n": n} for n, one in enumerate(found.times)]

"""The rows of readings: their entities, statements, events and times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Page
from onrecord.days import event_day
from onrecord.store import rows
from onrecord.store.archive import Left
from onrecord.store.cast import Cast, find_all
from onrecord.store.copies import events_of, has_others, statements_of
from onrecord.store.database import Numbers, insert_many
from onrecord.store.days import now, said_day
from onrecord.store.identity import ids
from onrecord.store.keys import EVENT, STATEMENT
from onrecord.store.schema import correction, entity, event, meaning, participant, party, reading, statement, time
from onrecord.store.selectors import PageText, from_columns, in_text
from onrecord.store.standing import Moves, index_words, refresh_events, refresh_statements, shown, tags
from onrecord.types import Reading
from onrecord.whole import date_of, lead_of

NUMBERED: Final = (reading, entity, party, statement, event)
"""The tables whose numbers `write_readings` gives."""
_ORDER: Final = (reading, meaning, entity, statement, event, participant, time)


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


class Part(NamedTuple):
    """A reading, where it goes, what an older one left, and the page that its statements are looked for in."""

    found: Reading
    place: Place
    old: Left
    snapshot: Page | None


def write_readings(connection: Connection, parts: Sequence[Part], numbers: Numbers) -> list[int]:
    """The readings' rows. Returns of each how many statements do not stand in the page.

    Copies in a wire are only looked for among what is stored already.
    """
    corrected = connection.execute(sa.select(correction.c.id).limit(1)).first() is not None
    casts = [Cast(part.found, part.place.public_id) for part in parts]
    find_all(connection, casts, Moves(connection) if corrected else None, numbers)
    made: dict[sa.Table, list[rows.Values]] = {table: [] for table in _ORDER}
    missing = [_make(connection, part, cast, numbers, made) for part, cast in zip(parts, casts, strict=True)]
    for table, values in made.items():
        insert_many(connection, table, values)
    index_words(connection, made[statement])
    if corrected:
        refresh_statements(connection, [row["id"] for row in made[statement]])
        refresh_events(connection, [row["id"] for row in made[event]])
    return missing


def _make(
    connection: Connection, part: Part, cast: Cast, numbers: Numbers, made: dict[sa.Table, list[rows.Values]]
) -> int:
    """Adds a reading's rows to those of the others. Returns how many statements do not stand in the page."""
    found, place, old, snapshot = part
    (reading_id,) = numbers.take(reading)
    statements = _statements(found, place, old, cast, reading_id)
    events = _events(found, place, old, reading_id)
    alone = place.number == 1 and place.wire == place.article_id and not old.parties
    if place.current and not alone and has_others(connection, place.wire, place.article_id):
        _find_copies(connection, place, statements, events)
    for values in (*statements, *events):
        values["shown"] = shown(current=place.current, rejected=False, copy=values["copy_of"] is not None)
    missing = _check_page(statements, snapshot)
    entities = cast.rows(reading_id)
    for table, its in ((entity, entities), (statement, statements), (event, events)):
        numbers.give(table, its)
    made[reading].append(_reading(found, place, reading_id))
    made[meaning] += _meaning(found, reading_id)
    made[entity] += entities
    made[statement] += statements
    made[event] += events
    made[participant] += _participants(found, cast, events)
    made[time] += _times(found, reading_id)
    return missing


def _reading(found: Reading, place: Place, reading_id: int) -> rows.Values:
    return {
        "id": reading_id, "version_id": place.version_id, "model": found.model, "tasks": list(found.tasks),
        "read": now(), "current": True,
    }  # fmt: skip


def _meaning(found: Reading, reading_id: int) -> list[rows.Values]:
    """The reading's vectors, if it has any."""
    if (it := found.vectors) is None:
        return []
    return [{"reading_id": reading_id, "model": it.model, "size": it.size, "data": it.data}]


def _statements(found: Reading, place: Place, old: Left, cast: Cast, reading_id: int) -> list[rows.Values]:
    text = found.article.text
    places = [(one.content.text, one.content.spans) for one in found.statements]
    public = ids(STATEMENT, place.public_id, places, old.statements, old.taken)
    made = []
    for n, one in enumerate(found.statements):
        about = cast.about(one.content.spans)
        party_id = cast.spoken[n]
        values = rows.statement_values(text, one)
        selectors = from_columns(values["exact"], values["pieces"])
        made.append(
            values
            | {
                "public_id": public[n], "reading_id": reading_id, "n": n,
                "day": said_day(one.said, found.article.published), "outlet_id": place.outlet_id,
                "read_party_id": cast.said[n], "party_id": party_id, "copy_of": None, "rejected": False,
                "tags": tags(party_id, about, place.outlet_id),
                "in_text": in_text(text, selectors), "in_page": None,
            }
        )  # fmt: skip
    return made


def _events(found: Reading, place: Place, old: Left, reading_id: int) -> list[rows.Values]:
    text = found.article.text
    public = ids(
        EVENT, place.public_id, [(one.trigger.text, one.trigger.spans) for one in found.events], old.events, old.taken
    )
    first, days = _groups(found)
    return [
        rows.event_values(text, one)
        | {
            "public_id": public[n], "reading_id": reading_id, "n": n, "first": n in first,
            "day": days[one.group], "outlet_id": place.outlet_id,
            "copy_of": None, "rejected": False,
        }
        for n, one in enumerate(found.events)
    ]  # fmt: skip


def _groups(found: Reading) -> tuple[set[int], dict[int, str]]:
    """The mentions that stand for their events, and the day of each event, by its group."""
    mentions: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(found.events):
        mentions[one.group].append(n)
    first, days = set(), {}
    for group, numbers in mentions.items():
        several = [found.events[n] for n in numbers]
        lead = lead_of(several)
        first.add(numbers[lead])
        days[group] = event_day(date_of(several, lead), found.article.published)
    return first, days


def _find_copies(
    connection: Connection, place: Place, statements: list[rows.Values], events: list[rows.Values]
) -> None:
    originals = statements_of(connection, place.wire, place.article_id)
    for values in statements:
        values["copy_of"] = originals.take(values["exact"])
    others = events_of(connection, place.wire, place.article_id)
    for values in events:
        voucher = None if values["voucher"] is None else statements[values["voucher"]]["copy_of"]
        values["copy_of"] = others.take(values["type"], values["exact"], values["pieces"], voucher)


def _check_page(statements: list[rows.Values], snapshot: Page | None) -> int:
    """Looks for each statement in the page's own text. Returns how many do not stand there, at one place."""
    if snapshot is None:
        return 0
    text = PageText(snapshot.text)
    for values in statements:
        values["in_page"] = text.check(from_columns(values["exact"], values["pieces"]))
    return sum(values["in_page"] != "stands" for values in statements)


def _participants(found: Reading, cast: Cast, events: Sequence[rows.Values]) -> list[rows.Values]:
    return [
        values | {"event_id": row["id"], "party_id": None if (n := values["entity_n"]) is None else cast.now[n]}
        for row, one in zip(events, found.events, strict=True)
        for values in rows.participant_values(one)
    ]


def _times(found: Reading, reading_id: int) -> list[rows.Values]:
    return [rows.time_values(one) | {"reading_id": reading_id, "n": n} for n, one in enumerate(found.times)]

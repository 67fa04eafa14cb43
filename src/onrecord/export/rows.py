"""A reading as rows of tables, in words for people: who said it and how, who is who, and one row an event.

The terminal and the page show the same rows. Numbers count from 1. All words are made visible, on one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.export.visible import one_line
from onrecord.types import Entity, Event, Participant, Reading, Speaker, Statement, Time, Words
from onrecord.whole import PRONOUNS

OUTLET = "the outlet"


@dataclass(frozen=True)
class EntityRow:
    """roles: what the article calls it. known: office, country and code. mentions: how often it is named or meant."""

    name: str
    kind: str
    roles: tuple[str, ...]
    known: tuple[str, ...]
    candidates: tuple[str, ...]
    mentions: int
    wikidata: str | None


@dataclass(frozen=True)
class Voucher:
    """Who stands behind an event. statements: the numbers of those that hold it; none for the outlet itself."""

    name: str
    statements: tuple[int, ...] = ()


@dataclass(frozen=True)
class EventRow:
    """All mentions of one event. statuses: as the mentions have them, each once, in the order of the text.

    events: the indices of its mentions.
    """

    number: int
    type: str
    mode: str | None
    quad: str | None
    statuses: tuple[str, ...]
    triggers: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: tuple[str, ...]
    where: tuple[str, ...]
    vouchers: tuple[Voucher, ...]
    events: tuple[int, ...]


def speaker_name(statement: Statement) -> str | None:
    """The speaker's name, None where it is unknown."""
    return one_line(statement.speaker.name) if statement.speaker.name else None


def speaker_of(speaker: Speaker) -> str:
    """Name and kind in words, or that the speaker is unknown and why."""
    if speaker.name is None:
        return one_line(f"speaker unknown: {speaker.reason}" if speaker.reason else "speaker unknown")
    return one_line(f"{speaker.name} ({speaker.kind})")


def source_beside(statement: Statement) -> str | None:
    """The source's words where the speaker's name does not stand in them, nor they in it: "she", "its mayor"."""
    name = speaker_name(statement)
    words = one_line(statement.source.text) if statement.source else None
    if name is None or words is None or name.casefold() in words.casefold() or words.casefold() in name.casefold():
        return None
    return words


def manner(statement: Statement) -> tuple[str, ...]:
    """How, to whom, where and when it was said, as far as it is known and the cue does not say it itself."""
    stance = statement.stance
    parts: list[str] = []
    if stance and stance.act not in ("asserts", "other") and not _says(statement.cue, stance.act):
        parts.append(stance.act)
    if stance and stance.negated:
        parts.append("negated")
    if stance and stance.hedged:
        parts.append("hedged")
    if statement.addressee:
        parts.append(f"to {one_line(statement.addressee.text)}")
    if statement.occasion:
        parts.append(one_line(statement.occasion.text))
    if statement.said:
        parts.append(told(statement.said))
    return tuple(parts)


def _says(cue: Words | None, act: str) -> bool:
    """Does the cue name the act itself, as "denied" does?"""
    return cue is not None and act[:4] in cue.text.casefold()


def told(time: Time) -> str:
    """A time's value and its words: "2025-02-07 (Friday)"."""
    words = one_line(time.words.text)
    value = one_line(time.value) if time.value else None
    return f"{value} ({words})" if value and value != words else words


def entity_rows(reading: Reading) -> list[EntityRow]:
    """Those who speak, take part in an event, or have a role or an office; others are names in passing."""
    used = {statement.speaker.entity for statement in reading.statements}
    used |= {who.entity for event in reading.events for who in (*event.actor, *event.recipient)}
    return [
        _entity_row(entity)
        for number, entity in enumerate(reading.entities)
        if number in used or entity.roles or entity.office or entity.candidates
    ]


def _entity_row(entity: Entity) -> EntityRow:
    office = f"{entity.office.title}, {entity.office.country}" if entity.office else ""
    return EntityRow(
        name=one_line(entity.name),
        kind=entity.kind,
        roles=_each(role.text for role in entity.roles),
        known=_each((office, entity.code or "")),
        candidates=_each(entity.candidates),
        mentions=len(entity.mentions),
        wikidata=entity.ids.get("wikidata"),
    )


def event_rows(reading: Reading) -> list[EventRow]:
    """One row a group, in the order of their first mentions."""
    groups: dict[int, list[int]] = {}
    for index, event in enumerate(reading.events):
        groups.setdefault(event.group, []).append(index)
    return [_event_row(reading, number, members) for number, members in enumerate(groups.values(), 1)]


def _event_row(reading: Reading, number: int, members: list[int]) -> EventRow:
    events = [reading.events[index] for index in members]
    return EventRow(
        number=number,
        type=events[0].type,
        mode=next((event.mode for event in events if event.mode), None),
        quad=events[0].quad,
        statuses=_each(event.status for event in events),
        triggers=_each(event.trigger.text for event in events),
        actors=_names(reading, (who for event in events for who in event.actor)),
        recipients=_names(reading, (who for event in events for who in event.recipient)),
        when=_each(event.date.value or event.date.words.text for event in events if event.date),
        where=_each(_where(event) for event in events if event.place),
        vouchers=_vouchers(reading, events),
        events=tuple(members),
    )


def _names(reading: Reading, participants: Iterable[Participant]) -> tuple[str, ...]:
    """Entities by their names, others by their words; pronouns only where there is nothing else."""
    names = _each(who.words.text if who.entity is None else reading.entities[who.entity].name for who in participants)
    return tuple(name for name in names if name.casefold() not in PRONOUNS) or names


def _where(event: Event) -> str:
    place = event.place
    if place is None:
        return ""
    return f"{place.name or place.words.text}{f' ({place.country})' if place.country else ''}"


def _vouchers(reading: Reading, events: Iterable[Event]) -> tuple[Voucher, ...]:
    found: dict[str, list[int]] = {}
    for event in events:
        one = voucher(reading, event)
        found.setdefault(one.name, []).extend(one.statements)
    return tuple(Voucher(name, tuple(dict.fromkeys(numbers))) for name, numbers in found.items())


def voucher(reading: Reading, event: Event) -> Voucher:
    """The speaker of the statement that holds the event, else the outlet."""
    if event.voucher is None:
        return Voucher(one_line(reading.article.outlet or "") or OUTLET)
    statement = reading.statements[event.voucher]
    words = one_line(statement.source.text) if statement.source else None
    return Voucher(speaker_name(statement) or words or "unknown speaker", (event.voucher + 1,))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, as it stands first, upper and lower case being the same."""
    seen: dict[str, str] = {}
    for value in values:
        if line := one_line(value):
            seen.setdefault(line.casefold(), line)
    return tuple(seen.values())

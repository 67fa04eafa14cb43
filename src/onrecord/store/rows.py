"""A reading as rows and back: what was read, and nothing that corrections or other articles add to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row

from onrecord.errors import BadReading
from onrecord.store.columns import spans_of, storable, time_at, time_value, words_at
from onrecord.store.days import extended
from onrecord.store.selectors import select, to_columns
from onrecord.types import (
    Article,
    Entity,
    Event,
    Office,
    Participant,
    Place,
    Reading,
    Span,
    Speaker,
    Stance,
    Statement,
    Time,
    Words,
)

Values = dict[str, Any]


def check(reading: Reading) -> None:
    """Raises BadReading when words do not stand at their places, a number points to nothing, or vectors are too few."""
    text = reading.article.text
    for what, words in _all_words(reading):
        inside = all(0 <= start < end <= len(text) for start, end in words.spans)
        if not words.spans or not inside or Words.of(text, words.spans) != words:
            raise BadReading(
                f"{reading.article.id}: {what} is {words.text!r}, which does not stand at "
                f"{[tuple(span) for span in words.spans]} of its text; store what a reader gave, unchanged"
            )
    _check_numbers(reading)


def _all_words(reading: Reading) -> Iterable[tuple[str, Words]]:
    for statement in reading.statements:
        yield "a statement's content", statement.content
        for words in (statement.source, statement.cue, statement.addressee, statement.occasion):
            if words:
                yield "a statement's source, cue, addressee or occasion", words
        if statement.said:
            yield "the time of a statement", statement.said.words
    for entity in reading.entities:
        for role in entity.roles:
            yield "a role", role
    for event in reading.events:
        yield "an event's trigger", event.trigger
        yield from (("a participant", one.words) for one in (*event.actor, *event.recipient))
        yield from (("an event's date or place", one.words) for one in (event.date, event.place) if one)
    for time in reading.times:
        yield "a time", time.words


def _check_numbers(reading: Reading) -> None:
    length, entities, statements = len(reading.article.text), len(reading.entities), len(reading.statements)
    mentions = (span for entity in reading.entities for span in entity.mentions)
    if not all(0 <= start < end <= length for start, end in mentions):
        raise BadReading(f"{reading.article.id}: a mention lies outside its text")
    people = [statement.speaker.entity for statement in reading.statements]
    people += [one.entity for event in reading.events for one in (*event.actor, *event.recipient)]
    vouchers = [event.voucher for event in reading.events]
    for numbers, size in ((people, entities), (vouchers, statements)):
        if not all(number is None or 0 <= number < size for number in numbers):
            raise BadReading(f"{reading.article.id}: an index points to no entity or statement of its reading")
    vectors = reading.vectors
    if vectors is not None and len(vectors.data) != vectors.size * statements:
        raise BadReading(
            f"{reading.article.id}: {len(vectors)} vectors for {statements} statements; give one for each, or none"
        )


def entity_values(entity: Entity) -> Values:
    """The columns of what was read of an entity."""
    return {
        "name": entity.name,
        "kind": entity.kind,
        "roles": [spans_of(role) for role in entity.roles],
        "mentions": [list(span) for span in entity.mentions],
        "ids": dict(entity.ids),
        "code": entity.code,
        "office": [office.title, office.country, office.start, office.end] if (office := entity.office) else None,
        "candidates": list(entity.candidates),
    }


def statement_values(text: str, statement: Statement) -> Values:
    """The columns of what was read of a statement, with its selectors."""
    exact, pieces = to_columns(select(text, statement.content.spans))
    stance, speaker = statement.stance, statement.speaker
    return {
        "kind": statement.kind,
        "confidence": float(statement.confidence),
        "exact": exact,
        "pieces": pieces,
        "source": spans_of(statement.source),
        "cue": spans_of(statement.cue),
        "addressee": storable(statement.addressee.text) if statement.addressee else None,
        "addressee_spans": spans_of(statement.addressee),
        "occasion": spans_of(statement.occasion),
        "speaker": speaker.name,
        "speaker_kind": speaker.kind,
        "reason": speaker.reason,
        "entity_n": speaker.entity,
        "act": stance.act if stance else None,
        "negated": stance.negated if stance else None,
        "hedged": stance.hedged if stance else None,
        "said": time_value(statement.said),
    }


def event_values(text: str, event: Event) -> Values:
    """The columns of what was read of an event, without its participants."""
    exact, pieces = to_columns(select(text, event.trigger.spans))
    return {
        "group_n": event.group,
        "type": event.type,
        "status": event.status,
        "confidence": float(event.confidence),
        "exact": exact,
        "pieces": pieces,
        "date": time_value(event.date),
        "place": [spans_of(event.place.words), event.place.name, event.place.country] if event.place else None,
        "voucher": event.voucher,
        "mode": event.mode,
        "quad": event.quad,
        "cameo": list(event.cameo),
    }


def participant_values(event: Event) -> list[Values]:
    """The rows of who takes part in an event."""
    return [
        {"role": role, "n": n, "spans": spans_of(one.words), "entity_n": one.entity}
        for role, found in (("actor", event.actor), ("recipient", event.recipient))
        for n, one in enumerate(found)
    ]


def time_values(time: Time) -> Values:
    """The columns of a time expression."""
    return {"spans": spans_of(time.words), "type": time.type, "value": time.value}


def article_at(row: Row[Any], outlet: str | None) -> Article:
    """The article of a version's row."""
    return Article(row.text, row.name, row.url, row.title, outlet, tuple(row.authors), extended(row.published))


def entity_at(text: str, row: Row[Any]) -> Entity:
    """The entity of a row."""
    roles = tuple(words for spans in row.roles if (words := words_at(text, spans)))
    mentions = tuple(Span(*pair) for pair in row.mentions)
    office = Office(*row.office) if row.office else None
    return Entity(row.name, row.kind, roles, mentions, row.ids, row.code, office, tuple(row.candidates))


def statement_at(text: str, row: Row[Any]) -> Statement:
    """The statement of a row, as it was read."""
    return Statement(
        kind=row.kind,
        confidence=row.confidence,
        source=words_at(text, row.source),
        cue=words_at(text, row.cue),
        content=Words.of(text, tuple(Span(start, end) for start, end, *_ in row.pieces)),
        speaker=Speaker(row.speaker, row.speaker_kind, row.reason, row.entity_n),
        addressee=words_at(text, row.addressee_spans),
        occasion=words_at(text, row.occasion),
        stance=Stance(row.act, row.negated, row.hedged) if row.act else None,
        said=time_at(text, row.said),
    )


def event_at(text: str, row: Row[Any], people: Sequence[Row[Any]]) -> Event:
    """The event of a row and of its participants' rows."""
    place = Place(Words.of(text, tuple(Span(*s) for s in row.place[0])), *row.place[1:]) if row.place else None

    def role(name: str) -> tuple[Participant, ...]:
        return tuple(participant_at(text, one) for one in people if one.role == name)

    return Event(
        type=row.type,
        status=row.status,
        trigger=Words.of(text, tuple(Span(start, end) for start, end, *_ in row.pieces)),
        confidence=row.confidence,
        actor=role("actor"),
        recipient=role("recipient"),
        date=time_at(text, row.date),
        place=place,
        voucher=row.voucher,
        group=row.group_n,
        mode=row.mode,
        quad=row.quad,
        cameo=tuple(row.cameo),
    )


def participant_at(text: str, row: Row[Any]) -> Participant:
    """The participant of a row."""
    return Participant(Words.of(text, tuple(Span(*pair) for pair in row.spans)), row.entity_n)


def time_of(text: str, row: Row[Any]) -> Time:
    """The time expression of a row."""
    return Time(Words.of(text, tuple(Span(*pair) for pair in row.spans)), row.type, row.value)

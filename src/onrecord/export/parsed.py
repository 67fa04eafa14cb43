"""JSON values → the record's values; the other way is values.py."""

from __future__ import annotations

from functools import partial
from typing import cast, get_args

from onrecord.errors import Unreadable
from onrecord.export.fields import Fields
from onrecord.types import (
    Act,
    Article,
    Entity,
    EntityKind,
    Event,
    Kind,
    Office,
    Participant,
    Place,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Time,
    TimeType,
)


def reading(body: Fields) -> Reading:
    """Raises Unreadable, naming the field, for what is no reading."""
    entities = tuple(entity(item) for item in body.objects("entities"))
    statements = tuple(statement(item, len(entities)) for item in body.objects("statements"))
    return Reading(
        article(body),
        body.get("model", str),
        statements,
        body.strings("tasks"),
        entities,
        tuple(event(item, len(entities), len(statements)) for item in body.objects("events")),
        tuple(time(item) for item in body.objects("times")),
    )


def article(body: Fields) -> Article:
    try:
        return Article(
            text=body.text,
            id=body.get("id", str),
            url=body.optional("url", str),
            title=body.optional("title", str),
            outlet=body.optional("outlet", str),
            authors=body.strings("authors"),
            published=body.optional("published", str),
        )
    except ValueError as error:
        raise Unreadable("/published", str(error)) from None


def statement(body: Fields, entities: int) -> Statement:
    """entities: how many the reading has."""
    if body.empty("content"):
        raise Unreadable(body.at("content"), "is null; a statement has content")
    return Statement(
        kind=cast("Kind", body.choice("kind", get_args(Kind))),
        confidence=body.number("confidence"),
        source=body.one("source", Fields.words),
        cue=body.one("cue", Fields.words),
        content=body.child("content").words(),
        speaker=speaker(body.child("speaker"), entities),
        addressee=body.one("addressee", Fields.words),
        occasion=body.one("occasion", Fields.words),
        stance=body.one("stance", stance),
        said=body.one("said", time),
    )


def speaker(body: Fields, entities: int) -> Speaker:
    name, reason = body.values.get("name"), body.values.get("reason")
    if not isinstance(name, str | None) or not isinstance(reason, str | None):
        raise Unreadable(body.where, "name and reason are strings or null")
    kind = cast("SpeakerKind", body.choice("kind", get_args(SpeakerKind)))
    return Speaker(name, kind, reason, body.index("entity", entities))


def stance(body: Fields) -> Stance:
    act = cast("Act", body.choice("act", get_args(Act)))
    return Stance(act, body.get("negated", bool), body.get("hedged", bool))


def time(body: Fields) -> Time:
    kind = body.choice("type", get_args(TimeType)) if "type" in body.values else "DATE"
    return Time(body.words(), cast("TimeType", kind), body.optional("value", str))


def entity(body: Fields) -> Entity:
    ids = body.child("ids").values
    if not all(isinstance(part, str) for pair in ids.items() for part in pair):
        raise Unreadable(body.at("ids"), "holds something that is not a string")
    return Entity(
        name=body.get("name", str),
        kind=cast("EntityKind", body.choice("kind", get_args(EntityKind))),
        roles=tuple(role.words() for role in body.objects("roles")),
        mentions=body.spans("mentions"),
        ids=dict(ids),
        code=body.optional("code", str),
        office=body.one("office", office) if "office" in body.values else None,
        candidates=body.strings("candidates") if "candidates" in body.values else (),
    )


def office(body: Fields) -> Office:
    start, end = body.optional("start", str), body.optional("end", str)
    return Office(body.get("title", str), body.get("country", str), start, end)


def event(body: Fields, entities: int, statements: int) -> Event:
    """entities, statements: how many the reading has."""
    made = partial(participant, entities=entities)
    return Event(
        type=body.get("type", str),
        status=cast("Status", body.choice("status", get_args(Status))),
        trigger=body.child("trigger").words(),
        confidence=body.number("confidence") if "confidence" in body.values else 1.0,
        actor=tuple(made(who) for who in body.objects("actor")),
        recipient=tuple(made(who) for who in body.objects("recipient")),
        date=body.one("date", time),
        place=body.one("place", place),
        voucher=body.index("voucher", statements),
        group=body.get("group", int),
        mode=body.optional("mode", str),
        quad=body.optional("quad", str),
        cameo=body.strings("cameo") if "cameo" in body.values else (),
    )


def participant(body: Fields, entities: int) -> Participant:
    return Participant(body.words(), body.index("entity", entities))


def place(body: Fields) -> Place:
    name, country = (body.optional(key, str) if key in body.values else None for key in ("name", "country"))
    return Place(body.words(), name, country)

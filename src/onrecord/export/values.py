"""The record's values as JSON ones: what the contract says of each type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from onrecord.types import Entity, Event, Participant, Place, Span, Speaker, Stance, Statement, Time, Words

Json = dict[str, Any]


def statement(value: Statement) -> Json:
    return {
        "kind": value.kind,
        "confidence": float(value.confidence),
        "source": words_or_none(value.source),
        "cue": words_or_none(value.cue),
        "content": words(value.content),
        "speaker": speaker(value.speaker),
        "addressee": words_or_none(value.addressee),
        "occasion": words_or_none(value.occasion),
        "stance": stance(value.stance) if value.stance else None,
        "said": time(value.said) if value.said else None,
    }


def words(value: Words) -> Json:
    return {"text": value.text, "spans": spans(value.spans)}


def words_or_none(value: Words | None) -> Json | None:
    return words(value) if value else None


def spans(value: Sequence[Span]) -> list[list[int]]:
    return [[int(start), int(end)] for start, end in value]


def speaker(value: Speaker) -> Json:
    """An unknown speaker says why; a known one points to its entity, or to null where the article has none for it."""
    made: Json = {"name": value.name, "kind": value.kind}
    if value.kind != "unknown" or value.entity is not None:
        made["entity"] = value.entity
    if value.kind == "unknown" or value.reason is not None:
        made["reason"] = value.reason
    return made


def stance(value: Stance) -> Json:
    return {"act": value.act, "negated": value.negated, "hedged": value.hedged}


def time(value: Time) -> Json:
    return words(value.words) | {"type": value.type, "value": value.value}


def entity(value: Entity) -> Json:
    return {
        "name": value.name,
        "kind": value.kind,
        "roles": [words(role) for role in value.roles],
        "mentions": spans(value.mentions),
        "ids": dict(value.ids),
        "code": value.code,
        "office": asdict(value.office) if value.office else None,
        "candidates": list(value.candidates),
    }


def event(value: Event) -> Json:
    return {
        "type": value.type,
        "mode": value.mode,
        "quad": value.quad,
        "cameo": list(value.cameo),
        "status": value.status,
        "confidence": float(value.confidence),
        "trigger": words(value.trigger),
        "actor": [participant(who) for who in value.actor],
        "recipient": [participant(who) for who in value.recipient],
        "date": time(value.date) if value.date else None,
        "place": place(value.place) if value.place else None,
        "voucher": value.voucher,
        "group": value.group,
    }


def participant(value: Participant) -> Json:
    return words(value.words) | {"entity": value.entity}


def place(value: Place) -> Json:
    return words(value.words) | {"name": value.name, "country": value.country}

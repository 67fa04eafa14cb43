"""A reading is the same after a trip through JSON, and JSON that is none of ours is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from onrecord.errors import Unreadable
from onrecord.export.contract import encode, from_json, json_schema, to_json, to_line
from onrecord.types import Reading

from .made import hostile, nothing, tunnel
from .readings import readings

VALIDATOR = Draft202012Validator(json_schema())


@settings(max_examples=120)
@given(readings())
def test_there_and_back_is_the_same(reading: Reading) -> None:
    line = to_line(reading)
    assert len(line.splitlines()) == 1
    VALIDATOR.validate(to_json(reading))
    assert from_json(to_json(reading)) == reading
    assert from_json(json.loads(encode(line))) == reading


@pytest.mark.parametrize("reading", [tunnel(), hostile(), nothing()], ids=lambda reading: reading.article.id)
def test_offsets_are_the_words(reading: Reading) -> None:
    value = to_json(reading)
    VALIDATOR.validate(value)
    for statement in value["statements"]:
        for role in ("source", "cue", "content"):
            if words := statement[role]:
                assert " … ".join(value["text"][start:end] for start, end in words["spans"]) == words["text"]


def test_every_key_is_there() -> None:
    value = to_json(tunnel())
    assert list(value) == [
        *("schema", "model", "tasks", "id", "url", "title", "outlet", "authors", "published", "text"),
        *("statements", "entities", "events", "times"),
    ]
    assert value["tasks"] == ["statements"]
    assert value["entities"] == value["events"] == value["times"] == []
    first = value["statements"][0]
    assert list(first) == [
        *("kind", "confidence", "source", "cue", "content", "speaker", "addressee", "occasion", "stance", "said")
    ]
    assert first["addressee"] is first["occasion"] is first["stance"] is first["said"] is None
    assert first["speaker"] == {"name": "Ilse Brandvik", "kind": "person", "entity": None}
    assert value["statements"][2]["speaker"] == {"name": None, "kind": "unknown", "reason": "speakers are not read yet"}


def test_the_schema_takes_what_later_versions_add() -> None:
    value = to_json(nothing()) | {
        "statements": [
            {
                "kind": "mixed",
                "confidence": 0.93,
                "source": {"text": "Rain", "spans": [[0, 4]]},
                "cue": None,
                "content": {"text": "fell", "spans": [[5, 9]]},
                "speaker": {"name": "rain", "kind": "group", "entity": 0},
                "addressee": {"text": "the hills", "spans": [[13, 22]]},
                "occasion": None,
                "stance": {"act": "asserts", "negated": False, "hedged": True},
                "said": {"value": "2025-02-07", "text": "noon", "spans": [[38, 42]]},
            }
        ],
        "entities": [
            {
                "name": "Rain",
                "kind": "group",
                "roles": [{"text": "Rain", "spans": [[0, 4]]}],
                "mentions": [[0, 4]],
                "ids": {"wikidata": "Q1"},
                "code": None,
            }
        ],
        "events": [
            {
                "type": "CONSULT",
                "mode": None,
                "quad": "verbal cooperation",
                "status": "planned",
                "trigger": {"text": "fell", "spans": [[5, 9]]},
                "actor": [{"text": "Rain", "spans": [[0, 4]], "entity": 0}],
                "recipient": [],
                "date": {"text": "noon", "spans": [[38, 42]], "value": "2025-W07"},
                "place": None,
                "voucher": 0,
                "group": 2,
            }
        ],
        "times": [{"text": "noon", "spans": [[38, 42]], "type": "DATE", "value": "2025-02-07"}],
    }
    VALIDATOR.validate(value)
    assert from_json(value).statements[0].content.text == "fell"


def _broken(change: dict[str, Any], *path: str | int) -> dict[str, Any]:
    value = json.loads(to_line(tunnel()))
    place: Any = value
    for key in path:
        place = place[key]
    place.update(change)
    return dict(value)


BROKEN = [
    ({"schema": 2}, (), "/schema"),
    ({"schema": True}, (), "/schema"),
    ({"text": None}, (), "/text"),
    ({"authors": [1]}, (), "/authors"),
    ({"published": "yesterday"}, (), "/published"),
    ({"statements": {}}, (), "/statements"),
    ({"kind": "loud"}, ("statements", 0), "/statements/0/kind"),
    ({"confidence": "high"}, ("statements", 0), "/statements/0/confidence"),
    ({"content": None}, ("statements", 1), "/statements/1/content"),
    ({"speaker": None}, ("statements", 1), "/statements/1/speaker"),
    ({"text": "other words"}, ("statements", 0, "source"), "/statements/0/source/text"),
    ({"spans": [[5, 5]]}, ("statements", 0, "source"), "/statements/0/source/spans"),
    ({"spans": [[0, 10**6]]}, ("statements", 0, "source"), "/statements/0/source/spans"),
    ({"kind": "crowd"}, ("statements", 0, "speaker"), "/statements/0/speaker/kind"),
]


@pytest.mark.parametrize(("change", "path", "where"), BROKEN)
def test_what_is_not_a_reading_is_refused_with_its_place(
    change: dict[str, Any], path: tuple[str | int, ...], where: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        from_json(_broken(change, *path))
    assert caught.value.where == where


@pytest.mark.parametrize("value", [None, [], "reading", {}, 3])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        from_json(value)


@pytest.mark.parametrize("change", [{"more": 1}, {"text": None}, {"published": "soon"}, {"tasks": "statements"}])
def test_the_schema_is_strict(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(to_json(tunnel()) | change)


def test_an_unknown_speaker_says_why() -> None:
    value = to_json(tunnel())
    del value["statements"][2]["speaker"]["reason"]
    assert not VALIDATOR.is_valid(value)

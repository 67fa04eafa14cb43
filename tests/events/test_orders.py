"""Who demands something of somebody named has made a REQUEST, also where the network marked none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.events import events
from onrecord.types import Entity, Event, Speaker, Stance, Statement, Words

from .marked import answers, find, told

TEXT = "On Friday the president directed her adviser, Ivo Lenz, to open the talks."


def order(**other: object) -> Statement:
    source, cue, content = (
        Words.of(TEXT, (find(TEXT, part),)) for part in ("the president", "directed", "to open the talks")
    )
    stance = Stance("demands", negated=False, hedged=False)
    made = Statement("indirect", 0.8, source, cue, content, Speaker("Ida Holt", "person", entity=0), stance=stance)
    return replace(made, **other)  # type: ignore[arg-type]


def happened(statement: Statement, *marked: object) -> tuple[Event, ...]:
    people = (
        Entity("Ida Holt", "person", mentions=(find(TEXT, "the president"),)),
        Entity("Ivo Lenz", "person", mentions=(find(TEXT, "Ivo Lenz"),)),
    )
    return events(TEXT, *answers(TEXT, *marked), statements=(statement,), entities=people)  # type: ignore[arg-type]


def test_an_order_is_a_request() -> None:
    request, talks = happened(order(), told("CONSULT", "talks", "demanded"))
    assert (request.type, request.status, request.trigger.text) == ("REQUEST", "occurred", "directed")
    assert [(who.words.text, who.entity) for who in request.actor] == [("the president", 0)]
    assert [(who.words.text, who.entity) for who in request.recipient] == [("her adviser, Ivo Lenz", 1)]
    assert (request.voucher, request.confidence) == (None, 0.8), "the outlet says that it was given"
    assert (talks.type, talks.voucher) == ("CONSULT", 0)


def test_what_the_network_marked_is_not_told_twice() -> None:
    assert [event.type for event in happened(order(), told("REQUEST", "directed", "occurred"))] == ["REQUEST"]


@pytest.mark.parametrize(
    "other",
    [
        {"stance": Stance("asserts", negated=False, hedged=False)},
        {"stance": Stance("demands", negated=True, hedged=False)},
        {"stance": None},
        {"confidence": 0.4},
        {"speaker": Speaker(None, "unknown", "nobody fits")},
        {"cue": None},
        {"cue": Words.of(TEXT, (find(TEXT, "to open"),)), "content": Words.of(TEXT, (find(TEXT, "the talks"),))},
    ],
)
def test_what_is_no_order_to_somebody_named(other: dict[str, object]) -> None:
    assert happened(order(**other)) == ()


@pytest.mark.parametrize(
    ("content", "recipient"),
    [
        ("her adviser, Ivo Lenz, to open the talks", "her adviser, Ivo Lenz"),  # who is asked belongs to what is said
        ("her adviser, Ivo Lenz, not to open the talks", "her adviser, Ivo Lenz"),
        ("the talks to be opened by Ivo Lenz to begin with", None),  # nobody is named before "to"
        ("“open the talks with Ivo Lenz to begin with”", None),
        ("that Ivo Lenz open the talks", None),
    ],
)
def test_an_order_that_takes_in_whom_it_is_given_to(content: str, recipient: str | None) -> None:
    text = f"On Friday the president directed {content}."
    source, cue, said = (Words.of(text, (find(text, part),)) for part in ("the president", "directed", content))
    people = (
        Entity("Ida Holt", "person", mentions=(find(text, "the president"),)),
        Entity("Ivo Lenz", "person", mentions=(find(text, "Ivo Lenz"),)),
    )
    made = events(text, *answers(text), statements=(order(source=source, cue=cue, content=said),), entities=people)
    assert [who.words.text for event in made for who in event.recipient] == ([recipient] if recipient else [])

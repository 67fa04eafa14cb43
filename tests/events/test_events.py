"""What the network marked becomes events: who, to whom, when, where, by whose word, and which mentions are one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.events import events
from onrecord.events.plover import TYPES, cameo, folded
from onrecord.model.answer import Answer, Mark
from onrecord.model.decode import Link
from onrecord.types import Entity, Event, Span, Speaker, Statement, Status, Time, Words

from .marked import Told, answers, find, told

UNKNOWN = Speaker(None, "unknown", "not read")


def made(text: str, *marked: Told, **known: object) -> tuple[Event, ...]:
    """known: statements, entities, times, place."""
    return events(text, *answers(text, *marked), **known)  # type: ignore[arg-type]


def statement(text: str, *content: str) -> Statement:
    words = Words.of(text, tuple(find(text, piece) for piece in content))
    return Statement("indirect", 0.9, None, None, words, UNKNOWN)


def named(text: str, name: str, *mentions: str, kind: str = "person", code: str | None = None) -> Entity:
    return Entity(name, kind, mentions=tuple(find(text, m) for m in mentions), code=code)  # type: ignore[arg-type]


def test_an_event_with_everything() -> None:
    text = "Ilse Brandvik will visit Ostmark in Lyrn on Friday."
    (event,) = made(
        text,
        told("CONSULT", "visit", "planned", actor="Ilse Brandvik", recipient="Ostmark", date="Friday", place="Lyrn"),
        entities=(named(text, "Ilse Brandvik", "Ilse Brandvik"), named(text, "Ostmark", "Ostmark", kind="place")),
        times=(Time(Words.of(text, (find(text, "on Friday"),)), "DATE", "2025-03-07"),),
        place=lambda words: {"Lyrn": ("Lyrn", "NOR")}.get(words),
    )
    assert (event.type, event.status, event.trigger.text, event.mode, event.quad) == (
        *("CONSULT", "planned", "visit", "visit", "verbal cooperation"),
    )
    assert [(who.words.text, who.entity) for who in event.actor] == [("Ilse Brandvik", 0)]
    assert [(who.words.text, who.entity) for who in event.recipient] == [("Ostmark", 1)]
    assert event.date is not None
    assert (event.date.words.text, event.date.value) == ("Friday", "2025-03-07")
    assert event.place is not None
    assert (event.place.words.text, event.place.name, event.place.country) == ("Lyrn", "Lyrn", "NOR")
    assert (event.voucher, event.group, event.confidence, event.cameo) == (None, 0, 1.0, ("04", "03"))


def test_what_nobody_knows_stays_unknown() -> None:
    text = "They met there on a Friday."
    (event,) = made(text, told("CONSULT", "met", actor="They", place="there", date="a Friday"))
    assert event.actor[0].entity is None
    assert event.place is not None
    assert event.place.name is event.place.country is None
    assert event.date is not None
    assert (event.date.type, event.date.value) == ("DATE", None)
    assert event.status == "occurred"


@pytest.mark.parametrize(
    ("words", "mention", "same"),
    [
        ("Mayor Ilse Brandvik", "Ilse Brandvik", True),
        ("Brandvik", "Brandvik", True),
        ("Secretary of State Ilse Brandvik", "Ilse Brandvik", True),
        ("the army of Veld", "the army", True),
        ("Ilse Brandvik, the mayor", "Ilse Brandvik", True),
        ("the mayor", "the mayor of Lyrn", True),
        ("Veld's army", "Veld", False),
        ("the army of Veld", "Veld", False),
        ("the Veld government", "Veld", False),
        ("supporters of Brandvik", "Brandvik", False),
        ("Brandvik and Reyl", "Brandvik", False),
        ("Brandvik", "Brandvik's lawyers", False),
    ],
)
def test_a_participant_is_the_entity_that_carries_its_head(words: str, mention: str, same: bool) -> None:
    longer = max(words, mention, key=len)
    text = f"On Monday {longer} attacked."
    (event,) = made(text, told("ASSAULT", "attacked", actor=words), entities=(named(text, "it", mention),))
    assert (event.actor[0].entity == 0) is same


def test_the_best_of_several_mentions_is_taken() -> None:
    text = "Mayor Ilse Brandvik resigned."
    known = (named(text, "mayor", "Mayor"), named(text, "Ilse Brandvik", "Mayor Ilse Brandvik"))
    (event,) = made(text, told("RETREAT", "resigned", actor="Mayor Ilse Brandvik"), entities=known)
    assert event.actor[0].entity == 1


def test_roles_stay_within_the_sentence() -> None:
    text = "Gen. Reyl left the U.S. Senate. Troops attacked the port!\nBrandvik fled."
    (event,) = made(text, told("ASSAULT", "attacked", actor=["Troops", "Reyl"], recipient=["the port", "Brandvik"]))
    assert [who.words.text for who in event.actor] == ["Troops"]
    assert [who.words.text for who in event.recipient] == ["the port"]


def test_nobody_does_something_to_himself() -> None:
    text = "Brandvik accused."
    marks = (Mark(0, 8, "Participant", 1.0, 1.0), Mark(9, 16, "ACCUSE", 1.0, 1.0))
    found = Answer(marks, (Link("actor", 1, 0, 0.6), Link("recipient", 1, 0, 0.8), Link("place", 1, None, 0.9)))
    (event,) = events(text, found, {})
    assert event.actor == ()
    assert [who.words.text for who in event.recipient] == ["Brandvik"]


def test_of_one_entity_twice_in_a_role_the_nearest_words_are_taken() -> None:
    text = "Brandvik said she attacked with Reyl."
    known = (named(text, "Ilse Brandvik", "Brandvik", "she"), named(text, "Tomas Reyl", "Reyl"))
    (event,) = made(text, told("ASSAULT", "attacked", actor=["Brandvik", "she", "Reyl"]), entities=known)
    assert [who.words.text for who in event.actor] == ["she", "Reyl"]


def test_the_time_of_saying_is_not_that_of_the_event() -> None:
    text = "On Friday she said they had met on Monday and would meet again."
    friday = Time(Words.of(text, (find(text, "Friday"),)), "DATE", "2025-03-07")
    held = replace(statement(text, "they had met on Monday and would meet again"), said=friday)
    marked = (told("CONSULT", "met", date="Monday"), told("CONSULT", "meet", date="On Friday"))
    met, meet = made(text, *marked, statements=(held,))
    assert met.date is not None
    assert meet.date is None


def test_signs_at_the_ends_of_words_are_left_out() -> None:
    text = "“Brandvik,” accused the World Sailing Council (WSC)."
    (event,) = made(text, told("ACCUSE", "accused", actor="“Brandvik,”", recipient="the World Sailing Council (WSC)"))
    assert event.actor[0].words.text == "Brandvik"
    assert event.recipient[0].words.text == "the World Sailing Council (WSC)"


def test_the_voucher_is_the_innermost_statement_that_holds_the_trigger() -> None:
    text = "Brandvik said that Reyl had claimed that Veld attacked, and met nobody. They fled."
    whole = statement(text, "that Reyl had claimed that Veld attacked, and met nobody")
    inner = statement(text, "that Veld attacked")
    marked = (told("ASSAULT", "attacked"), told("CONSULT", "met"), told("RETREAT", "fled"))
    found = made(text, *marked, statements=(whole, inner))
    assert [event.voucher for event in found] == [1, 0, None]


def test_a_content_in_pieces_holds_what_its_pieces_hold() -> None:
    text = "“We met,” she said, and fled, “and we signed.”"
    found = made(
        text,
        *(told("CONSULT", "met"), told("RETREAT", "fled"), told("SUPPORT", "signed")),
        statements=(statement(text, "“We met,”", "“and we signed.”"),),
    )
    assert [event.voucher for event in found] == [0, None, 0]


GROUPS = [
    (
        "one meeting, by a verb, by a noun and from the other side",
        "Brandvik met Reyl on Monday. The meeting was short. Reyl met Brandvik alone.",
        (
            told("CONSULT", "met", actor=["Brandvik", "Reyl"]),
            told("CONSULT", "meeting"),
            told("CONSULT", "met", nth=2, actor="Reyl", recipient="Brandvik"),
        ),
        [0, 0, 0],
    ),
    (
        "two victims are two arrests",
        "Police arrested Brandvik. Police arrested Reyl.",
        (
            told("COERCE", "arrested", actor="Police", recipient="Brandvik"),
            told("COERCE", "arrested", nth=2, actor="Police", recipient="Reyl"),
        ),
        [0, 1],
    ),
    (
        "a plan is not the deed",
        "Brandvik met Reyl. Brandvik will meet Reyl again. Brandvik may meet Reyl.",
        (
            told("CONSULT", "met", "occurred", actor=["Brandvik", "Reyl"]),
            told("CONSULT", "meet", "planned", actor=["Brandvik", "Reyl"]),
            told("CONSULT", "meet", "possible", nth=2, actor=["Brandvik", "Reyl"]),
        ),
        [0, 1, 1],
    ),
    (
        "other words, the same two parties",
        "Veld denounced Ostmark. Veld condemned Ostmark. Veld criticised Lyrn.",
        (
            told("ACCUSE", "denounced", actor="Veld", recipient="Ostmark"),
            told("ACCUSE", "condemned", actor="Veld", recipient="Ostmark"),
            told("ACCUSE", "criticised", actor="Veld", recipient="Lyrn"),
        ),
        [0, 0, 1],
    ),
    (
        "other words, one party: not told",
        "Veld attacked. Veld shelled the port.",
        (told("ASSAULT", "attacked", actor="Veld"), told("ASSAULT", "shelled", actor="Veld", recipient="the port")),
        [0, 1],
    ),
    (
        "two days are two attacks",
        "Veld attacked in May. Veld attacked in June. The attack of May was the worse.",
        (
            told("ASSAULT", "attacked", actor="Veld", date="May"),
            told("ASSAULT", "attacked", nth=2, actor="Veld", date="June"),
            told("ASSAULT", "attack", nth=3, date="May"),
        ),
        [0, 1, 0],
    ),
    (
        "types are never mixed",
        "Veld attacked. Ostmark condemned the attack.",
        (told("ASSAULT", "attacked", actor="Veld"), told("ACCUSE", "condemned", actor="Ostmark")),
        [0, 1],
    ),
]


@pytest.mark.parametrize(("text", "marked", "groups"), [case[1:] for case in GROUPS], ids=[case[0] for case in GROUPS])
def test_groups(text: str, marked: tuple[Told, ...], groups: list[int]) -> None:
    assert [event.group for event in made(text, *marked)] == groups


MODES = [
    ("Brandvik phoned Reyl.", told("CONSULT", "phoned", actor=["Brandvik", "Reyl"]), "phone"),
    ("They spoke for an hour by phone.", told("CONSULT", "spoke", actor="They"), "phone"),
    ("Brandvik visited Ostmark.", told("CONSULT", "visited", actor="Brandvik", recipient="Ostmark"), "visit"),
    ("Ostmark hosted her.", told("CONSULT", "hosted", actor="Ostmark"), "visit"),
    ("The summit begins.", told("CONSULT", "summit"), "multilateral"),
    ("Veld, Ostmark and Lyrn met.", told("CONSULT", "met", actor=["Veld", "Ostmark", "Lyrn"]), "multilateral"),
    ("Brandvik met Reyl.", told("CONSULT", "met", actor=["Brandvik", "Reyl"]), None),
    ("Brandvik visited a prison.", told("SUPPORT", "visited", actor="Brandvik"), None),
]


@pytest.mark.parametrize(("text", "marked", "mode"), MODES, ids=[case[0] for case in MODES])
def test_modes(text: str, marked: Told, mode: str | None) -> None:
    assert made(text, marked)[0].mode == mode


@pytest.mark.parametrize(
    ("codes", "mode"),
    [(("VEL", "OST"), "third-party"), (("VELGOV", "CHE"), None), (("VEL", None), None), (("VEL", "IGOUNO"), None)],
)
def test_a_meeting_on_neutral_ground(codes: tuple[str | None, ...], mode: str | None) -> None:
    text = "Veld and Ostmark met in Geneva."
    known = tuple(named(text, n, n, kind="place", code=c) for n, c in zip(("Veld", "Ostmark"), codes, strict=True))
    marked = told("CONSULT", "met", actor=["Veld", "Ostmark"], place="Geneva")
    (event,) = made(text, marked, entities=known, place=lambda _: ("Geneva", "CHE"))
    assert event.mode == mode


def test_every_type_has_its_quad_and_codes() -> None:
    assert len(TYPES) == 16
    for name, row in TYPES.items():
        (event,) = made("They did it.", told(name, "did", "occurred"))
        assert (event.quad, event.cameo) == (row.quad, row.cameo)


def test_planned_cooperation_is_also_what_plover_folds_it_into() -> None:
    assert folded("AID", "planned") == "AGREE"
    assert cameo("AID", "planned") == ("07", "03")
    assert folded("AID", "possible") is folded("ASSAULT", "planned") is folded("AGREE", "planned") is None


def test_confidence_grows_with_the_margins() -> None:
    text = "They met."
    found, status = answers(text, told("CONSULT", "met"))
    weights = {"inside": 0.5, "edge": 0.5, "bias": -3.5}
    (event,) = events(text, found, status, weights=weights)
    assert event.confidence == 0.5
    surer = replace(found, marks=tuple(mark._replace(edge=6.0) for mark in found.marks))
    assert events(text, surer, status, weights=weights)[0].confidence > 0.8


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Answer, dict[Span, Status]]:
    """Any text with any marks and links: what a network may say, right or wrong."""
    text = draw(st.text(st.sampled_from("ab A.\n“'s,("), min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=16)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    labels = st.sampled_from([*TYPES, "Participant", "Date", "Place"])
    marks = tuple(Mark(a, b, draw(labels), draw(st.floats(-9, 9)), 0.0) for a, b in spans)
    triggers = [k for k, mark in enumerate(marks) if mark.label in TYPES]
    others = [k for k in range(len(marks)) if k not in triggers]
    roles = st.sampled_from(["actor", "recipient", "date", "place"])
    pairs = st.tuples(roles, st.sampled_from(triggers or [0]), st.none() | st.sampled_from(others or [0]))
    links = [Link(*pair, 0.5) for pair in draw(st.lists(pairs, max_size=8))] if triggers and others else []
    told_of = st.none() | st.sampled_from(get_args(Status))
    statuses = {Span(*marks[k][:2]): status for k in triggers if (status := draw(told_of))}
    return text, Answer(marks, tuple(links)), statuses


@settings(max_examples=200)
@given(marked_texts())
def test_whatever_is_marked_the_words_are_the_text(case: tuple[str, Answer, dict[Span, Status]]) -> None:
    text, found, status = case
    result = events(text, found, status)
    assert [event.trigger.spans[0] for event in result] == [m[:2] for m in found.marks if m.label in TYPES]
    assert result == events(text, found, status)
    for event in result:
        assert event.status in {status.get(event.trigger.spans[0], event.status), "ongoing"}
        for words in (event.trigger, *(who.words for who in (*event.actor, *event.recipient))):
            assert words.text == "".join(text[a:b] for a, b in words.spans) != ""
    groups = [event.group for event in result]
    assert list(dict.fromkeys(groups)) == list(range(len(set(groups)))), "numbered in the order of the text"


def test_time_grows_with_the_text_alone(seconds: Callable[..., float]) -> None:
    sentence = "Veld attacked Ostmark in Lyrn on Monday. "

    def taken(count: int) -> float:
        text = sentence * count
        size = len(sentence)
        marks: list[Mark] = []
        links: list[Link] = []
        for k in range(count):
            at, first = k * size, len(marks)
            for a, b, label in ((0, 4, "Participant"), (5, 13, "ASSAULT"), (14, 21, "Participant"), (33, 39, "Date")):
                marks.append(Mark(at + a, at + b, label, 1.0, 1.0))
            links += [Link("actor", first + 1, first, 0.9), Link("recipient", first + 1, first + 2, 0.9)]
        whole = Statement("indirect", 1.0, None, None, Words(text, (Span(0, len(text)),)), UNKNOWN)
        answer = Answer(tuple(marks), tuple(links))
        found: list[Event] = []
        result = seconds(lambda: found.extend(events(text, answer, {}, (whole,))))
        assert len(found) == count
        return result

    assert taken(4000) < 8 * taken(1000) + 0.2


def test_what_goes_on_has_not_merely_occurred() -> None:
    text = "The talks have made progress. The talks may make progress. Talks on the tunnel have made progress."
    events = made(
        text,
        told("CONSULT", "talks", "occurred"),
        told("CONSULT", "talks", "possible", nth=2),
        told("CONSULT", "Talks", "possible"),
    )
    assert [event.status for event in events] == ["ongoing", "possible", "ongoing"]


def test_who_says_it_is_not_who_did_it_where_the_words_tell_another() -> None:
    text = "Villagers said soldiers burned the mill. The army said the bridge fell to shelling."
    said = [
        Statement(
            "indirect", 0.9, Words.of(text, (find(text, who),)), None, Words.of(text, (find(text, what),)), UNKNOWN
        )
        for who, what in (("Villagers", "soldiers burned the mill"), ("The army", "the bridge fell to shelling"))
    ]
    burned, shelling = made(
        text,
        told("ASSAULT", "burned", "occurred", actor=["Villagers", "soldiers"]),
        told("ASSAULT", "shelling", "occurred", actor="The army"),
        statements=said,
    )
    assert [who.words.text for who in burned.actor] == ["soldiers"]
    assert [who.words.text for who in shelling.actor] == ["The army"]


def test_a_dateline_does_nothing_but_may_be_a_place() -> None:
    text = "LYRN — Veld's navy shelled the port."
    (event,) = made(text, told("ASSAULT", "shelled", "occurred", actor=["LYRN", "Veld's navy"], place="LYRN"))
    assert [who.words.text for who in event.actor] == ["Veld's navy"]
    assert event.place is not None
    assert event.place.words.text == "LYRN"
    (event,) = made(text, told("ASSAULT", "shelled", "occurred", actor="LYRN — Veld's navy"))
    assert [who.words.text for who in event.actor] == ["Veld's navy"]

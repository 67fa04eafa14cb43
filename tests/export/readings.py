"""Any reading there can be, for properties: each value of types.py with everything it may hold."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from onrecord.types import (
    Act,
    Article,
    Entity,
    EntityKind,
    Event,
    Office,
    Participant,
    Place,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Time,
    TimeType,
    Words,
)

TEXTS = st.text(st.characters(), max_size=60)
SHORT = st.text(st.characters(), max_size=8)
OPTIONAL = st.none() | SHORT
MODES = st.sampled_from(["visit", "phone", "multilateral", "third-party", None])
QUADS = st.sampled_from(["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", None])
EVENT_TYPES = st.sampled_from(["CONSULT", "AGREE", "ASSAULT", "COERCE"])


def any_of(kind: object) -> st.SearchStrategy[str]:
    """A value of a Literal."""
    return st.sampled_from(get_args(kind))


@st.composite
def words(draw: st.DrawFn, text: str) -> Words:
    """Words of the text, in one to three pieces."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))
    return Words.of(text, spans)


def speakers(entities: int) -> st.SearchStrategy[Speaker]:
    """entities: how many the reading has."""
    known: list[SpeakerKind] = ["person", "organization", "group", "document"]
    unknown = st.builds(Speaker, st.none(), st.just("unknown"), st.none() | TEXTS)
    return unknown | st.builds(Speaker, TEXTS, st.sampled_from(known), st.none() | TEXTS, indices(entities))


def indices(count: int) -> st.SearchStrategy[int | None]:
    """A place in a list of so many, or none."""
    return st.none() | st.integers(0, count - 1) if count else st.none()


def times(text: str) -> st.SearchStrategy[Time]:
    return st.builds(Time, words(text), any_of(TimeType), OPTIONAL)


def entities_of(text: str) -> st.SearchStrategy[Entity]:
    return st.builds(
        Entity,
        name=SHORT,
        kind=any_of(EntityKind),
        roles=st.lists(words(text), max_size=2).map(tuple),
        mentions=words(text).map(lambda found: found.spans),
        ids=st.dictionaries(SHORT, SHORT, max_size=2),
        code=OPTIONAL,
        office=st.none() | st.builds(Office, SHORT, SHORT, OPTIONAL, OPTIONAL),
        candidates=st.lists(SHORT, max_size=2).map(tuple),
    )


def statements_of(text: str, entities: int) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        kind=st.sampled_from(["direct", "mixed", "indirect"]),
        confidence=st.floats(0, 1),
        source=st.none() | words(text),
        cue=st.none() | words(text),
        content=words(text),
        speaker=speakers(entities),
        addressee=st.none() | words(text),
        occasion=st.none() | words(text),
        stance=st.none() | st.builds(Stance, any_of(Act), st.booleans(), st.booleans()),
        said=st.none() | times(text),
    )


def events_of(text: str, entities: int, statements: int) -> st.SearchStrategy[Event]:
    who = st.lists(st.builds(Participant, words(text), indices(entities)), max_size=2).map(tuple)
    return st.builds(
        Event,
        type=EVENT_TYPES,
        status=any_of(Status),
        trigger=words(text),
        confidence=st.floats(0, 1),
        actor=who,
        recipient=who,
        date=st.none() | times(text),
        place=st.none() | st.builds(Place, words(text), OPTIONAL, st.sampled_from([None, "NOR"])),
        voucher=indices(statements),
        group=st.integers(0, 9),
        mode=MODES,
        quad=QUADS,
        cameo=st.lists(st.sampled_from(["03", "04", "18"]), max_size=2).map(tuple),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any article with anything read in it, all of whose words stand in it."""
    text = draw(st.text(st.characters(), min_size=2, max_size=80))
    article = Article(
        text,
        id=draw(TEXTS),
        url=draw(OPTIONAL),
        title=draw(OPTIONAL),
        outlet=draw(OPTIONAL),
        authors=tuple(draw(st.lists(SHORT, max_size=3))),
        published=draw(st.none() | st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat())),
    )
    entities = tuple(draw(st.lists(entities_of(text), max_size=2)))
    statements = tuple(draw(st.lists(statements_of(text, len(entities)), max_size=3)))
    return Reading(
        article,
        draw(SHORT),
        statements,
        tuple(draw(st.sets(st.sampled_from(["statements", "people", "dates", "events"])))),
        entities,
        tuple(draw(st.lists(events_of(text, len(entities), len(statements)), max_size=2))),
        tuple(draw(st.lists(times(text), max_size=2))),
    )

"""Hypothesis: whatever a reading holds comes back as it was, and is found by its words, on both databases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store import Record
from onrecord.store.selectors import from_columns, in_text, select, to_columns
from onrecord.store.wires import buckets, likeness, shingles
from onrecord.store.words import fold, folded_words, query, tokens
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

from .conftest import DATABASES, clear

any_text = st.text(st.characters(), max_size=60)
name = st.one_of(st.sampled_from(["Ada Holt", "Holt", "senior official", "Road Board"]), any_text)


def spans(text: str, most: int = 3) -> st.SearchStrategy[tuple[Span, ...]]:
    """Places in the text, in order and apart from each other."""
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True).map(sorted)
    return cuts.map(lambda at: tuple(Span(a, b) for a, b in zip(at[::2], at[1::2], strict=False)))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters(), min_size=8, max_size=300))

    def words() -> Words:
        return Words.of(text, draw(spans(text)))

    def maybe() -> Words | None:
        return words() if draw(st.booleans()) else None

    def time() -> Time:
        value = draw(
            st.none() | st.sampled_from(["2025-02-07", "2025-W07", "2025-02", "2025", "PRESENT_REF", "2025-W99"])
        )
        return Time(words(), draw(st.sampled_from(get_args(TimeType))), value)

    entities = tuple(
        Entity(
            draw(name), draw(st.sampled_from(get_args(EntityKind))), tuple(words() for _ in range(draw(st.integers(0, 2)))),
            draw(spans(text)), draw(st.dictionaries(st.sampled_from(["wikidata", "lei"]), st.sampled_from(["Q1", "Q2"]))),
            draw(st.none() | st.sampled_from(["USAGOV", "IGOUNO", "x", "\x00"])),
            draw(st.none() | st.builds(Office, any_text, st.just("NOR"), st.none() | st.just("2020-01-01"))),
            tuple(draw(st.lists(any_text, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    entity = st.none() | st.integers(0, len(entities) - 1) if entities else st.none()
    statements = tuple(
        Statement(
            draw(st.sampled_from(get_args(Kind))), draw(st.floats(0, 1)), maybe(), maybe(), words(),
            Speaker(draw(st.none() | name), draw(st.sampled_from(get_args(SpeakerKind))), draw(st.none() | any_text), draw(entity)),
            maybe(), maybe(),
            draw(st.none() | st.builds(Stance, st.sampled_from(get_args(Act)), st.booleans(), st.booleans())),
            time() if draw(st.booleans()) else None,
        )
        for _ in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    voucher = st.none() | st.integers(0, len(statements) - 1) if statements else st.none()

    def people() -> tuple[Participant, ...]:
        return tuple(Participant(words(), draw(entity)) for _ in range(draw(st.integers(0, 2))))

    events = tuple(
        Event(
            draw(st.sampled_from(["PROTEST", "CONSULT"])), draw(st.sampled_from(get_args(Status))), words(),
            draw(st.floats(0, 1)), people(), people(), time() if draw(st.booleans()) else None,
            Place(words(), draw(st.none() | st.just("Osthaven")), draw(st.none() | st.just("NOR"))) if draw(st.booleans()) else None,
            draw(voucher), draw(st.integers(0, 3)), draw(st.none() | st.just("strike")), None, ("14", "15"),
        )
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    article = Article(
        text, draw(any_text), draw(st.none() | any_text | st.just("https://n.example/1")), draw(st.none() | any_text),
        draw(st.none() | any_text), tuple(draw(st.lists(any_text, max_size=2))),
        draw(st.none() | st.sampled_from(["2025-02-08", "2025-02-08T09:30:00+01:00", "2025-02-08T09:30:00Z"])),
    )  # fmt: skip
    times = tuple(time() for _ in range(draw(st.integers(0, 2))))
    return Reading(article, draw(st.sampled_from(["m 1", "m 2"])), statements, ("statements",), entities, events, times)


@pytest.fixture(scope="module", params=DATABASES)
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record that all examples of a property go into: what they share is not kept apart by chance."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('many') / 'onrecord.db'}"
    else:
        url = request.getfixturevalue("database")
        clear(url)
    with Record.open(url) as record:
        yield record


_number = itertools.count()


def at_a_new_address(found: Reading) -> Reading:
    """The reading of an article that was not there before, whatever was."""
    return replace(found, article=replace(found.article, url=f"wire://{next(_number)}/{found.article.url or ''}"))


SLOW = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@SLOW
@given(found=readings())
def test_store_then_load_is_identity(many: Record, found: Reading) -> None:
    found = at_a_new_address(found)
    added = many.add(found)
    assert many.load(added.article) == found
    assert many.add(found).doing == "unchanged"
    verified = many.verify(added.article)
    assert set(verified.text) <= {"stands"}


@SLOW
@given(found=readings())
def test_whatever_was_stored_is_found(many: Record, found: Reading) -> None:
    added = many.add(at_a_new_address(found))
    for one in found.statements:
        for token in list(tokens(one.content.text))[:3]:
            rows = many.search(f'"{token.folded}"', limit=1000).rows
            assert added.copy_of or any(row.evidence.where.article == added.article for row in rows), token
    for row in many.search(limit=1000).rows:
        assert row.evidence.in_text == "stands"


@given(st.text(st.characters(), min_size=2, max_size=80), st.data())
def test_selectors_survive_their_columns(text: str, data: st.DataObject) -> None:
    selectors = select(text, data.draw(spans(text)))
    assert from_columns(*to_columns(selectors)) == tuple(selectors)
    assert in_text(text, selectors) == "stands"
    first = selectors[0]
    changed = text[: first.start] + "\ufffe" + text[first.start + 1 :]
    assert in_text(changed, selectors) == "missing"


@given(st.text(st.characters(), max_size=80))
def test_a_folded_text_is_its_own_folding(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(), max_size=80))
def test_tokens_are_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == token.folded


@given(st.text(st.characters() | st.sampled_from("aé\u0301İß “’."), max_size=80))
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    assert folded_words(text) == [token.folded for token in tokens(text)]


@given(st.text(st.sampled_from('ab "*-OR()'), max_size=30))
def test_any_query_is_understood_or_refused(text: str) -> None:
    from onrecord.errors import BadQuery

    try:
        found = query(text)
    except BadQuery:
        return
    assert found.wanted


def test_near_copies_meet_in_a_bucket() -> None:
    """Texts that share some 62 to 75 % of their shingles, as copies cut at the end do: at least 95 of 100 meet."""
    random = Random(7)
    pairs = []
    for _ in range(200):
        text = [f"w{random.randrange(900)}" for _ in range(300)]
        pairs.append((shingles(" ".join(text)), shingles(" ".join(text[: random.randrange(190, 225)]))))
    assert all(likeness(one, other) >= 1 for one, other in pairs)
    assert sum(bool(set(buckets(one)) & set(buckets(other))) for one, other in pairs) >= 190


def test_strangers_are_not_alike() -> None:
    one, other = (shingles(" ".join(f"{letter}{n}" for n in range(300))) for letter in "ab")
    assert likeness(one, other) == 0
    assert not set(buckets(one)) & set(buckets(other))
    assert likeness(one, one) >= 1

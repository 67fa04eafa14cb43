"""Thresholds of events: chosen for the articles at hand; the measure agrees with what it says of itself."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from onrecord.model.decode import Block, Tables
from onrecord.model.files import Decoding
from onrecord.model.pairs import SIZES
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Tokenizer
from onrecord.model.windows import Window
from onrecord.train.event_score import Tally, Told, overlap, tally
from onrecord.train.fit_events import Scored, chosen, measure
from onrecord.train.tasks import EVENTS, STATUS
from onrecord.types import Span

SPEC = ModelSpec("toy", "1", (EVENTS, STATUS), link_size=1)
TEXT = "the mayor met odo"  # each word one piece of the toy's


def told(kind: str, trigger: tuple[int, int], status: str = "occurred", **roles: list[tuple[int, int]]) -> Told:
    spans = {role: tuple(Span(*s) for s in roles.get(role, [])) for role in ("actor", "recipient", "date", "place")}
    return Told(kind, status, Span(*trigger), spans)


def counted(gold: list[Told], predicted: list[Told]) -> Tally:
    total = Tally()
    tally(total, gold, predicted)
    return total


def test_overlap() -> None:
    assert overlap(Span(0, 4), Span(2, 6)) == pytest.approx(1 / 3)
    assert overlap(Span(0, 2), Span(2, 4)) == 0


def test_an_event_of_the_right_type_is_matched_first_and_once() -> None:
    gold = [told("CONSULT", (0, 4)), told("AID", (10, 14))]
    total = counted(gold, [told("ACCUSE", (0, 4)), told("CONSULT", (0, 4)), told("AID", (30, 34))])
    assert (total.found, total.typed, total.false, total.right) == (1, 1, 1, [False, True, False])
    assert total.f1() == pytest.approx(200 / 5)
    assert total.false_share() == pytest.approx(100 / 3)


def test_status_and_roles_count_over_events_of_the_right_type() -> None:
    gold = [
        told("AID", (0, 4), "planned", actor=[(5, 9), (20, 24)]),
        told("AID", (10, 14), "occurred"),
        told("ACCUSE", (30, 34), actor=[(40, 44)]),
    ]
    total = counted(
        gold,
        [told("AID", (0, 4), "planned", actor=[(5, 8)]), told("AID", (10, 14), "denied"), told("REJECT", (30, 34))],
    )
    assert total.status_right() == 50
    assert total.status_macro() == 50
    assert total.role_f1("actor") == pytest.approx(200 * 0.5 / 1.5)
    assert Tally().f1() == Tally().status_macro() == Tally().role_f1("date") == 0


def article(tokenizer: Tokenizer, below: float) -> Scored:
    """“met” is a CONSULT, `below` nats less likely than nothing; the first two words are its actor."""
    pieces = tokenizer(TEXT)
    words = [TEXT[a:b] for a, b in pieces.offsets.tolist()]
    met, first, mayor = words.index("met"), words.index("the"), words.index("mayor")
    scores = np.zeros((len(words), SPEC.width), np.float32)
    columns = {(task.name, link and link.name): part for task, link, part in SPEC.columns()}
    tags = columns["events", None].start
    scores[:, tags] = 9.0
    scores[met, tags] = below
    scores[met, tags + EVENTS.tags.index("B-CONSULT")] = 0.01
    scores[first, [tags, tags + EVENTS.tags.index("B-Participant")]] = 0.0, 9.0
    scores[mayor, [tags, tags + EVENTS.tags.index("I-Participant")]] = 0.0, 9.0
    scores[met, columns["status", None].start + STATUS.tags.index("B-planned")] = 1.0
    actor = columns["events", "actor"]
    scores[met, actor.start], scores[first, actor.start + 1] = 2.0, 2.0
    gold = told("CONSULT", (10, 13), "planned", actor=[(0, 9)])
    return Scored(TEXT, [gold], pieces, [Block(Window(0, len(words), 0, len(words)), scores)])


def decoding() -> Decoding:
    chains = {task.name: np.zeros((len(task.tags),) * 2, np.float32) for task in SPEC.tasks}
    relations = {f"events.{link.name}": np.zeros(sum(SIZES), np.float32) for link in EVENTS.links}
    return Decoding(Tables(chains, relations), outside={"statements": {"Cue": 0.5}})


def test_what_is_a_little_too_quiet_is_found_once_fitted(tokenizer: Tokenizer) -> None:
    articles = [article(tokenizer, 1.2)]
    before = measure(articles, SPEC, decoding())
    assert (before.predicted, before.gold) == (0, 1)
    fitted = chosen(articles, SPEC, decoding())
    after = measure(articles, SPEC, fitted)
    assert (after.f1(), after.status_right(), after.role_f1("actor")) == (100, 100, 100)
    assert fitted.outside["events"]["CONSULT"] == -1.5
    assert fitted.outside["statements"] == {"Cue": 0.5}, "other tasks keep their tables"


def test_statuses_are_chosen_for_the_triggers(tokenizer: Tokenizer) -> None:
    """The network takes every trigger for occurred; signs and readiness tell otherwise."""
    articles = [article(tokenizer, 1.2)]
    words = {"status": {"first met": {"planned": 3.0}, "type CONSULT": {"occurred": -1.0}}}
    told_otherwise = articles[0].blocks[0].scores
    told_otherwise[:, next(part for task, _, part in SPEC.columns() if task is STATUS).start + 1] = 5.0
    fitted = chosen(articles, SPEC, decoding(), words)
    assert measure(articles, SPEC, fitted).status_right() == 100
    assert fitted.outside["status"]["occurred"] > 0
    assert fitted.words["status"]["first met"]["planned"] > 0


def test_what_needs_no_change_keeps_zero(tokenizer: Tokenizer) -> None:
    fitted = chosen([article(tokenizer, -1.0)], SPEC, decoding())
    assert set(fitted.outside["events"].values()) == {0.0}
    assert set(fitted.none["events"].values()) == {0.0}


def test_a_word_that_triggers_in_training_is_heard_where_the_network_is_too_quiet(tokenizer: Tokenizer) -> None:
    articles = [article(tokenizer, 3.5)]  # no shift of all types alone would be enough
    assert not any(chosen(articles, SPEC, decoding()).words.values())
    words = {"events": {"met": {"CONSULT": 4.0}}, "status": {"first met": {"occurred": 0.5}}}
    fitted = chosen(articles, SPEC, decoding(), words)
    assert measure(articles, SPEC, fitted).f1() == 100
    assert 0 < fitted.words["events"]["met"]["CONSULT"] <= 4.4

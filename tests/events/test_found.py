"""A status is asked for exactly where a trigger stands, whatever the network thinks of the rest."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.events.found import find, network_sums
from onrecord.model.decode import Block, Tables, TaggedSpan
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces
from onrecord.model.viterbi import viterbi
from onrecord.model.windows import Window

EVENTS = TaskSpec("events", ("CONSULT", "AID", "Participant"))
STATUS = TaskSpec("status", ("occurred", "planned"))
SPEC = ModelSpec("toy", "1", (EVENTS, STATUS))
TEXT = "a b c d e"  # each word a piece
OUT, B_CONSULT, I_CONSULT, B_AID, B_WHO = 0, 1, 2, 3, 5
B_OCCURRED, I_OCCURRED, B_PLANNED, I_PLANNED = 1, 2, 3, 4


def chain(task: TaskSpec) -> np.ndarray:
    """What BIO allows costs nothing."""
    forbidden = [[tag[:2] == "I-" and head[2:] != tag[2:] for tag in task.tags] for head in task.tags]
    return np.where(forbidden, -1e4, 0).astype(np.float32)


def tables() -> Tables:
    return Tables({task.name: chain(task) for task in SPEC.tasks}, {})


def block(events: list[int], status: list[dict[int, float]]) -> Block:
    """events: the tag of every piece, 9 nats ahead.  status: of every piece, tags with their scores, else 0."""
    scores = np.zeros((len(events), SPEC.width), np.float32)
    columns = {task.name: part.start for task, _, part in SPEC.columns()}
    for piece, (tag, told) in enumerate(zip(events, status, strict=True)):
        scores[piece, columns["events"] + tag] = 9.0
        for name, nats in told.items():
            scores[piece, columns["status"] + name] = nats
    return Block(Window(0, len(events), 0, len(events)), scores)


def statuses(events: list[int], status: list[dict[int, float]], **fitted: dict[str, dict[str, float]]) -> list[str]:
    """The words that carry a status, with it."""
    offsets = np.array([match.span() for match in re.finditer(r"\S+", TEXT)][: len(events)], np.int64)
    pieces = Pieces(np.zeros(len(events), np.int64), offsets, {"gap": np.zeros(len(events), np.int64)})
    decoding = Decoding(tables(), **fitted)  # type: ignore[arg-type]
    found = find(TEXT, pieces, [block(events, status)], SPEC, decoding)
    return [f"{TEXT[start:end]} {status}" for (start, end), status in found.status.items()]


def test_every_trigger_has_the_likelier_status_and_nothing_else_has_one() -> None:
    told = [{OUT: 9.0, B_PLANNED: 1.0}, {B_OCCURRED: 9.0}, {OUT: 9.0, B_OCCURRED: 1.0}, {OUT: 9.0, B_PLANNED: 1.0}]
    assert statuses([B_CONSULT, OUT, B_AID, OUT], told) == ["a planned", "c occurred"]


def test_a_trigger_of_several_pieces_has_one_status() -> None:
    told = [{B_OCCURRED: 2.0, B_PLANNED: 1.0}, {I_PLANNED: 3.0}, {B_OCCURRED: 5.0}]
    assert statuses([B_CONSULT, I_CONSULT, B_CONSULT], told) == ["a b planned", "c occurred"]


def test_participants_have_no_status() -> None:
    assert statuses([B_WHO], [{B_OCCURRED: 9.0}]) == []


def test_readiness_and_signs_weigh_against_the_network() -> None:
    told = [{B_PLANNED: 1.0}]
    assert statuses([B_CONSULT], told) == ["a planned"]
    assert statuses([B_CONSULT], told, outside={"status": {"planned": 1.5}}) == ["a occurred"]
    assert statuses([B_CONSULT], told, words={"status": {"first a": {"occurred": 1.5}}}) == ["a occurred"]


def test_a_model_without_statuses_tells_none() -> None:
    spec = ModelSpec("toy", "1", (EVENTS,))
    pieces = Pieces(np.zeros(1, np.int64), np.array([[0, 1]], np.int64), {"gap": np.zeros(1, np.int64)})
    alone = Block(Window(0, 1, 0, 1), block([B_CONSULT], [{}]).scores[:, : spec.width])
    assert find(TEXT, pieces, [alone], spec, Decoding(tables())).status == {}


@pytest.mark.parametrize("seed", range(20))
def test_the_sums_are_those_of_the_best_path(seed: int) -> None:
    """Viterbi over scores that leave only the trigger's pieces takes the same status."""
    random = np.random.default_rng(seed)
    scores = random.normal(size=(5, len(STATUS.tags))).astype(np.float32)
    steps = np.where(chain(STATUS) < 0, -1e4, random.normal(size=(len(STATUS.tags),) * 2)).astype(np.float32)
    whole = np.zeros((5, SPEC.width), np.float32)
    whole[:, -len(STATUS.tags) :] = scores
    start, end = 1, int(random.integers(2, 5))
    span = TaggedSpan(start, end, "CONSULT", 1.0, 1.0)
    sums = network_sums([Block(Window(0, 5, 0, 5), whole)], SPEC, Tables({"status": steps}, {}), [span])
    prior = np.full_like(scores, -50.0)
    prior[:, 0] = 0
    prior[start:end] = [-50.0, -50.0, 0.0, -50.0, 0.0]
    prior[start] = [-50.0, 0.0, -50.0, 0.0, -50.0]
    tags = viterbi(scores + prior, steps)
    assert STATUS.tags[tags[start]] == f"B-{STATUS.labels[int(sums[0].argmax())]}"

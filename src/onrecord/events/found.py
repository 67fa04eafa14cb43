"""What the network says of events: triggers with their links, and a status for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.events.lexicon import word_prior
from onrecord.events.plover import TYPES
from onrecord.events.signs import sign_prior
from onrecord.events.status import by_rules
from onrecord.model.answer import Answer, answer
from onrecord.model.decode import Block, Decoded, Floats, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces
from onrecord.types import Span

TASK = "events"
STATUS = "status"
SURE = np.float32(25.0)  # nats a piece: above what the network says, far below what BIO forbids


class Found(NamedTuple):
    """The network's answers to both tasks; the status of a model that does not read it is empty."""

    events: Answer
    status: Answer


def find(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> Found:
    """The triggers of a text, and of each its likeliest status, from what the network said of its windows.

    Words are asked too, and weigh as much as they were worth in the training texts: the trigger's own for its type, and
    all around it for its status, by decoding.words; what they say together (status.by_rules) by
    decoding.confidence["status"].
    """
    decoded = decode(
        blocks,
        spec,
        spec.task(TASK),
        decoding.tables,
        pieces.lines,
        outside=decoding.outside.get(TASK),
        none=decoding.none.get(TASK),
        prior=word_prior(text, pieces, decoding.words.get(TASK, {}), spec.task(TASK)),
    )
    if STATUS not in [task.name for task in spec.tasks]:
        return Found(answer(decoded, pieces), Answer())
    task = spec.task(STATUS)
    prior = status_prior(text, pieces, decoded, task, decoding.confidence.get(STATUS, {}))
    told = decode(
        blocks,
        spec,
        task,
        decoding.tables,
        pieces.lines,
        outside=decoding.outside.get(STATUS),
        prior=prior + sign_prior(text, pieces, decoded, decoding.words.get(STATUS, {}), task),
    )
    return Found(answer(decoded, pieces), answer(told, pieces))


def status_prior(text: str, pieces: Pieces, decoded: Decoded, task: TaskSpec, weights: Mapping[str, float]) -> Floats:
    """[pieces, tags], to be added to the tag scores: a status stands exactly where a trigger does.

    Which of the six is left to the network and to what the rules say. weights: see `weight_of`.
    """
    prior = np.zeros((len(pieces.offsets), len(task.tags)), np.float32)
    prior[:, 0] = SURE
    begins = np.array([tag.startswith("B-") for tag in task.tags])
    inside = np.array([tag.startswith("I-") for tag in task.tags])
    for span in decoded.spans:
        if span.label in TYPES:
            place = Span(int(pieces.offsets[span.start, 0]), int(pieces.offsets[span.end - 1, 1]))
            rule = by_rules(text, place)
            prior[span.start : span.end] = np.where(inside, SURE, 0)
            prior[span.start] = np.where(begins, SURE, 0)
            prior[span.start, begins] += [weights.get(weight_of(label, rule), 0.0) for label in task.labels]
    return prior


def weight_of(status: str, rule: str) -> str:
    """The name of a weight: how likely, in nats, the rules say `rule` where the status is `status`."""
    return f"{status} where rules say {rule}"

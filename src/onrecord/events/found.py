"""What the network says of events: triggers with their links, and a status for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.events.lexicon import word_prior
from onrecord.events.plover import TYPES
from onrecord.events.signs import sign_prior
from onrecord.model.answer import Answer, answer
from onrecord.model.decode import Block, Decoded, Floats, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces

TASK = "events"
STATUS = "status"
SURE = np.float32(25.0)  # nats a piece: above what the network says, far below what BIO forbids


class Found(NamedTuple):
    """The network's answers to both tasks; the status of a model that does not read it is empty."""

    events: Answer
    status: Answer


def find(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> Found:
    """The triggers of a text, and of each its likeliest status, from what the network said of its windows.

    Words are asked too, by decoding.words, and weigh as much as they were worth in the training texts: the trigger's
    own for its type, and all around it for its status.
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
    told = decode(
        blocks,
        spec,
        task,
        decoding.tables,
        pieces.lines,
        outside=decoding.outside.get(STATUS),
        prior=status_prior(pieces, decoded, task)
        + sign_prior(text, pieces, decoded, decoding.words.get(STATUS, {}), task),
    )
    return Found(answer(decoded, pieces), answer(told, pieces))


def status_prior(pieces: Pieces, decoded: Decoded, task: TaskSpec) -> Floats:
    """[pieces, tags], to be added to the tag scores: a status stands exactly where a trigger does.

    Which of the six is left to the network and to the signs.
    """
    prior = np.zeros((len(pieces.offsets), len(task.tags)), np.float32)
    prior[:, 0] = SURE
    begins = np.array([tag.startswith("B-") for tag in task.tags])
    inside = np.array([tag.startswith("I-") for tag in task.tags])
    for span in decoded.spans:
        if span.label in TYPES:
            prior[span.start : span.end] = np.where(inside, SURE, 0)
            prior[span.start] = np.where(begins, SURE, 0)
    return prior

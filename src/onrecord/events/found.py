"""What the network says of events: triggers with their links, and a status for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.events.lexicon import word_prior
from onrecord.events.plover import TYPES
from onrecord.events.signs import sign_sums
from onrecord.model.answer import Answer, Mark, answer
from onrecord.model.decode import Block, Decoded, Tables, TaggedSpan, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces

TASK = "events"
STATUS = "status"


class Found(NamedTuple):
    """The network's answers to both tasks; the status of a model that does not read it is empty."""

    events: Answer
    status: Answer


def find(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> Found:
    """The triggers of a text, and of each its likeliest status, from what the network said of its windows.

    Words are asked too, by decoding.words, and weigh as much as they were worth in the training texts: the trigger's
    own for its type, and all around it for its status.
    """
    decoded = decode_events(text, pieces, blocks, spec, decoding)
    found = answer(decoded, pieces)
    if STATUS not in [task.name for task in spec.tasks]:
        return Found(found, Answer())
    labels, readiness = spec.task(STATUS).labels, decoding.outside.get(STATUS, {})
    triggers = triggers_of(decoded)
    sums = network_sums(blocks, spec, decoding.tables, triggers)
    sums += sign_sums(text, pieces, triggers, decoding.words.get(STATUS, {}), labels)
    sums -= np.array([readiness.get(label, 0.0) for label in labels], np.float32)
    return Found(found, _likeliest(pieces, triggers, sums, labels))


def decode_events(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> Decoded:
    """Triggers, participants, dates and places, and the links between them."""
    return decode(
        blocks,
        spec,
        spec.task(TASK),
        decoding.tables,
        pieces.lines,
        outside=decoding.outside.get(TASK),
        none=decoding.none.get(TASK),
        prior=word_prior(text, pieces, decoding.words.get(TASK, {}), spec.task(TASK)),
    )


def triggers_of(decoded: Decoded) -> list[TaggedSpan]:
    """In the order of the text."""
    return [span for span in decoded.spans if span.label in TYPES]


def network_sums(
    blocks: Sequence[Block], spec: ModelSpec, tables: Tables, triggers: Sequence[TaggedSpan]
) -> NDArray[np.float32]:
    """[triggers, statuses], in nats: what the network says of each status.

    Its tags stand exactly where a trigger does, and nowhere else: their scores, and the chain's steps between them.
    """
    task = spec.task(STATUS)
    sums = np.zeros((len(triggers), len(task.labels)), np.float32)
    if not triggers:
        return sums
    columns = next(c for t, link, c in spec.columns() if t.name == STATUS and link is None)
    scores, chain = np.concatenate([block.kept[:, columns] for block in blocks]), tables.transitions[STATUS]
    for k, status in enumerate(task.labels):
        begin, inside = task.tags.index(f"B-{status}"), task.tags.index(f"I-{status}")
        for row, (start, end, *_) in enumerate(triggers):
            tags = [0, begin, *[inside] * (end - start - 1), 0]
            sums[row, k] = scores[range(start, end), tags[1:-1]].sum() + chain[tags[:-1], tags[1:]].sum()
    return sums


def _likeliest(
    pieces: Pieces, triggers: Sequence[TaggedSpan], sums: NDArray[np.float32], labels: Sequence[str]
) -> Answer:
    """Each trigger's place with its best status, and by how much it is the best."""
    starts, ends = pieces.offsets[:, 0].tolist(), pieces.offsets[:, 1].tolist()
    second, best = np.sort(sums, 1)[:, -2:].T
    return Answer(
        tuple(
            Mark(starts[trigger.start], ends[trigger.end - 1], labels[k], margin, margin)
            for trigger, k, margin in zip(triggers, sums.argmax(1).tolist(), (best - second).tolist(), strict=True)
        )
    )

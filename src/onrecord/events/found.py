"""What the network says of events: triggers with their links, and a status for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.events.lexicon import word_prior
from onrecord.events.plover import TYPES
from onrecord.events.signs import sign_sums
from onrecord.model.answer import Answer, answer
from onrecord.model.decode import Block, Decoded, Tables, TaggedSpan, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.types import Span, Status

TASK = "events"
STATUS = "status"


class Found(NamedTuple):
    """The network's answer to events, and the status of each trigger by its place; none of a model that reads none."""

    events: Answer
    status: Mapping[Span, Status]


def find(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> Found:
    """The triggers of a text, and of each its likeliest status, from what the network said of its windows.

    Words are asked too, by decoding.words, and weigh as much as they were worth in the training texts: the trigger's
    own for its type, and all around it for its status.
    """
    decoded = decode_events(text, pieces, blocks, spec, decoding)
    found = answer(decoded, pieces)
    if STATUS not in [task.name for task in spec.tasks]:
        return Found(found, {})
    labels, readiness = spec.task(STATUS).labels, decoding.outside.get(STATUS, {})
    triggers = triggers_of(decoded)
    sums = network_sums(blocks, spec, decoding.tables, triggers)
    sums += sign_sums(text, pieces, triggers, decoding.words.get(STATUS, {}), labels)
    sums -= np.array([readiness.get(label, 0.0) for label in labels], np.float32)
    starts, ends = pieces.offsets[:, 0].tolist(), pieces.offsets[:, 1].tolist()
    places = (Span(starts[trigger.start], ends[trigger.end - 1]) for trigger in triggers)
    best = (cast("Status", labels[k]) for k in sums.argmax(1))
    return Found(found, dict(zip(places, best, strict=True)))


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
    begin, inside = ([task.tags.index(f"{part}-{label}") for label in task.labels] for part in "BI")
    for row, (start, end, *_) in enumerate(triggers):
        last = inside if end - start > 1 else begin
        sums[row] = scores[start, begin] + scores[start + 1 : end, inside].sum(0) + chain[0, begin] + chain[last, 0]
        if end - start > 1:
            sums[row] += chain[begin, inside] + (end - start - 2) * chain[inside, inside]
    return sums

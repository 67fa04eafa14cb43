"""What the network found for one task, by its places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model.decode import Decoded, Link
from onrecord.model.tokenize import Pieces


class Mark(NamedTuple):
    """text[start:end] carries this label. inside, edge: see decode.TaggedSpan (nats)."""

    start: int
    end: int
    label: str
    inside: float
    edge: float


@dataclass(frozen=True)
class Answer:
    """One task's spans in the order of the text, and the links between them (indices into marks)."""

    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()


def answer(decoded: Decoded, pieces: Pieces) -> Answer:
    """Pieces to code points."""
    starts, ends = pieces.offsets[:, 0].tolist(), pieces.offsets[:, 1].tolist()
    marks = (Mark(starts[s.start], ends[s.end - 1], s.label, s.inside, s.edge) for s in decoded.spans)
    return Answer(tuple(marks), decoded.links)

"""Scores to spans and links, for any task: Viterbi over the tags, then each link among the spans it may join."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.pairs import SIZES, Places, relations
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.model.viterbi import viterbi
from onrecord.model.windows import Window

Floats = NDArray[np.float32]


class Block(NamedTuple):
    """What the network said of one window: scores [window.end - window.start, W].

    hidden [window.end - window.start, H]: what its layers give, in half precision, where that was asked for.
    """

    window: Window
    scores: Floats
    hidden: NDArray[np.float16] | None = None

    @property
    def kept(self) -> Floats:
        """The scores of the pieces that are taken from this window."""
        return self.scores[self.window.keep_start - self.window.start : self.window.keep_end - self.window.start]

    @property
    def kept_hidden(self) -> NDArray[np.float16]:
        """The same of what the heads were given. Raises ValueError where that was not asked for."""
        if self.hidden is None:
            raise ValueError("the session was not asked for what the layers give")
        return self.hidden[self.window.keep_start - self.window.start : self.window.keep_end - self.window.start]


@dataclass(frozen=True)
class Tables:
    """What was learned beside the scores.

    transitions: task → [tags, tags].  relations: "task.link" → a bias for each value of the three relations of two
    spans (pairs.relations), one after the other: [sum of pairs.SIZES].
    """

    transitions: dict[str, Floats]
    relations: dict[str, Floats]


class TaggedSpan(NamedTuple):
    """Pieces start:end carry this label.

    inside: mean margin of its tags over O; edge: the lesser margin of its two ends over their best alternatives.
    Both are in nats, of the network's own scores.
    """

    start: int
    end: int
    label: str
    inside: float
    edge: float


class Link(NamedTuple):
    """Span `head` points to span `target` (indices into the task's spans); None: to no span. probability: 0 to 1."""

    name: str
    head: int
    target: int | None
    probability: float


@dataclass(frozen=True)
class Decoded:
    """One task's spans, in the order of the text, and links."""

    spans: tuple[TaggedSpan, ...]
    links: tuple[Link, ...]


def decode(
    blocks: Sequence[Block],
    spec: ModelSpec,
    task: TaskSpec,
    tables: Tables,
    lines: NDArray[np.int64],
    *,
    outside: Mapping[str, float] | None = None,
    none: Mapping[str, float] | None = None,
    prior: Floats | None = None,
) -> Decoded:
    """One task's answers for a whole article, from its windows; lines [pieces], the line each piece stands in.

    outside: label → taken from the score of its B tag; above 0 fewer of its spans are found, below 0 more. A tag
    ("I-Cue") → taken from its score; above 0 its spans are shorter, below 0 longer.
    none: link → taken from the score of "none"; above 0 more heads are linked.
    prior: [pieces, tags], added to the tag scores: what is known before the network is asked.
    """
    if not blocks:
        return Decoded((), ())
    columns = {None if link is None else link.name: c for t, link, c in spec.columns() if t.name == task.name}
    own_scores = np.concatenate([block.kept[:, columns[None]] for block in blocks])
    tag_scores = own_scores.copy()
    for name, less in (outside or {}).items():
        tag_scores[:, task.tags.index(name if name in task.tags else f"B-{name}")] -= less
    if prior is not None:
        tag_scores += prior
    spans = tagged_spans(own_scores, viterbi(tag_scores, tables.transitions[task.name]), task)
    starts, ends = (np.array([span[k] for span in spans], np.int64) for k in (0, 1))
    places = Places(starts, ends, lines[starts], lines[ends - 1])
    labels = [span.label for span in spans]
    links: list[Link] = []
    for link in task.links:
        bias = tables.relations[f"{task.name}.{link.name}"]
        heads, targets = (
            np.array([k for k, label in enumerate(labels) if label in wanted], np.int64)
            for wanted in (link.heads_of, link.targets)
        )
        for block in blocks:
            links += _links(
                block, columns[link.name], places, heads, targets, spec, link, bias, (none or {}).get(link.name, 0.0)
            )
    return Decoded(tuple(spans), tuple(links))


def tagged_spans(scores: Floats, tags: NDArray[np.int64], task: TaskSpec) -> list[TaggedSpan]:
    """Runs of B-x I-x ... as spans; an I that follows nothing begins one too."""
    label = np.where(tags > 0, (tags + 1) // 2, 0)
    before = np.concatenate(([0], label[:-1]))
    begins = (label > 0) & ((tags % 2 == 1) | (label != before))
    starts = np.flatnonzero(begins)
    outside = (label == 0) | begins
    row = np.arange(len(tags))
    chosen = scores[row, tags]
    others = scores.copy()
    others[row, tags] = -np.inf
    over_others = np.append(chosen - others.max(1), np.inf)
    over_outside = np.concatenate(([0.0], np.cumsum(chosen - scores[:, 0], dtype=np.float64)))
    stops = np.append(np.flatnonzero(outside), len(tags))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    inside = (over_outside[ends] - over_outside[starts]) / (ends - starts)
    edge = np.minimum(over_others[starts], over_others[ends])
    return [
        TaggedSpan(int(start), int(end), task.labels[label[start] - 1], float(mean), float(least))
        for start, end, mean, least in zip(starts, ends, inside, edge, strict=True)
    ]


def _links(
    block: Block,
    columns: slice,
    places: Places,
    heads: NDArray[np.int64],
    targets: NDArray[np.int64],
    spec: ModelSpec,
    link: LinkSpec,
    bias: Floats,
    less: float,
) -> list[Link]:
    """The links of the heads that a window keeps, to targets that it sees.

    Projections of two windows do not go together: they tell of places in the window, so that a head would take a
    target of the next window for one near it.
    """
    window = block.window
    here, there = places.starts[heads], places.starts[targets]
    heads = heads[(here >= window.keep_start) & (here < window.keep_end)]
    if not len(heads):
        return []
    targets = targets[(there >= window.start) & (there < window.end)]
    here, there = places.starts[heads] - window.start, places.starts[targets] - window.start
    scored, size = block.scores[:, columns], spec.link_size
    scores = scored[here, :size] @ scored[there, size : 2 * size].T / math.sqrt(size)
    scores += bias[relations(places.take(heads), places.take(targets)) + np.cumsum((0, *SIZES[:-1]))].sum(2)
    away = there[None] - here[:, None]
    scores[away >= 0 if link.earlier else away == 0] = -1e4
    none = scored[here, -1:] - less
    return _several(link, heads, targets, scores - none) if link.several else _one(link, heads, targets, scores, none)


def _one(
    link: LinkSpec, heads: NDArray[np.int64], targets: NDArray[np.int64], scores: Floats, none: Floats
) -> list[Link]:
    every = np.concatenate((scores, none), 1)
    every = np.exp(every - every.max(1, keepdims=True))
    every /= every.sum(1, keepdims=True)
    best = every.argmax(1)
    return [
        Link(link.name, int(head), int(targets[k]) if k < len(targets) else None, float(every[row, k]))
        for row, (head, k) in enumerate(zip(heads, best, strict=True))
    ]


def _several(link: LinkSpec, heads: NDArray[np.int64], targets: NDArray[np.int64], scores: Floats) -> list[Link]:
    return [
        Link(link.name, int(heads[i]), int(targets[j]), float(1 / (1 + math.exp(-scores[i, j]))))
        for i, j in zip(*np.nonzero(scores > 0), strict=True)
    ]

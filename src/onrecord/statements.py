"""Spans and links of the statements task → statements: who, the words of saying, and what, each by its place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.conventions import marked_links, marked_prior, marked_statements
from onrecord.edges import content, is_asked, is_genre, is_of_subject, one_sentence, placed
from onrecord.model.decode import Block, Decoded, Floats, Link, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces
from onrecord.quotes import QuotationMask, quotations
from onrecord.types import Kind, Span, Speaker, Statement, Words

TASK = "statements"
SECOND_LOOK = 2.0  # nats
DIRECT = 0.95  # share of a content's letters and digits inside quotation marks from which on it is direct
UNRESOLVED = Speaker(None, "unknown", "speakers were not looked for")
NO_SOURCE = Speaker(None, "unknown", "the article names no source for it")


@dataclass(frozen=True)
class Draft:
    """A statement in the making. signals: what its confidence is computed from."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    signals: Mapping[str, float]


def find(text: str, pieces: Pieces, blocks: Sequence[Block], spec: ModelSpec, decoding: Decoding) -> list[Draft]:
    """The statements of a text, from what the network said of its windows."""
    task = spec.task(TASK)
    quoted = quotations(text)
    marked = marked_statements(text, quoted)
    prior = marked_prior(text, pieces.offsets, marked, task)
    lines, outside, none = pieces.lines, decoding.outside.get(TASK), decoding.none.get(TASK)
    decoded = decode(blocks, spec, task, decoding.tables, lines, outside=outside, none=none, prior=prior)
    lonely = {
        lines[decoded.spans[link.head].start] for link in decoded.links if link.name == "cue" and link.target is None
    }
    if lonely:
        prior += _second_look(np.isin(lines, list(lonely)), task)
        decoded = decode(blocks, spec, task, decoding.tables, lines, outside=outside, none=none, prior=prior)
    decoded = marked_links(decoded, pieces.offsets, marked)
    return drafts(text, pieces.offsets, decoded, QuotationMask(quoted))


def _second_look(lines: NDArray[np.bool_], task: TaskSpec) -> Floats:
    """Where a content has no cue, sources and cues are found more readily. lines [pieces] → [pieces, tags]."""
    prior = np.zeros((len(lines), len(task.tags)), np.float32)
    for label in ("Source", "Cue"):
        prior[lines, task.tags.index(f"B-{label}")] = SECOND_LOOK
    return prior


def drafts(text: str, offsets: NDArray[np.int64], decoded: Decoded, mask: QuotationMask) -> list[Draft]:
    """Contents that point to one cue are pieces of one statement; its source is the one the cue points to."""
    places = [placed(text, Span(int(offsets[s.start, 0]), int(offsets[s.end - 1, 1])), s.label) for s in decoded.spans]
    source_of = {link.head: link for link in decoded.links if link.name == "source"}
    pieces: dict[int, list[Link]] = {}
    for link in decoded.links:
        if link.name == "cue":  # a content without any cue in reach is a statement of its own
            pieces.setdefault(-1 - link.head if link.target is None else link.target, []).append(link)
    for cue in [cue for cue in pieces if cue >= 0]:
        for link in _strays(text, places[cue], pieces[cue], places, mask):
            pieces[cue].remove(link)
            pieces[-1 - link.head] = [link]
    result = []
    for cue, contents in pieces.items():
        source = source_of.get(cue)
        named = source.target if source else None
        spans = content(text, sorted(places[link.head] for link in contents), places[cue] if cue >= 0 else None, mask)
        by = () if named is None else (one_sentence(text, places[named], places[cue]),)
        if by and is_genre(text, by[0], places[cue]):
            continue
        if by and is_of_subject(text, by[0], places[cue], spans):
            spans, by = (*by, *spans), ()
        if by and is_asked(text, by[0], places[cue]):
            by = ()
        result.append(
            Draft(
                source=by,
                cue=() if cue < 0 else (places[cue],),
                content=spans,
                signals=_signals(decoded, cue, contents, source, spans, mask),
            )
        )
    return sorted(result, key=lambda draft: min((*draft.content, *draft.cue, *draft.source)))


def _strays(text: str, cue: Span, contents: Sequence[Link], places: Sequence[Span], mask: QuotationMask) -> list[Link]:
    """The reporter's words behind a quotation and its cue belong to a cue of their own that was not found.

    “I will meet him,” she said, signalling a change of course.
    """
    shares = {link: mask.share(text, [places[link.head]]) for link in contents}
    if not any(share >= DIRECT and places[link.head].end <= cue.start for link, share in shares.items()):
        return []
    return [link for link, share in shares.items() if share == 0 and places[link.head].start >= cue.end]


def _signals(
    decoded: Decoded,
    cue: int,
    contents: Sequence[Link],
    source: Link | None,
    spans: Sequence[Span],
    mask: QuotationMask,
) -> dict[str, float]:
    """What tells whether a statement is right: margins of its spans, certainty of its links, its form."""
    parts = [decoded.spans[link.head] for link in contents]
    named = None if source is None or source.target is None else decoded.spans[source.target]
    said = None if cue < 0 else decoded.spans[cue]
    return {
        "content inside": min(part.inside for part in parts),
        "content edge": min(part.edge for part in parts),
        "content link": _logit(min(link.probability for link in contents)),
        "content pieces": float(len(parts)),
        "content length": math.log(sum(end - start for start, end in spans)),
        "cue inside": said.inside if said else 0.0,
        "cue edge": said.edge if said else 0.0,
        "source link": _logit(source.probability) if source else 0.0,
        "source inside": named.inside if named else 0.0,
        "source edge": named.edge if named else 0.0,
        "sourced": float(named is not None),
        "cued": float(said is not None),
        "quoted": float(any(mask.at((start + end) // 2) is not None for start, end in spans)),
    }


def statements(text: str, found: Sequence[Draft], weights: Mapping[str, float]) -> tuple[Statement, ...]:
    """Drafts with their kind and confidence; weights: see `confidence`."""
    mask = QuotationMask(quotations(text))
    return tuple(_statement(text, draft, mask, weights) for draft in found)


def confidence(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted signals; 1.0 for a model that was not calibrated."""
    if not weights:
        return 1.0
    total = weights["bias"] + sum(weights[name] * signals[name] for name in signals)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))


def kind_of(text: str, content: Sequence[Span], mask: QuotationMask) -> Kind:
    """direct: at least 95 % of the letters and digits stand inside quotation marks; mixed: some; indirect: none."""
    share = mask.share(text, content)
    if share >= DIRECT:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def _statement(text: str, draft: Draft, mask: QuotationMask, weights: Mapping[str, float]) -> Statement:
    return Statement(
        kind=kind_of(text, draft.content, mask),
        confidence=round(confidence(draft.signals, weights), 4),
        source=Words.of(text, draft.source) if draft.source else None,
        cue=Words.of(text, draft.cue) if draft.cue else None,
        content=Words.of(text, draft.content),
        speaker=UNRESOLVED if draft.source else NO_SOURCE,
    )

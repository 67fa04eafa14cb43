"""Spans and links of the statements task → statements: who, the words of saying, and what, each by its place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.model.decode import Decoded
from onrecord.quotes import QuotationMask, quotations
from onrecord.repair import repaired
from onrecord.types import Kind, Span, Speaker, Statement, Words

DIRECT = 0.95  # share of a content's letters and digits inside quotation marks from which on it is direct
UNRESOLVED = Speaker(None, "unknown", "speakers are not resolved by this version")
NO_SOURCE = Speaker(None, "unknown", "the article names no source for it")


@dataclass(frozen=True)
class Draft:
    """A statement in the making. signals: what its confidence is computed from."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    signals: Mapping[str, float]


def assemble(
    text: str, offsets: NDArray[np.int64], decoded: Decoded, weights: Mapping[str, float]
) -> tuple[Statement, ...]:
    """The statements of a text, in its order.

    offsets [pieces, 2] places the decoded spans; weights: see `confidence`.
    """
    mask = QuotationMask(quotations(text))
    found = [_statement(text, draft, mask, weights) for draft in drafts(text, offsets, decoded, mask)]
    return tuple(sorted(found, key=lambda s: min(s.content.spans[0], *(s.cue.spans if s.cue else ()), s.content.spans[0])))


def drafts(text: str, offsets: NDArray[np.int64], decoded: Decoded, mask: QuotationMask) -> list[Draft]:
    """Contents that point to one cue are pieces of one statement; its source is the one the cue points to."""
    places = [Span(int(offsets[span.start, 0]), int(offsets[span.end - 1, 1])) for span in decoded.spans]
    source_of = {link.head: link for link in decoded.links if link.name == "source"}
    pieces: dict[int, list[int]] = {}
    certain: dict[int, float] = {}
    for link in decoded.links:
        if link.name == "cue":
            key = -1 - link.head if link.target is None else link.target
            pieces.setdefault(key, []).append(link.head)
            certain[key] = min(certain.get(key, 1.0), link.probability)
    result = []
    for cue, contents in pieces.items():
        source = source_of.get(cue)
        signals = {
            "content": min(decoded.spans[k].score for k in contents),
            "content link": _logit(certain[cue]),
            "cue": decoded.spans[cue].score if cue >= 0 else 0.0,
            "source link": _logit(source.probability) if source else 0.0,
            "source": decoded.spans[source.target].score if source and source.target is not None else 0.0,
        }
        result.append(
            Draft(
                source=(places[source.target],) if source and source.target is not None else (),
                cue=(places[cue],) if cue >= 0 else (),
                content=tuple(sorted(places[k] for k in contents)),
                signals=signals,
            )
        )
    return [replace(draft, content=content) for draft, content in zip(result, repaired(text, [d.content for d in result], mask), strict=True)]


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

"""The best path of tags (Viterbi 1967), found for many stretches of a text side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORBIDDEN = -1e3  # a step that scores less is never taken
LOOK = 3
CHUNK = 32  # pieces
FEW = 9  # tags; with more of them, chunks that must be walked from every tag cost more than they save


def viterbi(scores: Floats, chain: Floats) -> Ints:
    """The best path. scores [n, tags], O first, then B and I of each label; chain [tags, tags], from and to → tags [n].

    Where O is so far ahead that it must be on the best path (`surely_outside`), the path falls into parts that do not
    know of each other. Where parts are long and tags few, the text is cut into chunks instead, each walked from every
    tag that it may begin with, and joined (the max-plus products of Hassan, Särkkä & García-Fernández 2021).
    """
    tags = np.zeros(len(scores), np.int64)
    if len(scores) == 0:
        return tags
    parts = _between(surely_outside(scores, chain))
    if not len(parts.first):
        return tags
    if parts.length[0] > 2 * CHUNK and scores.shape[1] <= FEW:
        _chunks(scores, chain, tags)
    else:
        begin = scores[parts.first] + np.where((parts.first > 0)[:, None], chain[0], 0)
        walked = _walk(scores, chain, begin.T.astype(np.float32), parts)
        _trace(walked, chain, parts, walked[-1].argmax(0), tags)
    return tags


class _Stretches(NamedTuple):
    """Pieces first[k] : first[k] + length[k], the longest first."""

    first: Ints
    length: Ints

    @property
    def longer(self) -> Ints:
        """For each t: how many are longer than t."""
        return np.searchsorted(-self.length, -np.arange(self.length[0]), side="left")


def surely_outside(scores: Floats, chain: Floats) -> NDArray[np.bool_]:
    """Pieces that the best path leaves outside. [n]

    A path with another tag there would gain by O in its place. What it could lose by that is three steps of the chain
    and, if an I comes next, what it costs to end its span: that the I becomes a B, or is left outside too, and then
    what comes behind it (looked at for LOOK pieces).
    """
    allowed = chain[chain > FORBIDDEN]
    step = float(allowed.max() - allowed.min())
    outside, begins, inside = scores[:, :1], scores[:, 1::2], scores[:, 2::2]
    begun = (inside - begins).clip(0)
    cost = begun
    for _ in range(LOOK):
        behind = np.concatenate((cost[1:], np.zeros_like(cost[:1])))
        cost = np.minimum(begun, (inside - outside + step + behind).clip(0))
    behind = np.append(cost[1:].max(1), np.float32(0))
    sure: NDArray[np.bool_] = scores[:, 0] - scores[:, 1:].max(1) > behind + 3 * step
    return sure


def _between(sure: NDArray[np.bool_]) -> _Stretches:
    """The parts between sure pieces. Each takes in the sure piece behind it, if there is one: its last step is to O."""
    first = np.flatnonzero(~sure & np.concatenate(([True], sure[:-1])))
    ends = np.flatnonzero(sure & np.concatenate(([False], ~sure[:-1])))
    length = (np.append(ends + 1, len(sure)) if len(ends) < len(first) else ends + 1) - first
    order = np.argsort(-length, kind="stable")
    return _Stretches(first[order], length[order])


def _walk(scores: Floats, chain: Floats, begin: Floats, stretches: _Stretches) -> list[Floats]:
    """The best scores of paths to each tag. begin [tags, stretches], at the first pieces.

    → at every further piece t [tags, stretches longer than t], and at last [tags, stretches], at the ends.
    """
    best, history = begin, []
    for t, some in enumerate(stretches.longer[1:], 1):
        history.append(best[:, :some].copy())
        onward = (chain[:, :, None] + best[:, None, :some]).max(0)
        best[:, :some] = onward + scores[stretches.first[:some] + t].T
    return [*history, best]


def _trace(walked: list[Floats], chain: Floats, stretches: _Stretches, last: Ints, tags: Ints) -> None:
    """Fills in the tags, from the last ones of the stretches backwards."""
    now = last.copy()
    for t, some in reversed(list(enumerate(stretches.longer[1:], 1))):
        tags[stretches.first[:some] + t] = now[:some]
        now[:some] = (walked[t - 1] + chain[:, now[:some]]).argmax(0)
    tags[stretches.first] = now


def _chunks(scores: Floats, chain: Floats, tags: Ints) -> None:
    """Fills in the tags of the whole text."""
    size = scores.shape[1]
    first = np.arange(0, len(scores), CHUNK)
    length = np.minimum(len(scores) - first, CHUNK)
    every = _Stretches(first.repeat(size), length.repeat(size))  # a chunk, walked from each tag that it may begin with
    begin = np.where(np.eye(size, dtype=np.bool_)[:, None], scores[first].T[:, :, None], np.float32(-np.inf))
    walked = _walk(scores, chain, begin.reshape(size, -1).astype(np.float32), every)
    through = walked[-1].reshape(size, len(first), size)  # [last, chunks, first]
    joined = (chain[:, None, None] + through).max(3)  # [last of the chunk before, last, chunks]

    best = [through[:, 0].max(1)]
    for k in range(1, len(first)):
        best.append((best[-1][:, None] + joined[:, :, k]).max(0))
    last = np.empty(len(first), np.int64)
    last[-1] = best[-1].argmax()
    for k in range(len(first) - 1, 0, -1):
        last[k - 1] = (best[k - 1] + joined[:, last[k], k]).argmax()

    chunk = np.arange(len(first))
    enter = through[last, chunk]  # [chunks, first]
    enter[1:] += chain[last[:-1]]
    row = chunk * size + enter.argmax(1)
    chosen = [history[:, row[row < history.shape[1]]] for history in walked]
    _trace(chosen, chain, _Stretches(first, length), last, tags)

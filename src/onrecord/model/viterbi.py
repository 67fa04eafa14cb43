"""The best path of tags (Viterbi 1967), found side by side in the stretches between pieces that are surely outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORBIDDEN = -1e3  # a step that scores less is never taken
LOOK = 3


def viterbi(scores: Floats, chain: Floats) -> Ints:
    """The best path. scores [n, tags], O first, then B and I of each label; chain [tags, tags], from and to → tags [n].

    Where O is so far ahead that it must be on the best path (`surely_outside`), the path falls into parts that do not
    know of each other; all parts take their steps together.
    """
    tags = np.zeros(len(scores), np.int64)
    if len(scores) == 0:
        return tags
    sure = surely_outside(scores, chain)
    first = np.flatnonzero(~sure & np.concatenate(([True], sure[:-1])))
    if not len(first):
        return tags
    # a part takes in the sure piece behind it, if there is one: its last step goes to O
    ends = np.flatnonzero(sure & np.concatenate(([False], ~sure[:-1])))
    length = (np.append(ends + 1, len(scores)) if len(ends) < len(first) else ends + 1) - first
    order = np.argsort(-length, kind="stable")
    first, length = first[order], length[order]
    begin = scores[first] + np.where((first > 0)[:, None], chain[0], 0)
    _side_by_side(scores, np.ascontiguousarray(chain.T), begin.astype(np.float32), first, length, tags)
    return tags


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


def _side_by_side(scores: Floats, into: Floats, best: Floats, first: Ints, length: Ints, tags: Ints) -> None:
    """Fills in the tags of the parts first[k] : first[k] + length[k], the longest first.

    into [to, from]; best [parts, tags], the scores of the parts' first pieces.
    """
    active = np.searchsorted(-length, -np.arange(length[0]), side="left")  # so many parts are longer than t
    back: list[NDArray[np.intp]] = []
    for t in range(1, length[0]):
        some = active[t]
        paths = into + best[:some, None, :]  # [parts, to, from]
        back.append(paths.argmax(2))
        best[:some] = paths.max(2) + scores[first[:some] + t]
    now = best.argmax(1)
    for t in range(length[0] - 1, 0, -1):
        some = active[t]
        tags[first[:some] + t] = now[:some]
        now[:some] = back[t - 1][np.arange(some), now[:some]]
    tags[first] = now

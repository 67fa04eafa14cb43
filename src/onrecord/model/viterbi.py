"""The best path of tags (Viterbi 1967): along a whole text, or along each of its lines by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

QUIET = -12.0  # nats: a line none of whose pieces has another tag nearer to O than this has no spans


def viterbi(scores: Floats, chain: Floats) -> Ints:
    """The best path. scores [n, tags]; chain [tags, tags], from and to → tags [n]."""
    n = len(scores)
    if n == 0:
        return np.zeros(0, np.int64)
    back = np.empty((n, scores.shape[1]), np.int64)
    into = np.ascontiguousarray(chain.T)  # [to, from]
    rows = np.arange(scores.shape[1])
    best = scores[0]
    for t in range(1, n):
        paths = into + best
        chosen = paths.argmax(1)
        back[t] = chosen
        best = paths[rows, chosen] + scores[t]
    tags = np.empty(n, np.int64)
    tags[-1] = tag = int(best.argmax())
    for t in range(n - 1, 0, -1):
        tag = back[t, tag]
        tags[t - 1] = tag
    return tags


def viterbi_lines(scores: Floats, chain: Floats, lines: Ints) -> Ints:
    """The best path of every line by itself, all lines side by side: as many steps as the longest line has pieces.

    scores [n, tags]; lines [n], the line of each piece, never falling → tags [n].
    """
    tags = np.zeros(len(scores), np.int64)
    if len(scores) == 0:
        return tags
    first = np.flatnonzero(np.diff(lines, prepend=lines[0] - 1))
    length = np.diff(first, append=len(lines))
    loud = np.maximum.reduceat(scores[:, 1:].max(1) - scores[:, 0], first) > QUIET
    order = np.argsort(-length[loud], kind="stable")
    first, length = first[loud][order], length[loud][order]
    if not len(first):
        return tags
    active = np.searchsorted(-length, -np.arange(length[0]), side="left")  # lines longer than t, the longest first
    into = np.ascontiguousarray(chain.T)
    best = scores[first].copy()
    back: list[NDArray[np.intp]] = []
    for t in range(1, length[0]):
        some = active[t]
        paths = into + best[:some, None, :]  # [lines, to, from]
        chosen = paths.argmax(2)
        back.append(chosen)
        best[:some] = np.take_along_axis(paths, chosen[..., None], 2)[..., 0] + scores[first[:some] + t]
    now = best.argmax(1)
    for t in range(length[0] - 1, 0, -1):
        some = active[t]
        tags[first[:some] + t] = now[:some]
        now[:some] = back[t - 1][np.arange(some), now[:some]]
    tags[first] = now
    return tags

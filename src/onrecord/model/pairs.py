"""How two spans stand to each other in the text: what a link is scored on beside the network's two projections.

The projections are read off the spans' first pieces; how near their edges are, whether a line lies between them and
whether another possible target does, they cannot tell. (Adding it raised the links found right from 87 to 94 in 100
for content to cue and from 90 to 97 for cue to source; design/LAB.md.)
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

GAPS: Final = (
    1,
    3,
    6,
    12,
    24,
    48,
    96,
)  # pieces between the spans' edges: lower edges of the buckets from the second on
LINES: Final = 3  # line breaks between them: 0, 1, more
BETWEEN: Final = 4  # other possible targets between them: 0, 1, 2, more
SIZES: Final = (2 * LINES, 2 * BETWEEN, 2 * (len(GAPS) + 1))  # each twice: target before the head, target behind it


class Places(NamedTuple):
    """Spans in the order of the text. starts, ends, first_line, last_line: [n]; pieces and numbers of lines."""

    starts: Ints
    ends: Ints
    first_line: Ints
    last_line: Ints

    def take(self, rows: Ints) -> Places:
        return Places(*(column[rows] for column in self))


def relations(heads: Places, targets: Places) -> Ints:
    """For every pair the bucket of its lines, targets between and gap: [heads, targets, 3], each below its SIZES."""
    before = targets.starts[None] < heads.starts[:, None]
    gap = np.where(before, heads.starts[:, None] - targets.ends[None], targets.starts[None] - heads.ends[:, None])
    lines = np.where(
        before,
        heads.first_line[:, None] - targets.last_line[None],
        targets.first_line[None] - heads.last_line[:, None],
    )
    rank = np.searchsorted(targets.starts, heads.starts)[:, None]
    order = np.arange(len(targets.starts))[None]
    between = np.where(before, rank - 1 - order, order - rank)
    side = np.where(before, 0, 1)
    return np.stack(
        (
            side * LINES + lines.clip(0, LINES - 1),
            side * BETWEEN + between.clip(0, BETWEEN - 1),
            side * (len(GAPS) + 1) + np.searchsorted(GAPS, gap.clip(0), side="right"),
        ),
        axis=2,
    )

"""What a word is worth by itself: that "sanctions" is a SANCTION.

Counted on the training texts and added to what the network says: of words that it saw a few times it remembers less
than a table does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from onrecord.model.decode import Floats
from onrecord.model.spec import TaskSpec
from onrecord.model.tokenize import Pieces

WORD = re.compile(r"[^\W\d_]+")
Lexicon = Mapping[str, Mapping[str, float]]
"""A word in lower case → label → nats."""


def word_prior(text: str, pieces: Pieces, lexicon: Lexicon, task: TaskSpec) -> Floats:
    """[pieces, tags], to be added to the tag scores: at the first piece of each word of the lexicon."""
    prior = np.zeros((len(pieces.offsets), len(task.tags)), np.float32)
    if not lexicon:
        return prior
    columns = {label: task.tags.index(f"B-{label}") for label in task.labels}
    found = [(m.start(), lexicon[word]) for m in WORD.finditer(text) if (word := m.group().lower()) in lexicon]
    starts = pieces.offsets[:, 0]
    places = np.searchsorted(starts, [start for start, _ in found])
    for place, (start, nats) in zip(places.tolist(), found, strict=True):
        if place < len(starts) and starts[place] == start:
            for label, value in nats.items():
                prior[place, columns[label]] = value
    return prior

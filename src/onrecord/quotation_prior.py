"""What quotation marks alone tell of statements, said to the decoder before the network is asked.

A quotation is one thing: nothing begins inside it, and from a few words on it is somebody's content. In PolNeAR's
training part 98.7 % of the double quotations of ten words or more, and 96 % of those of five to nine, lie wholly
inside one content; of the shorter ones a quarter are titles, nicknames and the like.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model.spec import TaskSpec
from onrecord.quotes import Quotation

NEVER = np.float32(-1e3)  # nats; far from any score the network gives, far from BIO's own -1e4
CONTENT_WORDS = 8  # double quotations of so many words are content


def quotation_prior(
    text: str, offsets: NDArray[np.int64], quoted: Sequence[Quotation], task: TaskSpec
) -> NDArray[np.float32]:
    """[pieces, tags], to be added to the tag scores. offsets [pieces, 2]; quoted: the text's quotations."""
    prior = np.zeros((len(offsets), len(task.tags)), np.float32)
    begins = [k for k, tag in enumerate(task.tags) if tag.startswith("B-")]
    content = {task.tags.index("B-Content"), task.tags.index("I-Content")}
    others = [k for k in range(len(task.tags)) if k not in content]
    for q in quoted:
        if q.depth:
            continue
        first_letter = next((at for at in range(q.inner_start, q.inner_end) if text[at].isalnum()), q.inner_end)
        last_letter = next((at for at in range(q.inner_end - 1, first_letter, -1) if text[at].isalnum()), first_letter)
        first = int(np.searchsorted(offsets[:, 1], first_letter, side="right"))
        last = int(np.searchsorted(offsets[:, 0], last_letter, side="right"))
        prior[first + 1 : last, begins] = NEVER
        if q.double and len(text[q.inner_start : q.inner_end].split()) >= CONTENT_WORDS:
            prior[first:last, others] = NEVER
    return prior

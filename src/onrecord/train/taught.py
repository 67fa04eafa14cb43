"""What another network says of the texts, to be learned where no corpus annotates them (Clark et al. 2019, BAM!).

A network that has learned the small corpora teaches what they annotate on all the others' texts; learned from both, it
is not forgotten while a task of which there is more to learn goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.model.files import ModelFiles
from onrecord.model.session import Session
from onrecord.train.data import UNLIKELY, Document


def taught(documents: Sequence[Document], files: ModelFiles, tasks: Sequence[str]) -> list[Document]:
    """The documents with what a model says of their tags; one that comes several times is read once."""
    session = Session(files)
    columns = {task.name: at for task, link, at in session.spec.columns() if link is None and task.name in tasks}
    told: dict[int, Document] = {}
    for document in documents:
        if id(document) not in told:
            scores = np.concatenate([block.result().kept for block in session.start(document.pieces)])
            chances = {name: _log_softmax(scores[:, at]).astype(np.float16) for name, at in columns.items()}
            told[id(document)] = replace(document, told=chances)
    return [told[id(document)] for document in documents]


def _log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    less = scores - scores.max(1, keepdims=True)
    chances: NDArray[np.float32] = less - np.log(np.exp(less).sum(1, keepdims=True))
    return np.maximum(chances, np.float32(UNLIKELY))

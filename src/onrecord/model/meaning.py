"""What statements mean, as numbers: near each other where meanings are alike.

The network was trained to tag, not to compare: of what its layers give, a few directions that all news shares drown
out the rest. So the mean over a content's pieces is centred, and all directions are brought to about the same
variance (Su et al. 2021, Whitening Sentence Representations). train/meaning.py fits both on statements of the corpora.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.model.decode import Block
from onrecord.model.files import ModelFiles
from onrecord.model.tokenize import Pieces
from onrecord.types import Span, Vectors

Floats = NDArray[np.float32]

STEPS: Final = 20
"""Steps of a byte in a standard deviation of a unit vector's numbers; what lies beyond six of them is cut."""


@dataclass(frozen=True)
class Meaning:
    """Vectors of one model. said, asked [H]: means of contents in their articles, and of texts alone; matrix [H, H].

    model: names the vectors that may be compared: the model's label, and a mark of these very numbers.
    """

    model: str
    said_mean: Floats
    asked_mean: Floats
    matrix: Floats

    @classmethod
    def load(cls, files: ModelFiles) -> Meaning | None:
        """None for a model that does not tell meanings. Raises ModelError when meaning.npz is something else."""
        if not files.meaning.is_file():
            return None
        packed = files.meaning.read_bytes()
        try:
            with np.load(io.BytesIO(packed)) as stored:
                said, asked, matrix = (stored[name].astype(np.float32) for name in ("said", "asked", "matrix"))
        except (ValueError, KeyError, OSError, EOFError) as error:
            raise ModelError(
                f"{files.meaning}: not what `python -m onrecord.train meaning` writes: {error!r}"
            ) from error
        return cls(f"{files.read_spec().label} {hashlib.sha256(packed).hexdigest()[:8]}", said, asked, matrix)

    def said(self, contents: Sequence[Iterable[Span]], pieces: Pieces, blocks: Sequence[Block]) -> Vectors:
        """The vectors of contents, each the places of its words in the article that was read."""
        return self._vectors(pooled(contents, pieces, blocks, len(self.matrix)) - self.said_mean)

    def asked(self, pieces: Pieces, blocks: Sequence[Block]) -> Vectors:
        """The vector of a whole text, to compare those of contents with."""
        whole = [Span(0, int(pieces.offsets[-1, 1]))]
        return self._vectors(pooled([whole], pieces, blocks, len(self.matrix)) - self.asked_mean)

    def _vectors(self, centred: Floats) -> Vectors:
        """Unit vectors in bytes: products of two are exact, and the same wherever they are taken."""
        turned = centred @ self.matrix
        turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
        size = turned.shape[1]
        steps = np.clip(np.rint(turned * (STEPS * size**0.5)), -127, 127).astype(np.int8)
        return Vectors(self.model, size, steps.tobytes())


def pooled(contents: Sequence[Iterable[Span]], pieces: Pieces, blocks: Sequence[Block], size: int) -> Floats:
    """[contents, size]: the mean of what the layers give over each content's pieces; zeros where it has none."""
    result = np.zeros((len(contents), size), np.float32)
    kept = [block.kept_hidden for block in blocks]
    hidden = np.concatenate(kept) if kept else np.zeros((0, size), np.float16)
    for row, spans in enumerate(contents):
        places = np.array(list(spans), np.int64).reshape(-1, 2)
        firsts = np.searchsorted(pieces.offsets[:, 1], places[:, 0], side="right")
        lasts = np.searchsorted(pieces.offsets[:, 0], places[:, 1], side="left")
        parts = [hidden[first:last] for first, last in zip(firsts, lasts, strict=True) if first < last]
        if parts:
            result[row] = np.concatenate(parts).mean(0, dtype=np.float32)
    return result

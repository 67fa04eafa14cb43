"""What model/meaning.py needs: the mean of what the layers give over contents, and the directions to even out.

Needs no marks of what is alike, only contents: as they stand in their articles, and alone, as questions are asked.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import CorpusError
from onrecord.model.files import ModelFiles
from onrecord.model.meaning import pooled
from onrecord.model.session import Session
from onrecord.train.corpora import read_jsonl
from onrecord.types import Span, Words

FILES: Final = (("polnear/train.jsonl.gz", 72), ("statements/train.jsonl", 24))
"""Corpora, and how many of their articles are read: some 2,000 contents tell 384 directions well enough."""
EVEN: Final = 0.1
"""Of the mean variance, added to each direction's, so that the rarest do not drown in noise: eval/like.py."""

Floats = NDArray[np.float32]


def fit_meaning(corpora: Path, files: ModelFiles, seed: int = 5) -> int:
    """Writes meaning.npz into a model's folder; the number of contents it rests on. Raises CorpusError for too few."""
    session = Session(files, hidden=True)
    said, asked = [], []
    for file, most in FILES:
        rows = list(read_jsonl(corpora / file))
        for row in random.Random(seed).sample(rows, min(most, len(rows))):
            contents = [[Span(*place) for place in one["content"]] for one in row["statements"]]
            said.append(_read(session, row["text"], contents))
            alone = (Words.of(row["text"], tuple(one)).text for one in contents)
            asked += [_read(session, text, [[Span(0, len(text))]]) for text in alone]
    of_articles, of_texts = np.concatenate(said), np.concatenate(asked)
    if len(of_articles) < 2 * of_articles.shape[1]:
        raise CorpusError(
            f"{corpora}: {len(of_articles)} contents are too few to tell {of_articles.shape[1]} directions"
        )
    center = of_articles.mean(0)
    variances, directions = np.linalg.eigh(np.cov((of_articles - center).T))
    matrix = directions / np.sqrt(variances + EVEN * variances.mean())
    matrix /= np.abs(matrix).max()
    np.savez_compressed(
        files.meaning,
        said=center.astype(np.float16),
        asked=of_texts.mean(0).astype(np.float16),
        matrix=matrix.astype(np.float16),
    )
    return len(of_articles)


def _read(session: Session, text: str, contents: list[list[Span]]) -> Floats:
    pieces = session.tokenizer(text)
    blocks = [block.result() for block in session.start(pieces)]
    return pooled(contents, pieces, blocks, blocks[0].kept_hidden.shape[1])

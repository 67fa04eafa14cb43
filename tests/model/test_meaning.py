"""Pooling and vectors of meaning, on blocks made by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.model.decode import Block
from onrecord.model.files import ModelFiles
from onrecord.model.meaning import Meaning, pooled
from onrecord.model.tokenize import Pieces
from onrecord.model.windows import Window
from onrecord.types import Span

PIECES = Pieces(np.zeros(4, np.int64), np.array([[0, 3], [4, 8], [8, 9], [10, 14]]), {})
"""As of "The dams, held"."""
HIDDEN = np.array([[1, 0], [0, 1], [0, 3], [4, 4]], np.float16)
BLOCKS = [
    Block(Window(0, 3, 0, 2), np.zeros((3, 1), np.float32), HIDDEN[:3]),
    Block(Window(1, 4, 2, 4), np.zeros((3, 1), np.float32), HIDDEN[1:]),
]


def made(matrix: list[list[float]] | None = None) -> Meaning:
    turn = np.array(matrix or [[1, 0], [0, 1]], np.float32)
    return Meaning("toy 1 a", np.zeros(2, np.float32), np.zeros(2, np.float32), turn)


@pytest.mark.parametrize(
    ("spans", "mean"),
    [
        ([(0, 3)], [1, 0]),
        ([(4, 9)], [0, 2]),  # across the windows' border
        ([(0, 3), (10, 14)], [2.5, 2]),
        ([(5, 6)], [0, 1]),  # inside a piece
        ([(3, 4)], [0, 0]),  # a blank
        ([], [0, 0]),
    ],
)
def test_the_mean_over_the_pieces(spans: list[tuple[int, int]], mean: list[float]) -> None:
    found = pooled([[Span(*span) for span in spans]], PIECES, BLOCKS, 2)
    assert found.tolist() == [mean]


def test_no_article_no_vectors() -> None:
    nothing = Pieces(np.zeros(0, np.int64), np.zeros((0, 2), np.int64), {})
    assert len(made().said([], nothing, [])) == 0


def test_vectors_have_one_length_and_name_their_model() -> None:
    found = made().said([[Span(0, 3)], [Span(4, 9)], [Span(0, 14)]], PIECES, BLOCKS)
    rows = np.frombuffer(found.data, np.int8).reshape(-1, found.size).astype(float)
    assert (found.model, len(found)) == ("toy 1 a", 3)
    assert np.ptp(np.linalg.norm(rows, axis=1)) <= 1  # but for rounding to bytes
    assert rows[0, 1] == rows[1, 0] == 0


def test_the_matrix_turns_both_sides() -> None:
    turned = made([[0, 1], [1, 0]])
    asked = np.frombuffer(turned.asked(PIECES, BLOCKS).data, np.int8)
    said = np.frombuffer(turned.said([[Span(0, 14)]], PIECES, BLOCKS).data, np.int8)
    assert asked.tolist() == said.tolist()
    assert asked[0] > asked[1]  # hidden sums to (5, 8)


def test_blocks_without_it_say_so() -> None:
    with pytest.raises(ValueError, match="was not asked"):
        pooled([[Span(0, 3)]], PIECES, [Block(Window(0, 4, 0, 4), np.zeros((4, 1), np.float32))], 2)


def test_a_model_without_meanings(tmp_path: Path) -> None:
    for name in ("spec.json", "network.onnx", "tokenizer.json", "decoding.json"):
        (tmp_path / name).touch()
    files = ModelFiles(tmp_path)
    assert Meaning.load(files) is None
    files.meaning.write_bytes(b"something else")
    with pytest.raises(ModelError, match=r"meaning\.npz: not what"):
        Meaning.load(files)

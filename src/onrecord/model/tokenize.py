"""Text to word pieces with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.model.features import LINE_START, features

if TYPE_CHECKING:
    from tokenizers import Tokenizer as _Tokenizer

CHUNK = 20_000  # characters handed to the tokenizer at once, so that its memory stays bounded


class Pieces(NamedTuple):
    """The pieces of one text. ids [n]; offsets [n, 2], code points of the text; features: name → [n]."""

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]
    features: dict[str, NDArray[np.uint8]]

    @property
    def lines(self) -> NDArray[np.int64]:
        """[n]: the number of the line that each piece stands in."""
        return np.cumsum(self.features["gap"] >= LINE_START)

    def __len__(self) -> int:
        return len(self.ids)


class Tokenizer:
    """A tokenizer.json of the tokenizers library; `cls` and `sep` are the marks at a window's ends."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer as Backend

        try:
            self._backend: _Tokenizer = Backend.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise ModelError(f"{path}: not a tokenizer.json: {error}") from error
        self._backend.no_truncation()
        self._backend.no_padding()
        self.cls = self._id("[CLS]")
        self.sep = self._id("[SEP]")
        self.pad = self._id("[PAD]")
        self.mask = self._id("[MASK]")

    def _id(self, mark: str) -> int:
        number: int | None = self._backend.token_to_id(mark)
        if number is None:
            raise ModelError(f"the tokenizer has no piece {mark}")
        return number

    def __call__(self, text: str) -> Pieces:
        ids: list[NDArray[np.int64]] = []
        offsets: list[NDArray[np.int64]] = []
        for start, end in _chunks(text):
            chunk = text[start:end].encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is one "?"
            encoding = self._backend.encode(chunk, add_special_tokens=False)
            if encoding.ids:
                ids.append(np.array(encoding.ids, np.int64))
                offsets.append(np.array(encoding.offsets, np.int64) + start)
        if not ids:
            empty = np.zeros((0, 2), np.int64)
            return Pieces(np.zeros(0, np.int64), empty, features(text, empty))
        places = np.concatenate(offsets)
        return Pieces(np.concatenate(ids), places, features(text, places))


_BREAK = re.compile(r"\s")


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Cut where white space is, so that no word is cut; a word longer than a chunk is cut all the same."""
    start = 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        if end < len(text):
            at = text.rfind("\n", start + 1, end)
            if at < 0:
                at = text.rfind(" ", start + 1, end)
            if at >= 0:
                end = at
        yield start, end
        start = end

"""Word pieces and their places: the slice is the words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer as Backend

from onrecord.errors import ModelError
from onrecord.model import tokenize
from onrecord.model.tokenize import Tokenizer

STORY = "“It’s café NOIR,” Mara Vénn said.\r\n\r\nOdo\tPell—😀 한국 naïve—didn't.\n"
ODD = "\r\n\t\0\x07\ud800\u202e\u200b\ufeff\ufffd\u0301"
TEXTS = st.text(alphabet="abcXYZéÉß한İ東😀“”'. " + ODD, max_size=60)


@pytest.fixture(scope="module")
def tokenizer(model_folder: Path) -> Tokenizer:
    return Tokenizer(model_folder / "tokenizer.json")


@pytest.fixture(scope="module")
def names(model_folder: Path) -> Backend:
    """The library's own view of the pieces."""
    return Backend.from_file(str(model_folder / "tokenizer.json"))


def plain(words: str) -> str:
    """Without case, accents, control characters."""
    bare = (c for c in unicodedata.normalize("NFD", words.lower()) if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
    return unicodedata.normalize("NFD", "".join(bare))


def test_the_slice_is_the_words(tokenizer: Tokenizer, names: Backend) -> None:
    pieces = tokenizer(STORY)
    assert len(pieces) > 20
    for number, (start, end) in zip(pieces.ids.tolist(), pieces.offsets.tolist(), strict=True):
        name = names.id_to_token(number)
        assert name is not None
        if name != "[UNK]":
            slice_, word = plain(STORY[start:end]), name.removeprefix("##")
            assert slice_ == word or (unicodedata.category(STORY[start]) == "Lo" and word in slice_)


def test_lines_are_counted(tokenizer: Tokenizer) -> None:
    pieces = tokenizer("One two.\nThree.\n\nFour.")
    assert pieces.lines.tolist() == [1, 1, 1, 2, 2, 3, 3]


@given(text=TEXTS)
def test_places_lie_in_the_text_and_in_order(tokenizer: Tokenizer, text: str) -> None:
    pieces = tokenizer(text)
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
    assert (starts < ends).all()
    assert (np.diff(starts) >= 0).all()
    assert (np.diff(ends) >= 0).all()
    assert (ends <= len(text)).all()
    assert {len(row) for row in pieces.features.values()} == {len(pieces)}


@given(text=TEXTS.map(lambda text: f"{text} {text}\n{text}"))
def test_chunks_give_the_pieces_of_one_go(tokenizer: Tokenizer, text: str) -> None:
    whole = tokenizer(text)
    longest = max((len(word) for word in text.replace("\n", " ").split(" ")), default=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokenize, "CHUNK", longest + 2)
        parts = tokenizer(text)
    assert parts.ids.tolist() == whole.ids.tolist()
    assert parts.offsets.tolist() == whole.offsets.tolist()


def test_a_lone_surrogate_keeps_its_place(tokenizer: Tokenizer) -> None:
    text = "odd \ud83d here"
    assert [text[a:b] for a, b in tokenizer(text).offsets.tolist()] == ["odd", "\ud83d", "here"]


def test_nul_and_emoji_move_nothing(tokenizer: Tokenizer) -> None:
    text = "\0one\0 😀😀 two\r\nthree"
    assert [text[a:b].strip("\0") for a, b in tokenizer(text).offsets.tolist()] == ["one", "😀😀", "two", "three"]


def test_a_word_longer_than_a_chunk(tokenizer: Tokenizer) -> None:
    pieces = tokenizer("a" * (2 * tokenize.CHUNK + 5) + " end")
    assert pieces.offsets[-1].tolist() == [2 * tokenize.CHUNK + 6, 2 * tokenize.CHUNK + 9]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\0", "\u200b"])
def test_nothing_to_read(tokenizer: Tokenizer, text: str) -> None:
    assert len(tokenizer(text)) == 0


def test_what_is_no_tokenizer(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer.json: not a tokenizer.json"):
        Tokenizer(tmp_path / "tokenizer.json")
    with pytest.raises(ModelError, match=r"none.json: not a tokenizer.json"):
        Tokenizer(tmp_path / "none.json")

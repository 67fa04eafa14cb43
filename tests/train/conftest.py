"""What the tests of training share: the toy encoder, and a network trained on the toy tasks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from onrecord.model.tokenize import Tokenizer
from onrecord.train.examples import Example

from .toy import SPEC, examples, write_encoder

if TYPE_CHECKING:
    from onrecord.train.data import Document
    from onrecord.train.network import Network


class Trained(NamedTuple):
    """A finished run. losses: what the loop's steps gave, in their order."""

    network: Network
    encoder: Path
    run: Path
    losses: list[dict[str, float]]


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT directory."""
    pytest.importorskip("torch")
    return write_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="session")
def tokenizer(encoder: Path) -> Tokenizer:
    return Tokenizer(encoder / "tokenizer.json")


@pytest.fixture(scope="session")
def docs(tokenizer: Tokenizer) -> list[Document]:
    """What the toy network is trained on, in pieces."""
    from onrecord.train.data import documents

    return documents(examples(), tokenizer, SPEC)


@pytest.fixture(scope="session")
def unseen() -> list[Example]:
    """Texts that the toy network was not trained on."""
    return examples(seed=2, each=6)


@pytest.fixture(scope="session")
def trained(encoder: Path, docs: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """The three toy tasks, trained together."""
    from onrecord.train import loop

    run = tmp_path_factory.mktemp("run")
    losses: list[dict[str, float]] = []
    step = loop._step

    def noted(*words: object) -> dict[str, float]:
        losses.append(step(*words))  # type: ignore[arg-type]
        return losses[-1]

    options = loop.Options(
        epochs=32, pieces=256, encoder_rate=3e-3, head_rate=1e-2, masked=0.02, dropout=0.0, threads=1
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "_step", noted)
        network = loop.train(SPEC, encoder, docs, run, options)
    return Trained(network, encoder, run, losses)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Training logs its progress."""
    logging.getLogger("onrecord.train").setLevel(logging.WARNING)
    yield
    logging.getLogger("onrecord.train").setLevel(logging.NOTSET)

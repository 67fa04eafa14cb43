"""What is fitted to tell meanings, on the toy's contents; the hidden output is the sum of every second layer's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from onrecord import Reader  # noqa: E402
from onrecord.errors import CorpusError, ModelError  # noqa: E402
from onrecord.model.files import ModelFiles  # noqa: E402
from onrecord.model.session import Session  # noqa: E402
from onrecord.train.data import Cut, collate, document  # noqa: E402
from onrecord.train.examples import Example  # noqa: E402
from onrecord.train.meaning import FILES, fit_meaning  # noqa: E402
from onrecord.train.network import Encoder, Network  # noqa: E402
from onrecord.train.release import write  # noqa: E402

from .toy import SPEC, examples, row, write_corpora  # noqa: E402


@pytest.fixture(scope="module")
def network(encoder: Path) -> Network:
    """Not trained: what its layers give is as good to be evened out."""
    torch.manual_seed(3)
    return Network(SPEC, Encoder.from_directory(encoder, SPEC.features)).eval()


@pytest.fixture
def files(network: Network, encoder: Path, tmp_path: Path) -> ModelFiles:
    return write(network, encoder, tmp_path / "model", quantised=False)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [row(example) for example in examples(seed=3, each=40) if "statements" in example.tasks]
    (one, _), (other, _) = FILES
    return write_corpora(tmp_path_factory.mktemp("corpora"), {one: stories[:30], other: stories[30:]})


def every_second(encoder: Encoder, *batch: object) -> torch.Tensor:
    """The sum of what every second layer gives."""
    given: list[torch.Tensor] = []
    hooks = [one.register_forward_hook(lambda *call: given.append(call[2])) for one in encoder.layers[1::2]]
    with torch.no_grad():
        encoder(*batch)
    for hook in hooks:
        hook.remove()
    return torch.stack(given).sum(0)


def test_the_hidden_output_is_the_sum_of_every_second_layer_s(
    network: Network, files: ModelFiles, unseen: list[Example]
) -> None:
    session = Session(files, 1, hidden=True)
    doc = document(max(unseen, key=lambda example: len(example.text)), session.tokenizer, SPEC)
    for block in (started.result() for started in session.start(doc.pieces)):
        batch = collate([Cut(doc, block.window.start, block.window.end)], SPEC, session.tokenizer)
        ours = every_second(network.encoder, batch.ids, batch.features)[0, 1:-1].numpy()
        assert block.hidden is not None
        assert np.abs(block.hidden - ours).max() < 2e-3  # half precision


def test_fitted_vectors_are_evened_out_and_tell_contents_apart(files: ModelFiles, corpora: Path) -> None:
    assert Reader(files.folder, vectors=True).vectors is None
    assert fit_meaning(corpora, files) > 64
    reader = Reader(files.folder, vectors=True)
    assert reader.vectors is not None
    assert reader.vectors.startswith("toy 1 ")
    texts = ("the dam holds", "nobody will leave", "the ferry is late")
    rows = np.stack([np.frombuffer(reader.meaning(text).data, np.int8) for text in texts]).astype(float)
    alike = rows @ rows.T
    assert (alike.argmax(1) == np.arange(len(texts))).all()


def test_a_network_that_is_exported_anew_has_no_old_meanings(
    files: ModelFiles, corpora: Path, network: Network, encoder: Path
) -> None:
    fit_meaning(corpora, files)
    write(network, encoder, files.folder, quantised=False)
    assert not files.meaning.exists()
    with pytest.raises(ModelError, match="does not tell"):
        Reader(files.folder, vectors=True).meaning("the dam holds")


def test_too_few_contents(files: ModelFiles, corpora: Path, tmp_path: Path) -> None:
    story = next(row(example) for example in examples() if "statements" in example.tasks)
    few = write_corpora(tmp_path / "few", {file: [story] for file, _ in FILES})
    with pytest.raises(CorpusError, match="too few to tell 32 directions"):
        fit_meaning(few, files)

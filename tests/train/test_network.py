"""The network against a slow reading of BERT, and against itself in another batch."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

torch = pytest.importorskip("torch")

from safetensors.numpy import load_file, save_file  # noqa: E402

from onrecord.errors import ModelError  # noqa: E402
from onrecord.model.tokenize import Tokenizer  # noqa: E402
from onrecord.train.data import Cut, collate, document  # noqa: E402
from onrecord.train.examples import Example  # noqa: E402
from onrecord.train.network import Encoder, Network  # noqa: E402

from .toy import SIZES, SPEC  # noqa: E402

Array = NDArray[np.float64]


def slow_bert(folder: Path, ids: list[int]) -> Array:
    """The last layer of BERT, piece by piece as Devlin et al. (2019) describe it."""
    weights = {name: value.astype(np.float64) for name, value in load_file(folder / "model.safetensors").items()}
    heads = SIZES["num_attention_heads"]

    def norm(x: Array, name: str) -> Array:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(x: Array, name: str) -> Array:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    e = "embeddings"
    x = weights[f"{e}.word_embeddings.weight"][ids] + weights[f"{e}.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights[f"{e}.token_type_embeddings.weight"][0], f"{e}.LayerNorm")
    for number in range(SIZES["num_hidden_layers"]):
        layer = f"encoder.layer.{number}"
        q, k, v = (
            linear(x, f"{layer}.attention.self.{part}").reshape(len(ids), heads, -1)
            for part in ("query", "key", "value")
        )
        seen = np.zeros_like(q)
        for head in range(heads):
            scores = np.exp(q[:, head] @ k[:, head].T / math.sqrt(q.shape[2]))
            seen[:, head] = scores / scores.sum(1, keepdims=True) @ v[:, head]
        attended = linear(seen.reshape(len(ids), -1), f"{layer}.attention.output.dense")
        x = norm(x + attended, f"{layer}.attention.output.LayerNorm")
        up = linear(x, f"{layer}.intermediate.dense")
        wide = up * 0.5 * (1 + np.vectorize(math.erf)(up / math.sqrt(2)))
        x = norm(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return x


def test_the_encoder_is_bert(encoder: Path) -> None:
    ids = [2, 40, 41, 7, 60, 3]
    ours = Encoder.from_directory(encoder, {}).eval()
    with torch.no_grad():
        found = ours(torch.tensor([ids]), {})[0].numpy()
    assert np.abs(found - slow_bert(encoder, ids)).max() < 1e-5


def test_features_are_added(encoder: Path) -> None:
    torch.manual_seed(1)
    ours = Encoder.from_directory(encoder, {"case": 7}).eval()
    ids = torch.tensor([[2, 40, 3]])
    with torch.no_grad():
        same, other = (ours(ids, {"case": torch.tensor([[0, k, 0]])}) for k in (0, 3))
    assert not torch.allclose(same, other, atol=1e-3)


def test_a_window_is_read_alone_as_in_a_padded_batch(
    encoder: Path, tokenizer: Tokenizer, unseen: list[Example]
) -> None:
    network = Network(SPEC, Encoder.from_directory(encoder, SPEC.features)).eval()
    longest = document(max(unseen, key=lambda example: len(example.text)), tokenizer, SPEC)
    windows = [Cut(longest, 0, size) for size in (28, 20, 5, 1)]
    batch = collate(windows, SPEC, tokenizer)
    with torch.no_grad():
        together = network(batch.ids, batch.features, batch.mask)
        for row, window in enumerate(windows):
            one = collate([window], SPEC, tokenizer)
            alone = network(one.ids, one.features)
            assert alone.shape == (1, window.end - window.start + 2, SPEC.width)
            assert torch.allclose(together[row, : alone.shape[1]], alone[0], atol=1e-5)


def test_dropout_is_for_training_only(encoder: Path) -> None:
    network = Network(SPEC, Encoder.from_directory(encoder, SPEC.features))
    ids = torch.full((1, 9), 40)
    none = {name: torch.zeros_like(ids) for name in SPEC.features}
    with torch.no_grad():
        assert not torch.equal(network.train()(ids, none), network(ids, none))
        assert torch.equal(network.eval()(ids, none), network(ids, none))


@pytest.fixture
def copy(encoder: Path, tmp_path: Path) -> Path:
    """The encoder in a folder that may be broken."""
    shutil.copytree(encoder, tmp_path / "encoder")
    return tmp_path / "encoder"


def test_a_broken_encoder_is_named(copy: Path) -> None:
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"model.safetensors is missing: an encoder is a folder with config.json"):
        Encoder.from_directory(copy, {})
    config = json.loads((copy / "config.json").read_text())
    for text in ("", "[]", json.dumps({name: config[name] for name in config if name != "hidden_size"})):
        (copy / "config.json").write_text(text)
        with pytest.raises(ModelError, match=r"no config.json of a BERT encoder"):
            Encoder.from_directory(copy, {})


def test_another_network_s_weights_are_refused(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    del weights["encoder.layer.1.output.dense.bias"]
    save_file(weights, copy / "model.safetensors")
    with pytest.raises(ModelError, match=r"no weight 'encoder.layer.1.output.dense.bias' in it; is it a BERT encoder"):
        Encoder.from_directory(copy, {})


def test_weights_of_a_hugging_face_task_are_found_behind_their_prefix(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    save_file({f"bert.{name}": value for name, value in weights.items()}, copy / "model.safetensors")
    Encoder.from_directory(copy, SPEC.features)

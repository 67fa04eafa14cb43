"""A run that goes on from an exported model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from onrecord.model.files import ModelFiles  # noqa: E402
from onrecord.model.spec import TaskSpec  # noqa: E402
from onrecord.train.network import Encoder, Network  # noqa: E402
from onrecord.train.release import write  # noqa: E402
from onrecord.train.start import mean, start_from, weights  # noqa: E402

from .conftest import Trained  # noqa: E402
from .toy import SPEC  # noqa: E402


@pytest.fixture(scope="module")
def exported(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return write(trained.network, trained.encoder, tmp_path_factory.mktemp("exported"))


def fresh(trained: Trained, spec: object = SPEC) -> Network:
    torch.manual_seed(9)
    return Network(spec, Encoder.from_directory(trained.encoder, SPEC.features))


def test_quantised_weights_are_near_those_that_were_exported(trained: Trained, exported: ModelFiles) -> None:
    own = {name: value for name, value in trained.network.state_dict().items() if name != "encoder.words.weight"}
    stored = weights(exported)
    assert set(stored) == set(own)
    for name, value in own.items():
        assert (stored[name] - value).abs().max() <= 0.02 * value.abs().max() + 1e-6, name


def test_half_way_lies_between_the_encoder_and_the_model(trained: Trained, exported: ModelFiles) -> None:
    name = "encoder.layers.1.down.weight"
    network = fresh(trained)
    before = network.state_dict()[name].clone()
    assert start_from(network, exported, 0.5) == []
    assert torch.allclose(network.state_dict()[name], (before + weights(exported)[name]) / 2, atol=1e-6)
    head = "tags.statements.score.weight"
    assert torch.allclose(network.state_dict()[head], weights(exported)[head]), "heads are taken whole"


def test_a_mean_takes_of_all_that_have_a_part(trained: Trained) -> None:
    head, more = "tags.statements.score.weight", "tags.more.score.weight"
    spec = replace(SPEC, tasks=(*SPEC.tasks, TaskSpec("more", ("X",))))
    first, second = fresh(trained, spec), fresh(trained)
    before = {name: value.clone() for name, value in first.state_dict().items()}
    result = mean([(first, 1), (second, 2), (trained.network, 1)]).state_dict()
    others = second.state_dict()[head] / 2 + trained.network.state_dict()[head] / 4
    assert torch.allclose(result[head], before[head] / 4 + others, atol=1e-6)
    assert torch.equal(result[more], before[more])


def test_a_task_that_the_model_lacks_begins_anew(trained: Trained, exported: ModelFiles, tmp_path: Path) -> None:
    spec = replace(SPEC, tasks=(*SPEC.tasks, TaskSpec("more", ("X",))))
    assert start_from(fresh(trained, spec), exported) == [
        "tags.more.score.bias", "tags.more.score.weight", "tags.more.transitions",
    ]  # fmt: skip

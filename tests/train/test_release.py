"""A trained network as a model's folder: the same scores in ONNX, quantised, fitted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from onrecord import Reader  # noqa: E402
from onrecord.errors import ModelError  # noqa: E402
from onrecord.model.decode import Block, decode  # noqa: E402
from onrecord.model.files import ModelFiles  # noqa: E402
from onrecord.model.session import Session  # noqa: E402
from onrecord.model.spec import TaskSpec  # noqa: E402
from onrecord.model.windows import Window  # noqa: E402
from onrecord.train.data import Cut, collate, document  # noqa: E402
from onrecord.train.examples import Example  # noqa: E402
from onrecord.train.fit import DEV, calibration, fit, logistic  # noqa: E402
from onrecord.train.meaning import FILES  # noqa: E402
from onrecord.train.release import parity, release, write  # noqa: E402

from .conftest import Trained  # noqa: E402
from .toy import SPEC, examples, row, write_corpora  # noqa: E402


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Development parts, and the same to tell meanings by. Every third statement is annotated with a source that is not its own: no network is perfect."""
    stories = [row(example) for example in examples(seed=3, each=32) if "statements" in example.tasks]
    for number, one in enumerate(attribution for story in stories for attribution in story["statements"]):
        if number % 3 == 0:
            one["source"] = one["content"]
    parts = {DEV[0]: stories[:16], DEV[1]: stories[16:], **{file: stories for file, _ in FILES}}
    return write_corpora(tmp_path_factory.mktemp("corpora"), parts)


@pytest.fixture(scope="module")
def full(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return write(trained.network, trained.encoder, tmp_path_factory.mktemp("full"), quantised=False)


@pytest.fixture(scope="module")
def small(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return write(trained.network, trained.encoder, tmp_path_factory.mktemp("small"))


@pytest.fixture
def copy(small: ModelFiles, tmp_path: Path) -> ModelFiles:
    """The quantised model in a folder that may be changed."""
    shutil.copytree(small.folder, tmp_path / "copy")
    return ModelFiles(tmp_path / "copy")


@pytest.mark.parametrize("pieces", [1, 2, SPEC.window])
def test_onnx_and_pytorch_agree(trained: Trained, pieces: int) -> None:
    assert parity(trained.network, pieces) < 1e-4


def test_parity_sees_a_difference(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyTorch with the weights of a moment later."""
    norm = trained.network.encoder.norm
    run: Callable[..., torch.Tensor] = norm.forward
    monkeypatch.setattr(norm, "forward", lambda x: run(x) + 0.01)
    assert parity(trained.network, 10) > 1e-3


def test_a_session_gives_pytorch_s_scores(trained: Trained, full: ModelFiles, unseen: list[Example]) -> None:
    session = Session(full, 1)
    doc = document(max(unseen, key=lambda example: len(example.text)), session.tokenizer, SPEC)
    blocks = [started.result() for started in session.start(doc.pieces)]
    assert len(blocks) > 1
    for window, scores, _ in blocks:
        batch = collate([Cut(doc, window.start, window.end)], SPEC, session.tokenizer)
        with torch.no_grad():
            ours = trained.network(batch.ids, batch.features)[0, 1:-1].numpy()
        assert np.abs(ours - scores).max() < 1e-4


@pytest.mark.parametrize("task", SPEC.tasks, ids=lambda task: task.name)
def test_links_decode_as_they_were_trained(
    task: TaskSpec, trained: Trained, full: ModelFiles, unseen: list[Example]
) -> None:
    """Given the annotated spans, decoding's probabilities are those that the loss is computed from."""
    session, tables, compared = Session(full, 1), full.read_decoding().tables, 0
    for example in unseen:
        if task.name not in example.tasks:
            continue
        doc = document(example, session.tokenizer, SPEC)
        goal, size = doc.goals[task.name], min(len(doc.pieces), SPEC.window - 2)
        batch = collate([Cut(doc, 0, size)], SPEC, session.tokenizer)
        with torch.no_grad():
            scores = trained.network(batch.ids, batch.features)
        prior = np.zeros((size, len(task.tags)), np.float32)
        prior[np.arange(size), goal.tags[:size]] = 1000
        block = Block(Window(0, size, 0, size), scores[0, 1:-1].numpy())
        decoded = decode([block], SPEC, task, tables, doc.pieces.lines[:size], prior=prior)
        for task_, link, columns in SPEC.columns():
            if task_.name == task.name and link is not None:
                for pairs in batch.links[task.name, link.name]:
                    head = trained.network.link_head(task, link)
                    logits = head.pairs(scores[0][:, columns], pairs.heads, pairs.targets, pairs.relations).detach()
                    own = torch.sigmoid(logits[:, :-1] - logits[:, -1:]) if link.several else torch.softmax(logits, 1)
                    starts = [span.start + 1 for span in decoded.spans]
                    for found in decoded.links:
                        if found.name == link.name and starts[found.head] in pairs.heads.tolist():
                            row = pairs.heads.tolist().index(starts[found.head])
                            column = -1 if found.target is None else pairs.targets.tolist().index(starts[found.target])
                            assert found.probability == pytest.approx(float(own[row, column]), abs=1e-4)
                            compared += 1
    assert compared > 5


def test_quantised_it_is_smaller(full: ModelFiles, small: ModelFiles) -> None:
    assert small.network.stat().st_size < 0.6 * full.network.stat().st_size
    assert small.read_spec() == full.read_spec() == SPEC


def test_a_model_is_fitted_on_the_development_parts(copy: ModelFiles, corpora: Path) -> None:
    others = {"events": {"Act": 0.5}}
    copy.write_decoding(replace(copy.read_decoding(), outside=others, none={"events": {"party": 1.0}}))
    before = json.loads(copy.decoding.read_text())
    text = next(example.text for example in examples(seed=4) if "statements" in example.tasks)
    assert {s.confidence for s in Reader(copy.folder, threads=1).read(text).statements} == {1.0}, "not calibrated"
    report = fit(corpora, copy)
    after = json.loads(copy.decoding.read_text())
    assert {key: after[key] for key in ("transitions", "relations")} == {
        key: before[key] for key in ("transitions", "relations")
    }
    assert after["outside"]["events"] == others["events"], "other tasks' tables stay"
    assert after["none"]["events"] == {"party": 1.0}
    assert {"Source", "Cue", "Content"} <= set(after["outside"]["statements"])
    assert set(after["none"]["statements"]) == {"cue", "source"}
    assert after["least"] == {"statements": report["least"]}
    assert "bias" in after["confidence"]["statements"]
    assert 0 <= report["calibration_error"] <= 1
    assert 0 <= report["brier"] <= 1
    found = Reader(copy.folder, threads=1).read(text).statements
    assert found
    assert all(0 <= report["least"] <= statement.confidence < 1 for statement in found)


def test_a_network_that_finds_nothing_is_not_fitted(copy: ModelFiles, corpora: Path) -> None:
    decoding = json.loads(copy.decoding.read_text())
    tags = len(SPEC.task("statements").tags)
    decoding["transitions"]["statements"] = [[-1e3 if to else 1e3 for to in range(tags)] for _ in range(tags)]
    copy.decoding.write_text(json.dumps(decoding))
    with pytest.raises(ModelError, match="no statement found in the development parts; was the network trained"):
        fit(corpora, copy)


def test_a_release_reports_what_it_measured(trained: Trained, corpora: Path, tmp_path: Path) -> None:
    report = release(trained.network, trained.encoder, corpora, tmp_path / "run", tmp_path / "model")
    assert report["parity"] < 1e-4
    for precision in ("int8", "float32"):
        assert set(report[precision]) == set(DEV)
        for measured in report[precision].values():
            assert 40 < measured["exact"] <= measured["soft"] < 80, "a third of the sources are wrong"
    reader = Reader(tmp_path / "model", threads=1, vectors=True)
    assert reader.model == "toy 1"
    assert reader.vectors is not None


def test_logistic_regression_finds_the_weights_of_its_data() -> None:
    random = np.random.default_rng(2)
    x = random.normal(size=(20_000, 2)) * [1, 10]
    chance = 1 / (1 + np.exp(-(1.5 * x[:, 0] - 0.2 * x[:, 1] + 0.5)))
    weights = logistic(("a", "b"), x, (random.random(20_000) < chance).astype(float))
    assert weights["a"] == pytest.approx(1.5, rel=0.1)
    assert weights["b"] == pytest.approx(-0.2, rel=0.1)
    assert weights["bias"] == pytest.approx(0.5, abs=0.1)


def test_logistic_regression_when_all_are_right() -> None:
    weights = logistic(("a",), np.array([[1.0], [2.0], [3.0]]), np.ones(3))
    assert all(np.isfinite(value) for value in weights.values())
    assert weights["bias"] > 3


def test_calibration_of_nothing_is_nothing() -> None:
    assert calibration([], []) == {}

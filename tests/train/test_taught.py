"""What a network teaches another on texts that no corpus annotates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from onrecord.model.files import ModelFiles  # noqa: E402
from onrecord.model.tokenize import Tokenizer  # noqa: E402
from onrecord.train.data import UNLIKELY, Batch, Cut, Document, Goal, collate  # noqa: E402
from onrecord.train.loop import Options, train  # noqa: E402
from onrecord.train.loss import losses, taught_loss  # noqa: E402
from onrecord.train.network import Network  # noqa: E402
from onrecord.train.release import write  # noqa: E402
from onrecord.train.taught import taught  # noqa: E402

from .conftest import Trained  # noqa: E402
from .toy import SPEC  # noqa: E402

COLUMNS = {task.name: at for task, link, at in SPEC.columns() if link is None}


@pytest.fixture(scope="module")
def teacher(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return write(trained.network, trained.encoder, tmp_path_factory.mktemp("teacher"), quantised=False)


@pytest.fixture
def some(docs: list[Document]) -> list[Document]:
    return [doc for doc in docs if "statements" in doc.goals][:6]


def batch_of(docs: list[Document], tokenizer: Tokenizer) -> Batch:
    return collate([Cut(doc, 0, min(len(doc.pieces), SPEC.window - 2)) for doc in docs], SPEC, tokenizer)


def test_told_are_the_network_s_log_probabilities(
    teacher: ModelFiles, trained: Trained, some: list[Document], tokenizer: Tokenizer
) -> None:
    doc = min(some, key=lambda doc: len(doc.pieces))
    assert len(doc.pieces) <= SPEC.window - 2, "in one window, as below"
    (read,) = taught([doc], teacher, ["events", "coreference"])
    assert set(read.told) == {"events", "coreference"}
    batch = batch_of([doc], tokenizer)
    with torch.no_grad():
        scores = trained.network(batch.ids, batch.features, batch.mask)[0, 1:-1]
    for name, chances in read.told.items():
        wanted = scores[:, COLUMNS[name]].log_softmax(1).clamp(min=UNLIKELY).numpy()
        assert chances == pytest.approx(wanted, abs=2e-2)


def test_all_of_a_long_text_is_told(teacher: ModelFiles, some: list[Document]) -> None:
    longest = max(some, key=lambda doc: len(doc.pieces))
    assert len(longest.pieces) > SPEC.window
    (read,) = taught([longest], teacher, ["statements"])
    assert read.told["statements"].shape == (len(longest.pieces), len(SPEC.task("statements").tags))
    assert np.exp(read.told["statements"].astype(np.float32)).sum(1) == pytest.approx(1.0, abs=0.02)


def test_a_text_that_comes_twice_is_read_once(teacher: ModelFiles, some: list[Document]) -> None:
    first, other, again = taught([some[0], some[1], some[0]], teacher, ["events"])
    assert first is again
    assert first is not other
    assert first.goals is some[0].goals


def test_a_batch_has_what_is_told_where_nothing_is_annotated(
    teacher: ModelFiles, some: list[Document], tokenizer: Tokenizer
) -> None:
    one, other = taught(some[:2], teacher, ["statements", "events"])
    batch = batch_of([one, replace(other, told={})], tokenizer)
    assert set(batch.told) == {"events"}, "statements are annotated in both"
    assert batch.taught["events"].tolist() == [True, False]
    size = min(len(one.pieces), SPEC.window - 2)
    assert np.array_equal(batch.told["events"][0, 1 : size + 1].numpy(), one.told["events"][:size].astype(np.float32))
    marks = batch.told["events"][0, [0, size + 1]]
    assert marks.argmax(1).tolist() == [0, 0], "the marks at the ends are in no span"


def test_the_loss_of_what_is_taught(
    teacher: ModelFiles, trained: Trained, some: list[Document], tokenizer: Tokenizer
) -> None:
    one, other = taught(some[:2], teacher, ["events"])
    batch = batch_of([one, replace(other, told={})], tokenizer)
    scores = torch.zeros(*batch.ids.shape, SPEC.width)
    found = losses(trained.network, scores, batch, {"events": 3.0})["events.taught"]
    first = batch.mask[:1]
    mean = taught_loss(scores[:1, :, COLUMNS["events"]], batch.told["events"][:1], first)
    assert float(mean) > 0.5
    assert float(found) == pytest.approx(float(3 * mean * first.sum() / batch.mask.sum()), rel=1e-5)


def test_what_is_taught_is_not_forgotten(
    trained: Trained, teacher: ModelFiles, some: list[Document], tokenizer: Tokenizer, tmp_path: Path
) -> None:
    """A run of events alone, all of them said to be none: with a teacher of statements and without."""
    blank = [replace(doc, goals={"events": none_in(doc)}) for doc in some]
    options = Options(
        epochs=8, pieces=256, threads=1, encoder_rate=3e-3, head_rate=1e-2, start_share=1.0, masked=0.0, dropout=0.0
    )
    kept = train(SPEC, trained.encoder, taught(blank, teacher, ["statements"]), tmp_path / "kept", options, teacher)
    lost = train(SPEC, trained.encoder, blank, tmp_path / "lost", options, teacher)
    before, after, without = (right(network, some, tokenizer) for network in (trained.network, kept, lost))
    assert after > 0.75 * before
    assert without < 0.5 * before


def none_in(doc: Document) -> Goal:
    """What an annotator of events says who finds none."""
    empty = np.zeros(0, np.int64)
    return Goal(np.zeros(len(doc.pieces), np.int64), empty, empty, empty, {"party": np.zeros((0, 2), np.int64)})


def right(network: Network, docs: list[Document], tokenizer: Tokenizer) -> float:
    """The share of the pieces in statements that get their tag."""
    batch = batch_of(docs, tokenizer)
    with torch.no_grad():
        tags = network.eval()(batch.ids, batch.features, batch.mask)[..., COLUMNS["statements"]].argmax(2)
    inside = batch.tags["statements"] > 0
    return float((tags == batch.tags["statements"])[inside].float().mean())

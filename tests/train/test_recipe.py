"""The stages of a release, run with the toy encoder on toy texts."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.train import corpora as of
from onrecord.train.tasks import NAMES, STATEMENTS

from .toy import examples, row, write_corpora

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.train

if TYPE_CHECKING:
    from onrecord.train.recipe import Setup, Stage

FILE = "polnear/train.jsonl.gz"


@pytest.fixture
def setup(tmp_path: Path, encoder: Path) -> Setup:
    from onrecord.train.recipe import Setup

    rows = [row(example) for example in examples(each=4) if "statements" in example.tasks]
    return Setup(write_corpora(tmp_path / "corpora", {FILE: rows}), tmp_path / "run", encoder, "1")


def stages() -> list[Stage]:
    from onrecord.train.loop import Options
    from onrecord.train.recipe import Stage

    texts = (of.Source(FILE, of.STATEMENTS),)
    first = Stage("first", Options(epochs=2, head_rate=1e-2), (STATEMENTS,), texts)
    still = Options(epochs=1, encoder_rate=0.0, head_rate=0.0, weight_decay=0.0, start_share=1.0)
    second = Stage("second", replace(still, encoder_rate=1e-3, head_rate=1e-2), (STATEMENTS,), texts, {"first": 1})
    third = Stage("third", still, (STATEMENTS,), texts, {"second": 3, "first": 1})
    return [
        replace(first, averaged=2),
        second,
        third,
        Stage("mean", Options(epochs=0), (STATEMENTS,), texts, {"third": 2, "second": 2, "first": 1}),
    ]


def test_stages_go_on_from_each_other(setup: Setup, caplog: pytest.LogCaptureFixture) -> None:
    from onrecord.train.loop import load
    from onrecord.train.recipe import run_stages

    last = run_stages(setup, stages())
    assert last == setup.run / "mean" / "weights.pt"
    first, second, third, mean = (setup.network(stage).state_dict() for stage in stages())
    name = "tags.statements.score.weight"
    one, two = (load(setup.run / "first" / f"epoch-{n}.pt", setup.encoder).state_dict()[name] for n in (1, 2))
    assert not torch.allclose(one, two, atol=1e-5)
    assert torch.allclose(first[name], (one + two) / 2, atol=1e-6)
    assert not torch.equal(first[name], second[name])
    # the third learns nothing: what it began with is a quarter of the way from the second to the first
    assert torch.allclose(third[name], torch.lerp(second[name], first[name], 0.25), atol=1e-5)
    assert torch.allclose(mean[name], 0.4 * third[name] + 0.4 * second[name] + 0.2 * first[name], atol=1e-5)
    with caplog.at_level(logging.INFO, "onrecord.train"):
        assert run_stages(setup, stages()) == last
    assert [record.message.partition(": ")[2] for record in caplog.records] == ["there already"] * 4


def test_a_stage_is_taught_by_an_earlier_one_s_network(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the corpus annotates is learned from it, the rest from the teacher."""
    from onrecord.train import recipe
    from onrecord.train.data import Document
    from onrecord.train.loop import Options
    from onrecord.train.recipe import Stage, run_stages

    first = stages()[0]
    texts = (of.Source(FILE, of.STATEMENTS),)
    second = Stage("second", Options(epochs=1), (STATEMENTS, NAMES), texts, {"first": 1})
    third = replace(second, name="third", begins={"second": 1}, teacher="second", taught=("names",))
    seen: list[list[Document]] = []
    train = recipe.train

    def noted(spec: object, encoder: object, docs: list[Document], *words: object) -> object:
        seen.append(docs)
        return train(spec, encoder, docs, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(recipe, "train", noted)
    run_stages(setup, [first, second, third])
    told = [[sorted(doc.told) for doc in docs] for docs in seen]
    assert [{tuple(names) for names in one} for one in told] == [{()}, {()}, {("names",)}]
    assert all(len(doc.told["names"]) == len(doc.pieces) for doc in seen[2])
    assert {path.name for path in (setup.run / "third").iterdir()} >= {"teacher", "start", "weights.pt"}


def test_a_trial_runs_every_stage_for_as_many_epochs(setup: Setup) -> None:
    from onrecord.train.recipe import run_stages

    run_stages(replace(setup, epochs=1), stages()[:2])
    assert sorted(path.name for path in setup.run.glob("*/epoch-*.pt")) == ["epoch-1.pt"] * 2
    assert setup.weights(stages()[1]).is_file()


def test_the_release_begins_with_what_was_trained_before() -> None:
    from onrecord.train.recipe import STAGES

    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert not STAGES[0].begins
    for number, stage in enumerate(STAGES[1:], 1):
        assert stage.begins
        assert set(stage.begins) <= set(names[:number])
        assert not stage.teacher or stage.teacher in names[:number]
        assert bool(stage.teacher) == bool(stage.taught)

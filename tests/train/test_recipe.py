"""The stages of a release, run with the toy encoder on toy texts."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.train import corpora as of
from onrecord.train.tasks import STATEMENTS

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
        replace(first, taken=1),
        second,
        third,
        Stage("mean", Options(epochs=0), (STATEMENTS,), texts, {"third": 2, "second": 2, "first": 1}),
    ]


def test_stages_go_on_from_each_other(setup: Setup, caplog: pytest.LogCaptureFixture) -> None:
    from onrecord.train.loop import load
    from onrecord.train.recipe import run_stages

    last = run_stages(setup, stages())
    assert last == setup.run / "mean" / "epoch-0.pt"
    first, second, third, mean = (load(setup.weights(stage), setup.encoder).state_dict() for stage in stages())
    name = "tags.statements.score.weight"
    assert not torch.equal(first[name], second[name])
    # the third learns nothing: what it began with is a quarter of the way from the second to the first
    assert torch.allclose(third[name], torch.lerp(second[name], first[name], 0.25), atol=1e-5)
    assert torch.allclose(mean[name], 0.4 * third[name] + 0.4 * second[name] + 0.2 * first[name], atol=1e-5)
    assert not (setup.run / "first" / "epoch-2.pt").exists()  # the first is taken in its middle, and ends there
    with caplog.at_level(logging.INFO, "onrecord.train"):
        assert run_stages(setup, stages()) == last
    assert [record.message.partition(": ")[2] for record in caplog.records] == ["there already"] * 4


def test_a_run_that_ends_early_is_the_beginning_of_the_whole_one(setup: Setup) -> None:
    """Its rates are laid out for all its epochs."""
    from onrecord.train.loop import load
    from onrecord.train.recipe import run_stages

    early, whole = stages()[0], replace(stages()[0], name="whole", taken=None)
    run_stages(setup, [early])
    run_stages(setup, [whole])
    one, other = (load(setup.run / n / "epoch-1.pt", setup.encoder).state_dict() for n in ("first", "whole"))
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert (setup.run / "whole" / "epoch-2.pt").is_file()


def test_a_trial_runs_every_stage_for_as_many_epochs(setup: Setup) -> None:
    from onrecord.train.recipe import run_stages

    assert run_stages(replace(setup, epochs=1), stages()[:2]).name == "epoch-1.pt"
    assert not (setup.run / "first" / "epoch-2.pt").exists()


def test_the_release_begins_with_what_was_trained_before() -> None:
    from onrecord.train.recipe import STAGES

    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert not STAGES[0].begins
    for number, stage in enumerate(STAGES[1:], 1):
        assert stage.begins
        assert set(stage.begins) <= set(names[:number])

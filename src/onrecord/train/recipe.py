"""How the released weights are made: stages, each going on from an earlier one's weights."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from onrecord.model.files import ModelFiles
from onrecord.model.spec import TaskSpec
from onrecord.model.tokenize import Tokenizer
from onrecord.train.corpora import TRAIN, Source, training_examples
from onrecord.train.data import documents
from onrecord.train.loop import Options, load, save, train
from onrecord.train.network import Network
from onrecord.train.release import write
from onrecord.train.start import mean
from onrecord.train.tasks import STATEMENTS, TASKS, model_spec

log = logging.getLogger("onrecord.train")


@dataclass(frozen=True)
class Stage:
    """One run. begins: the stages whose weights it begins with, and the share of each in their mean, in the form of
    the first: the mean of several runs' weights is better than each of them (Wortsman et al. 2022). Nothing: with the
    encoder's alone. A stage of no epochs is the mean itself.
    taken: the epoch that the run ends with, None for the last: in the middle of a run its weights lie further from
    other runs', and a mean with them is better still.
    """

    name: str
    options: Options
    tasks: Sequence[TaskSpec] = TASKS
    sources: Sequence[Source] = TRAIN
    begins: Mapping[str, float] = field(default_factory=dict)
    taken: int | None = None


_WEIGHTS: Final = {"statements": 1.5, "events": 3.0, "status": 4.0}
_ALONE: Final = ((STATEMENTS,), TRAIN[:2])
_SHORT: Final = Options(epochs=1, encoder_rate=8e-5, head_rate=4e-4, warmup=0.0, masked=0.05, start_share=1.0)
STAGES: Final = (
    # statements alone: one long cycle and three short ones, and the mean of where they end (Izmailov et al. 2018)
    Stage("cycle", Options(epochs=8, masked=0.05), *_ALONE),
    Stage("cycle-2", replace(_SHORT, seed=11), *_ALONE, {"cycle": 1}),
    Stage("cycle-3", replace(_SHORT, seed=12), *_ALONE, {"cycle-2": 1}),
    Stage("cycle-4", replace(_SHORT, seed=13), *_ALONE, {"cycle-3": 1}),
    Stage("statements", Options(epochs=0), *_ALONE, {"cycle": 1, "cycle-2": 1, "cycle-3": 1, "cycle-4": 1}),
    # all tasks
    Stage("joint", Options(epochs=6), begins={"statements": 1}),
    Stage(
        "blended",
        Options(epochs=4, encoder_rate=1.2e-4, masked=0.05, start_share=1.0),
        begins={"joint": 1, "statements": 3},
    ),
    Stage(
        "long",
        Options(epochs=10, masked=0.06, warmup=0.05, start_share=1.0, weights=_WEIGHTS),
        begins={"blended": 1},
    ),
    Stage(
        "again",
        Options(epochs=7, masked=0.1, warmup=0.08, start_share=1.0, seed=2, weights=_WEIGHTS),
        begins={"long": 1, "statements": 1},
        taken=3,
    ),
    Stage(
        "low",
        Options(
            epochs=2,
            encoder_rate=8e-5,
            head_rate=5e-4,
            masked=0.05,
            warmup=0.05,
            start_share=1.0,
            kept=("statements",),
            weights=_WEIGHTS | {"statements": 3.0},
            seed=3,
        ),
        begins={"again": 1, "long": 1, "statements": 1},
    ),
    Stage("mean", Options(epochs=0), begins={"low": 2.5, "long": 1, "statements": 1.75, "again": 1.5}),
)


@dataclass(frozen=True)
class Setup:
    """Where the stages are run. epochs: of every stage, for a trial; None as each says."""

    corpora: Path
    run: Path
    encoder: Path
    version: str
    device: str = "cpu"
    threads: int = 0
    epochs: int | None = None

    def weights(self, stage: Stage) -> Path:
        """What a stage ends with."""
        last = stage.options.epochs and (self.epochs or stage.options.epochs)
        return self.run / stage.name / f"epoch-{min(stage.taken or last, last)}.pt"


def run_stages(setup: Setup, stages: Sequence[Stage] = STAGES) -> Path:
    """Runs the stages that have not ended yet; a killed one goes on. Returns the last one's weights (epoch-N.pt)."""
    done = {stage.name: stage for stage in stages}
    for stage in stages:
        if setup.weights(stage).is_file():
            log.info("%s: there already", setup.weights(stage))
            continue
        log.info("stage %s", stage.name)
        options = replace(stage.options, device=setup.device, threads=setup.threads)
        options = replace(options, epochs=options.epochs and (setup.epochs or options.epochs))
        start = _beginning(setup, stage, done) if stage.begins else None
        if start and not options.epochs:
            save(start, setup.weights(stage))
            continue
        files = write(start, setup.encoder, setup.run / stage.name / "start", quantised=False) if start else None
        run_stage(stage, options, setup, files)
    return setup.weights(stages[-1])


def run_stage(stage: Stage, options: Options, setup: Setup, start: ModelFiles | None = None) -> None:
    """One stage's run, in a folder of its name."""
    spec = model_spec(setup.version, stage.tasks)
    examples = training_examples(setup.corpora, stage.sources)
    docs = documents(examples, Tokenizer(setup.encoder / "tokenizer.json"), spec)
    train(spec, setup.encoder, docs, setup.run / stage.name, options, start, stage.taken)


def _beginning(setup: Setup, stage: Stage, done: dict[str, Stage]) -> Network:
    """The weights that a stage begins with."""
    return mean([(load(setup.weights(done[name]), setup.encoder), share) for name, share in stage.begins.items()])

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
from onrecord.train.taught import taught

log = logging.getLogger("onrecord.train")


@dataclass(frozen=True)
class Stage:
    """One run. begins: the stages whose weights it begins with, and the share of each in their mean, in the form of
    the first: the mean of several runs' weights is better than each of them (Wortsman et al. 2022). Nothing: with the
    encoder's alone. A stage of no epochs is the mean itself.
    teacher: the stage whose network teaches it the tasks `taught` where its corpora do not annotate them (taught.py).
    averaged: of how many of its last epochs it gives the mean, which costs nothing (Izmailov et al. 2018).
    """

    name: str
    options: Options
    tasks: Sequence[TaskSpec] = TASKS
    sources: Sequence[Source] = TRAIN
    begins: Mapping[str, float] = field(default_factory=dict)
    teacher: str = ""
    taught: Sequence[str] = ()
    averaged: int = 1


_ALONE: Final = ((STATEMENTS,), TRAIN[:2])
_OTHERS: Final = tuple(task.name for task in TASKS if task is not STATEMENTS)
_SMALL: Final = tuple(replace(source, times=times) for source, times in zip(TRAIN[1:4], (2, 7, 2), strict=True))
_NEWS: Final = (TRAIN[0], *(replace(source, times=times) for source, times in zip(TRAIN[1:4], (3, 2, 1), strict=True)))
_LOW: Final = Options(
    epochs=2,
    pieces=2048,
    encoder_rate=8e-5,
    head_rate=4e-4,
    warmup=0.05,
    masked=0.08,
    start_share=1.0,
    weights={"statements": 1.5, "events": 2.0, "status": 2.0, "names": 0.5, "mentions": 0.5},
)
STAGES: Final = (
    Stage(
        "small", Options(masked=0.05, pieces=1536, encoder_rate=1.4e-4, head_rate=7e-4), *_ALONE, averaged=3
    ),  # batches
    Stage(
        "others",
        Options(
            epochs=5,
            pieces=2048,
            encoder_rate=1.6e-4,
            warmup=0.05,
            masked=0.08,
            start_share=1.0,
            weights={"events": 3.0, "status": 4.0, "statements": 1.5},
        ),
        sources=(*_SMALL, *TRAIN[4:]),
        begins={"small": 1},
        teacher="small",
        taught=("statements",),
        averaged=2,
    ),
    Stage(
        "low",
        replace(_LOW, seed=3),
        sources=_NEWS,
        begins={"others": 1, "small": 1},
        teacher="others",
        taught=_OTHERS,
    ),
    Stage(
        "again",
        replace(_LOW, seed=4),
        sources=_NEWS,
        begins={"low": 1, "small": 1},
        teacher="others",
        taught=_OTHERS,
    ),
    Stage("mean", Options(epochs=0), begins={"again": 1, "low": 1, "small": 1}),
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
        return self.run / stage.name / "weights.pt"

    def network(self, stage: Stage) -> Network:
        return load(self.weights(stage), self.encoder)

    def exported(self, network: Network, stage: Stage, name: str) -> ModelFiles:
        """A network, in a folder of the stage's."""
        return write(network, self.encoder, self.run / stage.name / name, quantised=False)


def run_stages(setup: Setup, stages: Sequence[Stage] = STAGES) -> Path:
    """Runs the stages that have not ended yet; a killed one goes on. Returns the last one's weights."""
    done: dict[str, Stage] = {}
    for stage in stages:
        if setup.weights(stage).is_file():
            log.info("%s: there already", setup.weights(stage))
        else:
            log.info("stage %s", stage.name)
            begins = [(setup.network(done[name]), share) for name, share in stage.begins.items()]
            start = mean(begins) if begins else None
            if start is None or stage.options.epochs:
                start = _run(stage, setup, start, done.get(stage.teacher))
            save(start, setup.weights(stage))
        done[stage.name] = stage
    return setup.weights(stages[-1])


def _run(stage: Stage, setup: Setup, start: Network | None, teacher: Stage | None) -> Network:
    """The stage's epochs, and the mean of its last ones."""
    options = replace(stage.options, device=setup.device, threads=setup.threads)
    options = replace(options, epochs=setup.epochs or options.epochs)
    run_stage(
        stage,
        options,
        setup,
        setup.exported(start, stage, "start") if start else None,
        setup.exported(setup.network(teacher), stage, "teacher") if teacher else None,
    )
    last = range(max(0, options.epochs - stage.averaged) + 1, options.epochs + 1)
    return mean([(load(setup.run / stage.name / f"epoch-{epoch}.pt", setup.encoder), 1) for epoch in last])


def run_stage(
    stage: Stage, options: Options, setup: Setup, start: ModelFiles | None = None, teacher: ModelFiles | None = None
) -> None:
    """One stage's run, in a folder of its name."""
    spec = model_spec(setup.version, stage.tasks)
    examples = training_examples(setup.corpora, stage.sources)
    docs = documents(examples, Tokenizer(setup.encoder / "tokenizer.json"), spec)
    if teacher:
        docs = taught(docs, teacher, stage.taught)
    train(spec, setup.encoder, docs, setup.run / stage.name, options, start)

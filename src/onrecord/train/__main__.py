"""python -m onrecord.train: from the corpora to the weights in the package."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import OnrecordError
from onrecord.model.files import WEIGHTS, ModelFiles
from onrecord.train.encoders import DEFAULT, encoder_folder
from onrecord.train.tasks import STATEMENTS, model_spec

if TYPE_CHECKING:
    from onrecord.model.spec import ModelSpec
    from onrecord.train.corpora import Source
    from onrecord.train.loop import Options

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

Corpora = Annotated[
    Path,
    typer.Option(
        envvar="ONRECORD_CORPORA",
        help="Folder that holds polnear/, statements/, events/ ...",
        show_default=False,
    ),
]
Run = Annotated[Path, typer.Option(help="Folder for checkpoints; a killed run goes on from there.")]
Out = Annotated[Path, typer.Option(help="Folder for the finished model.")]
EncoderName = Annotated[str, typer.Option("--encoder", help="Folder, package or hub name of a BERT encoder.")]
Epochs = Annotated[int, typer.Option(min=1)]
Device = Annotated[str, typer.Option(help="cpu or cuda.")]
Threads = Annotated[int, typer.Option(help="Threads of PyTorch; 0: all.", min=0)]
Seed = Annotated[int, typer.Option()]
Rate = Annotated[float, typer.Option(help="Peak learning rate of the encoder.", min=0.0)]
Start = Annotated[Path | None, typer.Option(help="Folder of an exported model to go on from.", show_default=False)]
Version = Annotated[str, typer.Option(help="The model's version, which every reading names.")]


@app.command()
def train(
    corpora: Corpora,
    run: Run = Path("runs/latest"),
    encoder: EncoderName = DEFAULT,
    epochs: Epochs = 8,
    device: Device = "cpu",
    threads: Threads = 0,
    seed: Seed = 1,
    rate: Rate = 2e-4,
    start: Start = None,
    version: Version = "2",
) -> None:
    """Train the network on all tasks: each epoch's weights are kept as RUN/epoch-N.pt."""
    from onrecord.train.corpora import TRAIN
    from onrecord.train.loop import Options

    options = Options(epochs=epochs, device=device, threads=threads, seed=seed, encoder_rate=rate)
    _train(Plan(model_spec(version), TRAIN, options), corpora, run, encoder, start)


@app.command()
def release(
    corpora: Corpora,
    run: Run = Path("runs/latest"),
    out: Out = WEIGHTS,
    encoder: EncoderName = DEFAULT,
    device: Device = "cpu",
    threads: Threads = 0,
    version: Version = "2",
) -> None:
    """Train the released weights: statements alone, then all tasks, twice; export, quantise, fit, measure.

    The second run begins half way between the encoder and the statements' weights; the third a quarter of the way from
    the statements' weights to the second's.
    """
    from onrecord.train.corpora import TRAIN
    from onrecord.train.loop import Options, load
    from onrecord.train.release import write
    from onrecord.train.start import blend

    options = Options(device=device, threads=threads)
    first, model = run / "statements", run / "statements" / "model"
    alone = Plan(model_spec(version, [STATEMENTS]), TRAIN[:2], replace(options, epochs=8, masked=0.05))
    _train(alone, corpora, first, encoder, None)
    folder = encoder_folder(encoder)
    write(load(first / f"epoch-{alone.options.epochs}.pt", folder), folder, model)
    joint = Plan(model_spec(version), TRAIN, replace(options, epochs=6))
    _train(joint, corpora, run / "joint", encoder, model)
    blended = load(run / "joint" / f"epoch-{joint.options.epochs}.pt", folder)
    blend(blended, ModelFiles(model), 0.75)
    write(blended, folder, run / "blended")
    last = replace(options, epochs=4, encoder_rate=1.2e-4, masked=0.05, start_share=1.0)
    _train(replace(joint, options=last), corpora, run, encoder, run / "blended")
    export(corpora, run / f"epoch-{last.epochs}.pt", run, out, encoder)


@dataclass(frozen=True)
class Plan:
    """One run: what the network answers, what it learns from, and how."""

    spec: ModelSpec
    sources: Sequence[Source]
    options: Options


def _train(plan: Plan, corpora: Path, run: Path, encoder: str, start: Path | None) -> None:
    from onrecord.model.tokenize import Tokenizer
    from onrecord.train.corpora import training_examples
    from onrecord.train.data import documents
    from onrecord.train.loop import train as run_training

    folder = encoder_folder(encoder)
    docs = documents(training_examples(corpora, plan.sources), Tokenizer(folder / "tokenizer.json"), plan.spec)
    run_training(plan.spec, folder, docs, run, plan.options, ModelFiles(start) if start else None)


@app.command()
def export(
    corpora: Corpora,
    weights: Annotated[Path, typer.Argument(help="A file epoch-N.pt of a run.")],
    run: Run = Path("runs/latest"),
    out: Out = WEIGHTS,
    encoder: EncoderName = DEFAULT,
) -> None:
    """Export trained weights, quantise and fit them, and print what was measured."""
    from onrecord.train.loop import load
    from onrecord.train.release import release as write_release

    folder = encoder_folder(encoder)
    print(json.dumps(write_release(load(weights, folder), folder, corpora, run, out), indent=1))  # noqa: T201


@app.command()
def fit(corpora: Corpora, model: Out = WEIGHTS) -> None:
    """Fit thresholds and confidence of a model's folder anew."""
    from onrecord.train.release import fit_all

    print(json.dumps(fit_all(corpora, ModelFiles(model)), indent=1))  # noqa: T201


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(message)s", stream=sys.stderr)
    logging.getLogger("onrecord").setLevel(logging.INFO)
    try:
        app()
    except OnrecordError as error:
        sys.exit(f"onrecord.train: {error}")


if __name__ == "__main__":
    main()

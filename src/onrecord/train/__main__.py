"""python -m onrecord.train: from the corpora to the weights in the package."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import OnrecordError
from onrecord.model.files import WEIGHTS, ModelFiles
from onrecord.train.encoders import DEFAULT, encoder_folder
from onrecord.train.tasks import VERSION

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
Share = Annotated[float, typer.Option(help="How far from the encoder's weights to START's.", min=0.0, max=1.0)]
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
    share: Share = 0.5,
    version: Version = VERSION,
) -> None:
    """Train the network on all tasks: each epoch's weights are kept as RUN/epoch-N.pt."""
    from onrecord.train.loop import Options
    from onrecord.train.recipe import Setup, Stage, run_stage

    options = Options(epochs=epochs, device=device, threads=threads, seed=seed, encoder_rate=rate, start_share=share)
    setup = Setup(corpora, run.parent, encoder_folder(encoder), version)
    run_stage(Stage(run.name, options), options, setup, ModelFiles(start) if start else None)


@app.command()
def release(
    corpora: Corpora,
    run: Run = Path("runs/release"),
    out: Out = WEIGHTS,
    encoder: EncoderName = DEFAULT,
    device: Device = "cpu",
    threads: Threads = 0,
    version: Version = VERSION,
    epochs: Annotated[int | None, typer.Option(min=1, help="Of every stage, for a trial.", show_default=False)] = None,
) -> None:
    """Train the released weights, in the stages of onrecord.train.recipe; export, quantise, fit, measure."""
    from onrecord.train.recipe import Setup, run_stages

    setup = Setup(corpora, run, encoder_folder(encoder), version, device, threads, epochs)
    export(corpora, run_stages(setup), run, out, encoder)


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


@app.command()
def meaning(corpora: Corpora, model: Out = WEIGHTS) -> None:
    """Fit anew what a model's folder needs to find statements of like meaning."""
    from onrecord.train.meaning import fit_meaning

    print(json.dumps({"contents": fit_meaning(corpora, ModelFiles(model))}))  # noqa: T201


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(message)s", stream=sys.stderr)
    logging.getLogger("onrecord").setLevel(logging.INFO)
    try:
        app()
    except OnrecordError as error:
        sys.exit(f"onrecord.train: {error}")


if __name__ == "__main__":
    main()

"""A trained network as a model's folder, and what the export cost."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch

from onrecord.model.files import ModelFiles
from onrecord.model.session import Session
from onrecord.statements import TASK, confidence
from onrecord.train.export import build, quantise, tables
from onrecord.train.fit import Scored, answers, fit, measure, scored
from onrecord.train.fit_events import fit_events
from onrecord.train.meaning import fit_meaning
from onrecord.train.network import Network

log = logging.getLogger("onrecord.train")


def write(network: Network, encoder: Path, folder: Path, *, quantised: bool = True) -> ModelFiles:
    """Writes spec.json, network.onnx, tokenizer.json and decoding.json; without calibration, which `fit` adds."""
    folder.mkdir(parents=True, exist_ok=True)
    model = build(network)
    onnx.checker.check_model(model)
    if quantised:
        quantise(model, folder / "network.onnx")
    else:
        onnx.save(model, folder / "network.onnx")
    shutil.copyfile(encoder / "tokenizer.json", folder / "tokenizer.json")
    (folder / "meaning.npz").unlink(missing_ok=True)  # it was another network's
    (folder / "spec.json").write_text(network.spec.to_json(), encoding="utf-8")
    decoding = tables(network) | {"outside": {}, "none": {}, "confidence": {}, "least": {}}
    (folder / "decoding.json").write_text(json.dumps(decoding) + "\n", encoding="utf-8")
    return ModelFiles(folder)


def parity(network: Network, pieces: int = 100, seed: int = 1) -> float:
    """Largest difference between the scores of PyTorch and of the unquantised ONNX graph, on random input."""
    random = np.random.default_rng(seed)
    feed = {"ids": random.integers(0, network.encoder.shape.vocab_size, (1, pieces))}
    feed |= {name: random.integers(0, size, (1, pieces)) for name, size in network.spec.features.items()}
    session = onnxruntime.InferenceSession(build(network).SerializeToString(), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        features = {name: torch.from_numpy(feed[name]) for name in network.spec.features}
        ours = network(torch.from_numpy(feed["ids"]), features).numpy()
    return float(np.abs(ours - session.run(["scores"], feed)[0]).max())


def release(network: Network, encoder: Path, corpora: Path, run: Path, folder: Path) -> dict[str, Any]:
    """Exports, quantises and fits; returns what was measured: parity, F1 on development parts, quantised and not."""
    difference = parity(network)
    log.info("PyTorch and ONNX differ by at most %.2g", difference)
    files = write(network, encoder, folder)
    fitted = fit_all(corpora, files)
    fitted["contents for meaning"] = fit_meaning(corpora, files)
    full = write(network, encoder, run / "unquantised", quantised=False)
    shutil.copyfile(files.decoding, full.decoding)
    report = {
        "parity": difference,
        "megabytes": round(files.network.stat().st_size / 1e6, 1),
        "int8": _f1(corpora, files),
        "float32": _f1(corpora, full),
    } | fitted
    log.info("%s", json.dumps(report))
    return report


def fit_all(corpora: Path, files: ModelFiles) -> dict[str, Any]:
    """Fits every task's thresholds on the development parts: statements, then, if the model reads them, events."""
    fitted = fit(corpora, files)
    if {"events", "status"} <= {task.name for task in files.read_spec().tasks}:
        fitted |= {"events": fit_events(corpora, files)}
    return fitted


def _f1(corpora: Path, files: ModelFiles) -> dict[str, dict[str, float]]:
    session, decoding = Session(files), files.read_decoding()
    articles = scored(corpora, session)
    weights, least = decoding.confidence[TASK], decoding.least[TASK]
    result: dict[str, dict[str, float]] = {}
    for corpus in sorted({article.corpus for article in articles}):
        part: list[Scored] = [article for article in articles if article.corpus == corpus]
        found = answers(part, session.spec, decoding)
        total = measure(part, found, lambda draft: confidence(draft.signals, weights) >= least)
        result[corpus] = {name: round(total[name].f1, 2) for name in ("exact", "soft")}
    return result

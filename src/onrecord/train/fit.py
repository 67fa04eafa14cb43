"""What is fitted on the development parts once the weights stand: how readily spans are found, and confidence."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model.decode import Block
from onrecord.model.files import Decoding, ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.statements import TASK, Draft, confidence, find
from onrecord.train.corpora import read_jsonl
from onrecord.train.score import Sides, Tally, gold_sides, matches, tally

log = logging.getLogger("onrecord.train")

DEV = ("polnear/dev.jsonl.gz", "statements/dev.jsonl")
OUTSIDE = (-1.0, -0.5, 0.0, 0.5, 1.0)  # nats
LEAST = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Scored:
    """A development article with what the network said of it."""

    corpus: str
    text: str
    gold: list[Sides]
    pieces: Pieces
    blocks: list[Block]


def scored(corpora: Path, session: Session, files: Sequence[str] = DEV) -> list[Scored]:
    """The development articles, read by a session."""
    rows = [(file, row) for file in files for row in read_jsonl(corpora / file)]
    result = []
    for file, row in rows:
        pieces = session.tokenizer(row["text"])
        gold = gold_sides(row["text"], row["statements"])
        result.append(Scored(file, row["text"], gold, pieces, [block.result() for block in session.start(pieces)]))
    return result


def answers(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding) -> list[list[Draft]]:
    """The statements found in each article."""
    return [find(article.text, article.pieces, article.blocks, spec, decoding) for article in articles]


def _sides(text: str, found: Sequence[Draft]) -> list[Sides]:
    return [Sides.of(text, draft.source, draft.content) for draft in found]


def measure(articles: Sequence[Scored], found: Sequence[Sequence[Draft]], keep: Callable[[Draft], bool]) -> Tally:
    """exact and soft over all articles, for the statements that `keep` keeps."""
    total = Tally()
    for article, rows in zip(articles, found, strict=True):
        total += tally(article.gold, _sides(article.text, [draft for draft in rows if keep(draft)]))
    return total


@dataclass(frozen=True)
class Fitted:
    """A choice of thresholds and what it is worth on the development parts."""

    value: float
    outside: dict[str, float]
    least: float
    weights: dict[str, float]


def fit(corpora: Path, files: ModelFiles) -> dict[str, Any]:
    """Fits decoding.json on the development parts, writes it, and tells what was found.

    outside and least are chosen by `_value`, a label at a time, twice around; confidence is a logistic regression
    (two folds over articles give the calibration figures).
    """
    session = Session(files)
    decoding = files.read_decoding()
    articles = scored(corpora, session)
    labels = session.spec.task(TASK).labels
    best = _try(articles, session.spec, decoding, dict.fromkeys(labels, 0.0))
    for label in (*labels, *labels):
        choices = [best.outside | {label: value} for value in OUTSIDE if value != best.outside[label]]
        tried = [_try(articles, session.spec, decoding, choice) for choice in choices]
        best = max((best, *tried), key=lambda fitted: fitted.value)
        log.info("outside %s, least %.2f: %.2f", best.outside, best.least, best.value)
    decoding = replace(
        decoding, outside={TASK: best.outside}, confidence={TASK: best.weights}, least={TASK: best.least}
    )
    _write(files, decoding)
    found = answers(articles, session.spec, decoding)
    return {"outside": best.outside, "least": best.least} | calibration(articles, found)


def _try(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding, outside: dict[str, float]) -> Fitted:
    found = answers(articles, spec, replace(decoding, outside={TASK: outside}))
    weights = logistic(*_table(articles, found))
    values = {least: _value(articles, found, weights, least) for least in LEAST}
    least = max(values, key=values.__getitem__)
    return Fitted(values[least], outside, least, weights)


def _value(
    articles: Sequence[Scored], found: Sequence[Sequence[Draft]], weights: dict[str, float], least: float
) -> float:
    """The mean of exact and soft F1, less a twentieth of the gap between precision and recall.

    Corpora count by the square roots of their sizes: the small one is nearer to what is read, and noisier.
    """
    values, sizes = [], []
    for corpus in sorted({article.corpus for article in articles}):
        part = [(a, f) for a, f in zip(articles, found, strict=True) if a.corpus == corpus]
        total = measure([a for a, _ in part], [f for _, f in part], lambda d: confidence(d.signals, weights) >= least)
        gap = 100 * abs(total.soft / max(total.predicted, 1) - total.soft / max(total.gold, 1))
        values.append((total.f1("exact") + total.f1("soft")) / 2 - gap / 20)
        sizes.append(total.gold**0.5)
    return float(np.average(values, weights=sizes))


def _table(
    articles: Sequence[Scored], found: Sequence[Sequence[Draft]]
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Signals [n, k] of all found statements and whether each is right [n]."""
    names = sorted(next(draft for rows in found for draft in rows).signals)
    signals = np.array([[draft.signals[name] for name in names] for rows in found for draft in rows])
    right = np.array(
        [hit for a, rows in zip(articles, found, strict=True) for hit in matches(a.gold, _sides(a.text, rows))]
    )
    return names, signals, right.astype(np.float64)


def logistic(
    names: Sequence[str], x: NDArray[np.float64], y: NDArray[np.float64], ridge: float = 1.0
) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method (McCullagh & Nelder 1989), with an L2 penalty."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.concatenate(((x - mean) / spread, np.ones((len(x), 1))), 1)
    w = np.zeros(z.shape[1])
    penalty = np.diag([ridge] * len(names) + [0.0])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        w += np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + penalty, z.T @ (y - p) - penalty @ w)
    slopes = w[:-1] / spread
    weights = {name: float(value) for name, value in zip(names, slopes, strict=True)}
    return weights | {"bias": float(w[-1] - slopes @ mean)}


def calibration(articles: Sequence[Scored], found: Sequence[Sequence[Draft]]) -> dict[str, float]:
    """Expected calibration error (ten bins) and Brier score; each half is judged by the other's fit."""
    halves = [range(0, len(articles), 2), range(1, len(articles), 2)]
    p: list[NDArray[np.float64]] = []
    y: list[NDArray[np.float64]] = []
    for train, test in (halves, halves[::-1]):
        weights = logistic(*_table([articles[k] for k in train], [found[k] for k in train]))
        _, _, right = _table([articles[k] for k in test], [found[k] for k in test])
        p.append(np.array([confidence(draft.signals, weights) for k in test for draft in found[k]]))
        y.append(right)
    said, right = np.concatenate(p), np.concatenate(y)
    bins = np.minimum((said * 10).astype(int), 9)
    gaps = [
        abs(said[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    return {"calibration_error": round(float(sum(gaps)), 4), "brier": round(float(((said - right) ** 2).mean()), 4)}


def _write(files: ModelFiles, decoding: Decoding) -> None:
    row = json.loads(files.decoding.read_text(encoding="utf-8"))
    row |= {"outside": decoding.outside, "confidence": decoding.confidence, "least": decoding.least}
    files.decoding.write_text(json.dumps(row) + "\n", encoding="utf-8")

"""What is fitted on the development parts once the weights stand: how readily spans are found, and confidence."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.model.decode import Block
from onrecord.model.files import Decoding, ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.statements import TASK, Draft, confidence, find
from onrecord.train.corpora import read_jsonl
from onrecord.train.score import MEASURES, Sides, Tally, gold_sides, matches, tally
from onrecord.train.trials import Trials
from onrecord.train.wanted import POLNEAR, WORLD, shortfall

log = logging.getLogger("onrecord.train")

DEV = (POLNEAR, WORLD)
OUTSIDE = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)  # nats, from the tags that begin a span
INSIDE = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5)  # from those that go on with it
NONE = (0.0, 1.0, 2.0, 3.0)
ROUNDS = 4
STARTS: Sequence[Mapping[str, float]] = ({}, {"Source": 0.5, "Cue": 0.5, "Content": 0.5}, {"Source": 1.0, "Cue": 0.5})
"""How readily spans are found where a search begins, in nats: it ends at the nearest height."""
LEAST = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)


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
    return [Sides.of(text, draft.source, draft.cue, draft.content) for draft in found]


def measure(articles: Sequence[Scored], found: Sequence[Sequence[Draft]], keep: Callable[[Draft], bool]) -> Tally:
    """Counts over all articles, for the statements that `keep` keeps."""
    total = Tally()
    for article, rows in zip(articles, found, strict=True):
        total += tally(article.gold, _sides(article.text, [draft for draft in rows if keep(draft)]))
    return total


@dataclass(frozen=True)
class Fitted:
    """A choice of thresholds and what it is worth on the development parts."""

    value: float
    decoding: Decoding

    def __str__(self) -> str:
        d = self.decoding
        return f"outside {d.outside[TASK]}, none {d.none[TASK]}, least {d.least[TASK]:.2f}: {self.value:.2f}"


def fit(corpora: Path, files: ModelFiles) -> dict[str, Any]:
    """Fits decoding.json on the development parts, writes it, and tells what was found.

    The thresholds are chosen by `_value`, one at a time, around and around until none gains any more, from each of
    STARTS; confidence is a logistic regression (two folds over articles give the calibration figures).
    Raises ModelError when no statement is found at all.
    """
    session = Session(files)
    articles = scored(corpora, session)
    spec, given = session.spec, files.read_decoding()
    with Trials(_try, articles, spec) as trials:
        starts = trials([_start(spec, given, readiness) for readiness in STARTS])
        best = max((_climb(trials, spec, start) for start in starts), key=lambda fitted: fitted.value)
    if best.value == -math.inf:
        raise ModelError(f"{files.folder}: no statement found in the development parts; was the network trained?")
    files.write_decoding(best.decoding)
    found = answers(articles, session.spec, best.decoding)
    return {
        "outside": best.decoding.outside[TASK],
        "none": best.decoding.none[TASK],
        "least": best.decoding.least[TASK],
    } | calibration(articles, found)


def _start(spec: ModelSpec, given: Decoding, readiness: Mapping[str, float]) -> Decoding:
    task = spec.task(TASK)
    start = _with(given, "outside", {label: readiness.get(label, 0.0) for label in task.labels})
    return _with(start, "none", {link.name: 0.0 for link in task.links})


def _climb(trials: Trials[Scored, Fitted], spec: ModelSpec, best: Fitted) -> Fitted:
    """The best that is reached from a choice by changing one threshold after the other."""
    task = spec.task(TASK)
    for _ in range(ROUNDS):
        before = best.value
        for table, name, values in (
            *(("outside", label, OUTSIDE) for label in task.labels),
            *(("outside", f"I-{label}", INSIDE) for label in task.labels),
            *(("none", link.name, NONE) for link in task.links),
        ):
            chosen: dict[str, float] = getattr(best.decoding, table)[TASK]
            others = [chosen | {name: value} for value in values if value != chosen.get(name, 0.0)]
            tried = trials([_with(best.decoding, table, other) for other in others])
            best = max((best, *tried), key=lambda fitted: fitted.value)
            log.info("%s", best)
        if best.value == before:
            break
    return best


def _with(decoding: Decoding, table: str, values: dict[str, float]) -> Decoding:
    """The decoding with another table of this task; other tasks' tables stay as they are."""
    tables = getattr(decoding, table) | {TASK: values}
    return replace(decoding, outside=tables) if table == "outside" else replace(decoding, none=tables)


def _try(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding) -> Fitted:
    found = answers(articles, spec, decoding)
    if not any(found):
        return Fitted(-math.inf, decoding)
    weights = logistic(*_table(articles, found))
    values = {least: _value(articles, found, weights, least) for least in LEAST}
    least = max(values, key=values.__getitem__)
    return Fitted(values[least], _judged(decoding, weights, least))


def _judged(decoding: Decoding, weights: dict[str, float], least: float) -> Decoding:
    return replace(decoding, confidence=decoding.confidence | {TASK: weights}, least=decoding.least | {TASK: least})


def _value(
    articles: Sequence[Scored], found: Sequence[Sequence[Draft]], weights: dict[str, float], least: float
) -> float:
    """The mean F1 of all measures, less a twentieth of the gap between precision and recall of the softest, and less
    all that lies below what a release must reach.

    Corpora count by the square roots of their sizes: the small one is nearer to what is read, and noisier.
    """
    values, sizes, missed = [], [], 0.0
    for corpus in sorted({article.corpus for article in articles}):
        part = [(a, f) for a, f in zip(articles, found, strict=True) if a.corpus == corpus]
        total = measure([a for a, _ in part], [f for _, f in part], lambda d: confidence(d.signals, weights) >= least)
        gap = abs(total["soft"].precision - total["soft"].recall)
        values.append(sum(total[name].f1 for name in MEASURES) / len(MEASURES) - gap / 20)
        sizes.append(total["soft"].gold ** 0.5)
        missed += shortfall(corpus, total)
    return float(np.average(values, weights=sizes)) - missed


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
    """Expected calibration error (ten bins) and Brier score; each half is judged by the other's fit.

    Nothing where a half has no statements to fit.
    """
    halves = [range(0, len(articles), 2), range(1, len(articles), 2)]
    if not all(any(found[k] for k in half) for half in halves):
        return {}
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

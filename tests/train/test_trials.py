"""Ways to decode are judged on the same articles, in other processes where there is much to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

from onrecord.model.decode import Tables
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces
from onrecord.train import trials as module
from onrecord.train.trials import Trials

SPEC = ModelSpec("toy", "1", (TaskSpec("statements", ("Cue",)),))
WAYS = [Decoding(Tables({}, {}), least={"statements": k / 10}) for k in range(6)]


@dataclass(frozen=True)
class Text:
    pieces: Pieces


def texts(*sizes: int) -> list[Text]:
    return [Text(Pieces(np.zeros(n, np.int64), np.zeros((n, 2), np.int64), {})) for n in sizes]


def judged(articles: Sequence[Text], spec: ModelSpec, way: Decoding, scale: int = 1) -> tuple[int, str, float, int]:
    return sum(len(a.pieces) for a in articles), spec.name, scale * way.least["statements"], os.getpid()


def refused(articles: Sequence[Text], spec: ModelSpec, way: Decoding) -> float:
    raise ValueError(f"no way: {way.least}")


@pytest.mark.parametrize("elsewhere", [False, True])
def test_every_way_is_judged_in_order(elsewhere: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEWEST", 30 if elsewhere else 31)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with Trials(partial(judged, scale=10), texts(10, 20), SPEC) as trials:
        found = trials(WAYS)
        again = trials(WAYS[:1])
    assert [(size, name, round(value)) for size, name, value, _ in found] == [(30, "toy", k) for k in range(6)]
    assert round(again[0][2]) == 0
    assert (os.getpid() not in {where for *_, where in found}) == elsewhere


def test_an_error_in_another_process_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEWEST", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with Trials(refused, texts(10), SPEC) as trials, pytest.raises(ValueError, match="no way"):
        trials(WAYS)

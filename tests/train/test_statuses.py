"""Of all combinations of thresholds, the one that serves the statuses best."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from onrecord.train.statuses import WEIGHTS, Asked, best, worth
from onrecord.train.wanted import LACKING

LABELS = ("occurred", "ongoing", "planned", "possible", "demanded", "denied")


def asked(gold: list[str], network: list[list[float]], **more: object) -> Asked:
    rows = np.array(network, np.float32)
    signs = np.array(more.get("signs", np.zeros_like(rows)), np.float32)
    plain = np.array(more.get("plain", [range(len(LABELS))] * len(gold)))
    return Asked(LABELS, np.array([LABELS.index(status) for status in gold]), rows, signs, plain)


def told(events: Asked, weight: float, outside: dict[str, float]) -> list[str]:
    sums = events.network + weight * events.signs - [outside[label] for label in LABELS]
    return [LABELS[k] for k in sums.argmax(1)]


def test_what_is_right_already_needs_no_thresholds() -> None:
    found = best(asked(["occurred", "planned"], [[2, 0, 0, 0, 0, 0], [0, 0, 2, 0, 0, 0]]))
    assert (found.value, found.weight, set(found.outside.values())) == (200.0, 0.0, {0.0})


def test_a_status_told_too_readily_is_held_back() -> None:
    events = asked(["planned", "occurred"], [[0.6, 0, 0.5, 0, 0, 0], [3, 0, 0, 0, 0, 0]])
    found = best(events)
    assert told(events, found.weight, found.outside) == ["planned", "occurred"]
    assert sum(map(abs, found.outside.values())) == 0.25, "the least that does"


def test_signs_are_weighed_where_they_help() -> None:
    signs = [[0, 0, 0, 0, 0, 4], [0] * 6]
    events = asked(["denied", "occurred"], [[3, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0.9]], signs=signs)
    found = best(events)
    assert found.weight > 0
    assert told(events, found.weight, found.outside) == ["denied", "occurred"]


def test_what_is_plain_is_read_whatever_was_told() -> None:
    lasts, open_ = [1, 1, 2, 1, 4, 5], range(6)  # told as occurred or possible it is ongoing
    events = asked(["ongoing", "ongoing"], [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], plain=[lasts, open_])
    assert worth(events, np.array([[0, 1], [3, 0]])).tolist() == [200.0, 100 - LACKING * (82 - 50 + 66 - 50)]


@pytest.mark.parametrize("seed", range(3))
def test_no_combination_is_better(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.train.statuses.AT_ONCE", 7)
    tried = {"occurred": (0.0, 1.0), "planned": (-1.0, 0.0, 1.0), "possible": (0.0, 0.5)}
    monkeypatch.setattr("onrecord.train.statuses.TRIED", tried)
    random = np.random.default_rng(seed)
    gold = [LABELS[k] for k in random.integers(0, 6, 40)]
    events = asked(gold, random.normal(size=(40, 6)).tolist(), signs=random.normal(size=(40, 6)))
    found = best(events)
    values = []
    for weight, occurred, planned, possible in product(WEIGHTS, *tried.values()):
        outside = dict.fromkeys(LABELS, 0.0) | {"occurred": occurred, "planned": planned, "possible": possible}
        numbers = [[LABELS.index(status) for status in told(events, weight, outside)]]
        values.append(worth(events, np.array(numbers))[0])
    assert found.value == pytest.approx(max(values))
    assert min(values) < found.value

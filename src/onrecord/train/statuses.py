"""How readily each status is found: every combination of thresholds is tried, over events whose sums are known.

Nothing is decoded anew for a trial, so that a quarter of a million of them take seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from onrecord.train.wanted import LACKING, STATUS_MACRO, STATUS_RIGHT

WEIGHTS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4)  # of what signs tell
READINESS = (-1.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5)  # nats
TRIED: Mapping[str, Sequence[float]] = {
    "occurred": (0.0, 0.25, 0.5, 0.75, 1.0, 1.5),  # less readily than the others, as serves the mean over them
    **dict.fromkeys(("ongoing", "planned", "possible", "demanded"), READINESS),
}
AT_ONCE = 4096  # combinations


@dataclass(frozen=True)
class Asked:
    """n events that are found with their right type.

    gold [n]: their statuses, as numbers of `labels`.  network, signs [n, labels], in nats: what each says of every
    status (events.found.network_sums, events.signs.sign_sums).  plain [n, labels]: what each is read as, as a
    number, where the words beside the trigger say otherwise (events.plain).
    """

    labels: Sequence[str]
    gold: NDArray[np.int64]
    network: NDArray[np.float32]
    signs: NDArray[np.float32]
    plain: NDArray[np.int64]


@dataclass(frozen=True)
class Best:
    """value: see `worth`.  weight: of the signs.  outside: status → nats, as Decoding has them."""

    value: float
    weight: float
    outside: dict[str, float]


def best(asked: Asked) -> Best:
    """The combination that serves these events best; of equals the one nearest to no thresholds at all."""
    grid = np.array(list(product(*(TRIED.get(label, (0.0,)) for label in asked.labels))), np.float32)
    grid = grid[np.argsort(np.abs(grid).sum(1), kind="stable")]
    found = Best(-np.inf, 0.0, {})
    for weight in WEIGHTS if asked.signs.any() else (0.0,):
        sums = asked.network + weight * asked.signs
        for first in range(0, len(grid), AT_ONCE):
            part = grid[first : first + AT_ONCE]
            values = worth(asked, (sums[None] - part[:, None]).argmax(2))
            k = int(values.argmax())
            if values[k] > found.value:
                outside = {label: float(nats) for label, nats in zip(asked.labels, part[k], strict=True)}
                found = Best(float(values[k]), weight, outside)
    return found


def worth(asked: Asked, told: NDArray[np.int64]) -> NDArray[np.float64]:
    """[c], of c ways to tell n statuses, told [c, n]: percent right plus the mean over the statuses.

    Less LACKING times what either lacks of a release's.
    """
    told = asked.plain[np.arange(len(asked.gold)), told]
    hit = told == asked.gold
    right = 100 * hit.mean(1)
    mean = 100 * np.mean([hit[:, asked.gold == status].mean(1) for status in np.unique(asked.gold)], 0)
    lacking = (STATUS_RIGHT - right).clip(0) + (STATUS_MACRO - mean).clip(0)
    return np.asarray(right + mean - LACKING * lacking, np.float64)

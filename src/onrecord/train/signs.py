"""How much the signs around a trigger tell of its status: a logistic regression on the training articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import torch
import torch.nn.functional as F

from onrecord.events.signs import signs
from onrecord.types import Span, Status

STATUSES = get_args(Status)
FEWEST = 2  # triggers that have a sign
RIDGE = 1.0
LEAST = 0.05  # nats; less is left out


def status_signs(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Sign → status → nats, for the signs that two triggers or more have. rows: articles of data/events.

    Fitted by L-BFGS (Liu & Nocedal 1989) with an L2 penalty. How frequent each status is, is left out: the network
    knows it.
    """
    shown: list[set[str]] = []
    statuses: list[int] = []
    for row in rows:
        for event in row["events"]:
            shown.append(signs(row["text"], Span(*event["trigger"]), event["type"]))
            statuses.append(STATUSES.index(event["status"]))
    counts = Counter(sign for several in shown for sign in several)
    column = {sign: k for k, sign in enumerate(sorted(sign for sign, n in counts.items() if n >= FEWEST))}
    if not column:
        return {}
    weights = _fit([[column[sign] for sign in several if sign in column] for several in shown], statuses, len(column))
    return {
        sign: told
        for sign, row in zip(column, weights.tolist(), strict=True)
        if (told := {s: round(nats, 2) for s, nats in zip(STATUSES, row, strict=True) if abs(nats) >= LEAST})
    }


def _fit(columns: list[list[int]], statuses: list[int], count: int) -> torch.Tensor:
    """Weights [signs, statuses]. columns: of each trigger, the signs that it has."""
    x = torch.zeros(len(columns), count + 1)
    for row, several in zip(x, columns, strict=True):
        row[several] = 1.0
        row[-1] = 1.0  # how frequent each status is
    y = torch.tensor(statuses)
    weights = torch.zeros(count + 1, len(STATUSES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=60)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = F.cross_entropy(x @ weights, y) + RIDGE * weights[:-1].square().sum() / len(y)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach()[:-1]

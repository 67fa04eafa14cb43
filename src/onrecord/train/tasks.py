"""The tasks the network is trained for, as data: a new task is a row here and a reader in corpora.py."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.features import FEATURES
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec

STATEMENTS = TaskSpec(
    "statements",
    ("Source", "Cue", "Content"),
    (LinkSpec("cue", ("Content",), ("Cue",)), LinkSpec("source", ("Cue",), ("Source",))),
)

TASKS = (STATEMENTS,)


def model_spec(version: str, tasks: Sequence[TaskSpec] = TASKS) -> ModelSpec:
    """The released model's spec."""
    return ModelSpec("onrecord-en", version, tuple(tasks), features=dict(FEATURES))

"""The tasks the network is trained for, as data: a new task is a row here and a reader of its annotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.model.features import FEATURES
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec

STATEMENTS = TaskSpec(
    "statements",
    ("Source", "Cue", "Content"),
    (LinkSpec("cue", ("Content",), ("Cue",)), LinkSpec("source", ("Cue",), ("Source",))),
)

# Names as they stand, and phrases (names with their titles, descriptions, pronouns) with what they refer back to.
NAMES = TaskSpec("names", ("Person", "Organization", "Place"))
PHRASES: Final = ("Person", "Organization", "Place")
MENTIONS = TaskSpec("mentions", PHRASES, (LinkSpec("antecedent", PHRASES, PHRASES, earlier=True),))

# PLOVER's sixteen types (Open Event Data Alliance, PLOVER manual 2018).
TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
EVENTS = TaskSpec(
    "events",
    (*TYPES, "Participant", "Date", "Place"),
    (
        LinkSpec("actor", TYPES, ("Participant", "Place"), several=True),
        LinkSpec("recipient", TYPES, ("Participant", "Place"), several=True),
        LinkSpec("date", TYPES, ("Date",)),
        LinkSpec("place", TYPES, ("Place", "Participant")),
    ),
)
STATUS = TaskSpec("status", ("occurred", "ongoing", "planned", "possible", "demanded", "denied"))

# What a piece counts in the loss of a task: few texts are annotated for events, and one piece in twenty is a trigger.
WEIGHTS: Final = {"events": 3.0, "status": 2.0}

VERSION: Final = "5"  # of the released weights, which every reading names
TASKS = (STATEMENTS, NAMES, MENTIONS, EVENTS, STATUS)


def model_spec(version: str, tasks: Sequence[TaskSpec] = TASKS) -> ModelSpec:
    """The released model's spec."""
    return ModelSpec("onrecord-en", version, tuple(tasks), features=dict(FEATURES))

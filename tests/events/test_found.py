"""A status is asked for exactly where a trigger stands, whatever the network thinks of the rest."""

from __future__ import annotations

import re

import numpy as np

from onrecord.events.found import status_prior
from onrecord.model.decode import Decoded, TaggedSpan, tagged_spans
from onrecord.model.spec import TaskSpec
from onrecord.model.tokenize import Pieces
from onrecord.model.viterbi import viterbi

STATUS = TaskSpec("status", ("occurred", "planned"))
CHAIN = np.where([[tag == f"I-{label}" and head not in (f"B-{label}", f"I-{label}") for tag in STATUS.tags for label in [tag[2:]]] for head in STATUS.tags], -1e4, 0).astype(np.float32)  # fmt: skip


def statuses(
    scores: list[list[float]],
    *triggers: tuple[int, int, str],
    text: str = "a b c d e",
) -> list[tuple[int, int, str]]:
    """scores [pieces, O B-occurred I-occurred B-planned I-planned] → spans with their status. A word is a piece."""
    given = np.array(scores, np.float32)
    offsets = np.array([match.span() for match in re.finditer(r"\S+", text)][: len(given)], np.int64)
    pieces = Pieces(np.zeros(len(offsets), np.int64), offsets, {})
    decoded = Decoded(tuple(TaggedSpan(*trigger, 1.0, 1.0) for trigger in triggers), ())
    tags = viterbi(given + status_prior(pieces, decoded, STATUS), CHAIN)
    return [span[:3] for span in tagged_spans(given, tags, STATUS)]


def test_every_trigger_has_the_likelier_status_and_nothing_else_has_one() -> None:
    sure_of_none = [9.0, 0.0, 0.0, 1.0, 0.0]
    sure_of_one = [0.0, 9.0, 0.0, 0.0, 0.0]
    scores = [sure_of_none, sure_of_one, [9.0, 1.0, 0.0, 0.0, 0.0], sure_of_none]
    assert statuses(scores, (0, 1, "CONSULT"), (2, 3, "AID")) == [(0, 1, "planned"), (2, 3, "occurred")]


def test_a_trigger_of_several_pieces_has_one_status() -> None:
    scores = [[0.0, 2.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0, 3.0], [0.0, 5.0, 0.0, 0.0, 0.0]]
    assert statuses(scores, (0, 2, "CONSULT"), (2, 3, "CONSULT")) == [(0, 2, "planned"), (2, 3, "occurred")]


def test_participants_have_no_status() -> None:
    assert statuses([[0.0, 9.0, 0.0, 0.0, 0.0]], (0, 1, "Participant")) == []

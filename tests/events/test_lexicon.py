"""The lexicon's nats stand at the first piece of each word, and nowhere else."""

from __future__ import annotations

import numpy as np

from onrecord.events.lexicon import word_prior
from onrecord.model.spec import TaskSpec
from onrecord.model.tokenize import Pieces

TASK = TaskSpec("events", ("ASSAULT", "CONSULT"))


def pieces(*offsets: tuple[int, int]) -> Pieces:
    return Pieces(np.zeros(len(offsets), np.int64), np.array(offsets, np.int64).reshape(-1, 2), {})


def test_nats_stand_at_the_first_piece_of_a_word() -> None:
    text = "War-weary talks"
    prior = word_prior(
        text,
        pieces((0, 3), (3, 4), (4, 9), (10, 13), (13, 15)),
        {"war": {"ASSAULT": 2.0}, "talks": {"CONSULT": 1.5, "ASSAULT": 0.5}},
        TASK,
    )
    assert prior.tolist() == [
        [0, 2.0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0.5, 0, 1.5, 0],
        [0, 0, 0, 0, 0],
    ]


def test_a_word_that_no_piece_begins_is_passed_over() -> None:
    assert not word_prior("war", pieces(), {"war": {"ASSAULT": 2.0}}, TASK).any()
    assert not word_prior("(war", pieces((0, 4)), {"war": {"ASSAULT": 2.0}}, TASK).any()
    assert not word_prior("war", pieces((0, 3)), {}, TASK).any()

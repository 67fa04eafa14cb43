"""What stands around a trigger is told to the decoder, as much as it is worth."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.events.signs import sign_sums, signs
from onrecord.model.decode import TaggedSpan
from onrecord.model.tokenize import Pieces
from onrecord.types import Span

TEXT = "The council will not meet the mayor next week."
MEET = Span(TEXT.index("meet"), TEXT.index("meet") + 4)


def test_signs_of_a_trigger() -> None:
    found = signs(TEXT, MEET, "CONSULT")
    assert {"first meet", "last meet", "type CONSULT", "rule denied", "rule denied CONSULT", "capital False"} <= found
    assert {"before not", "before not 1", "before will 2", "before the", "behind the 1", "behind mayor 2"} <= found
    assert "before the 4" not in found, "of words far away the place does not count"


@pytest.mark.parametrize(("word", "ending"), [("meeting", "ing"), ("planned", "ed"), ("talks", "s"), ("war", "")])
def test_the_ending_of_the_trigger(word: str, ending: str) -> None:
    found = signs(f"a {word} here", Span(2, 2 + len(word)), "CONSULT")
    assert f"ending {ending}" in found
    assert f"before a 1 {ending}" in found


def test_at_the_edges_of_a_text() -> None:
    assert "first talks" in signs("Talks", Span(0, 5), "CONSULT")
    assert "first " in signs("––", Span(0, 2), "CONSULT")


def test_the_signs_of_a_trigger_are_summed_for_each_status() -> None:
    words = TEXT.split()
    starts = [TEXT.index(word) for word in words]
    offsets = np.array([(start, start + len(word)) for start, word in zip(starts, words, strict=True)], np.int64)
    pieces = Pieces(np.zeros(len(words), np.int64), offsets, {})
    triggers = [TaggedSpan(4, 5, "CONSULT", 1.0, 1.0), TaggedSpan(7, 8, "AID", 1.0, 1.0)]
    table = {"before not 1": {"denied": 1.5}, "first meet": {"denied": 0.5, "occurred": -1.0}}
    assert sign_sums(TEXT, pieces, triggers, table, ("occurred", "denied")).tolist() == [[-1.0, 2.0], [0.0, 0.0]]
    assert not sign_sums(TEXT, pieces, triggers, {}, ("occurred", "denied")).any()

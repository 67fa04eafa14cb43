"""A status is the network's where it says one, else what the words before the trigger tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.events.status import by_rules, goes_on
from onrecord.types import Span

GOLDEN = [
    line.split(maxsplit=1)
    for line in (Path(__file__).parents[1] / "golden" / "statuses.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("status", "sentence"), GOLDEN, ids=[sentence for _, sentence in GOLDEN])
def test_rules(status: str, sentence: str) -> None:
    before, trigger, behind = sentence.split("*")
    place = Span(len(before), len(before) + len(trigger))
    assert by_rules(before + trigger + behind, place) == status


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Peace *talks* aimed at ending the war have “made a lot of progress,” she said.", True),
        ("*Negotiations* between the two are under way.", True),
        ("The *strike* at the port continues.", True),
        ("The *talks* ended, and the work continues.", False),
        ("The *talks* ended. Work is under way.", False),
        ("They *met* while the work made progress.", False),
        ("The *talks* were short.", False),
        ("The *talks* may well make progress.", False),
        ("The *strike* at the port could continue.", False),
    ],
)
def test_what_goes_on(sentence: str, on: bool) -> None:
    before, trigger, behind = sentence.split("*")
    assert goes_on(before + trigger + behind, Span(len(before), len(before) + len(trigger))) is on


def test_words_of_another_clause_do_not_count() -> None:
    text = "Veld will not sign; its neighbour attacked."
    at = text.index("attacked")
    assert by_rules(text, Span(at, at + 8)) == "occurred"

"""A status is the network's where it says one, else what the words before the trigger tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.events.plain import called_off, corrected, denied_by, goes_on, plain, put_off
from onrecord.events.status import by_rules
from onrecord.types import Span, Status

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


@pytest.mark.parametrize(
    ("sentence", "told", "status"),
    [
        ("Ostmark did not *attack* the town.", "occurred", "denied"),
        ("Ostmark didn’t *attack* the town.", "ongoing", "denied"),
        ("Brandvik has never *met* the rebels.", "occurred", "denied"),
        ("Veld will not impose any *sanctions*.", "possible", "denied"),
        ("Veld won't *attack*.", "possible", "denied"),
        ("Neither Veld nor Ostmark *attacked* the town.", "occurred", "denied"),
        ("No troops were *sent* to the border.", "occurred", "denied"),
        ("Nobody *attacked* the town.", "occurred", "denied"),
        ("If Veld did not *withdraw*, she would act.", "possible", "possible"),
        ("They not only *attacked* the town.", "occurred", "occurred"),
        ("Nobody did anything to stop the *attack*.", "occurred", "occurred"),
        ("No one who saw the troops *attack* was there.", "occurred", "occurred"),
        ("The army will soon *attack* the town.", "occurred", "planned"),
        ("The army will *attack* the town.", "possible", "possible"),
        ("The army might also *attack* the town.", "ongoing", "possible"),
        ("The army must *withdraw*.", "occurred", "demanded"),
        ("The will to *attack* was there.", "occurred", "occurred"),
        ("She spoke of an upcoming *meeting*.", "occurred", "planned"),
        ("She spoke of a proposed prisoner *exchange*.", "ongoing", "possible"),
        ("She spoke of the possible end of the *war*.", "ongoing", "ongoing"),
        ("She did not say how often they had *met*.", "occurred", "occurred"),
    ],
)
def test_what_the_auxiliaries_say(sentence: str, told: Status, status: Status) -> None:
    before, trigger, behind = sentence.split("*")
    place = Span(len(before), len(before) + len(trigger))
    assert corrected(before + trigger + behind, place, told) == status


@pytest.mark.parametrize(
    ("sentence", "off"),
    [
        ("The union called off a *strike* planned for Monday.", True),
        ("They cancelled next week's *talks*.", True),
        ("A *meeting* planned for May has been canceled, the ministry said.", True),
        ("The *rally* was abruptly called off.", True),
        ("The union *called off* a strike.", False),
        ("The *strike* went on and a concert was cancelled.", False),
        ("They *met* after the concert had been cancelled.", False),
        ("The union called off a strike and *met* the board.", False),
    ],
)
def test_what_is_called_off(sentence: str, off: bool) -> None:
    before, trigger, behind = sentence.split("*")
    assert called_off(before + trigger + behind, Span(len(before), len(before) + len(trigger))) is off


def test_what_is_put_off_is_still_to_come() -> None:
    text = "The talks scheduled for Friday were postponed, and they met."
    assert put_off(text, Span(4, 9))
    assert not put_off(text, Span(text.index("met"), text.index("met") + 3))


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The ministry denied| that its troops had *shelled* the market.", True),
        ("Veld has denied| that its envoy *met* the rebels in Lyrn.", True),
        ("The ministry denied| that it knew how troops *shelled* the market.", False),
        ("The ministry denied| that anybody was hurt in the *shelling*.", False),
        ("The ministry denied| the *accusations*.", False),
        ("The ministry denied| that it was late, and troops *shelled* the market.", False),
    ],
)
def test_what_a_denial_reaches(sentence: str, denied: bool) -> None:
    said, rest = sentence.split("|")
    before, trigger, behind = rest.split("*")
    start = len(said + before)
    assert denied_by(said + before + trigger + behind, len(said), Span(start, start + len(trigger))) is denied


def test_what_is_plain_comes_before_what_was_told() -> None:
    text = "Veld denied that it attacked the port. The talks planned for May were postponed. The strike continues."
    attacked, talks, strike = (
        Span(text.index(word), text.index(word) + len(word)) for word in ("attacked", "talks", "strike")
    )
    assert plain(text, attacked, "occurred", text.index(" that")) == "denied"
    assert plain(text, attacked, "occurred") == "occurred"
    assert plain(text, talks, "occurred") == "planned"
    assert plain(text, strike, "occurred") == "ongoing"
    assert plain(text, strike, "demanded") == "demanded"


@pytest.mark.parametrize(
    ("sentence", "told", "stands"),
    [
        ("The chairman is said to have held secret *talks*.", "planned", "occurred"),
        ("It confirmed that it had opened an *inquiry*.", "possible", "occurred"),
        ("It had not opened an *inquiry*.", "possible", "denied"),
        ("If it had opened an *inquiry*, we would know.", "possible", "possible"),
        ("Venn has filed a lawsuit seeking *sanctions*.", "possible", "possible"),
        ("Ostmark has held off imposing *sanctions*.", "possible", "possible"),
        ("He would have held *talks*.", "possible", "possible"),
        ("She had signed a law on *sanctions*.", "possible", "possible"),
    ],
)
def test_what_was_done_with_another_verb_is_done(sentence: str, told: Status, stands: Status) -> None:
    before, trigger, behind = sentence.split("*")
    assert corrected(before + trigger + behind, Span(len(before), len(before + trigger)), told) == stands

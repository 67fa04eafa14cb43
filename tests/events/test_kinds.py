"""What the words beside a trigger say of its type comes before the network's word."""

from __future__ import annotations

import pytest

from onrecord.events.kinds import kind
from onrecord.types import Span


@pytest.mark.parametrize(
    ("sentence", "told", "is_a"),
    [
        ("The clerk had been *fired* in May.", "ASSAULT", "SANCTION"),
        ("They *fired* from his post an aide.", "ASSAULT", "SANCTION"),
        ("Peacekeepers were *fired* upon in Lyrn.", "ASSAULT", "ASSAULT"),
        ("Rubber pellets were *fired* in Lyrn.", "ASSAULT", "ASSAULT"),
        ("Soldiers *fired* from their positions at the crowd.", "ASSAULT", "ASSAULT"),
        ("They *fired* from the roof.", "ASSAULT", "ASSAULT"),
        ("Two shots were *fired* in Lyrn.", "ASSAULT", "ASSAULT"),
        ("She told them so on a *call* with Veld.", "REQUEST", "CONSULT"),
        ("In an hour-long *call* they made peace.", "REQUEST", "CONSULT"),
        ("He spoke on the *call* for calm.", "REQUEST", "REQUEST"),
        ("Their *call* was heard.", "REQUEST", "REQUEST"),
        ("Tokyo lodged a strong *protest* with Veld.", "PROTEST", "ACCUSE"),
        ("Tokyo saw a *protest*.", "PROTEST", "PROTEST"),
        ("Roe was blunter, *calling* the agency “asleep”.", "REQUEST", "ACCUSE"),
        ("Students made signs to *protest* the law.", "PROTEST", "PROTEST"),
        ("Teachers made a noisy *protest* outside.", "PROTEST", "PROTEST"),
        ("Venn *called* 911 after hearing “loud bangs”.", "REQUEST", "REQUEST"),
        ("After the first *call* by rebels to disarm, it rained.", "REQUEST", "REQUEST"),
        ("Venn *met* new conditions campaigners in Lyrn.", "CONSULT", "CONSULT"),
        ("Roe *called* on Veld to “act”.", "REQUEST", "REQUEST"),
        ("The drug *met* its main endpoint.", "CONSULT", None),
        ("Veld is *meeting* all its obligations.", "CONSULT", None),
        ("She *met* the opposition leader.", "CONSULT", "CONSULT"),
        ("Nine pilgrims were *killed* in a stampede.", "ASSAULT", None),
        ("Four people were *injured* when the old hotel in Lyrn collapsed.", "ASSAULT", None),
        ("Three *killed* in bus crash", "ASSAULT", None),
        ("Two were *injured* when a bus left the road.", "ASSAULT", None),
        ("The earthquake that has *killed* hundreds was felt in Veld.", "ASSAULT", None),
        ("Four hikers were *killed* when an avalanche swept through a valley.", "ASSAULT", None),
        ("The search was *called off* at nightfall.", "REQUEST", None),
        ("The avalanche *warning* had been raised.", "THREATEN", None),
        ("Veld issued a last *warning*.", "THREATEN", "THREATEN"),
        ("Six were *killed* when a suicide bomber crashed his truck into a checkpoint.", "ASSAULT", "ASSAULT"),
        ("Two were *killed* when a plane shot down by Ostmark crashed.", "ASSAULT", "ASSAULT"),
        ("Gunmen *killed* six aid workers in the flood zone.", "ASSAULT", "ASSAULT"),
        ("The navy *killed* 12 in the collapse of the truce.", "ASSAULT", "ASSAULT"),
        ("A day after the crash police *killed* two.", "ASSAULT", "ASSAULT"),
        ("Nine were *killed* in the attack.", "ASSAULT", "ASSAULT"),
        ("Nine were *killed* when soldiers stormed the port.", "ASSAULT", "ASSAULT"),
        ("Police *released* the names of the dead.", "RETREAT", None),
        ("More details will be *released* in May.", "RETREAT", None),
        ("The film director was *released* from prison.", "RETREAT", "RETREAT"),
        ("Veld *released* two video journalists from prison.", "RETREAT", "RETREAT"),
        ("The rebels *released* all the data and the hostages.", "RETREAT", "RETREAT"),
        ("Veld *released* two fishermen.", "RETREAT", "RETREAT"),
    ],
)
def test_what_a_trigger_says_of_its_type(sentence: str, told: str, is_a: str | None) -> None:
    before, trigger, behind = sentence.split("*")
    assert kind(before + trigger + behind, Span(len(before), len(before + trigger)), told) == is_a

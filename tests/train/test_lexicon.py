"""Words are counted on articles: what they tell by themselves of triggers."""

from __future__ import annotations

import math
import re

from onrecord.train.lexicon import SMOOTH, trigger_words, weighed

TEXT = "The council talks of talks. Old sanctions bite, new Sanctions wait; the talks of wind and rain go on and on."


def rows() -> list[dict[str, object]]:
    def event(word: str, nth: int, kind: str, status: str) -> dict[str, object]:
        place = [match.span() for match in re.finditer(word, TEXT)][nth]
        return {"trigger": place, "type": kind, "status": status}

    events = [
        event("talks", 1, "CONSULT", "ongoing"),
        event("sanctions", 0, "SANCTION", "ongoing"),
        event("Sanctions", 0, "SANCTION", "planned"),
    ]
    return [{"text": TEXT, "events": events}]


def test_a_word_speaks_for_the_types_that_it_triggered() -> None:
    found = trigger_words(rows())
    assert set(found) == {"talks", "sanctions"}
    assert set(found["sanctions"]) == {"SANCTION"}
    assert found["sanctions"]["SANCTION"] > found["talks"]["CONSULT"] > 0
    words, share = len(re.findall(r"[A-Za-z]+", TEXT)), 2 / len(re.findall(r"[A-Za-z]+", TEXT))
    assert words == 21
    assert found["sanctions"]["SANCTION"] == round(math.log((2 + SMOOTH * share) / (2 + SMOOTH) / share), 2)


def test_a_weight_of_nothing_leaves_nothing() -> None:
    assert weighed({"war": {"ASSAULT": 3.0}}, 0.5) == {"war": {"ASSAULT": 1.5}}
    assert weighed({"war": {"ASSAULT": 3.0}}, 0.0) == {}
    assert trigger_words([]) == {}

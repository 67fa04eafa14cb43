"""Events as their guide annotates them, as spans and links."""

from __future__ import annotations

from typing import Any

from onrecord.train.events import event_mentions, statuses

TEXT = "Ambry urged Korvia on Friday to halt attacks in Korvia."


def event(kind: str, status: str, trigger: tuple[int, int], **roles: Any) -> dict[str, Any]:
    empty = {"actor": [], "recipient": [], "date": None, "place": None}
    return {"type": kind, "status": status, "trigger": list(trigger), **empty, **roles}


EVENTS = [
    event("REQUEST", "occurred", (6, 11), actor=[[0, 5]], recipient=[[12, 18]], date=[19, 28]),
    event("ASSAULT", "ongoing", (37, 44), actor=[[12, 18]], place=[48, 54]),
    event("RETREAT", "demanded", (32, 36), actor=[[48, 54]]),
]


def test_triggers_participants_and_their_links() -> None:
    found = event_mentions(EVENTS)
    words = [TEXT[span.start : span.end] for span in found.spans]
    labels = dict(zip(words, [span.label for span in found.spans], strict=True))
    assert labels["urged"] == "REQUEST"
    assert labels["on Friday"] == "Date"
    assert labels["Korvia"] == "Participant", "what takes part somewhere is a participant, also where it is a place"
    assert {(name, words[head], words[target]) for name, head, target in found.links} == {
        ("actor", "urged", "Ambry"),
        ("recipient", "urged", "Korvia"),
        ("date", "urged", "on Friday"),
        ("actor", "attacks", "Korvia"),
        ("place", "attacks", "Korvia"),
        ("actor", "halt", "Korvia"),
    }


def test_words_that_play_two_roles_are_one_span() -> None:
    assert sum(span.label == "Participant" for span in event_mentions(EVENTS).spans) == 3


def test_statuses_stand_on_the_triggers() -> None:
    found = statuses(EVENTS)
    assert [(TEXT[s.start : s.end], s.label) for s in found.spans] == [
        ("urged", "occurred"), ("attacks", "ongoing"), ("halt", "demanded"),
    ]  # fmt: skip

"""Mentions of one event in an article, tied together.

Two mentions are of one event when their types are the same, both speak of something real (occurred, ongoing) or both
of something that is not yet or not at all (planned, possible, demanded, denied), no two dates or places contradict
each other, and

* their triggers are forms of one word, and the participants of a role, where both name any, have one in common; or
* their triggers are different words, and two participants are the same: the same two parties, or the same one in each
  of two roles.

A mention joins the nearest such group before it, or begins one. What two mentions share can be wrong (two attacks by
one army in one article become one), so groups are for tables: the mentions are what was read.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from onrecord.events.participants import head_of
from onrecord.types import Event, Participant

SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")  # who acts and who receives is one thing there
REAL = ("occurred", "ongoing")
NEAREST = 8  # groups with something in common that are looked at, the nearest first
_IRREGULAR = {"met": "meet", "spoke": "spea", "fought": "figh", "struck": "stri", "shot": "shoo", "sent": "send"}
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "us",
        "who",
        "which",
        "that",
        "this",
        "his",
        "their",
    )
)

Key = Hashable


@dataclass
class _Group:
    """What is known of an event from its mentions so far. stems: of its triggers; keys: participants by role."""

    number: int
    stems: set[str] = field(default_factory=set)
    keys: dict[str, set[Key]] = field(default_factory=lambda: {"actor": set(), "recipient": set()})
    dates: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def add(self, mention: _Group) -> None:
        self.stems |= mention.stems
        self.dates |= mention.dates
        self.places |= mention.places
        for role, keys in mention.keys.items():
            self.keys[role] |= keys

    def holds(self, mention: _Group) -> bool:
        """May this be a further mention of the same event?"""
        if not _agree(self.dates, mention.dates) or not _agree(self.places, mention.places):
            return False
        shared = {role: self.keys[role] & mention.keys[role] for role in self.keys}
        if self.stems & mention.stems:
            return all(shared[role] or not (self.keys[role] and mention.keys[role]) for role in self.keys)
        return sum(map(len, shared.values())) > 1


def _agree(a: set[str], b: set[str]) -> bool:
    """Two sets of dates or places do not contradict each other: one is empty, or two are the same or within another."""
    return not a or not b or any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def grouped(text: str, events: Sequence[Event]) -> list[int]:
    """The group of each event, numbered from 0 in the order of the text."""
    index: dict[tuple[str, bool, Key], list[_Group]] = {}
    numbers: list[int] = []
    count = 0
    for event in events:
        mention = _mention(text, event)
        handles = [(event.type, event.status in REAL, key) for key in _handles(mention)]
        near = {g.number: g for handle in handles for g in index.get(handle, [])[-NEAREST:]}
        found = next((near[number] for number in sorted(near, reverse=True) if near[number].holds(mention)), None)
        if found is None:
            found = _Group(count)
            count += 1
        found.add(mention)
        numbers.append(found.number)
        for handle in handles:
            groups = index.setdefault(handle, [])
            if found not in groups[-NEAREST:]:
                groups.append(found)
    return numbers


def _handles(mention: _Group) -> set[Key]:
    return {("stem", stem) for stem in mention.stems} | {key for keys in mention.keys.values() for key in keys}


def _mention(text: str, event: Event) -> _Group:
    mention = _Group(-1)
    mention.stems.add(stem(event.trigger.text))
    second = "actor" if event.type in SYMMETRIC else "recipient"
    mention.keys["actor"] |= {key for who in event.actor if (key := _key(text, who)) is not None}
    mention.keys[second] |= {key for who in event.recipient if (key := _key(text, who)) is not None}
    if event.date:
        mention.dates.add(event.date.value or event.date.words.text.casefold())
    if event.place:
        mention.places.add((event.place.name or event.place.words.text).casefold())
    return mention


def _key(text: str, participant: Participant) -> Key | None:
    """The entity, else the head word; a pronoun that stands for no entity tells nothing."""
    if participant.entity is not None:
        return participant.entity
    start, end = head_of(text, participant.words.spans[0])
    word = text[start:end].casefold()
    return None if word in _PRONOUNS else word


def stem(trigger: str) -> str:
    """What the forms of a word have in common, roughly: "attack" of "attacked", "meet" of "met"."""
    word = trigger.casefold().split(" ")[0]
    return _IRREGULAR.get(word) or re.sub(r"(?:ations?|ions?|ing|ments?|ed|es|s|e)$", "", word)[:6]

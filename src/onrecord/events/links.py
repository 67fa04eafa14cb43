"""Triggers, and the words that each is linked to in a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.datelines import behind_dateline
from onrecord.events.participants import trimmed
from onrecord.events.plover import TYPES
from onrecord.model.answer import Answer, Mark
from onrecord.sentences import Sentences
from onrecord.types import Span

ROLES = ("actor", "recipient", "date", "place")
NOBODY = ("", "the", "a", "an")


@dataclass(frozen=True)
class Linked:
    """A trigger and the words in its roles, in the order of the text."""

    mark: Mark
    roles: Mapping[str, tuple[Span, ...]]

    @property
    def span(self) -> Span:
        return Span(self.mark.start, self.mark.end)


def linked(text: str, found: Answer) -> list[Linked]:
    """The triggers in the order of the text.

    Words in a role stand in the trigger's sentence. Nobody does something to himself: of actor and recipient the
    surer holds.
    """
    sentences = Sentences(text)
    best: dict[tuple[int, int, bool], tuple[float, str]] = {}
    for link in found.links:
        if link.target is None or link.name not in ROLES:
            continue
        if sentences.number(found.marks[link.head].start) == sentences.number(found.marks[link.target].start):
            key = link.head, link.target, link.name in ("actor", "recipient")
            best[key] = max(best.get(key, (0.0, "")), (link.probability, link.name))
    roles: dict[int, dict[str, list[Span]]] = {}
    for (head, target, _), (_, role) in sorted(best.items()):
        place = found.marks[target]
        words = trimmed(text, Span(place.start, place.end))
        begins = behind_dateline(text, words.start)
        if words.start < begins and (role != "place" or begins < words.end):  # an event may take place at Lyrn
            words = Span(min(begins, words.end), words.end)
        if text[words.start : words.end].casefold() not in NOBODY:
            roles.setdefault(head, {}).setdefault(role, []).append(words)
    return [
        Linked(mark, {role: tuple(sorted(roles.get(k, {}).get(role, ()))) for role in ROLES})
        for k, mark in enumerate(found.marks)
        if mark.label in TYPES
    ]

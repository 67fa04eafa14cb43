"""A reading without one person: their name and their words blacked out, at the same length, so that all else stands."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Final, TypeVar

from onrecord.store.words import fold, tokens
from onrecord.types import Article, Entity, Event, Participant, Reading, Span, Statement, Words

BLACK: Final = "█"
_T = TypeVar("_T", Words, Words | None)


def redact(found: Reading, people: Set[int], said: Set[int], names: Iterable[str] = ()) -> Reading:
    """Without these entities (indices) and these statements of theirs (indices); names: others they go by.

    Their statements go, with the events that those vouch for. In the text, their mentions, the places of their names,
    for a full name also of its last word, and the words of their statements become █, one for each character.
    """
    gone = said | {n for n, one in enumerate(found.statements) if one.speaker.entity in people}
    names = [*names, *(found.entities[n].name for n in people)]
    spans = [span for n in people for span in found.entities[n].mentions]
    for n in gone:
        one = found.statements[n]
        spans += [*one.content.spans, *(one.source.spans if one.source else ())]
    sought = _sought(names)
    text = _black(found.article.text, [*spans, *_places(found.article.text, sought)])
    return _Rest(text, people, gone, sought).of(found)


def _sought(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Names as words; of a full name the last word too."""
    found: dict[tuple[str, ...], None] = {}
    for name in names:
        words = tuple(fold(name).split())
        if words and name != name.lower():
            found[words] = None
            found[words[-1:]] = None
    return list(found)


def _places(text: str, sought: list[tuple[str, ...]], *, any_case: bool = False) -> list[Span]:
    words = list(tokens(text))
    return [
        Span(words[at].start, words[at + len(name) - 1].end)
        for name in sought
        for at in range(len(words) - len(name) + 1)
        if tuple(word.folded for word in words[at : at + len(name)]) == name
        and (any_case or text[words[at].start].isupper())
    ]


def _black(text: str, spans: Iterable[Span]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [letter if letter.isspace() else BLACK for letter in letters[start:end]]
    return "".join(letters)


class _Rest:
    """What stays of a reading, on the blacked-out text."""

    def __init__(self, text: str, people: Set[int], gone: Set[int], sought: list[tuple[str, ...]]) -> None:
        self._text = text
        self._people = people
        self._gone = gone
        self._sought = sought

    def of(self, found: Reading) -> Reading:
        kept = [n for n in range(len(found.statements)) if n not in self._gone]
        place = {old: new for new, old in enumerate(kept)}
        return Reading(
            article=self._article(found.article),
            model=found.model,
            statements=tuple(self._statement(found.statements[n]) for n in kept),
            tasks=found.tasks,
            entities=tuple(self._entity(n, one) for n, one in enumerate(found.entities)),
            events=tuple(self._event(one, place) for one in found.events if one.voucher not in self._gone),
            times=tuple(replace(one, words=self._words(one.words)) for one in found.times),
        )

    def _words(self, words: _T) -> _T:
        return words if words is None else Words.of(self._text, words.spans)

    def _name(self, text: str, *, any_case: bool = False) -> str:
        return _black(text, _places(text, self._sought, any_case=any_case))

    def _article(self, found: Article) -> Article:
        return replace(
            found,
            text=self._text,
            id=self._name(found.id, any_case=True),
            title=found.title and self._name(found.title),
            authors=tuple(self._name(author) for author in found.authors),
        )

    def _entity(self, n: int, found: Entity) -> Entity:
        if n in self._people:
            return Entity(BLACK, found.kind)
        roles = tuple(self._words(role) for role in found.roles)
        return replace(found, roles=roles, candidates=tuple(self._name(name) for name in found.candidates))

    def _statement(self, found: Statement) -> Statement:
        return replace(
            found,
            source=self._words(found.source),
            cue=self._words(found.cue),
            content=self._words(found.content),
            addressee=self._words(found.addressee),
            occasion=self._words(found.occasion),
            said=found.said and replace(found.said, words=self._words(found.said.words)),
        )

    def _event(self, found: Event, place: dict[int, int]) -> Event:
        def taking_part(several: tuple[Participant, ...]) -> tuple[Participant, ...]:
            return tuple(replace(one, words=self._words(one.words)) for one in several)

        return replace(
            found,
            trigger=self._words(found.trigger),
            actor=taking_part(found.actor),
            recipient=taking_part(found.recipient),
            date=found.date and replace(found.date, words=self._words(found.date.words)),
            place=found.place and replace(found.place, words=self._words(found.place.words)),
            voucher=None if found.voucher is None else place[found.voucher],
        )

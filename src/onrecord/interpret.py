"""What the network said of an article → its reading: statements, then their people and dates, then events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.dates import times
from onrecord.dates.said import said, spoken_in
from onrecord.errors import ModelError
from onrecord.events import events
from onrecord.events import find as events_of
from onrecord.model.answer import Answer, answer
from onrecord.model.decode import Block, decode
from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.people import resolve
from onrecord.saying.occasion import addressee, occasion
from onrecord.saying.stance import stance
from onrecord.statements import find, statements
from onrecord.types import Article, Entity, Event, Reading, Span, Statement, Time
from onrecord.world.known import known
from onrecord.world.offices import Offices
from onrecord.world.places import place

# What can be looked for → the tasks of the network that it needs.
LOOKED_FOR: Final = {
    "statements": ("statements",),
    "people": ("names", "mentions"),
    "dates": (),
    "events": ("events",),
}


def choose(wanted: Sequence[str] | None, spec: ModelSpec) -> tuple[str, ...]:
    """What to look for, in the order of LOOKED_FOR: all that the model can, or what is wanted, statements always.

    Raises ValueError for something unknown, ModelError for something that the model was not trained for.
    """
    wanted = (wanted,) if isinstance(wanted, str) else wanted
    trained = {task.name for task in spec.tasks}
    able = [name for name, needed in LOOKED_FOR.items() if trained.issuperset(needed)]
    unknown = sorted(set(wanted or ()) - set(LOOKED_FOR))
    if unknown:
        raise ValueError(f"cannot look for {', '.join(unknown)}; there are {', '.join(LOOKED_FOR)}")
    lacking = sorted(({"statements"} | set(wanted or ())) - set(able))
    if lacking:
        raise ModelError(
            f"the model {spec.label!r} was not trained for {', '.join(lacking)}; it reads {', '.join(able)}"
        )
    return tuple(name for name in able if wanted is None or name in wanted or name == "statements")


@dataclass(frozen=True)
class Interpreter:
    """Makes readings of one model's answers.

    least: what is less sure is no statement.  shown: statements below this confidence are left out at last, when
    speakers and vouchers have been found, and with them the events that they vouch for.
    offices: who holds which office; a function, since the table is loaded when the first article needs it.
    """

    spec: ModelSpec
    decoding: Decoding
    tasks: tuple[str, ...]
    least: float = 0.0
    shown: float = 0.0
    offices: Callable[[], Offices] = Offices.load

    def reading(self, article: Article, pieces: Pieces, blocks: Sequence[Block]) -> Reading:
        """All that is looked for in one article."""
        when = times(article.text, article.published) if "dates" in self.tasks else ()
        found = self._statements(article.text, pieces, blocks, when)
        entities, found = self._people(article, pieces, blocks, found)
        happened = self._events(article, pieces, blocks, (found, entities, when))
        found, happened = self._shown(found, happened)
        return Reading(article, self.spec.label, found, self.tasks, entities, happened, when)

    def _shown(
        self, found: tuple[Statement, ...], happened: tuple[Event, ...]
    ) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
        """Without statements that are not sure enough, and what only they vouch for."""
        kept = [number for number, one in enumerate(found) if one.confidence >= self.shown]
        if len(kept) == len(found):
            return found, happened
        index = {None: None} | {number: place for place, number in enumerate(kept)}
        left = (replace(event, voucher=index[event.voucher]) for event in happened if event.voucher in index)
        return tuple(found[number] for number in kept), tuple(left)

    def _statements(
        self, text: str, pieces: Pieces, blocks: Sequence[Block], when: Sequence[Time]
    ) -> tuple[Statement, ...]:
        drafts = find(text, pieces, blocks, self.spec, self.decoding)
        found = statements(text, drafts, self.decoding.confidence.get("statements", {}))
        kept = tuple(one for one in found if one.confidence >= self.least)
        if self.tasks == ("statements",):
            return kept
        spoken = spoken_in(when, (span for one in kept for span in one.content.spans))
        return tuple(self._told(text, one, when, spoken) for one in kept)

    def _told(
        self, text: str, statement: Statement, when: Sequence[Time], spoken: Mapping[Span, Sequence[Span]]
    ) -> Statement:
        """The statement with what the words around its cue tell: how firmly, to whom, where and when."""
        source, cue = ((words.spans if words else ()) for words in (statement.source, statement.cue))
        content = statement.content.spans
        return replace(
            statement,
            stance=stance(text, cue, content, source),
            addressee=addressee(text, source, cue, content),
            occasion=occasion(text, source, cue, content),
            said=said(text, source, cue, content, when, spoken),
        )

    def _people(
        self, article: Article, pieces: Pieces, blocks: Sequence[Block], found: tuple[Statement, ...]
    ) -> tuple[tuple[Entity, ...], tuple[Statement, ...]]:
        if "people" not in self.tasks:
            return (), found
        names, mentions = (self._answer(name, pieces, blocks) for name in LOOKED_FOR["people"])
        entities, speakers = resolve(article, found, names, mentions)
        spoken = tuple(replace(one, speaker=who) for one, who in zip(found, speakers, strict=True))
        return known(entities, article.published, self.offices()), spoken

    def _answer(self, name: str, pieces: Pieces, blocks: Sequence[Block]) -> Answer:
        task = self.spec.task(name)
        return answer(decode(blocks, self.spec, task, self.decoding.tables, pieces.lines), pieces)

    def _events(
        self,
        article: Article,
        pieces: Pieces,
        blocks: Sequence[Block],
        known: tuple[Sequence[Statement], Sequence[Entity], Sequence[Time]],
    ) -> tuple[Event, ...]:
        if "events" not in self.tasks:
            return ()
        text = article.text
        marked = events_of(text, pieces, blocks, self.spec, self.decoding)
        weights = self.decoding.confidence.get("events")
        return events(text, marked.events, marked.status, *known, place, weights=weights, published=article.published)

"""Orders that were given to somebody: a statement that demands something of one who is named is a REQUEST.

What the network marks comes first; this stands in where it marked nothing in the words of saying ("the president
directed his adviser, Jane Roe, to ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.events.links import ROLES, Linked
from onrecord.model.answer import Mark
from onrecord.types import Entity, Span, Statement

KIND = "REQUEST"
LEAST = 0.5  # confidence of the statement
_NAMED = ("person", "organization")
_TO = re.compile(r",? (?:not )?to ")
_BREAK = re.compile(r"[.;:!?“”\"\n]| to ")


def orders(
    text: str, statements: Iterable[Statement], entities: Sequence[Entity], triggers: Sequence[Span]
) -> Iterator[tuple[Linked, float]]:
    """The orders without a trigger of their own, each with the confidence of its statement. triggers: of the others."""
    mentions = sorted(
        span for entity in entities if entity.kind in _NAMED for span in entity.mentions if span.end > span.start
    )
    for one in statements:
        if one.source is None or one.cue is None or not _demands(one):
            continue
        cue = one.cue.spans[0]
        if any(trigger.start < cue.end and cue.start < trigger.end for trigger in triggers):
            continue
        asked = _asked(text, cue, one.content.spans[0], mentions)
        if asked:
            whom = Span(_begin(text, cue.end), asked.end)
            roles = dict.fromkeys(ROLES, ()) | {"actor": one.source.spans[:1], "recipient": (whom,)}
            yield Linked(Mark(*cue, KIND, 0.0, 0.0), roles), one.confidence


def _asked(text: str, cue: Span, content: Span, mentions: Sequence[Span]) -> Span | None:
    """Who is named between the cue and what is demanded, or, where that takes them in, at its beginning before "to"."""
    before = [span for span in mentions if cue.end <= span.start and span.end <= content.start]
    if before or text[cue.end : content.start].strip():
        return before[-1] if before else None
    inside = (span for span in mentions if content.start <= span.start and span.end <= content.end)
    named = (span for span in inside if _TO.match(text, span.end) and not _BREAK.search(text, content.start, span.end))
    return next(named, None)


def _demands(one: Statement) -> bool:
    stance = one.stance
    said = stance is not None and stance.act == "demands" and not stance.negated
    return said and one.confidence >= LEAST and one.speaker.kind in _NAMED


def _begin(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at

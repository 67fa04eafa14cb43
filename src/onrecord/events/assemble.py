"""What the network marked → events, with status, voucher, entities, dates and places, grouped."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.events.dates import Dates, settled
from onrecord.events.groups import grouped
from onrecord.events.kinds import kind
from onrecord.events.links import Linked, linked
from onrecord.events.modes import mode
from onrecord.events.orders import orders
from onrecord.events.participants import Mentions
from onrecord.events.plain import plain
from onrecord.events.plover import TYPES, cameo
from onrecord.events.status import by_rules
from onrecord.events.vouchers import vouchers
from onrecord.model.answer import Answer, Mark
from onrecord.types import Entity, Event, Participant, Place, Span, Statement, Status, Time, Words

Gazetteer = Callable[[str], tuple[str, str | None] | None]
"""The words of a place → its name and country (ISO 3166-1 alpha-3); None where it does not know them."""
_TOGETHER = ("CONSULT", "AGREE")  # who says so is one of those who meet
NO_COUNTRY = ("IGO", "IMG", "NGO", "MNC", "INT")  # what actor codes of no country begin with


def events(
    text: str,
    found: Answer,
    status: Mapping[Span, Status],
    statements: Sequence[Statement] = (),
    entities: Sequence[Entity] = (),
    times: Sequence[Time] = (),
    place: Gazetteer = lambda _: None,
    *,
    weights: Mapping[str, float] | None = None,
    published: str | None = None,
) -> tuple[Event, ...]:
    """The events of a text, in its order.

    found: triggers labelled with PLOVER types, and what they are linked to.
    status: of each trigger, by its place, where the network tells one.
    weights: of the logistic function that turns a trigger's margins into its confidence; None: 1.0 for all.
    published: ISO 8601; status and date of an event are brought together by it.
    """
    marked = [(one, confidence(one.mark, weights)) for one in linked(text, found)]
    marked += orders(text, statements, entities, [one.span for one, _ in marked])
    kinds = {one.span: kind(text, one.span, one.mark.label) for one, _ in marked}
    marked = sorted((one for one in marked if kinds[one[0].span]), key=lambda one: one[0].span)
    triggers = [one for one, _ in marked]
    mentions, dates = Mentions(text, entities), Dates(times)
    voucher = vouchers([one.span for one in triggers], statements)
    made: list[Event] = []
    for (one, sure), statement in zip(marked, voucher, strict=True):
        what = kinds[one.span] or one.mark.label
        voiced = None if statement is None else statements[statement]
        state = plain(text, one.span, status.get(one.span) or by_rules(text, one.span), _denial(voiced))
        actor, recipient = (_participants(text, one, role, mentions, voiced) for role in ("actor", "recipient"))
        where = _place(text, one.roles["place"], place)
        parties = {_party(who): _country(who, entities) for who in (*actor, *recipient)}
        date = _date(text, one.roles["date"], dates, voiced.said if voiced else None)
        if date is not None and published is not None:
            state, date = settled(text, state, date, published)
        made.append(
            Event(
                type=what,
                status=state,
                trigger=Words.of(text, (one.span,)),
                confidence=sure,
                actor=actor,
                recipient=recipient,
                date=date,
                place=where,
                voucher=statement,
                mode=mode(text, one.span, list(parties.values()), where) if what == "CONSULT" else None,
                quad=TYPES[what].quad,
                cameo=cameo(what, state),
            )
        )
    return tuple(replace(event, group=group) for event, group in zip(made, grouped(text, made), strict=True))


def _denial(statement: Statement | None) -> int | None:
    """Where the cue of a statement ends that denies something; None where it does not."""
    if statement is None or statement.cue is None or statement.stance is None:
        return None
    return statement.cue.spans[-1].end if statement.stance.act == "denies" and not statement.stance.negated else None


def _participants(
    text: str, one: Linked, role: str, mentions: Mentions, voiced: Statement | None
) -> tuple[Participant, ...]:
    """Those in a role; of an entity that stands in it twice, the words nearest to the trigger."""
    found: dict[object, Participant] = {}
    spans = one.roles[role] if one.mark.label in _TOGETHER else _spoken_of(one.roles[role], voiced)
    for span in sorted(spans, key=lambda span: abs(span.start - one.mark.start)):
        who = Participant(Words.of(text, (span,)), mentions.entity(span))
        found.setdefault(span if who.entity is None else who.entity, who)
    return tuple(sorted(found.values(), key=lambda who: who.words.spans))


def _spoken_of(spans: Sequence[Span], voiced: Statement | None) -> Sequence[Span]:
    """Those of whom a statement tells: "Villagers said twelve were killed" without the villagers."""
    if voiced is None or voiced.source is None:
        return spans
    told = [span for span in spans if any(a <= span.start < b for a, b in voiced.content.spans)]
    others = [span for span in spans if not any(a <= span.start < b for a, b in voiced.source.spans)]
    return others if told else spans


def _party(who: Participant) -> object:
    return who.words.text.casefold() if who.entity is None else who.entity


def _date(text: str, spans: Sequence[Span], dates: Dates, said: Time | None) -> Time | None:
    """When it happens. The time at which its statement was made is another: "on Friday she said they would meet"."""
    if not spans or (said and any(spans[0].start < end and start < spans[0].end for start, end in said.words.spans)):
        return None
    return dates.of(text, spans[0])


def _place(text: str, spans: Sequence[Span], place: Gazetteer) -> Place | None:
    if not spans:
        return None
    words = Words.of(text, (spans[0],))
    name, country = place(words.text) or (None, None)
    return Place(words, name, country)


def _country(who: Participant, entities: Sequence[Entity]) -> str | None:
    """The country of a participant, from its actor code; None where it is unknown or the actor has none."""
    code = entities[who.entity].code if who.entity is not None else None
    return code[:3] if code and not code.startswith(NO_COUNTRY) else None


def confidence(mark: Mark, weights: Mapping[str, float] | None) -> float:
    """The chance that there is such an event: the logistic function of the trigger's margins."""
    if not weights:
        return 1.0
    total = weights["bias"] + weights["inside"] * mark.inside + weights["edge"] * mark.edge
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)

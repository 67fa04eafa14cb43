"""One event, all its mentions in an article together: which of them leads, when and where it was, who took part.

Listings, tables and PLOVER's records take it from here, so that an event is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.types import Event, Participant, Place, Time

PRONOUNS: Final = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "his", "its", "their", "our")
)


@dataclass(frozen=True)
class Whole:
    """What the mentions tell together. lead: the index of the one whose type, status, words and voucher hold."""

    lead: int
    date: Time | None
    place: Place | None
    mode: str | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]


def lead_of(mentions: Sequence[Event]) -> int:
    """The index of the surest mention, the first of equals."""
    return max(range(len(mentions)), key=lambda n: (mentions[n].confidence, -n))


def date_of(mentions: Sequence[Event], lead: int) -> Time | None:
    """The date of the mention that leads, else that of the first that has one."""
    return next((one.date for one in _in_order(mentions, lead) if one.date), None)


def whole(mentions: Sequence[Event], name: Callable[[int], str], lead: int | None = None) -> Whole:
    """The event of these mentions, which stand in the order of the text. name: an entity's, by its index."""
    lead = lead_of(mentions) if lead is None else lead
    ordered = _in_order(mentions, lead)
    return Whole(
        lead=lead,
        date=date_of(mentions, lead),
        place=next((one.place for one in ordered if one.place), None),
        mode=next((one.mode for one in ordered if one.mode), None),
        actors=_each((who for one in ordered for who in one.actor), name),
        recipients=_each((who for one in ordered for who in one.recipient), name),
    )


def _in_order(mentions: Sequence[Event], lead: int) -> list[Event]:
    """The mention that leads before the others."""
    return [mentions[lead], *mentions[:lead], *mentions[lead + 1 :]]


def _each(several: Iterable[Participant], name: Callable[[int], str]) -> tuple[Participant, ...]:
    """Each entity once, others by their words; pronouns only where there is nothing else."""
    found: dict[object, Participant] = {}
    for who in several:
        found.setdefault(who.words.text.casefold() if who.entity is None else who.entity, who)
    each = tuple(found.values())
    named = (who.words.text if who.entity is None else name(who.entity) for who in each)
    told = tuple(who for who, called in zip(each, named, strict=True) if called.casefold() not in PRONOUNS)
    return told or each

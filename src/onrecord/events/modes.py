"""How a CONSULT took place: PLOVER's four modes, read off the words and off who met where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.types import Place, Span

PHONE, VISIT, MULTILATERAL, THIRD_PARTY = "phone", "visit", "multilateral", "third-party"
MANY = 3  # parties from which on a meeting is multilateral
REACH = 25  # characters behind the trigger that are looked at: "spoke by phone", "talks via video link"

_PHONE = re.compile(r"\b(?:(?:tele)?phon(?:e|ed|ing)|calls?|called|calling|video|videoconference|hotline)\b", re.I)
_BY_PHONE = re.compile(
    r"^ (?:\w+ ){0,4}?(?:by|over|via|on) (?:the |a |tele|video)*(?:phone|call|link|conference)", re.I
)
_VISIT = re.compile(r"\b(?:visit|host|welcom|receiv|travel|trip|tour|arriv|fl(?:y|ew|ies|ying)|came|come|coming)", re.I)
_MANY = re.compile(r"\b(?:summit|conference|forum|congress|assembl|multilateral|g-?\s?(?:7|8|20)\b)", re.I)


def mode(text: str, trigger: Span, parties: Sequence[str | None], place: Place | None) -> str | None:
    """The mode of a CONSULT; None where the words do not tell.

    parties: the countries (ISO 3166-1 alpha-3) of those who take part, None where unknown.
    third-party: at least two parties of known countries meet in a country that is none of theirs.
    """
    words = text[trigger.start : trigger.end]
    if _PHONE.search(words) or _BY_PHONE.search(text[trigger.end : trigger.end + REACH]):
        return PHONE
    if _MANY.search(words) or len(parties) >= MANY:
        return MULTILATERAL
    neutral = place is not None and place.country is not None and place.country not in parties
    if neutral and len(parties) > 1 and None not in parties:
        return THIRD_PARTY
    return VISIT if _VISIT.match(words) else None

"""When a statement was made, as far as the words around its cue tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from onrecord.dates.words import plain
from onrecord.sentences import Sentences
from onrecord.types import Span, Time

REACH: Final = 1500  # characters of a line on either side of the cue that are looked at

_DATELINE: Final = re.compile(r"\s*[A-Z][A-Z.'’-]+[^—–\n]{0,60}")
_DASH: Final = re.compile(r"[^—–\n]{0,30}?(?:—|–|--|\s-\s)")
_ABOUT: Final = re.compile(  # words before a time that is spoken of, not spoken at
    r"\b(?:since|until|till|before|after|by|from|to|through|about|of|for|between|than|and|or|regarding|following"
    r"|ahead of|against|with|into)(?: the| a| an| his| her| its| their| nearly| about| around| late| early)?\s*$"
)
_APART: Final = re.compile(  # words that begin another clause than the cue's
    r"\b(?:who|whom|whose|which|where|because|although|though|unless|if|than|after|before|since|born|elected|appointed"
    r"|killed|arrested|founded|jailed|fired|ousted|hired|retired|detained|sentenced|convicted|charged|died|resigned)\b"
)
_NEXT_CLAUSE: Final = re.compile(  # between the cue and a time behind it
    r";|\b(?:who|which|that|where|when|as|because|though|although|while|amid|until|adding|added|noting|saying)\b"
    r"|\bafter (?!\w+ing\b)|, (?!speaking|talking|testifying|writing)\w+ing\b|(?:and|but) (?:\w+ )?\w+ed\b"
)
_CLAUSE_BEFORE: Final = re.compile(  # between a time and the cue behind it
    r";|\b(?:who|which|that|what|where|as|because|though|although|until|so|over|than)\b"
)
FAR: Final = 120  # characters, without source and content, beyond which a time tells of something else
BESIDE: Final = 15  # characters within which "now" and "recently" stand with the cue
_ATTRIBUTE: Final = re.compile(r"\b(?:the|his|her|its|their|a|[a-z]+'s) $")
_OF_SOMEBODY: Final = re.compile(r"\w's $")
_AT: Final = re.compile(r"\b(?:at|in|during|on|for) (?:the |early |late )?$")
_LAST_PAUSE: Final = re.compile(r"[,;:—(](?=[^,;:—(]*$)")


def said(
    text: str,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
    times: Sequence[Time],
    spoken: Mapping[Span, Sequence[Span]] = MappingProxyType({}),
) -> Time | None:
    """The time expression in the sentence of the cue that says when the statement was made; None where none does.

    source, cue, content: the statement's spans in the text. times: those of the article, in its order. The time lies
    outside the source and the content, and what others say (spoken: see `spoken_in`), and is the one nearest to the
    cue; that of a dateline, and one that is only spoken of ("after Friday's vote, Venn said"), are not meant.
    """
    if not cue:
        return None
    sentence = _sentence(text, cue[0].start)
    taken = [*source, *content]
    possible = [
        time
        for time in times[bisect_left(times, sentence.start, key=_start) : bisect_left(times, sentence.end, key=_start)]
        if time.type in ("DATE", "TIME")
        and not any(_overlap(time.words.spans[0], span) for span in taken)
        and all(span.start <= cue[0].start < span.end for span in spoken.get(time.words.spans[0], ()))
        and _tells(text, sentence, cue, taken, time)
    ]
    return min(possible, key=lambda time: _gap(cue, time), default=None)


def spoken_in(times: Sequence[Time], contents: Iterable[Span]) -> dict[Span, list[Span]]:
    """The place of a time expression → the contents of statements that it stands in. times: in the text's order."""
    waiting = sorted(contents, reverse=True)
    open_: list[Span] = []
    found: dict[Span, list[Span]] = {}
    for time in times:
        place = time.words.spans[0]
        while waiting and waiting[-1].start <= place.start:
            open_.append(waiting.pop())
        open_ = [span for span in open_ if span.end > place.start]
        if open_:
            found[place] = open_
    return found


def _sentence(text: str, at: int) -> Span:
    """The sentence around a place, within its line."""
    start = max(text.rfind("\n", 0, at) + 1, at - REACH)
    end = text.find("\n", at, at + REACH)
    line = text[start : end if end >= 0 else at + REACH]
    found = Sentences(line).at(at - start)
    return Span(start + found.start, start + found.end)


def _start(time: Time) -> int:
    return time.words.spans[0].start


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _gap(cue: Sequence[Span], time: Time) -> int:
    """Characters between a time and the cue."""
    start, end = time.words.spans[0]
    return min(max(start - span.end, span.start - end, 0) for span in cue)


def _tells(text: str, sentence: Span, cue: Sequence[Span], taken: Sequence[Span], time: Time) -> bool:
    """Does this time stand with the cue, and not with something that is spoken of?"""
    start, end = time.words.spans[0]
    front = _without(text, sentence.start, start, taken)
    if (
        time.value == "FUTURE_REF"
        or time.words.text.endswith(("anniversary", "birthday"))
        or _in_dateline(text, start, end)
        or _ABOUT.search(front[-24:])
    ):
        return False
    if _is_attribute(text, front, end, time):
        return False
    if start >= cue[0].start:
        between = _without(text, max(span.end for span in cue if span.start <= start), start, taken)
        return not (_NEXT_CLAUSE.search(between) or len(between) > FAR) and _is_near(time, between)
    between = _without(text, end, cue[0].start, taken)
    pause = _LAST_PAUSE.search(front)
    return not (
        _APART.search(front, pause.end() if pause else 0)
        or _CLAUSE_BEFORE.search(between)
        or len(between) > FAR
        or not _is_near(time, between)
    )


def _is_near(time: Time, between: str) -> bool:
    """ "now" and its like, and years, tell of many things in a sentence."""
    return time.value is None or "-" in time.value or len(between) <= BESIDE


def _without(text: str, start: int, end: int, taken: Sequence[Span]) -> str:
    """Plain text from start to end, without the source and the content."""
    kept, at = [], start
    for span in sorted(taken):
        if span.end > at and span.start < end:
            kept.append(text[at : max(span.start, at)])
            at = max(at, span.end)
    kept.append(text[at:end] if at < end else "")
    return plain("".join(kept))


def _is_attribute(text: str, front: str, end: int, time: Time) -> bool:
    """Does it only say which: the 2016 election, Friday's attack (but not: at Friday's hearing)?"""
    if text.startswith(("'s", "’s"), end) and not _AT.search(front[-24:]):
        return True
    if time.words.text.endswith(("from now", "hence")) or re.fullmatch(r"[0-9]{2,3}", time.value or ""):
        return True
    if _OF_SOMEBODY.search(front[-24:]) and re.match(r" [a-z]", text[end : end + 2]):
        return True  # the Tide's Sunday show
    coarse = bool(re.fullmatch(r"[0-9]{4}(?:-(?:[0-9]{2}|[A-Z][A-Z0-9]))?", time.value or ""))
    return coarse and bool(_ATTRIBUTE.search(front[-24:])) and bool(re.match(r" \w", text[end : end + 2]))


def _in_dateline(text: str, start: int, end: int) -> bool:
    """KABUL, Aug. 21 (AP) - ..."""
    line = text.rfind("\n", 0, start) + 1
    return bool(start - line < 80 and _DATELINE.fullmatch(text, line, start) and _DASH.match(text, end))

"""To whom a statement is made, and where: "told reporters", "in an interview with The New York Post".

Both are looked for in the sentence of the cue, outside the content, and only where they are tied to the cue: behind it
with nothing but times, adverbs, its source and each other between, or at the head of the sentence. What cannot be told
is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.inflection import forms, word_set
from onrecord.saying.frames import BREAKS, PEOPLE, PRONOUNS, Phrase, Token, phrase, time_end, tokens
from onrecord.saying.venues import AIR, HEADS, NAMED_PLACES, NO_ARTICLE, PLURALS, WRITTEN
from onrecord.types import Span, Words


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in forms(verb))


_TELLING = _forms("tell inform remind assure reassure notify brief")
_ASKING = _forms("ask warn urge advise beg implore instruct caution counsel press lecture promise")
_SPEAKING_TO = _forms(
    "say write speak talk explain complain announce confide testify apologize appeal reply tweet text whisper shout "
    "insist suggest confess email respond signal admit lie pitch joke boast brag recount"
)
_NOT_TOLD = word_set(
    "story stories truth tale tales lie lies joke jokes difference time future anecdote anecdotes question questions "
    "permission forgiveness help advice money same bit lot part thing things nothing something"
)
_BEING = word_set("is are was were be been being get gets got 's 're")
_COUNTING = word_set("one series string flurry number pair barrage blizzard spate couple part transcript copy excerpt")
_INTRODUCING = word_set("speaking appearing talking testifying")
_ROOMS = word_set("room hall floor chamber gallery briefing")
_GOING_ON = word_set("with to at in on of for from before aboard outside near inside via")
_NO_EVENT = frozenset(
    ("point", "time", "least", "first", "last", "once", "end", "outset", "response", "best", "worst", "all")
)
_LONGEST = 8  # tokens from a preposition to the noun that says what the occasion is


class _Frame(NamedTuple):
    """A cue's sentence. first: the index of the cue's first token; behind: of the first token behind its verb."""

    text: str
    among: list[Token]
    first: int
    behind: int


def addressee(text: str, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Words | None:
    """To whom the statement with these places is made, None where the sentence does not say."""
    frame = _frame(text, tuple(source), tuple(cue), tuple(content))
    if frame is None:
        return None
    told = _told(frame)
    if told is None:
        told = next((found for place in _occasions(frame) if (found := _recipient(frame, place))), None)
    return None if told is None else _words(frame, [(told.start, told.end)])


def occasion(text: str, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Words | None:
    """Where the statement with these places is made, without the time of it; None where the sentence does not say."""
    frame = _frame(text, tuple(source), tuple(cue), tuple(content))
    found = list(_occasions(frame)) if frame else []
    return _words(frame, found) if frame and found else None


def _words(frame: _Frame, places: Sequence[tuple[int, int]]) -> Words:
    spans = tuple(Span(frame.among[start].start, frame.among[end - 1].end) for start, end in places)
    return Words.of(frame.text, spans)


@lru_cache(maxsize=1)  # both functions are asked about one statement after the other
def _frame(text: str, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]) -> _Frame | None:
    if not cue:
        return None
    among = tokens(text, sorted(cue), sorted(content), sorted(source))
    own = [at for at, token in enumerate(among) if token.cue]
    if not own:
        return None
    verbs = [at for at in own if among[at].low in _TELLING | _ASKING | _SPEAKING_TO]
    last = verbs[0] if verbs else next((at for at in own if among[at].low in HEADS), own[-1] + 1) - 1
    return _Frame(text, among, own[0], last + 1)


def _told(frame: _Frame) -> Phrase | None:
    """The noun phrase behind the verb, where that verb takes one for whom it addresses."""
    verb = frame.among[frame.behind - 1].low if frame.behind else ""
    before = frame.among[frame.behind - 2].low if frame.behind > 1 else ""
    if before in _BEING and not verb.endswith("ing"):  # "was told": the source of that is whom it was told
        return None
    at = _skip(frame, frame.behind)
    if verb in _TELLING or verb in _ASKING:
        found = phrase(frame.text, frame.among, at, of=False)
        return found if found and _is_addressed(frame, found, anyone=verb in _TELLING) else None
    to = at < len(frame.among) and frame.among[at].low
    if to == "to" or (to == "before" and verb in _forms("testify")):
        found = phrase(frame.text, frame.among, at + 1)
        return found if found and verb in _SPEAKING_TO and _is_addressed(frame, found) else None
    return None


def _is_addressed(frame: _Frame, found: Phrase, *, anyone: bool = False) -> bool:
    """Can one speak to it? anyone: the verb is one that takes nothing but whom it addresses ("tell")."""
    head = frame.among[found.head]
    if head.low in _NOT_TOLD or head.low.endswith("'s"):
        return False
    return anyone or head.capital or head.low in PEOPLE or head.low in PRONOUNS


def _skip(frame: _Frame, at: int) -> int:
    """The index behind times, adverbs and sources that stand at an index."""
    while at < len(frame.among):
        token = frame.among[at]
        end = time_end(frame.text, frame.among, at)
        if end > at:
            at = end
        elif (
            token.kind == "source"
            or (token.kind == "word" and token.low.endswith("ly"))
            or token.low in ("out", "also")
        ):
            at += 1
        else:
            break
    return at


def _occasions(frame: _Frame) -> Iterator[tuple[int, int]]:
    """Places of occasions, in the order of the text: at the head of the sentence, else behind the cue."""
    ahead = list(_ahead(frame))
    yield from ahead or _behind(frame)


def _ahead(frame: _Frame) -> Iterator[tuple[int, int]]:
    """ "In an interview with The New York Post on Friday, he said": a comma must end it, and the cue follow."""
    at = _skip(frame, 0)
    while at < frame.first and frame.among[at].low in ("and", "but", "yet", "then", ","):
        at = _skip(frame, at + 1)
    speaking = at < frame.first and frame.among[at].low in _INTRODUCING
    found, at = _chain(frame, at + speaking, speaking)
    if not found or at >= len(frame.among) or frame.among[at].text != ",":
        return
    between = frame.among[_skip(frame, at + 1) : frame.first]
    if at < frame.first and len(between) <= 3 and not any(token.kind == "content" for token in between):
        yield from found


def _behind(frame: _Frame) -> Iterator[tuple[int, int]]:
    """ "he told reporters at a rally in Ohio"; also behind a content that the cue's sentence goes on after."""
    at = _topic(frame, frame.behind)
    told = _told(frame)
    if told is not None:
        at = told.end
    found, end = _chain(frame, at, False)
    yield from found
    if found:
        return
    for block, token in enumerate(frame.among[end:], end):
        if token.kind == "content" and block >= frame.behind:
            yield from _chain(frame, block + 1, False)[0]
            return


def _topic(frame: _Frame, at: int) -> int:
    """The index behind "of Clinton", "about the plan"."""
    at = _skip(frame, at)
    if at < len(frame.among) and frame.among[at].low in ("of", "about"):
        found = phrase(frame.text, frame.among, at + 1)
        return found.end if found else at
    return at


def _chain(frame: _Frame, at: int, speaking: bool) -> tuple[list[tuple[int, int]], int]:
    """Occasions one behind another, times between them; and the index behind the last."""
    found: list[tuple[int, int]] = []
    while True:
        at = _skip(frame, at)
        begin = at
        if begin + 1 < len(frame.among) and frame.among[begin].text == ",":
            begin = _skip(frame, begin + 1)
        if begin < len(frame.among) and frame.among[begin].low in _INTRODUCING:
            speaking, begin = True, begin + 1
        if speaking and begin < len(frame.among) and frame.among[begin].low == "to":
            told = phrase(frame.text, frame.among, begin + 1)
            begin = _skip(frame, told.end) if told else begin
        end = _occasion_end(frame, begin, speaking)
        if end is None:
            return found, at
        found.append((begin, end))
        at, speaking = end, False


def _occasion_end(frame: _Frame, at: int, speaking: bool) -> int | None:
    """The index behind the occasion that begins with the preposition at an index. speaking: any place will do."""
    preposition = frame.among[at].low if at < len(frame.among) else ""
    if preposition not in HEADS:
        return None
    ends = (_named_place(frame, at + 1), _head_end(frame, at + 1, HEADS[preposition]))
    end = max((end for end in ends if end), default=None)
    if end is None and preposition in ("on", "at", "aboard", "in", "outside"):
        found = phrase(frame.text, frame.among, at + 1)
        if (
            found
            and frame.among[found.head].capital
            and (speaking or preposition == "aboard" or _is_media(frame, found))
        ):
            end = found.end
    return None if end is None else _extended(frame, end)


def _named_place(frame: _Frame, at: int) -> int | None:
    for length in range(min(4, len(frame.among) - at), 0, -1):
        if " ".join(token.low for token in frame.among[at : at + length]) in NAMED_PLACES:
            behind = frame.among[at + length] if at + length < len(frame.among) else None
            if behind is not None and behind.low in _ROOMS:
                return at + length + 1
            return None if behind is not None and behind.capital else at + length
    return None


def _is_media(frame: _Frame, found: Phrase) -> bool:
    """Does a phrase begin with a network or a platform ("NBC's Meet the Press")?"""
    named = [token.low.removesuffix("'s").removesuffix("'") for token in frame.among[found.start : found.start + 2]]
    return frame.among[found.start - 1].low == "on" and bool(AIR & NO_ARTICLE & set(named))


def _head_end(frame: _Frame, at: int, heads: frozenset[str]) -> int | None:
    """The index behind the noun of an occasion, when it stands close behind its preposition."""
    first = frame.among[at].low if at < len(frame.among) else ""
    if first in _NO_EVENT or (first.endswith("ing") and first not in heads):
        return None
    for place in range(at, min(at + _LONGEST, len(frame.among))):
        token = frame.among[place]
        if token.low in heads and token.text != "March" and (place > at or first in NO_ARTICLE | PLURALS):
            while place + 1 < len(frame.among) and _is_noun_of(frame.among[place + 1], heads):
                place += 1
            return None if frame.among[place].low in _NO_EVENT else place + 1
        counted = token.low == "of" and frame.among[place - 1].low in _COUNTING
        if token.kind != "word" and token.text not in ("’", "'", '"', "“", "”"):
            return None
        if token.low in BREAKS and not counted:
            return None
    return None


def _is_noun_of(token: Token, heads: frozenset[str]) -> bool:
    return token.low in heads | _ROOMS or token.low in ("page", "account", "message", "messages", "broadcast")


def _extended(frame: _Frame, end: int) -> int:
    """The index behind what tells more of an occasion: with whom, at what place, of what house; never its time."""
    while end + 1 < len(frame.among) and frame.among[end].low in _GOING_ON:
        if time_end(frame.text, frame.among, end) > end or time_end(frame.text, frame.among, end + 1) > end + 1:
            break
        more = phrase(frame.text, frame.among, end + 1)
        if more is None or not _tells_more(frame, end, more):
            break
        end = _with_state(frame, more.end)
    return end


def _tells_more(frame: _Frame, preposition: int, more: Phrase) -> bool:
    head = frame.among[more.head]
    if frame.among[preposition].low in ("for", "of", "from") and not any(
        token.capital for token in frame.among[more.start : more.end]
    ):
        return head.low in PEOPLE
    return head.low not in _NO_EVENT


def _with_state(frame: _Frame, end: int) -> int:
    """The index behind ", Ohio" where a place goes on so."""
    if end + 1 >= len(frame.among) or frame.among[end].text != "," or not frame.among[end - 1].capital:
        return end
    place = frame.among[end + 1]
    behind = frame.among[end + 2] if end + 2 < len(frame.among) else None
    closed = behind is None or behind.kind in ("content", "source") or behind.text in (",", ".", ";")
    return end + 2 if place.capital and closed and time_end(frame.text, frame.among, end + 1) == end + 1 else end


def _recipient(frame: _Frame, place: tuple[int, int]) -> Phrase | None:
    """To whom a letter is that is the occasion."""
    for at in range(*place):
        if frame.among[at].low in WRITTEN and at + 1 < place[1] and frame.among[at + 1].low == "to":
            found = phrase(frame.text, frame.among, at + 2)
            return found if found and _is_addressed(frame, found) else None
    return None

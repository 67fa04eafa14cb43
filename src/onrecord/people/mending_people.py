"""The edges of names of people: titles before them, given names left out, nicknames between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.inflection import word_set
from onrecord.people.capitals import HONORIFICS, INSIDE, OFFICERS, PORTFOLIOS, is_capital, is_common
from onrecord.people.gender import is_given_name
from onrecord.people.names import fold, is_acronym
from onrecord.people.nouns import noun_kind
from onrecord.people.spans import TOKEN, NameSpan, Token, headline_end, stripped
from onrecord.people.titles import GENERATIONS, PARTICLES, TITLES
from onrecord.types import Span

CAPITAL_BEFORE = re.compile(r"(?:([\w’'-]+,?|[.!?]) )?(?<![\w’'.-])([A-Z][\w’'-]+)(?: [A-Z]\.)*[ \u00a0]$")
_MORE_NAME = re.compile(rf"(?:[ -](?:{'|'.join(sorted(PARTICLES))})(?=[ -][A-Z]))+[ -][A-Z][\w’'-]*")
_SUFFIX = re.compile(rf",?\s+(?:{'|'.join(sorted(GENERATIONS))})\b\.?", re.IGNORECASE)
_STATE_TAG = re.compile(r"[RDI]-[A-Z]")
_DOTTED = re.compile(r"(?:\b[A-Z]|\b[JS]r)\.$")
_OF_BEFORE = re.compile(r"(?:\bof|\bfor)\s+$")
_CAMPUS_BEFORE = re.compile(r"\b(?:University|College|School|Institute) (?:of|at) (?:[A-Z][\w’'-]+ )+$")
_NICKNAME_BETWEEN = re.compile(
    r",?\s+(?:[“\"‘'](?:[\w’.-]+ ){0,2}[\w-]+[”\"’'],?|\((?:the )?[A-Z][^)\n.!?,;:]{1,24}\))\s+"
)
_INITIAL_BETWEEN = re.compile(r"\s+(?:[A-Z]\.\s+)+")

_NO_FIRST = word_set("for at in on with from by to against over about")


def person(text: str, start: int, end: int) -> Span:
    """Behind titles and roles, up to the first common word; with the particles and suffix that go on behind it."""
    tokens = list(TOKEN.finditer(text, start, end))
    first = _person_begins(text, tokens)
    kept = tokens[first:]
    if len(kept) > 2 and _CAMPUS_BEFORE.search(text, max(0, kept[0].start() - 60), kept[0].start()):
        kept = kept[1:]  # University of Texas Arlington Jane Roe
    if not kept or _is_nobody(tokens, first, kept):
        return Span(start, start)
    start = kept[0].start()
    for token in kept[1:]:
        word = token.group()
        if (word[0].islower() and fold(word) not in PARTICLES and "-" not in word) or _STATE_TAG.match(word):
            end = stripped(text, start, token.start())
            break
    for more in (_MORE_NAME, _SUFFIX):
        if match := more.match(text, end):
            end = match.end()
    end -= text[end - 1] == "." and not _DOTTED.search(text[start:end])
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


def _is_nobody(tokens: Sequence[Token], first: int, kept: Sequence[Token]) -> bool:
    """Is what is left of a mark no name: "for Lyrn" behind a coordinator, the "Medical Officer" behind "Chief"?"""
    words = [fold(token.group()) for token in kept]
    if words[0] in _NO_FIRST or (len(words) == 2 and words[1] in OFFICERS and not is_given_name(words[0])):
        return True
    if not first:
        return _is_office(tokens)
    return len(kept) == 1 and not _may_stand_alone(tokens, first)


def _person_begins(text: str, tokens: Sequence[Token]) -> int:
    """Number of the token behind the last title, role or possessive."""
    first = 0
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        plain = fold(word)
        role = noun_kind(plain) == "person" and word != "Son"  # Son Heung-min
        titled = plain in TITLES or role or (word == "Del." and not number)
        of_another = word.endswith(("’s", "'s", "s’", "s'")) or plain in ("of", "the")
        if titled or of_another or (noun_kind(plain) == "organization" and number + 2 < len(tokens)):
            first = number + 1
    while first < len(tokens) - 1 and tokens[first].group().islower() and fold(tokens[first].group()) not in PARTICLES:
        first += 1  # Republican presidential Jane Roe
    if first < len(tokens) - 1 and fold(tokens[first].group()) in PORTFOLIOS:
        at = tokens[first].start()
        first += _OF_BEFORE.search(text, max(0, at - 5), at) is not None
    return first


def _may_stand_alone(tokens: Sequence[Token], first: int) -> bool:
    """A single word behind titles: "Mr. King", but not "Vice President"."""
    word = tokens[first].group()
    honoured = first > 0 and fold(tokens[first - 1].group()) in HONORIFICS
    return is_capital(word) and (honoured or fold(word) not in TITLES)


def _is_office(tokens: Sequence[Token]) -> bool:
    """ "UN Human Rights Chief": ends in a noun of people, and nothing in it is a given name."""
    words = [fold(token.group()) for token in tokens]
    if len(words) < 2 or noun_kind(words[-1]) != "person" or any(is_given_name(word) for word in words):
        return False
    return len(words) > 2 or is_acronym(tokens[0].group()) or is_common(words[0])


def with_given_name(text: str, span: NameSpan) -> NameSpan:
    """A surname with the given name before it, where the network left that out."""
    if span.label != "Person":
        return span
    before = CAPITAL_BEFORE.search(text, max(0, span.start - 40), span.start)
    if before is None:
        return span
    word = fold(before[2])
    role = before[1] or "."
    if before[2].endswith(("’s", "'s")):
        return span  # the Fund's Roe
    in_text = span.start > headline_end(text)
    inside = role not in ".!?" and role.lower() not in INSIDE
    alone = " " not in text[span.start : span.end]
    apposed = role.endswith(",") or noun_kind(role) == "person"
    if not (is_given_name(word) or (in_text and (apposed or (inside and alone)))) or is_common(word):
        return span
    return NameSpan(before.start(2), span.end, "Person")


def joined(text: str, spans: Iterable[NameSpan]) -> list[NameSpan]:
    """In order, the longer of two that overlap; parts of one person's name become one: Jane “Red” Roe, Jane Q. Roe."""
    result: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if result and span.start < result[-1].end:
            if not _takes_given_name(text, result[-1], span):
                continue
            result[-1] = NameSpan(result[-1].start, stripped(text, result[-1].start, span.start), result[-1].label)
        if result and result[-1].label == span.label == "Person" and _belongs(text, result[-1], span):
            result[-1] = NameSpan(result[-1].start, span.end, "Person")
        else:
            result.append(span)
    return result


def _takes_given_name(text: str, one: NameSpan, other: NameSpan) -> bool:
    """ "Ambry University Jane" and "Jane Roe": the last word of a thing is the given name of the person behind it."""
    words = text[other.start : one.end]
    return one.label != "Person" == other.label and one.start < other.start and one.end < other.end and " " not in words


def _belongs(text: str, one: NameSpan, other: NameSpan) -> bool:
    between = text[one.end : other.start]
    if len(between) > 40:
        return False
    if between == " " and fold(text[other.start : other.end].split()[0]) in PARTICLES:
        return True
    return bool(_NICKNAME_BETWEEN.fullmatch(between) or _INITIAL_BETWEEN.fullmatch(between))

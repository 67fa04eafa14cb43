"""Runs of capitalised words that look like names, where the network marked none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.people.capitals import (
    CREEDS,
    HONORIFICS,
    INSIDE,
    OFFICERS,
    PLAIN,
    STATE_NAMES,
    is_capital,
    is_common,
    is_plain,
    no_name,
)
from onrecord.people.gender import is_given_name
from onrecord.people.mending import mended
from onrecord.people.mending_things import only_begins
from onrecord.people.names import fold, is_acronym, without_possessive
from onrecord.people.nations import COUNTRIES, DEMONYMS
from onrecord.people.nouns import LEGAL_FORMS, PRESS, TRADES, is_firm, is_plural, noun_kind, singular
from onrecord.people.spans import TOKEN, NameSpan, Token, headline_end
from onrecord.people.titles import PARTICLES, TITLES

_CAPITAL_SOON = re.compile(r" (?:the )?[A-Z]")


def capitalised(text: str, start: int, end: int, label: str = "") -> Iterator[NameSpan]:
    """The names among the capitalised words of text[start:end]. label: the network's for the phrase, "" for none."""
    for run in _runs(text, start, end):
        yield from _names(text, run, label, end)


def _runs(text: str, start: int, end: int) -> Iterator[list[Token]]:
    """Capitalised words that follow each other; a possessive ends a run."""
    run: list[Token] = []
    for token in TOKEN.finditer(text, start, end):
        capital = is_capital(token.group())
        if run and (capital or _goes_on(text, run, token)) and _next_to(text, run[-1], token):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if capital else []
    if run:
        yield run


def _next_to(text: str, one: Token, other: Token) -> bool:
    return text[one.end() : other.start()] in (" ", "\u00a0") and not one.group().endswith(("’s", "'s"))


def _goes_on(text: str, run: Sequence[Token], token: Token) -> bool:
    """Does a name go on with this small word: "Salman bin", "Committee to" before a capital?"""
    if fold(token.group()) in PARTICLES:
        return True
    if token.group() not in INSIDE or not _CAPITAL_SOON.match(text, token.end()):
        return False
    return run[-1].group()[0].islower() or any(noun_kind(word.group().lower()) == "organization" for word in run)


def _names(text: str, run: Sequence[Token], label: str, end: int) -> Iterator[NameSpan]:
    """The name in a run, without titles and peoples' adjectives before it. end: of the phrase."""
    words = [fold(without_possessive(token.group())) for token in run]
    if len(run) == 1 and only_begins(text, run[0].start(), _end(run[0])):
        return
    if " ".join(words) in COUNTRIES:
        yield NameSpan(run[0].start(), _end(run[-1]), "Place")
        return
    if label and len(run) < 3 and not is_given_name(words[0]) and run[0].start() < headline_end(text):
        return  # headlines capitalise every word
    first, last = _within(run, words)
    if first == last or _is_no_name(words[first:last]):
        return
    titled = any(word in TITLES for word in words[:first])
    given = next((k for k in range(first + 1, last - 1) if is_given_name(words[k])), 0)
    if not label and any(noun_kind(word) == "organization" for word in words[first:given]):
        first, label = given, "Person"  # Refugee Council Jane Roe
    begin, stop = run[first].start(), _end(run[last - 1])
    if is_firm(" ".join(words[first:last])) and (words[last - 1] in LEGAL_FORMS or not is_given_name(words[first])):
        yield NameSpan(begin, stop, "Organization")
        return
    if label and stop < end - 2 and not (titled or is_given_name(words[first])):
        return
    yield from mended(text, NameSpan(begin, stop, _label(text, words[first:last], titled, label, stop, end)))


def _end(token: Token) -> int:
    return token.start() + len(without_possessive(token.group()))


def _within(run: Sequence[Token], words: Sequence[str]) -> tuple[int, int]:
    """Where the name begins and ends in the run."""
    first, last = 0, len(run)
    while last > first and (words[last - 1] in PARTICLES or run[last - 1].group() in INSIDE):
        last -= 1
    of_a_body = last > 1 and noun_kind(words[last - 1]) == "organization"
    while first < last and _before_name(words, first, last) and not (of_a_body and words[first] in CREEDS):
        first += 1
    return first, last


def _before_name(words: Sequence[str], at: int, last: int) -> bool:
    word = words[at]
    if at and words[at - 1] in HONORIFICS:
        return False
    if word == "general" and at + 1 < last and (words[at + 1] in TRADES or noun_kind(words[at + 1]) == "organization"):
        return False  # General Motors
    if word in PLAIN or word in TITLES:
        return True
    return at + 1 < last and (word in DEMONYMS or noun_kind(word) == "person")


def _is_no_name(words: Sequence[str]) -> bool:
    """Nothing but words that are capitalised for another reason, or a set of people ("Obama Officials")."""
    if all(is_plain(word) for word in words) or no_name(" ".join(words)):
        return True
    last = words[-1]
    if last in OFFICERS and not is_given_name(words[0]):
        return True  # Medical Officer
    if noun_kind(last) == "person" and all(is_common(word) or word in STATE_NAMES for word in words[:-1]):
        return len(words) > 1  # Texas Republican
    return is_plural(last) and (singular(last) in DEMONYMS or noun_kind(last) == "group")


def _label(text: str, words: Sequence[str], titled: bool, label: str, stop: int, end: int) -> str:
    """Person, Organization or Place; what is named by one unknown word is no person, who is named in full at first."""
    if titled:
        return "Person"
    if len(words) == 1 and is_acronym(text[stop - len(words[0]) : stop]):
        return "Organization"
    if label:
        return label
    following = TOKEN.match(text, stop + 1, end)
    around = (*words, following.group().lower() if following else "")
    if any(noun_kind(word) == "organization" or word in PRESS for word in around):
        return "Organization"
    return "Organization" if len(words) == 1 and not is_given_name(words[0]) else "Person"

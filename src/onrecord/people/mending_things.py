"""The edges of names of organizations and places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.inflection import word_set
from onrecord.people.capitals import INSIDE
from onrecord.people.names import fold, key
from onrecord.people.nations import COUNTRIES, DEMONYMS
from onrecord.people.nouns import noun_kind, singular
from onrecord.people.spans import TOKEN, Token, stripped
from onrecord.types import Span

OFFICE_BEHIND = re.compile(  # "Northline News Vice President"
    r"(?<=\w) (?:Vice |Senior |Executive |Managing |Deputy )*(?:President|CEO|CFO|COO|Chairman|Chairwoman|Director"
    r"|Spokesman|Spokeswoman|Secretary|Minister|Governor|Gov\.?|Senator|Manager)$"
)
_TO = re.compile(r" to (?=[A-Z])")
_COUNTRY_BEFORE = re.compile(r"(?<!\w)((?:[A-Z][\w.]+ )?[A-Z][\w.]+)[’']s? $")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Z]\w+) $")
_PLAIN_TAIL = re.compile(
    r"(?<=\w)(?:\s+(?:news|agency|group|party|newspaper|magazine|daily|website|militants|fighters))+$"
)
# Words that begin no name, capitalised where a sentence or headline begins: "Top Harbour Guard commander".
_NO_BEGINNING = word_set("the top former senior leading lead rival outgoing embattled in from with after amid")
_MORE_OF_NAME = re.compile(r" ([A-Z]\w+)")  # "House Foreign Affairs" Committee
_MORE_OF_IT = ("person", "group", "document")
_BEGINNING = re.compile(r"(?:\A|\n|[.!?][”\"’')]?\s)[“\"‘'(]?$")
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b")
_LOOSE_END = re.compile(r"(?: (?:and|of|for|the|to|in|on|at|&))+$")
_AT = re.compile(r" at (?=[A-Z])")


def thing(text: str, start: int, end: int) -> Span:
    """Without what says more of it before and behind ("the New York-based X", "Xinhua news agency")."""
    tokens = list(TOKEN.finditer(text, start, end))
    if not tokens or _is_description(tokens):
        return Span(start, start)
    if all(token.group().islower() for token in tokens[1:]) and only_begins(text, *tokens[0].span()):
        return Span(start, start)  # "Port city halts tunnel"
    start = max(start, tokens[_thing_begins(tokens)].start())
    last = tokens[-1]
    if last.start() > start and last.group()[0].islower() and noun_kind(last.group()) in _MORE_OF_IT:
        end = stripped(text, start, last.start())
    if (more := _MORE_OF_NAME.match(text, end)) and noun_kind(more[1].lower()) == "organization":
        end = more.end()
    if loose := _LOOSE_END.search(text[start:end]):
        end = start + loose.start()
    if held := OFFICE_BEHIND.search(text[start:end]):
        end = start + held.start()
    if (plain := _PLAIN_TAIL.search(text[start:end])) and not text[start : start + plain.start()].split()[-1].islower():
        end = start + plain.start()  # not of the UN refugee agency
    if (to := _TO.search(text, start, end)) and noun_kind(
        text[start : to.start()].rpartition(" ")[2].lower()
    ) != "organization":
        end = to.start()  # Air Force One to Florida
    if (at := _AT.search(text, start, end)) and not any(
        noun_kind(word) == "organization" for word in text[start : at.start()].lower().split()
    ):
        start = at.end()  # Europe and Asia at the Tide Fund
    start = _with_country(text, start, end)
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


@lru_cache(maxsize=2)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(match.group() for match in _SMALL_WORD.finditer(text))


def only_begins(text: str, start: int, end: int) -> bool:
    """Is a word capitalised because it begins a sentence: "Ferry crews vote", where "ferries" are spoken of, too?"""
    word = text[start:end]
    if len(word) < 4 or " " in word or not _BEGINNING.search(text, max(0, start - 4), start):
        return False
    plain = word.lower()
    return not _small_words(text).isdisjoint((plain, f"{plain}s", f"{plain}es", f"{plain[:-1]}ies"))


def _is_description(tokens: Sequence[Token]) -> bool:
    """ "Syrian province": nothing in it is a name of its own; "Syrian government" counts as one."""
    first, last = tokens[0].group().lower(), tokens[-1].group().lower()
    if noun_kind(last) == "organization":
        return False
    if (
        singular(last) != last
        and noun_kind(singular(last)) == "person"
        and not any(t.group().islower() for t in tokens)
    ):
        return True  # US Senators
    if noun_kind(first) == "group" and len(tokens) > 1 and tokens[1].group().islower():
        return True  # Critics of Scientology
    return all(token.group()[0].islower() or fold(token.group()) in DEMONYMS for token in tokens)


def _thing_begins(tokens: Sequence[Token]) -> int:
    """Number of the token that the name begins with."""
    first = 0
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        if (number == first and word.lower() in _NO_BEGINNING) or word.endswith(("-based", "-led", "-backed", "-run")):
            first = number + 1
        elif word[0].islower() and word not in INSIDE and _all_capital(tokens[number + 1 :]):
            of_it = tokens[number + 1].group() == "of" and noun_kind(word.lower()) != "person"
            first = min(number + 1 + of_it, len(tokens) - 1)
        elif word.endswith(("’s", "'s")) and key(word) in COUNTRIES and not _is_office_of_state(tokens[-1].group()):
            first = number + 1
    return first


def _all_capital(tokens: Sequence[Token]) -> bool:
    return all(token.group()[0].isupper() for token in tokens if token.group() not in INSIDE)


def _is_office_of_state(word: str) -> bool:
    """ "Ministry", "Department", "Court": their country belongs to their names."""
    return noun_kind(word.lower()) == "organization"


def _with_country(text: str, start: int, end: int) -> int:
    """Where "Taiwan's Defense Ministry" and "Venezuelan Supreme Court" begin."""
    if " " not in text[start:end] or not _is_office_of_state(text[start:end].rpartition(" ")[2]):
        return start
    land = _COUNTRY_BEFORE.search(text, max(0, start - 30), start)
    if land and key(land[1]) in COUNTRIES:
        return land.start(1)
    people = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return people.start(1) if people and fold(people[1]) in DEMONYMS else start

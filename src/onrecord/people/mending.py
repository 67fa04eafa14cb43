"""The edges of names: what the network took too much or too little of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.inflection import word_set
from onrecord.model.answer import Mark
from onrecord.people.capitals import FACILITIES, HONORIFICS, PORTFOLIOS, no_name
from onrecord.people.gender import is_given_name
from onrecord.people.mending_people import CAPITAL_BEFORE, person
from onrecord.people.mending_things import OFFICE_BEHIND, thing
from onrecord.people.names import fold, without_possessive
from onrecord.people.nouns import LEGAL_FORMS, PRESS, TRADES, noun_kind
from onrecord.people.spans import NameSpan, stripped
from onrecord.people.titles import STATES, TITLES
from onrecord.sentences import ends
from onrecord.types import Span

_AND = re.compile(r"\s+(?:and|&)\s+")
_EDGE = re.compile(r"\n|\s+(?:The|It|He|She|They|In|But|A|An|On|At|You|We|I|And|This)\s|\s+(?:It|He|She|They|You|We)$")
_LONGEST_SPEAKER = 40  # characters of who speaks on a line of a transcript
_OPENING = "“\"‘'([«"
_CLOSING = ' \n\t,;:”"“'
_REST_OF_WORD = re.compile(r"(?:[^\W_]|[’'](?!s\b)(?=\w)|-(?=[A-Z]))*")
_FIRST_OF_TWO = re.compile(r"(?<!\w)([A-Z][^\W\d_]*)-$")
_AGE = re.compile(r",? \d{1,3}$")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_FOR = re.compile(r"[A-Z][\w’'-]+(?= (?:for|from|at|of) [A-Z])")
_OWNED = re.compile(r"[’']s (?!(?:of|for|and)\b)(?=[a-z])")
_PARTY_TAG = re.compile(r"[RDI](?:-[A-Z][\w.-]*)?")
_WIRED = re.compile(r"(?:UPDATE|WRAPUP|RPT|EXCLUSIVE|ANALYSIS|FACTBOX|CORRECTED|TIMELINE|BRIEF)(?: \d{1,2})?-(?=\w)")
_CREDIT = re.compile(r"\s+(?:Images?|Photos?|Pictures?|Credit|File)$")


_SPEAKS = re.compile(r"^[A-Z][A-Z .,'’()-]{1,38}: ", re.MULTILINE)
_LINES = 3  # that begin so, from which on a text is a transcript


@lru_cache(maxsize=4)
def is_transcript(text: str) -> bool:
    """Do several lines of a text, and of more than one voice, begin with who speaks: "MAYOR ROE: Thank you"?"""
    voices = [match.group() for match in _SPEAKS.finditer(text)]
    return len(voices) >= _LINES and len(set(voices)) > 1


def speaks_on_line(text: str, start: int, end: int) -> bool:
    """Is a name all that stands before the colon that a line of a transcript begins with: "MAYOR ROE: Thank you"?"""
    line = text.rfind("\n", 0, start) + 1
    return text[end : end + 1] == ":" and end - line < _LONGEST_SPEAKER and text[line:end].isupper()


def _cut(text: str, start: int, end: int, label: str) -> int:
    """Where a name ends that goes on over the end of a sentence, a credit or what somebody owns."""
    if edge := _EDGE.search(text, start + 1, end):
        end = edge.start()
    elif label == "Person" and (gap := next(ends(text, start, end), None)):
        end = gap.start
    owned = _OWNED.search(text, start + 1, end) if noun_kind(text[start:end].rpartition(" ")[2]) is None else None
    if owned and " " in text[start : owned.start()]:
        end = owned.start()  # Norcross Chemical's plant
    if text[end : end + 1] == ":" and (credit := _CREDIT.search(text, start + 1, end)):
        end = credit.start()
    return end


def mended(text: str, mark: Mark | NameSpan) -> Iterator[NameSpan]:
    """The names in a mark: whole words, no signs, articles, titles and roles around them; two joined by "and" apart."""
    start, end = _whole_words(text, mark.start, mark.end, mark.label)
    if wired := _WIRED.match(text, start, end):
        start = wired.end()
    end = _cut(text, start, end, mark.label)
    if named := _who_is_for(text, start, end, mark.label):
        yield named
        start = named.end + text[named.end : end].index(" ", 1) + 1
    if no_name(text[start:end]) or _is_tag(text, start, end):
        return
    label = "Person" if speaks_on_line(text, start, end) and _has_title(text, end) else mark.label
    if not _is_person(text[start:end].split(), label):
        start, end = thing(text, start, end)
        if end > start:
            yield NameSpan(start, end, "Organization" if label == "Person" else label)
        return
    for part in _AND.split(text[start:end]):
        at = text.index(part, start)
        begin, stop = person(text, at, at + len(part))
        if stop > begin:
            yield NameSpan(begin, stop, "Person")


def _has_title(text: str, end: int) -> bool:
    """Does the line that goes to `end` begin with a title?"""
    first, _, rest = text[text.rfind("\n", 0, end) + 1 : end].partition(" ")
    return bool(rest) and fold(first) in TITLES


def _whole_words(text: str, start: int, end: int, label: str) -> Span:
    """To the ends of the words that it begins and ends in, signs and a possessive ending left out."""
    while start < end and (text[start].isspace() or text[start] in _OPENING):
        start += 1
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    if label == "Person" and text[start - 1 : start] == "-":
        hyphened = _FIRST_OF_TWO.search(text, max(0, start - 20), start)
        start = hyphened.start() if hyphened and is_given_name(fold(hyphened[1])) else start
    if (bracket := text.rfind("(", start, end)) > start and text.find(")", bracket, end) < 0:
        end = stripped(text, start, bracket)
    more = _REST_OF_WORD.match(text, end) if end > start and text[end - 1].isalnum() else None
    end = more.end() if more and (label != "Place" or "-" not in more.group()) else end
    end = start + len(without_possessive(text[start:end].rstrip(_CLOSING)))
    if label == "Person" and (age := _AGE.search(text, start, end)):
        end = age.start()
    return Span(start, end + (text[end : end + 1] == "." and _ABBREVIATED.fullmatch(text, start, end) is not None))


def _who_is_for(text: str, start: int, end: int, label: str) -> NameSpan | None:
    """Jane Roe of "Jane Roe for the Tide Fund", where the network took "Roe for the Tide Fund" for one organization."""
    surname = _FOR.match(text, start, end) if label != "Person" else None
    given = CAPITAL_BEFORE.search(text, max(0, start - 40), start) if surname else None
    if surname is None or given is None or not is_given_name(fold(given[2])):
        return None
    return NameSpan(given.start(2), surname.end(), "Person")


def _is_tag(text: str, start: int, end: int) -> bool:
    """The "Q" of "Q:", the "R-Fla." and the "Tex." in brackets."""
    words = text[start:end]
    if words in ("Q", "A") and text[end : end + 1] == ":":
        return True
    if text[max(0, start - 1) : start] != "(" or text[end : end + 1] not in (".", ")"):
        return False
    return _PARTY_TAG.fullmatch(words) is not None or fold(words) in STATES


# Surnames that are nouns of organizations, too: Lisa Brand, Margaret Court.
_SURNAMES = word_set("bank branch brand chamber church court house school")


def _stays_person(words: Sequence[str], shown: Sequence[str]) -> bool:
    """Is a name of several words a person's, as the network says? words: folded."""
    kind, given = noun_kind(words[-1]), is_given_name(words[0])
    if kind == "document" and given:
        return True  # George Will
    if kind in ("organization", "document"):
        return given and len(words) == 2 and words[-1] in _SURNAMES
    if words[-1] in LEGAL_FORMS or (not given and (words[-1] in TRADES or OFFICE_BEHIND.search(" ".join(shown)))):
        return False
    return words[-1] not in FACILITIES and words[-1] not in PRESS


def _is_person(shown: Sequence[str], label: str) -> bool:
    """A person's name, whatever its label: "Trump Tower" is none, "Secretary Jane Roe" is one."""
    words = [fold(without_possessive(word)) for word in shown]
    if len(words) < 2:
        return label == "Person" and bool(words)
    if label == "Person":
        return _stays_person(words, shown)
    if shown[-1][0].isupper() and any(word.islower() and noun_kind(word) == "person" for word in shown[:-1]):
        return True
    if any(word in ("MP", "MEP", "MSP", "CEO") for word in shown[1:-2]) and noun_kind(words[-1]) != "organization":
        return True  # Left Party MP Jane Roe
    if words[0] in _BEFORE_PEOPLE and noun_kind(words[-1]) is None:
        return True
    if len(words) > 3 and shown[2] in ("for", "of", "at", "from"):
        nouns = [noun_kind(word) for word in words[:2]]
        if is_given_name(words[0]) or (shown[2:4] == ["of", "the"] and nouns == [None, None]):
            return True  # Odo Pell of the Green List
    given = max((number for number, word in enumerate(words[:-1]) if is_given_name(word)), default=0)
    return any(word in TITLES or word in PORTFOLIOS or noun_kind(word) == "person" for word in words[:given])


# Titles that begin no organization's or place's name.
_BEFORE_PEOPLE = HONORIFICS | {"president", "sen", "senator", "rep", "gov", "pope", "chancellor"}

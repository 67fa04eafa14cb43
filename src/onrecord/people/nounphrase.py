"""A noun phrase and its head: a name, or the noun of a description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.people.capitals import DATES
from onrecord.people.names import fold, without_possessive
from onrecord.people.nouns import NounKind, is_plural, noun_kind
from onrecord.people.spans import Names, NameSpan
from onrecord.people.titles import TITLES
from onrecord.types import Span

_TOKEN = re.compile(r"[\w’'&.%$/-]*[\w%]|[,;:()—–“”\"]|--")
ARTICLES = word_set("the a an this that these those some his her its their our my your another any each every")
PREPOSITIONS = word_set(
    """
    of from in at on for with by to under against about into over between among within without near across behind inside
    outside including like such during after before since as via per than around through throughout amid along upon
    """
)
PLACE_WORDS = word_set("here there")  # activists here
RELATIVE = word_set("who whom whose which that where when")
MARKS = frozenset(',;:()—–--“”"')
_DEFINITE = word_set("the this that these those")
_POSSESSIVE = word_set("his her its their my our")
_SINGLE = word_set("one another each")
_PLAIN_TAIL = word_set("agency news group party newspaper magazine daily website network station channel")
_VERBS = word_set("said says told tells added adds wrote writes is was has had will would")
_LOOSE = word_set("familiar aware close responsible opposed loyal critical present eligible")
_BEHIND_PARTICIPLE = PREPOSITIONS | DATES | word_set("late early last this earlier yesterday today")
_NOT_PARTICIPLES = word_set("red wanted united armed so-called hundred wing being king spring")
_SIGNS_OF_POSSESSION = ("", "'s", "’s", "'", "’")


class Head(NamedTuple):
    """One thing that a phrase stands for.

    name: where its name stands, None for a description.  words: the noun phrase without article, appositions and
    relative clauses.  noun: its head noun, folded, for a description, noun_at to end.  definite: "the", "this", "that".
    plural.  kind: of the noun.  possessor: a pronoun that owns it ("his"), or "one" for "one of the men".
    apposed: the description that a name is an apposition of ("The Istanbul governor, Jane Roe").
    """

    words: Span
    name: NameSpan | None = None
    end: int = 0
    noun: str = ""
    noun_at: int = 0
    definite: bool = False
    plural: bool = False
    kind: NounKind | None = None
    possessor: str = ""
    apposed: Span | None = None


class Token(NamedTuple):
    """A word or sign of a phrase, and the name it is part of."""

    start: int
    end: int
    text: str
    name: NameSpan | None


def tokens(text: str, start: int, end: int, names: Names) -> list[Token]:
    """The words of text[start:end] with the names they are part of, without what stands in brackets behind a word."""
    inside = names.within(start, end)
    found: list[Token] = []
    k = 0
    bracket = False
    for match in _TOKEN.finditer(text, start, end):
        while k < len(inside) and inside[k].end <= match.start():
            k += 1
        name = inside[k] if k < len(inside) and inside[k].start <= match.start() else None
        if name is None and match.group() in "()":
            bracket = match.group() == "("
            continue
        if bracket and found:
            continue  # "(RNC)"
        found.append(Token(match.start(), match.end(), match.group(), name))
    return found


def is_word(token: Token, words: frozenset[str]) -> bool:
    """One of these words, and no part of a name."""
    return token.name is None and token.text.lower() in words


def _is_gerund(words: Sequence[Token]) -> bool:
    """ "Joining the alliance": what counts stands behind the article."""
    return len(words) > 2 and words[0].text.endswith("ing") and words[0].name is None and is_word(words[1], ARTICLES)


class _Determiners(NamedTuple):
    """What stands before the first word that counts."""

    number: int
    definite: bool
    possessor: str


def _determiners(words: Sequence[Token]) -> _Determiners:
    count = int(_is_gerund(words))
    if len(words) > 2 and words[0].text.lower() == "both" and is_word(words[1], ARTICLES):
        count = 1  # both the government
    while count < len(words) - 1 and is_word(words[count], ARTICLES) and not is_word(words[count + 1], PREPOSITIONS):
        count += 1  # not "some" of "some in the crowd"
    taken = [token.text.lower() for token in words[:count]]
    one_of = [token.text.lower() for token in words[count : count + 2]] == ["one", "of"]
    possessor = next((word for word in reversed(taken) if word in _POSSESSIVE), "")
    return _Determiners(count, not _DEFINITE.isdisjoint(taken), "one" if one_of else possessor)


def noun_phrase(text: str, words: Sequence[Token]) -> Head | None:
    """The head of a phrase: before the first preposition, relative pronoun or participle behind the noun."""
    begin, definite, possessor = _determiners(words)
    stop = begin
    while stop < len(words) and not _ends(words, begin, stop):
        stop += 1
    if stop == begin:
        return None
    whole = Span(words[begin].start, words[-1].end)
    last = words[_behind_plain_tail(words, begin, stop) - 1]
    name = _holder(words, stop) or last.name
    if name is not None and (name is not last.name or text[name.end : last.end] in _SIGNS_OF_POSSESSION):
        return Head(whole, name, definite=definite, possessor=possessor)
    noun = fold(without_possessive(last.text))
    single = possessor == "one" or (is_word(words[begin], _SINGLE) and stop - begin > 1)
    kind = noun_kind(noun)
    if possessor == "one" and kind == "group":
        kind = "person"
    return Head(whole, None, last.end, noun, last.start, definite, is_plural(noun) and not single, kind, possessor)


def _behind_plain_tail(words: Sequence[Token], begin: int, stop: int) -> int:
    """Where the name ends in "Xinhua news agency"; else `stop`."""
    k = stop
    while k - 1 > begin and words[k - 1].text.lower() in _PLAIN_TAIL:
        k -= 1
    name = words[k - 1].name
    return k if name is not None and name.label != "Person" and name.end == words[k - 1].end else stop


def _holder(words: Sequence[Token], stop: int) -> NameSpan | None:
    """Jane Roe of "secretary of state Jane Roe" and "Ministry of Defense spokesman Jane Roe", who is named at the end.

    Not John Doe of "wife of President John Doe", who is named by what stands before the name. stop: where the first
    noun phrase ends.
    """
    if stop >= len(words) or not is_word(words[stop], PREPOSITIONS):
        return None
    people = (k for k in range(stop + 1, len(words)) if (name := words[k].name) is not None and name.label == "Person")
    number = next(people, 0)
    between = words[stop + 1 : number]
    if not between or any(token.text in MARKS for token in between):
        return None
    office = fold(words[stop - 1].text)
    held = noun_kind(office) == "person" or office in TITLES
    holds = _of_office(between) if held else not is_plural(office) and _of_body(between)
    return words[number].name if holds else None


def _of_office(between: Sequence[Token]) -> bool:
    """ "(secretary) of state", "(undersecretary) for education Mr.": no title or role of another before the name."""
    last = fold(between[-1].text)
    if last in ("mr", "ms", "mrs"):
        return len(between) > 1
    return (
        noun_kind(last) != "person" and last not in TITLES and last not in PREPOSITIONS and last not in ("the", "and")
    )


def _of_body(between: Sequence[Token]) -> bool:
    """ "(Ministry) of Defense spokesman", "(House) Foreign Affairs Committee Chairman": a role before the name."""
    kinds = [noun_kind(fold(without_possessive(token.text))) for token in between]
    return kinds[-1] == "person" and (between[-1].text[0].islower() or "organization" in kinds)


def _ends(words: Sequence[Token], begin: int, at: int) -> bool:
    """Does the noun phrase end before this word?"""
    token, last = words[at], words[at - 1]
    word = token.text.lower()
    if token.name is not None or at == begin:
        return False
    if word in PREPOSITIONS or word in RELATIVE or word in PLACE_WORDS:
        return True
    if word in _LOOSE and at + 1 < len(words) and words[at + 1].text.lower() in PREPOSITIONS:
        return True  # officials familiar with the talks
    owner = last.text.endswith(("’s", "'s"))  # Roe's leading rivals
    if (
        last.name is not None
        and last.name.label == "Person"
        and not owner
        and (word.endswith(("ed", "ing")) or word in _VERBS)
    ):
        return True
    return (
        _is_participle(word)
        and noun_kind(fold(without_possessive(last.text))) is not None
        and (word.endswith("ing") or at + 1 == len(words) or words[at + 1].text.lower() in _BEHIND_PARTICIPLE)
    )


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "ing")) and word not in _NOT_PARTICIPLES and "-" not in word and noun_kind(word) is None

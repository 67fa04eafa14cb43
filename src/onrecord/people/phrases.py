"""What the words of a source or mention stand for: a name, a description, or several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.inflection import word_set
from onrecord.people.nounphrase import ARTICLES, MARKS, PREPOSITIONS, RELATIVE, Head, Token, is_word, noun_phrase
from onrecord.people.nounphrase import tokens as tokens_of
from onrecord.people.nouns import FIRMS, noun_kind
from onrecord.people.roles import FORMER, says
from onrecord.people.spans import Names, NameSpan
from onrecord.people.titles import TITLES
from onrecord.types import Span

_CONJUNCTIONS = frozenset(("and", "&", "or"))
_BEFORE_NAMES = ARTICLES | TITLES
_PARTING = MARKS | RELATIVE | _CONJUNCTIONS


def heads(text: str, start: int, end: int, names: Names) -> Sequence[Head]:
    """What text[start:end] stands for; several where it names several ("X and Y"). Ends with its line."""
    line = text.find("\n", start, end)
    end = line if line > start else end
    if names.within(start, end):
        return _heads(text, start, end, names)
    return [_moved(head, start) for head in _unnamed(text[start:end])]


@lru_cache(maxsize=16384)
def _unnamed(words: str) -> Sequence[Head]:
    """What words without a name stand for: the same in every article."""
    return _heads(words, 0, len(words), Names(()))


def _moved(head: Head, by: int) -> Head:
    """A head without a name, found in words that stand so many characters further on in the text."""
    words = Span(head.words.start + by, head.words.end + by)
    return head._replace(words=words, end=head.end + by, noun_at=head.noun_at + by)


def _heads(text: str, start: int, end: int, names: Names) -> Sequence[Head]:
    tokens = tokens_of(text, start, end, names)
    if len(tokens) < 5 and not any(token.name is None and token.text.lower() in _PARTING for token in tokens):
        head = noun_phrase(text, tokens) if tokens else None
        return [head] if head is not None else []
    parts = _conjuncts(text, tokens)
    if len(parts) == 1 and (listed := _people_listed(text, parts[0])):
        parts = listed
    found = [head for part in parts if (head := _head(text, part)) is not None]
    if len(found) > 1 and _one_with_titles(found):
        return found[-1:]
    return found


def _conjuncts(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """Parts between "and"s outside names, up to the first relative pronoun.

    Behind a comma "and" parts only an enumeration of names, behind a preposition only people named on both sides:
    "Jane Roe, director for Europe and Asia" and "critics of the army and the police" are one.
    """
    tokens = tokens[: next((k for k, _ in enumerate(tokens) if _is_relative(tokens, k)), len(tokens))]
    breaks = [k for k, token in enumerate(tokens) if 0 < k < len(tokens) - 1 and is_word(token, _CONJUNCTIONS)]
    if not breaks:
        return [list(tokens)]
    comma = next((k for k, token in enumerate(tokens) if token.text == "," and token.name is None), len(tokens))
    if comma < breaks[0]:
        return _enumerated(text, tokens, breaks[-1]) or [list(tokens)]
    parts = [list(tokens[a + 1 : b]) for a, b in zip((-1, *breaks), (*breaks, len(tokens)), strict=True)]
    parts = [part for part in parts if part]
    if any(is_word(token, PREPOSITIONS) for token in tokens[: breaks[0]]) and not all(
        _in_full(text, part) for part in parts
    ):
        return [list(tokens)]
    return parts


def _is_relative(tokens: Sequence[Token], at: int) -> bool:
    """A relative pronoun, and not "that" behind a preposition: "sellers of that troubled house"."""
    if not at or not is_word(tokens[at], RELATIVE):
        return False
    return tokens[at].text.lower() != "that" or not is_word(tokens[at - 1], PREPOSITIONS)


def _people_listed(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """ "Roe, Doe" in a headline: people's names with nothing but commas between."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "," and token.name is None:
            pieces.append([])
        else:
            pieces[-1].append(token)
    alone = all(
        piece and all(token.name is piece[0].name for token in piece) and _is_person(text, piece) for piece in pieces
    )
    return pieces if len(pieces) > 1 and alone else []


def _is_person(text: str, part: Sequence[Token]) -> bool:
    head = noun_phrase(text, part)
    return head is not None and head.name is not None and head.name.label == "Person"


def _in_full(text: str, part: Sequence[Token]) -> bool:
    """A person named by more than one word."""
    head = noun_phrase(text, part)
    return (
        head is not None
        and head.name is not None
        and head.name.label == "Person"
        and " " in text[head.name.start : head.name.end]
    )


def _enumerated(text: str, tokens: Sequence[Token], at: int) -> list[list[Token]]:
    """ "X, Y and Z" with `and` at this token as [X], [Y], [Z]: only where each is a name with its titles."""
    pieces: list[list[Token]] = [[]]
    for number, token in enumerate(tokens):
        if number == at or (token.text == "," and token.name is None):
            pieces.append([])
        else:
            pieces[-1].append(token)
    pieces = [piece for piece in pieces if piece]
    found = [noun_phrase(text, piece) for piece in pieces]
    named = all(
        head is not None
        and head.name is not None
        and head.name.end >= piece[-1].end - 2
        and not is_word(piece[0], PREPOSITIONS)
        for head, piece in zip(found, pieces, strict=True)
    )
    return pieces if len(pieces) > 2 and named else []


def _one_with_titles(found: Sequence[Head]) -> bool:
    """ "co-founder and executive director Jane Roe" is one."""
    *first, last = found
    return last.name is not None and all(
        h.name is None and h.kind == "person" and not (h.definite or h.plural) for h in first
    )


def _head(text: str, tokens: Sequence[Token]) -> Head | None:
    """The head of one noun phrase; where an apposition names it, the name."""
    segments = _segments(tokens)
    while len(segments) > 1 and is_word(segments[0][0], PREPOSITIONS):
        del segments[0]  # "Outside court, her lawyer, Jane Roe"
    if not segments:
        return None
    first = noun_phrase(text, segments[0])
    if first is None:
        return None
    if first.name is None:
        for segment in segments[1:3]:
            other = noun_phrase(text, segment)
            if other is not None and other.name is not None and _names_it(text, first, other, segment):
                return other._replace(apposed=first.words)
    return first


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    """Stretches between commas, dashes and brackets."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in MARKS and token.name is None:
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


_EITHER = word_set("ally backer broadcaster competitor donor opponent partner publisher rival sponsor")


def _names_it(text: str, first: Head, other: Head, segment: Sequence[Token]) -> bool:
    """Is the name of the apposition that of the description before it ("the governor, Dame Jane Roe")?"""
    if other.name is None or not _leads_to(text, other.name, segment):
        return False
    if first.kind in ("person", "group", None) and other.name.label == "Person":
        return not first.plural or first.possessor == "one"
    if first.noun in _EITHER and other.name.label == "Organization":
        return True
    return (first.kind == "organization" or first.noun in FIRMS) and other.name.label != "Person"


def _leads_to(text: str, name: NameSpan, segment: Sequence[Token]) -> bool:
    """Does a segment begin with this name, or with what stands before names: "syndicated radio host Jane Roe"?"""
    before: list[Token] = []
    for token in segment:
        if token.name is not None:
            break
        before.append(token)
    if len(before) == len(segment) or segment[len(before)].name is not name:
        return False
    calling = bool(before) and before[-1].text.islower() and noun_kind(before[-1].text) == "person"
    if calling and says(text, name.end):
        return False  # The victim, neighbor Jane Roe said, was quiet
    if calling and all(token.text.islower() and token.text not in PREPOSITIONS for token in before):
        return True
    return all(map(_stands_before_names, before))


def _stands_before_names(token: Token) -> bool:
    """An article, a title, a rank or calling: "General Jane Roe", "retired postman Alf Roe"."""
    word = token.text.lower()
    return word in _BEFORE_NAMES or word in FORMER or noun_kind(word) == "person"


_WHEN_BEHIND = re.compile(  # a report from 2023 that
    r" (?:(?:from|in|of|since|on) (?:[A-Z][a-z]+\.? )?\d{1,4}|on [A-Z][a-z]+day|(?:last|this) (?:week|month|year)) $"
)
_WORDS_BEFORE = re.compile(r"(?:[^,;:.!?()\n—–“”\"]|\.(?=[\w-]))+$")


def before(text: str, at: int, names: Names) -> Head | None:
    """The noun phrase that ends before text[at], as far as its words tell: what a relative pronoun stands for."""
    end = at if text[at - 2 : at - 1] != "," else at - 2
    if when := _WHEN_BEHIND.search(text, max(0, end - 40), end):
        end = when.start() + 1
    stretch = _WORDS_BEFORE.search(text, max(0, at - 80), end)
    if stretch is None:
        return None
    begin = stretch.end()
    for token in reversed(tokens_of(text, stretch.start(), stretch.end(), names)):
        word = token.text.lower()
        if token.name is None and (word in _NOT_INSIDE or word in PREPOSITIONS or word in RELATIVE):
            break
        begin = token.start
        if token.name is None and word in ARTICLES:
            break
    found = heads(text, begin, stretch.end(), names) if begin < stretch.end() else []
    return found[0] if found else None


_NOT_INSIDE = word_set(
    """
    and or but is are was were be been has have had said says say told not no if when while as because so he she it they
    we i you
    """
)

"""What the words of a source or mention stand for: a name, a description, or several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.people.names import fold, without_possessive
from onrecord.people.nouns import NounKind, is_plural, noun_kind
from onrecord.people.spans import Names, NameSpan
from onrecord.people.titles import TITLES
from onrecord.types import Span

_TOKEN = re.compile(r"[\w’'&.%$/-]*[\w%]|[,;:()—–“”\"]|--")
_ARTICLES = word_set("the a an this that these those some his her its their our my your another any each every")
_PREPOSITIONS = word_set(
    """
    of from in at on for with by to under against about into over between among within without near across behind inside
    outside including like such during after before since as via per than around through throughout amid along upon
    """
)
_RELATIVE = word_set("who whom whose which that where when")
_MARKS = frozenset(',;:()—–--“”"')
_CONJUNCTIONS = frozenset(("and", "&", "or"))
_VERBS = word_set("said says told tells added adds wrote writes is was has had will would")
_NOT_PARTICIPLES = word_set("red wanted united armed so-called hundred wing being king spring")


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


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    name: NameSpan | None


def heads(text: str, start: int, end: int, names: Names) -> list[Head]:
    """What text[start:end] stands for; several where it names several ("X and Y")."""
    line = text.find("\n", start, end)
    tokens = _tokens(text, start, line if line > start else end, names)
    parts = _conjuncts(text, tokens)
    if len(parts) == 1 and (listed := _people_listed(text, parts[0])):
        parts = listed
    found = [head for part in parts if (head := _head(text, part)) is not None]
    if len(found) > 1 and _one_with_titles(found):
        return found[-1:]
    return found


def _tokens(text: str, start: int, end: int, names: Names) -> list[_Token]:
    inside = names.within(start, end)
    tokens: list[_Token] = []
    k = 0
    bracket = False
    for match in _TOKEN.finditer(text, start, end):
        while k < len(inside) and inside[k].end <= match.start():
            k += 1
        name = inside[k] if k < len(inside) and inside[k].start <= match.start() else None
        if name is None and match.group() in "()":
            bracket = match.group() == "("
            continue
        if bracket and tokens:
            continue  # "(RNC)"
        tokens.append(_Token(match.start(), match.end(), match.group(), name))
    return tokens


def _conjuncts(text: str, tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Parts between "and"s outside names, up to the first relative pronoun.

    Behind a comma "and" parts only an enumeration of names, behind a preposition only people named on both sides:
    "Jane Roe, director for Europe and Asia" and "critics of the army and the police" are one.
    """
    tokens = tokens[: next((k for k, token in enumerate(tokens) if k and _is(token, _RELATIVE)), len(tokens))]
    breaks = [k for k, token in enumerate(tokens) if 0 < k < len(tokens) - 1 and _is(token, _CONJUNCTIONS)]
    if not breaks:
        return [list(tokens)]
    comma = next((k for k, token in enumerate(tokens) if token.text == "," and token.name is None), len(tokens))
    if comma < breaks[0]:
        return _enumerated(text, tokens, breaks[-1]) or [list(tokens)]
    parts = [list(tokens[a + 1 : b]) for a, b in zip((-1, *breaks), (*breaks, len(tokens)), strict=True)]
    parts = [part for part in parts if part]
    if any(_is(token, _PREPOSITIONS) for token in tokens[: breaks[0]]) and not all(
        _in_full(text, part) for part in parts
    ):
        return [list(tokens)]
    return parts


def _people_listed(text: str, tokens: Sequence[_Token]) -> list[list[_Token]]:
    """ "Roe, Doe" in a headline: people's names with nothing but commas between."""
    pieces: list[list[_Token]] = [[]]
    for token in tokens:
        if token.text == "," and token.name is None:
            pieces.append([])
        else:
            pieces[-1].append(token)
    alone = all(
        piece and all(token.name is piece[0].name for token in piece) and _is_person(text, piece) for piece in pieces
    )
    return pieces if len(pieces) > 1 and alone else []


def _is(token: _Token, words: frozenset[str]) -> bool:
    return token.name is None and token.text.lower() in words


def _is_person(text: str, part: Sequence[_Token]) -> bool:
    head = _noun_phrase(text, part)
    return head is not None and head.name is not None and head.name.label == "Person"


def _in_full(text: str, part: Sequence[_Token]) -> bool:
    """A person named by more than one word."""
    head = _noun_phrase(text, part)
    return (
        head is not None
        and head.name is not None
        and head.name.label == "Person"
        and " " in text[head.name.start : head.name.end]
    )


def _enumerated(text: str, tokens: Sequence[_Token], at: int) -> list[list[_Token]]:
    """ "X, Y and Z" with `and` at this token as [X], [Y], [Z]: only where each is a name with its titles."""
    pieces: list[list[_Token]] = [[]]
    for number, token in enumerate(tokens):
        if number == at or (token.text == "," and token.name is None):
            pieces.append([])
        else:
            pieces[-1].append(token)
    pieces = [piece for piece in pieces if piece]
    found = [_noun_phrase(text, piece) for piece in pieces]
    named = all(
        head is not None
        and head.name is not None
        and head.name.end >= piece[-1].end - 2
        and not _is(piece[0], _PREPOSITIONS)
        for head, piece in zip(found, pieces, strict=True)
    )
    return pieces if len(pieces) > 2 and named else []


def _one_with_titles(found: Sequence[Head]) -> bool:
    """ "co-founder and executive director Jane Roe" is one."""
    *first, last = found
    return last.name is not None and all(
        h.name is None and h.kind == "person" and not (h.definite or h.plural) for h in first
    )


def _head(text: str, tokens: Sequence[_Token]) -> Head | None:
    """The head of one noun phrase; where an apposition names it, the name."""
    segments = _segments(tokens)
    if not segments:
        return None
    first = _noun_phrase(text, segments[0])
    if first is None:
        return None
    if first.name is None:
        for segment in segments[1:3]:
            other = _noun_phrase(text, segment)
            if other is not None and other.name is not None and _names_it(first, other, segment):
                return other._replace(apposed=first.words)
    return first


def _segments(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Stretches between commas, dashes and brackets."""
    segments: list[list[_Token]] = [[]]
    for token in tokens:
        if token.text in _MARKS and token.name is None:
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _names_it(first: Head, other: Head, segment: Sequence[_Token]) -> bool:
    """Is the name of the apposition that of the description before it ("the governor, Jane Roe")?"""
    begins = segment[0] if segment[0].text.lower() not in _ARTICLES or len(segment) == 1 else segment[1]
    if other.name is None or begins.name is not other.name:
        return False
    if first.kind in ("person", "group", None) and other.name.label == "Person":
        return not first.plural or first.possessor == "one"
    return first.kind == "organization" and other.name.label != "Person"


def _noun_phrase(text: str, tokens: Sequence[_Token]) -> Head | None:
    """The head of tokens up to the first preposition or participle behind the noun."""
    begin = 0
    definite = plural = False
    possessor = ""
    while begin < len(tokens) - 1 and tokens[begin].name is None and tokens[begin].text.lower() in _ARTICLES:
        word = tokens[begin].text.lower()
        definite = definite or word in ("the", "this", "that", "these", "those")
        possessor = word if word in ("his", "her", "its", "their", "my", "our") else possessor
        begin += 1
    if _one_of(tokens, begin):
        possessor = "one"
    stop = begin
    while stop < len(tokens) and not _ends_noun_phrase(tokens, begin, stop):
        stop += 1
    if stop == begin:
        return None
    if (holder := _holder(tokens, begin, stop)) is not None:
        return Head(Span(tokens[begin].start, tokens[-1].end), holder, definite=definite, possessor=possessor)
    last = tokens[_behind_plain_tail(tokens, begin, stop) - 1]
    words = Span(tokens[begin].start, tokens[-1].end)
    if last.name is not None and not (
        last.end > last.name.end and text[last.name.end : last.end] not in ("'s", "’s", "'", "’")
    ):
        return Head(words, last.name, definite=definite, possessor=possessor)
    noun = fold(without_possessive(last.text))
    plural = is_plural(noun) and possessor != "one"
    if tokens[begin].text.lower() in ("one", "another", "each") and stop - begin > 1:
        plural = False
    kind = "person" if possessor == "one" and noun_kind(noun) == "group" else noun_kind(noun)
    return Head(words, None, last.end, noun, last.start, definite, plural, kind, possessor)


def _behind_plain_tail(tokens: Sequence[_Token], begin: int, stop: int) -> int:
    """Where the name ends in "Xinhua news agency"; else `stop`."""
    k = stop
    while k - 1 > begin and tokens[k - 1].text.lower() in _PLAIN_TAIL:
        k -= 1
    name = tokens[k - 1].name
    return k if name is not None and name.label != "Person" and name.end == tokens[k - 1].end else stop


_PLAIN_TAIL = word_set("agency news group party newspaper magazine daily website network station channel")


def _holder(tokens: Sequence[_Token], begin: int, stop: int) -> NameSpan | None:
    """Jane Roe of "secretary of state Jane Roe" and "Ministry of Defense spokesman Jane Roe", who is named at the end.

    Not John Doe of "wife of President John Doe", who is named by what stands before the name.
    """
    if stop >= len(tokens) or not _is(tokens[stop], _PREPOSITIONS):
        return None
    number = next(
        (k for k in range(stop + 1, len(tokens)) if (n := tokens[k].name) is not None and n.label == "Person"), 0
    )
    between = [fold(without_possessive(token.text)) for token in tokens[stop + 1 : number]]
    if not between or any(token.text in _MARKS for token in tokens[stop:number]):
        return None
    office = fold(tokens[stop - 1].text)
    kinds = [noun_kind(word) for word in between]
    if between[-1] in ("mr", "ms", "mrs") and len(between) > 1:
        return tokens[number].name
    if noun_kind(office) == "person" or office in TITLES:
        plain = (
            kinds[-1] == "person"
            or between[-1] in TITLES
            or between[-1] in _PREPOSITIONS
            or between[-1] in ("the", "and")
        )
        return None if plain else tokens[number].name
    last = tokens[number - 1].text
    if is_plural(office) or kinds[-1] != "person" or (last[0].isupper() and "organization" not in kinds):
        return None
    return tokens[number].name


def _one_of(tokens: Sequence[_Token], begin: int) -> bool:
    return len(tokens) > begin + 1 and tokens[begin].text.lower() == "one" and tokens[begin + 1].text.lower() == "of"


def _ends_noun_phrase(tokens: Sequence[_Token], begin: int, at: int) -> bool:
    token = tokens[at]
    word = token.text.lower()
    if token.name is not None or at == begin:
        return False
    if word in _PREPOSITIONS or word in _RELATIVE:
        return True
    person = tokens[at - 1].name
    if person is not None and person.label == "Person" and (word.endswith("ed") or word in _VERBS):
        return True
    if word.endswith(("ed", "ing")) and word not in _NOT_PARTICIPLES and "-" not in word and noun_kind(word) is None:
        following = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
        before = fold(without_possessive(tokens[at - 1].text))
        return noun_kind(before) is not None and (following in _PREPOSITIONS or word.endswith("ing") or following == "")
    return False


_WORDS_BEFORE = re.compile(r"[^,;:.!?()\n—–“”\"]+$")


def before(text: str, at: int, names: Names) -> Head | None:
    """The noun phrase that ends before text[at], as far as its words tell: what a relative pronoun stands for."""
    stretch = _WORDS_BEFORE.search(text, max(0, at - 80), at if text[at - 2 : at - 1] != "," else at - 2)
    if stretch is None:
        return None
    begin = stretch.end()
    for token in reversed(_tokens(text, stretch.start(), stretch.end(), names)):
        word = token.text.lower()
        if token.name is None and (word in _NOT_INSIDE or word in _PREPOSITIONS or word in _RELATIVE):
            break
        begin = token.start
        if token.name is None and word in _ARTICLES:
            break
    found = heads(text, begin, stretch.end(), names) if begin < stretch.end() else []
    return found[0] if found else None


_NOT_INSIDE = word_set(
    """
    and or but is are was were be been has have had said says say told not no if when while as because so he she it they
    we i you
    """
)

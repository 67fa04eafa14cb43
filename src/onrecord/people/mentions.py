"""Everything in the text that stands for somebody or something: names, descriptions, pronouns, in its order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from onrecord.model.answer import Answer
from onrecord.people.nounphrase import PLACE_WORDS, Head
from onrecord.people.phrases import heads
from onrecord.people.pronouns import FOLLOWED, Pronoun, pronoun
from onrecord.people.spans import Names, NameSpan
from onrecord.types import Span, Statement

_POSSESSIVE = re.compile(r"[’']s? ")
_LONGEST_PRONOUN = 12
_SUBJECTS = frozenset(("he", "she", "they", "it"))
Form = Literal["name", "noun", "pronoun"]


class Mention(NamedTuple):
    """text[start:end] stands for something.

    mark: index of the network's mention that it is the head of.  source: it is a source of a statement.
    label: the network's, "" where it marked none.  joined: starts of the others that are one source with it ("X and
    Y"), at the last of them.
    """

    start: int
    end: int
    form: Form
    name: NameSpan | None = None
    head: Head | None = None
    pronoun: Pronoun | None = None
    mark: int | None = None
    label: str = ""
    source: bool = False
    joined: tuple[int, ...] = ()

    @property
    def is_person(self) -> bool:
        """A person's name."""
        return self.name is not None and self.name.label == "Person"


class Places:
    """Sorted spans that do not overlap; is a character in one of them?"""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def source_places(text: str, statement: Statement, names: Names) -> list[int]:
    """Where the mentions begin that a statement's source consists of, in their order."""
    spans = statement.source.spans if statement.source else ()
    return sorted(mention.start for start, end in spans for mention in _of_phrase(text, start, end, names))


def collect(text: str, names: Names, answer: Answer, statements: Sequence[Statement]) -> list[Mention]:
    """All mentions in the order of the text, one for each place where a name, head noun or pronoun begins."""
    found: dict[int, Mention] = {
        span.start: Mention(span.start, span.end, "name", span, label=span.label) for span in names.spans
    }
    for match in FOLLOWED.finditer(text):
        found.setdefault(match.start(), Mention(*match.span(), "pronoun", pronoun=pronoun(match.group())))
    for number, mark in enumerate(answer.marks):
        for mention in _of_phrase(text, mark.start, mark.end, names):
            known = found.get(mention.start, mention)
            first = number if known.mark is None else known.mark
            found[mention.start] = Mention(*known[:6], first, mark.label)
            _add_owners(found, text, mention, names)
    for statement in statements:
        for start, end in statement.source.spans if statement.source else ():
            _add_source(found, _of_phrase(text, start, end, names), text, names)
    return [found[start] for start in sorted(found)]


def _add_source(found: dict[int, Mention], inside: Sequence[Mention], text: str, names: Names) -> None:
    """The mentions of one source; several that it names are joined at the last."""
    for mention in inside:
        known = found.get(mention.start, mention)
        if known.pronoun is not None and known.pronoun.kind == "any":  # people briefed on the talks
            known = mention._replace(mark=known.mark, label=known.label)
        found[mention.start] = known._replace(source=True, head=mention.head or known.head)
        _add_owners(found, text, mention, names)
    if len(inside) > 1:
        starts = tuple(sorted(mention.start for mention in inside))
        found[starts[-1]] = found[starts[-1]]._replace(joined=starts)


def _of_phrase(text: str, start: int, end: int, names: Names) -> Sequence[Mention]:
    """The mentions that a phrase is: of a name the name, of a description its noun."""
    while start < end and text[start].isspace():
        start += 1
    name = names.at(start)
    if name is not None and name.start == start and name.end == end:
        return (Mention(start, end, "name", name),)
    if (simple := _pronoun(text[start:end].rstrip(" ,\n"), start)) is not None:
        return (simple,)
    return [mention for head in heads(text, start, end, names) if (mention := _of_head(text, head)) is not None]


def _pronoun(words: str, start: int) -> Mention | None:
    """The pronoun that a phrase is: alone, before an adverb ("it further" wrote), or before its relative clause."""
    if len(words) < _LONGEST_PRONOUN and (known := pronoun(words)) is not None:
        return Mention(start, start + len(words), "pronoun", pronoun=known)
    first, _, rest = words.partition(" ")
    if first == "who" and rest:
        return Mention(start, start + len(first), "pronoun", pronoun=pronoun(first))
    known = pronoun(first) if len(first) < _LONGEST_PRONOUN and rest.isalpha() and rest.islower() else None
    if known is None or known.kind not in _SUBJECTS or known.possessive:
        return None
    return Mention(start, start + len(first), "pronoun", pronoun=known)


def _of_head(text: str, head: Head) -> Mention | None:
    if head.name is not None:
        return Mention(head.name.start, head.name.end, "name", head.name, head)
    alone = head.words.end - head.words.start == len(head.noun)
    if alone and (known := pronoun(head.noun)) is not None and known.kind != "any":
        return Mention(head.words.start, head.words.end, "pronoun", pronoun=known)
    if not head.noun or head.noun in PLACE_WORDS:
        return None
    return Mention(head.noun_at, max(head.noun_at + 1, _noun_end(text, head)), "noun", head=head)


def _add_owners(found: dict[int, Mention], text: str, mention: Mention, names: Names) -> None:
    """Of "the former president's comments" the former president; names are found by themselves."""
    head = mention.head
    if head is None or head.name is not None:
        return
    sign = _POSSESSIVE.search(text, head.words.start, head.noun_at)
    for owner in heads(text, head.words.start, sign.start(), names) if sign else ():
        if owner.name is None and owner.noun and owner.kind in ("person", "organization", "group"):
            owner = owner._replace(definite=head.definite or owner.definite)
            found.setdefault(owner.noun_at, Mention(owner.noun_at, owner.end, "noun", head=owner))


def _noun_end(text: str, head: Head) -> int:
    end = head.noun_at
    while end < head.words.end and (text[end].isalnum() or text[end] in "-"):
        end += 1
    return end

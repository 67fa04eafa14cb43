"""A description that gets its name later: "a woman in a red coat ... The woman, who gave her name as Jane Roe".

So does one in the headline: "Harbour chief resigns ... Jane Roe, chief of the harbour office, said"; and one told of by
whose he is: "his lawyer said ... His lawyer, Jane Roe, called it a first step".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.inflection import word_set
from onrecord.people.cast import Cast
from onrecord.people.descriptions import proper_words
from onrecord.people.figures import Figure
from onrecord.people.gender import of_noun
from onrecord.people.roles import STANDING, Role, fits, role, same_word, says
from onrecord.people.spans import headline_end

_NAMES = re.compile(
    r"\b(?:(?:gave|giving|gives) (?:only )?(?:her|his|their) (?:(?:full|first|last|own) )?name (?:only )?as"
    r"|(?:gave|giving|gives) (?:only (?:her|his|their) (?:first |last )?|(?:her|his|their) (?:first|last) )name,"
    r"|(?:identif(?:ied|ies|ying)|introduc(?:ed|es|ing)) (?:her|him|them)sel(?:f|ves) (?:only )?as"
    r"|(?:asked|wanted|wants|asks) (?:only )?to be (?:called|known as|named|identified) (?:only )?(?:as )?"
    r"|(?:her|his|whose) (?:full |first |last |real )?name (?:is|was)) ?$"
)
_OWNED = word_set(
    "agent attorney barrister doctor husband lawyer solicitor spokesman spokesperson spokeswoman widow wife"
)
_UNITED_NATIONS = frozenset(map(same_word, ("united", "nations")))
_OWNER_SIGN = re.compile(r"(?:[’']s?)? $")
_LONGEST = 60  # characters of what is searched before a name
_SOON = 500  # characters of text in which whom the headline speaks of is named


def introduced(cast: Cast, at: Mapping[int, Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of a person only described and one named who are the same.

    at: where a mention begins → its figure, in the order of the text.
    """
    text, scene = cast.scene.text, cast.scene
    for mention in cast.mentions:
        if not mention.is_person or (person := at.get(mention.start)) is None:
            continue
        said = _NAMES.search(text, max(0, mention.start - _LONGEST), mention.start)
        if said is None or says(text, mention.end):
            continue
        begin = scene.sentence_start(mention.start)
        near = (figure for start, figure in at.items() if begin <= start < mention.start)
        before = [figure for figure in near if figure is not person and figure.noun != "name"]
        if before and before[-1].kind == "person" and not (before[-1].named or before[-1].plural):
            yield before[-1], person


def foretold(cast: Cast, at: Mapping[int, Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of a person whom the headline describes and the only one named soon below it who is that.

    at: where a mention begins → its figure, in the order of the text.
    """
    text = cast.scene.text
    end = headline_end(text)
    named = dict.fromkeys(
        figure for start, figure in at.items() if end < start < end + _SOON and figure.named and figure.kind == "person"
    )
    for mention in cast.mentions:
        if mention.start >= end:
            return
        figure, head = at.get(mention.start), mention.head
        if figure is None or head is None or figure.named or figure.plural or figure.kind != "person":
            continue
        described = role(text, head.words)
        if described is None or head.possessor:
            continue
        shown = proper_words(text, head) - STANDING
        meant = [one for one in named if any(_is(described, held, one, shown) for held in one.roles)]
        if len(meant) == 1:
            yield figure, meant[0]


def _is(described: Role, held: Role, holder: Figure, shown: frozenset[str]) -> bool:
    """May a description be said of who holds this role, and of the same time?"""
    if holder.about >= _UNITED_NATIONS:
        shown, described = shown - {"un"}, described._replace(about=described.about - {"un"})
    return described.former == held.former and fits(described, held, frozenset(holder.about), shown) > 0


def owned(cast: Cast, at: Mapping[int, Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of a person described by whose he is and the only one named soon behind who is that to the same.

    at: where a mention begins → its figure, in the order of the text.
    """
    ends = {mention.end: figure for mention in cast.mentions if (figure := at.get(mention.start)) is not None}
    first: dict[Figure, int] = {}
    bearers: dict[str, dict[Figure, Role]] = {}
    for start, figure in at.items():
        if figure.named and figure.kind == "person" and figure not in first:
            first[figure] = start
            for held in figure.roles:
                bearers.setdefault(held.noun, {})[figure] = held
    for mention in cast.mentions:
        figure, head = at.get(mention.start), mention.head
        if figure is None or head is None or not head.possessor or head.noun not in _OWNED or figure.named:
            continue
        fitting = [one for one in bearers.get(head.noun, ()) if of_noun(head.noun) * one.gender >= 0]
        if len(fitting) != 1 or not mention.start < first[fitting[0]] < mention.start + _SOON:
            continue
        (person,) = fitting
        held = bearers[head.noun][person]
        whose, others = (_owner(cast.scene.text, ends, words.start) for words in (head.words, held.words))
        if whose is not None and others is whose is not person:
            yield figure, person


def _owner(text: str, ends: Mapping[int, Figure], start: int) -> Figure | None:
    """Whose what begins at `start` is, by the mention before it. ends: where a mention ends → its figure."""
    sign = _OWNER_SIGN.search(text, max(0, start - 3), start)
    return ends.get(sign.start()) if sign else None

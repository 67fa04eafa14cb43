"""A description that gets its name later: "a woman in a red coat ... The woman, who gave her name as Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.people.cast import Cast
from onrecord.people.figures import Figure

_NAMES = re.compile(
    r"\b(?:(?:gave|giving|gives) (?:her|his|their) (?:(?:full|first|last|own) )?name (?:only )?as"
    r"|(?:identif(?:ied|ies|ying)|introduc(?:ed|es|ing)) (?:her|him|them)sel(?:f|ves) (?:only )?as"
    r"|(?:asked|wanted|wants|asks) (?:only )?to be (?:called|known as|named|identified) (?:only )?(?:as )?"
    r"|(?:her|his|whose) (?:full |first |last |real )?name (?:is|was)) ?$"
)
_LONGEST = 60  # characters of what is searched before a name


def introduced(cast: Cast, at: Mapping[int, Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of a person only described and one named who are the same.

    at: where a mention begins → its figure, in the order of the text.
    """
    text, scene = cast.scene.text, cast.scene
    for mention in cast.mentions:
        if not mention.is_person or (person := at.get(mention.start)) is None:
            continue
        said = _NAMES.search(text, max(0, mention.start - _LONGEST), mention.start)
        if said is None:
            continue
        begin = scene.sentence_start(mention.start)
        before = [figure for start, figure in at.items() if begin <= start < mention.start and figure is not person]
        if before and before[-1].kind == "person" and not (before[-1].named or before[-1].plural):
            yield before[-1], person

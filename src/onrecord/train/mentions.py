"""Names, and phrases with what they refer back to, as spans and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from onrecord.train.examples import Annotation, Labelled, Span

Row = Mapping[str, Any]
NAMES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
PHRASES = {"person": "Person", "organization": "Organization", "place": "Place"}
# Where a phrase goes on with what is said of it: an apposition, a relative clause, a bracket.
_MORE = re.compile(r",|;|:|\(| -- | – | — | (?:who|whom|whose|which|that|where)\b")
_AND = re.compile(r"\W*(?:and|or|&)\W*|\W*,\W*(?:and|or)?\W*")


def names(entities: Sequence[Row]) -> Annotation:
    """Names of people, organizations and places (UNER, CrossNER)."""
    return Annotation(tuple(Labelled(e["start"], e["end"], NAMES[e["type"]]) for e in entities if e["type"] in NAMES))


def trimmed(text: str, start: int, end: int) -> Span:
    """A phrase without its appositions, relative clauses and closing signs."""
    more = _MORE.search(text, start + 1, end)
    end = more.start() if more else end
    while end > start + 1 and not text[end - 1].isalnum() and text[end - 1] not in ".'’":
        end -= 1
    return start, end


def phrases(text: str, mentions: Sequence[Row]) -> Annotation:
    """GUM's mentions of people, organizations and places, pronouns among them; of nested ones the outermost.

    A phrase is cut where an apposition or relative clause begins, so that the apposition is a mention of its own; of
    "the mayor and her aide" both are tagged instead of the whole. Links: every earlier mention of the same chain.
    """
    wanted = sorted(
        ({(m["start"], m["end"]): m for m in mentions if m["type"] in PHRASES}).items(),
        key=lambda item: (item[0][0], -item[0][1]),
    )
    spans: list[Labelled] = []
    chains: list[str] = []
    taken = 0
    for number, ((start, end), mention) in enumerate(wanted):
        if start < taken or _several(text, (start, end), [place for place, _ in wanted[number + 1 :]]):
            continue
        start, end = trimmed(text, start, end)
        spans.append(Labelled(start, end, PHRASES[mention["type"]]))
        chains.append(mention["chain"])
        taken = end
    return Annotation(tuple(spans), chained(chains))


def _several(text: str, whole: Span, later: Iterable[Span]) -> bool:
    """Is the phrase an enumeration, one of whose members begins where it begins?"""
    inside: list[Span] = []
    for start, end in later:
        if start >= whole[1]:
            break
        if end <= whole[1] and (not inside or start >= inside[-1][1]):
            inside.append((start, end))
    if len(inside) < 2 or inside[0][0] != whole[0]:
        return False
    return all(_AND.fullmatch(text, a, b) for (_, a), (b, _) in pairwise(inside))


def chained(chains: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """A link from each mention to every earlier one of its chain."""
    members: dict[str, list[int]] = {}
    links = []
    for number, chain in enumerate(chains):
        links += [("antecedent", number, earlier) for earlier in members.setdefault(chain, [])]
        members[chain].append(number)
    return tuple(links)


def speakers(text: str, statements: Sequence[Row]) -> Annotation:
    """The sources of statements whose speakers are known by name, and where these names stand: coreference for links.

    Not all mentions of the text are in it, so that tags cannot be learned from it.
    """
    found: dict[Span, tuple[str, str]] = {}
    kinds = {"person": "Person", "organization": "Organization"}
    for statement in statements:
        speaker = statement["speaker"]
        if speaker["kind"] in kinds and (speaker["name"] or "")[:1].isupper():
            for name in _places(text, speaker["name"], speaker["kind"] == "person"):
                found.setdefault(name, (kinds[speaker["kind"]], speaker["name"]))
            for start, end in statement["source"][:1]:
                found[trimmed(text, start, end)] = kinds[speaker["kind"]], speaker["name"]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return Annotation(
        tuple(Labelled(*span, found[span][0]) for span in kept), chained([found[span][1] for span in kept]), False
    )


def _places(text: str, name: str, person: bool) -> list[Span]:
    """Where the name stands, and of a person the surname alone."""
    words = name.split()
    forms = [name, words[-1]] if person and len(words) > 1 else [name]
    return [match.span() for form in forms for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]

"""What the files say of statements, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.export.brat.sheet import Standoff
from onrecord.types import Span

_CONFIDENCE = re.compile(r"confidence ([0-9.]+)")


class Attribution(NamedTuple):
    """A statement as a .ann file tells it: places by line fragments."""

    kind: str
    confidence: float
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def attributions(files: Standoff) -> Iterator[Attribution]:
    """The statements that the files hold, in their order; raises ValueError where words are not at their place."""
    rows = [line.split("\t") for line in files.annotations.split("\n") if line]
    bound = {row[0]: (row[1].split(" ", 1)[0], _places(files.text, row)) for row in rows if row[0].startswith("T")}
    links = [_link(row[1]) for row in rows if row[0].startswith("R")]
    cues = {first: second for name, first, second in links if name == "CuedBy"}
    sources = {first: second for name, first, second in links if name == "SaidBy"}
    kinds = dict(row[1].split(" ")[1:] for row in rows if row[0].startswith("A"))
    notes = {row[1].split(" ")[1]: row[2] for row in rows if row[0].startswith("#")}
    for name, (role, places) in bound.items():
        if role == "Content":
            cue = cues.get(name)
            source = sources.get(cue or name)
            sure = _CONFIDENCE.match(notes[name])
            yield Attribution(
                kind=kinds[name],
                confidence=float(sure[1]) if sure else 1.0,
                source=bound[source][1] if source else (),
                cue=bound[cue][1] if cue else (),
                content=places,
            )


def _places(text: str, row: list[str]) -> tuple[Span, ...]:
    places = tuple(Span(*map(int, pair.split(" "))) for pair in row[1].split(" ", 1)[1].split(";"))
    covered = " ".join(text[start:end] for start, end in places).replace("\t", " ")
    if covered != row[2]:
        raise ValueError(f"{row[0]}: the text has {covered!r} where the annotation says {row[2]!r}")
    return places


def _link(body: str) -> tuple[str, str, str]:
    name, first, second = body.split(" ")
    return name, first.partition(":")[2], second.partition(":")[2]

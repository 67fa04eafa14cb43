"""Readings as brat standoff: NAME.txt with the text, NAME.ann with what stands in it, annotation.conf for the folder.

Text-bound Source, Cue and Content; a statement is one Content, CuedBy its Cue, SaidBy its Source (from the Cue, or from
the Content where there is no cue). A Source may serve several cues. The kind is an attribute of the Content, confidence
and speaker are a note on it. brat allows no annotation across a line break: such words become fragments, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.export.marks import Role
from onrecord.export.visible import one_line
from onrecord.types import Reading, Span, Statement, Words

ANNOTATION_CONF = """\
[entities]
Source
Cue
Content

[relations]
CuedBy\tArg1:Content, Arg2:Cue
SaidBy\tArg1:Cue|Content, Arg2:Source
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect
"""
VISUAL_CONF = """\
[labels]

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:lightgray, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
Source\tbgColor:#9ec9f5
Cue\tbgColor:#ffc08a
Content\tbgColor:#f6e7a8
CuedBy\tcolor:#b04a00
SaidBy\tcolor:#0b57a4
ATTRIBUTE_DEFAULT\tglyph:*
Kind\tglyph:direct|D|mixed|M|indirect|I
"""
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CONFIDENCE = re.compile(r"confidence ([0-9.]+)")


class Standoff(NamedTuple):
    """The two files of one article, for UTF-8 without any change of line ends. Offsets count code points."""

    text: str
    annotations: str


class Attribution(NamedTuple):
    """A statement as a .ann file tells it: places by line fragments."""

    kind: str
    confidence: float
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def fragments(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans cut at line breaks, in the order of the text; lines of white space are left out."""
    return tuple(
        Span(line.start(), line.end())
        for start, end in sorted(spans)
        for line in _LINE.finditer(text, start, end)
        if not line.group().isspace()
    )


@dataclass
class _Page:
    """The .ann file as it grows; the same words in the same part are annotated once."""

    text: str
    lines: list[str] = field(default_factory=list)
    _known: dict[tuple[object, ...], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, letter: str, body: str) -> str:
        self._counts[letter] = self._counts.get(letter, 0) + 1
        name = f"{letter}{self._counts[letter]}"
        self.lines.append(f"{name}\t{body}")
        return name

    def once(self, letter: str, body: str, *why: object) -> str:
        key = (letter, body, *why)
        if key not in self._known:
            self._known[key] = self.add(letter, body)
        return self._known[key]

    def bound(self, role: Role, words: Words | None, *why: object) -> str | None:
        """The text-bound annotation of these words; None where nothing can be bound."""
        places = fragments(self.text, words.spans) if words else ()
        if not places:
            return None
        offsets = ";".join(f"{start} {end}" for start, end in places)
        covered = " ".join(self.text[start:end] for start, end in places).replace("\t", " ")
        return self.once("T", f"{role.capitalize()} {offsets}\t{covered}", *why)


def standoff(reading: Reading) -> Standoff:
    """Both files of one article. A lone surrogate, which no file can hold, becomes U+FFFD."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", reading.article.text)
    sheet = _Page(text)
    for number, statement in enumerate(reading.statements):
        source = sheet.bound("source", statement.source)
        cue = sheet.bound("cue", statement.cue, source)  # one cue of two sources is two, so that links tell them apart
        content = sheet.bound("content", statement.content, number)
        if content is None:
            raise ValueError(f"statement {number} of {reading.article.id!r} has no words in its content")
        if cue:
            sheet.add("R", f"CuedBy Arg1:{content} Arg2:{cue}")
        if source:
            sheet.once("R", f"SaidBy Arg1:{cue or content} Arg2:{source}")
        sheet.add("A", f"Kind {content} {statement.kind}")
        sheet.add("#", f"AnnotatorNotes {content}\t{_note(statement)}")
    return Standoff(text, "".join(f"{line}\n" for line in sheet.lines))


def _note(statement: Statement) -> str:
    name = statement.speaker.name
    who = f"; speaker {one_line(name)} ({statement.speaker.kind})" if name else ""
    return f"confidence {statement.confidence:.4f}{who}"


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

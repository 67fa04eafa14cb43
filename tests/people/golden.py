"""Reads cases.txt: a text with the network's answers written into it as marks, and what is wanted of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model.answer import Answer, Mark
from onrecord.model.decode import Link
from onrecord.quotes import QuotationMask, quotations
from onrecord.types import Kind, Span, Speaker, Statement, Words

GOLDEN = Path(__file__).parent / "cases.txt"
LABELS = {"P": "Person", "O": "Organization", "L": "Place"}
_SIGN = re.compile(r"[{}\[\]<>‹›]")
_NAME_LABEL = re.compile(r":([POL])$")
_ID = re.compile(r"([a-z]):")
_LINK = re.compile(r">([a-z])\]")


@dataclass
class Case:
    """text: without marks.  wanted: the lines below "--"."""

    name: str
    marked: str
    wanted: list[str]
    text: str = ""
    names: list[Mark] = field(default_factory=list)
    mentions: list[Mark] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    sources: list[Span] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)

    @property
    def answers(self) -> tuple[Answer, Answer]:
        """The network's answers to the tasks "names" and "mentions"."""
        places = sorted(range(len(self.mentions)), key=lambda k: self.mentions[k].start)
        number = {old: new for new, old in enumerate(places)}
        links = tuple(Link("antecedent", number[head], number[self.ids[to]], 0.9) for head, to in self.links)
        return Answer(tuple(sorted(self.names))), Answer(tuple(self.mentions[k] for k in places), links)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Each source with the content on its line that no other source has taken; in the order of the text."""
        mask = QuotationMask(quotations(self.text))
        left = list(self.contents)
        found = []
        for source in self.sources:
            content = self._content(source, left)
            left.remove(content)
            share = mask.share(self.text, [content])
            kind: Kind = "direct" if share >= 0.95 else "mixed" if share else "indirect"
            words = Words.of(self.text, (source,)) if source.end > source.start else None
            nobody = Speaker(None, "unknown")
            found.append(Statement(kind, 1.0, words, None, Words.of(self.text, (content,)), nobody))
        found += [
            Statement("indirect", 1.0, None, None, Words.of(self.text, (span,)), Speaker(None, "unknown"))
            for span in left
        ]
        return tuple(
            sorted(found, key=lambda one: min((*one.content.spans, *(one.source.spans if one.source else ()))))
        )

    def _content(self, source: Span, left: list[Span]) -> Span:
        """The one right behind the source on its line, else the last one before it."""
        line = self.text.find("\n", source.end)
        line = len(self.text) if line < 0 else line
        limit = min([other.start for other in self.sources if other.start > source.start] + [line])
        behind = [span for span in left if source.end <= span.start < limit]
        before = [span for span in left if span.end <= source.start]
        around = [span for span in left if span.start <= source.start and source.end <= span.end]
        assert behind or before or around, f"{GOLDEN}: {self.name}: no content for {self.text[slice(*source)]!r}"
        return behind[0] if behind else (before or around)[-1]


def cases() -> list[Case]:
    return [case(block) for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]]


def case(block: str) -> Case:
    name, rest = block.split("\n", 1)
    marked, dashes, wanted = rest.partition("\n--\n")
    assert dashes, f"{GOLDEN}: no line -- under {name!r}"
    found = Case(name, marked.strip("\n"), wanted.strip("\n").splitlines())
    _read(found)
    return found


def _read(found: Case) -> None:
    """Takes the marks out of the text and notes what they say."""
    opened: list[tuple[str, int, str]] = []  # sign, where it opened, id
    text, at = "", 0
    marked = found.marked
    while at < len(marked):
        sign = marked[at]
        if link := _LINK.match(marked, at):
            start, _ = _closed(opened, "[", found)
            found.links.append((len(found.mentions), link[1]))
            found.mentions.append(Mark(start, len(text), "Person", 1.0, 1.0))
            at = link.end()
        elif sign in "{[<‹":
            known = _ID.match(marked, at + 1) if sign == "[" else None
            opened.append((sign, len(text), known[1] if known else ""))
            at = known.end() if known else at + 1
        elif sign in "}]>›":
            start, name = _closed(opened, {"}": "{", "]": "[", ">": "<", "›": "‹"}[sign], found)
            text = _note(found, sign, start, text, name)
            at += 1
        else:
            text += sign
            at += 1
    found.text = text


def _closed(opened: list[tuple[str, int, str]], sign: str, found: Case) -> tuple[int, str]:
    assert opened, f"{GOLDEN}: {found.name}: a mark is closed that was not opened"
    last, start, name = opened.pop()
    assert last == sign, f"{GOLDEN}: {found.name}: {last} is closed by another mark"
    return start, name


def _note(found: Case, sign: str, start: int, text: str, name: str) -> str:
    if sign == "}":
        label = _NAME_LABEL.search(text)
        assert label, f"{GOLDEN}: {found.name}: a name without its label: {text[start:]!r}"
        text = text[: label.start()]
        found.names.append(Mark(start, len(text), LABELS[label[1]], 1.0, 1.0))
    elif sign == "]":
        if name:
            found.ids[name] = len(found.mentions)
        label = _NAME_LABEL.search(text, start)
        text = text[: label.start()] if label else text
        found.mentions.append(Mark(start, len(text), LABELS[label[1] if label else "P"], 1.0, 1.0))
    elif sign == ">":
        found.sources.append(Span(start, len(text)))
    else:
        found.contents.append(Span(start, len(text)))
    return text

"""Readings as one page: the articles with statements and events marked, and tables of them. It needs nothing else.

A strict content security policy in the page keeps it so: no network, and no script but its own.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.export.marks import Mark, Run, begins_with_title, paragraphs
from onrecord.export.rows import (
    EntityRow,
    EventRow,
    entity_rows,
    event_rows,
    manner,
    source_beside,
    speaker_name,
    speaker_of,
    voucher,
)
from onrecord.export.text_fragment import link
from onrecord.export.visible import Part, moment, one_line, parts, plain_breaks
from onrecord.types import Article, Reading, Statement

if TYPE_CHECKING:
    from jinja2 import Template


_WIKIDATA = re.compile(r"Q[0-9]{1,12}")


@dataclass(frozen=True)
class _Piece:
    """Words under the same marks, innermost first. keys: "3" for statement 3, "e3" for event 3, one a mark.

    hot: the keys of those to light up.  anchor: the number of the event whose first trigger this begins.
    """

    parts: tuple[Part, ...]
    keys: tuple[str, ...]
    roles: tuple[str, ...]
    hot: tuple[str, ...]
    classes: str
    tip: str
    badges: tuple[int, ...]
    anchor: int | None


@dataclass(frozen=True)
class _Row:
    """One statement in the table. who: the speaker's name, else the source's words; words: those, where they differ.

    speaker: in words, with the reason where unknown.  manner: how, to whom, where, when.  live: the words' place on the
    live page.
    """

    number: int
    kind: str
    percent: int
    who: str | None
    words: str | None
    speaker: str
    cue: str | None
    content: str
    manner: tuple[str, ...]
    label: str
    live: str | None = None


@dataclass(frozen=True)
class _View:
    """One article: headline is shown above the text unless the text begins with it. looked: events were looked for."""

    article: Article
    name: str
    headline: str | None
    link: str | None
    paragraphs: tuple[tuple[_Piece, ...], ...]
    begins_with_title: bool
    rows: tuple[_Row, ...]
    people: tuple[EntityRow, ...]
    events: tuple[EventRow, ...]
    looked: bool


def page(readings: Sequence[Reading]) -> str:
    """The whole page, for one article or several. Sources may lie in another's content; each is marked."""
    views = [_view(reading) for reading in readings]
    script = _shipped("page.js")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _template().render(
        views=views,
        title=views[0].name if len(views) == 1 else f"{len(views)} articles",
        style=_shipped("page.css"),
        script=script,
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
        models=sorted({one_line(reading.model) for reading in readings}),
    )


def _shipped(name: str) -> str:
    return files("onrecord.export").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = one_line
    environment.filters["moment"] = moment
    environment.tests["wikidata"] = lambda value: bool(value and _WIKIDATA.fullmatch(value))
    return environment.from_string(_shipped("page.html.j2"))


def _view(reading: Reading) -> _View:
    article = reading.article
    found = paragraphs(reading, triggers=True)
    begins = begins_with_title(article, found)
    url = article.url if article.url and article.url.lower().startswith(("http://", "https://")) else None
    events = tuple(event_rows(reading))
    marking = _Marking(reading, {index: row.number for row in events for index in row.events})
    return _View(
        article=article,
        name=article.title or article.id or "Article",
        headline=None if begins or not article.title else article.title,
        link=url,
        paragraphs=tuple(tuple(marking.piece(run) for run in paragraph.runs) for paragraph in found),
        begins_with_title=begins,
        rows=tuple(
            replace(_row(number, statement), live=link(url, article.text, statement.content.spans))
            for number, statement in enumerate(reading.statements, 1)
        ),
        people=tuple(entity_rows(reading)),
        events=events,
        looked="events" in reading.tasks,
    )


class _Marking:
    """Runs of one article as pieces.

    Each statement's number stands at its first content, each event's anchor at its first trigger.
    numbers: of the event rows, by the index of an event.
    """

    def __init__(self, reading: Reading, numbers: Mapping[int, int]) -> None:
        self._reading = reading
        self._numbers = numbers
        self._text = plain_breaks(reading.article.text)
        self._shown: set[str] = set()

    def piece(self, run: Run) -> _Piece:
        """To be asked in the order of the text."""
        badges = [mark.owner + 1 for mark in run.opening() if mark.role == "content" and self._first(mark)]
        anchors = [self._numbers[m.owner] for m in run.opening() if m.role == "trigger" and self._first(m)]
        return _Piece(
            parts=tuple(parts(self._text[run.start : run.end])),
            keys=tuple(map(self._key, run.marks)),
            roles=tuple(mark.role for mark in run.marks),
            hot=tuple(map(self._key, run.innermost())) if run.marks else (),
            classes=" ".join(dict.fromkeys(name for mark in run.marks for name in self._classes(mark))),
            tip="\n".join(map(self._tip, run.marks)),
            badges=tuple(badges),
            anchor=anchors[0] if anchors else None,
        )

    def _key(self, mark: Mark) -> str:
        return f"e{self._numbers[mark.owner]}" if mark.role == "trigger" else str(mark.owner + 1)

    def _first(self, mark: Mark) -> bool:
        key = self._key(mark)
        first = key not in self._shown
        self._shown.add(key)
        return first

    def _classes(self, mark: Mark) -> Iterator[str]:
        yield mark.role
        if mark.role == "content":
            yield self._reading.statements[mark.owner].kind
        elif mark.role == "trigger":
            yield self._reading.events[mark.owner].status

    def _tip(self, mark: Mark) -> str:
        if mark.role != "trigger":
            row = _row(mark.owner + 1, self._reading.statements[mark.owner])
            return f"{mark.role.capitalize()} of statement {row.label}"
        event = self._reading.events[mark.owner]
        by = voucher(self._reading, event)
        held = f" (statement {by.statements[0]})" if by.statements else ""
        kind = f"{event.type}, {event.mode}" if event.mode else event.type
        return f"Event {self._numbers[mark.owner]}: {kind}, {event.status}; vouched for by {by.name}{held}"


def _row(number: int, statement: Statement) -> _Row:
    percent = round(100 * statement.confidence)
    words = one_line(statement.source.text) if statement.source else None
    name = speaker_name(statement)
    return _Row(
        number=number,
        kind=statement.kind,
        percent=percent,
        who=name or words,
        words=source_beside(statement),
        speaker=speaker_of(statement.speaker),
        cue=one_line(statement.cue.text) if statement.cue else None,
        content=one_line(statement.content.text),
        manner=manner(statement),
        label=f"{number}: {name or words or 'speaker unknown'}, {statement.kind}, {percent} % sure",
    )

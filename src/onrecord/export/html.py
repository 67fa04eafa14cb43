"""Readings as one page: the articles with their statements marked, and a table of them. It needs nothing else.

A strict content security policy in the page keeps it so: no network, and no script but its own.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.export.marks import Mark, Run, begins_with_title, paragraphs
from onrecord.export.visible import Part, one_line, parts, plain_breaks
from onrecord.types import Article, Reading, Speaker, Statement

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True)
class _Piece:
    """Words under the same marks. numbers and roles: every statement here, innermost first; hot: those to light up."""

    parts: tuple[Part, ...]
    numbers: tuple[int, ...]
    roles: tuple[str, ...]
    hot: tuple[int, ...]
    classes: str
    tip: str
    badges: tuple[int, ...]


@dataclass(frozen=True)
class _Row:
    """One statement in the table. speaker: in words, with the reason where unknown; named: it tells more than `who`."""

    number: int
    kind: str
    percent: int
    who: str | None
    speaker: str
    named: bool
    cue: str | None
    content: str
    label: str


@dataclass(frozen=True)
class _View:
    """One article: headline is shown above the text unless the text begins with it."""

    article: Article
    name: str
    headline: str | None
    link: str | None
    paragraphs: tuple[tuple[_Piece, ...], ...]
    begins_with_title: bool
    rows: tuple[_Row, ...]


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
    return environment.from_string(_shipped("page.html.j2"))


def _view(reading: Reading) -> _View:
    article = reading.article
    found = paragraphs(reading)
    begins = begins_with_title(article, found)
    headline = None if begins or not article.title else article.title
    name = article.title or article.id or "Article"
    url = article.url if article.url and article.url.lower().startswith(("http://", "https://")) else None
    text = plain_breaks(article.text)
    numbered: set[int] = set()
    return _View(
        article=article,
        name=name,
        headline=headline,
        link=url,
        paragraphs=tuple(tuple(_piece(reading, text, run, numbered) for run in paragraph.runs) for paragraph in found),
        begins_with_title=begins,
        rows=tuple(_row(number, statement) for number, statement in enumerate(reading.statements, 1)),
    )


def _piece(reading: Reading, text: str, run: Run, numbered: set[int]) -> _Piece:
    """`numbered` holds the statements whose number stands in the text already: it stands at their first content."""
    badges = tuple(
        mark.statement + 1 for mark in run.opening() if mark.role == "content" and mark.statement not in numbered
    )
    numbered.update(number - 1 for number in badges)
    return _Piece(
        parts=tuple(parts(text[run.start : run.end])),
        numbers=tuple(mark.statement + 1 for mark in run.marks),
        roles=tuple(mark.role for mark in run.marks),
        hot=tuple(mark.statement + 1 for mark in run.innermost()) if run.marks else (),
        classes=" ".join(dict.fromkeys(_classes(reading, run))),
        tip="\n".join(_tip(reading, mark) for mark in run.marks),
        badges=badges,
    )


def _classes(reading: Reading, run: Run) -> Iterator[str]:
    for mark in run.marks:
        yield mark.role
        if mark.role == "content":
            yield reading.statements[mark.statement].kind


def _tip(reading: Reading, mark: Mark) -> str:
    row = _row(mark.statement + 1, reading.statements[mark.statement])
    return f"{mark.role.capitalize()} of statement {row.label}"


def _row(number: int, statement: Statement) -> _Row:
    percent = round(100 * statement.confidence)
    who = one_line(statement.source.text) if statement.source else None
    name = statement.speaker.name and one_line(statement.speaker.name)
    return _Row(
        number=number,
        kind=statement.kind,
        percent=percent,
        who=who,
        speaker=speaker_of(statement.speaker),
        named=name not in (None, who),
        cue=one_line(statement.cue.text) if statement.cue else None,
        content=one_line(statement.content.text),
        label=f"{number}: {name or who or 'speaker unknown'}, {statement.kind}, {percent} % sure",
    )


def speaker_of(speaker: Speaker) -> str:
    """Name and kind in words, or that the speaker is unknown and why."""
    if speaker.name is None:
        return one_line(f"speaker unknown: {speaker.reason}" if speaker.reason else "speaker unknown")
    return one_line(f"{speaker.name} ({speaker.kind})")

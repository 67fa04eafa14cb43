"""A reading for a terminal: the article with its statements marked; tables of what was read below or beside it.

With colour a role is a colour and an underline; without, it stands in brackets of its own. A small number ties words to
their row of the table.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.look import STYLES, Look
from onrecord.cli.tables import is_read, tables
from onrecord.export.marks import Mark, Paragraph, Role, Run, begins_with_title, paragraphs
from onrecord.export.visible import moment, one_line, plain_breaks, visible
from onrecord.types import Reading

BESIDE = 140  # columns from which the tables stand beside the article
MEASURE = 92  # the longest line of an article that reads well
LINES_BELOW, LINES_BESIDE = 5, 8  # of one statement's words in the table


def view(reading: Reading, look: Look) -> str:
    """The article and what was read in it; escape sequences only for colour, no line wider than the look."""
    found = paragraphs(reading)
    article = Group(*_header(reading, found), *_article(reading, found, look))
    shown: RenderableType
    legend = (Text(), _legend(look)) if reading.statements else ()
    if look.width >= BESIDE and is_read(reading):
        left = min(MEASURE, (look.width - 3) // 2)
        right = look.width - left - 3
        grid = Table.grid(padding=0)
        grid.add_column(width=left)
        grid.add_column(width=3)
        grid.add_column(width=right)
        grid.add_row(article, "", Group(*tables(reading, look, right, LINES_BESIDE)))
        shown = Group(grid, *legend)
    else:
        margin = look.width - min(look.width, MEASURE)
        below = tables(reading, look, look.width, LINES_BELOW)
        shown = Group(Padding(article, (0, margin, 0, 0)), Text(), *below, *legend)
    return _printed(shown, look)


def _printed(shown: RenderableType, look: Look) -> str:
    """Lines without blanks at their ends."""
    console = Console(
        file=io.StringIO(),
        width=look.width,
        height=100,
        color_system=look.colors,
        force_terminal=look.colors is not None,
        no_color=look.colors is None,
        legacy_windows=False,
        safe_box=look.ascii,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        console.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1])


def _header(reading: Reading, found: list[Paragraph]) -> Iterator[Text]:
    """The title, or the id, unless the text begins with it, and what is known of the article."""
    article = reading.article
    name = article.title or article.id
    published = moment(article.published) if article.published else None
    facts = [article.outlet, published, ", ".join(article.authors)]
    lines = [" · ".join(one_line(fact) for fact in facts if fact), one_line(article.url or "")]
    if name and not begins_with_title(article, found):
        yield Text(one_line(name), style="bold")
    yield from (Text(line, style="dim") for line in lines if line)
    if name or any(lines):
        yield Text()


def _article(reading: Reading, found: list[Paragraph], look: Look) -> Iterator[Text]:
    text = plain_breaks(reading.article.text)
    if not found:
        yield Text("The article has no text.", style="italic")
    title = begins_with_title(reading.article, found)
    for number, paragraph in enumerate(found):
        if number:
            yield Text()
        shown = Text(style="bold" if title and number == 0 else "")
        for run in paragraph.runs:
            _add(shown, text[run.start : run.end], run, look)
        yield shown


def _add(shown: Text, words: str, run: Run, look: Look) -> None:
    """The run's words: styled where there is colour, else in the brackets of the marks that begin and end here."""
    if look.colors is None:
        for (_, _, role), _ in _together(run.opening()):
            shown.append(look.brackets[role][0])
    styles = [STYLES[mark.role] for mark in reversed(run.marks)] if look.colors else []
    shown.append(visible(words).replace("\t", "    "), style=" ".join(styles))
    for (_, _, role), statements in _together(run.closing()):
        if look.colors is None:
            shown.append(look.brackets[role][1])
        shown.append(look.number(statements), style="bold" if look.colors else "")


def _together(marks: tuple[Mark, ...]) -> Iterator[tuple[tuple[int, int, Role], Iterator[int]]]:
    """Marks of several statements on the very same words, such as the source of two cues, as one."""
    for place, same in groupby(marks, key=lambda mark: mark[:3]):
        yield place, (mark.owner for mark in same)


def _legend(look: Look) -> Text:
    """What the marks in the article mean."""
    legend = Text()
    for role, style in STYLES.items():
        opening, closing = look.brackets[role] if look.colors is None else ("", "")
        legend.append("  " if legend else "")
        legend.append(f"{opening}{role}{closing}", style=style if look.colors else "")
    legend.append(f"  {look.number(iter([0]))} statement 1")
    return legend

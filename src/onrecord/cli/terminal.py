"""A reading for a terminal: the article with its statements marked, and a table of them below or beside it.

With colour a role is a colour and an underline; without, it stands in brackets of its own. A small number ties words to
their row of the table.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.plan import ColorSystem
from onrecord.export.marks import Mark, Paragraph, Role, Run, begins_with_title, paragraphs
from onrecord.export.visible import one_line, plain_breaks, visible
from onrecord.types import Reading, Statement

NARROW = 70  # columns under which the table gives way to a list
BESIDE = 140  # columns from which the table stands beside the article
MEASURE = 92  # the longest line of an article that reads well
LINES_BELOW, LINES_BESIDE = 5, 8  # of one statement's words in the table

_BRACKETS: dict[Role, tuple[str, str]] = {"source": ("{", "}"), "cue": ("‹", "›"), "content": ("⟦", "⟧")}
_ASCII_BRACKETS: dict[Role, tuple[str, str]] = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
_STYLES: dict[Role, str] = {"source": "bold blue underline", "cue": "italic magenta", "content": "green"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, kw_only=True)
class Look:
    """How to show it. width: columns. colors: what the terminal can show, None for no colour. ascii: no other signs."""

    width: int
    colors: ColorSystem | None = None
    ascii: bool = False

    @property
    def brackets(self) -> dict[Role, tuple[str, str]]:
        """What stands around a role's words where there is no colour."""
        return _ASCII_BRACKETS if self.ascii else _BRACKETS

    def number(self, statements: Iterator[int]) -> str:
        """The numbers of these statements (from 0), small."""
        if self.ascii:
            return "^" + ",".join(str(statement + 1) for statement in statements)
        return "·".join(str(statement + 1).translate(_SUPERSCRIPT) for statement in statements)


def view(reading: Reading, look: Look) -> str:
    """The article and its statements as text, with escape sequences only for colour, no line wider than the look."""
    found = paragraphs(reading)
    article = Group(*_header(reading, found), *_article(reading, found, look))
    shown: RenderableType
    if look.width >= BESIDE and reading.statements:
        left = min(MEASURE, (look.width - 3) // 2)
        grid = Table.grid(padding=0)
        grid.add_column(width=left)
        grid.add_column(width=3)
        grid.add_column(width=look.width - left - 3)
        grid.add_row(article, "", _statements(reading, look, look.width - left - 3, LINES_BESIDE))
        shown = Group(grid, Text(), _legend(look))
    else:
        width = min(look.width, MEASURE)
        found_below = _statements(reading, look, look.width, LINES_BELOW)
        legend = [Text(), _legend(look)] if reading.statements else []
        shown = Group(Padding(article, (0, look.width - width, 0, 0)), Text(), found_below, *legend)
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
    facts = [article.outlet, article.published, ", ".join(article.authors)]
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
    styles = [_STYLES[mark.role] for mark in reversed(run.marks)] if look.colors else []
    shown.append(visible(words).replace("\t", "    "), style=" ".join(styles))
    for (_, _, role), statements in _together(run.closing()):
        if look.colors is None:
            shown.append(look.brackets[role][1])
        shown.append(look.number(statements), style="bold" if look.colors else "")


def _together(marks: tuple[Mark, ...]) -> Iterator[tuple[tuple[int, int, Role], Iterator[int]]]:
    """Marks of several statements on the very same words, such as the source of two cues, as one."""
    for place, same in groupby(marks, key=lambda mark: mark[:3]):
        yield place, (mark.statement for mark in same)


def _statements(reading: Reading, look: Look, width: int, lines: int) -> RenderableType:
    """A table of the statements, `width` columns wide, each in about so many lines."""
    if not reading.statements:
        return Text("No statements were found in this article.", style="italic")
    if width < NARROW:
        return Group(*_list(reading, lines * width))
    table = Table(
        box=box.ASCII2 if look.ascii else box.SIMPLE_HEAD,
        width=width,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
    who, cue = (16, 9) if width < 100 else (26, 14)
    table.add_column("#", justify="right", no_wrap=True, style="bold")
    table.add_column("Who", max_width=who, overflow="fold", style=_STYLES["source"].replace(" underline", ""))
    table.add_column("Cue", max_width=cue, overflow="fold", style=_STYLES["cue"])
    table.add_column("What", ratio=1, overflow="fold")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Sure", justify="right", no_wrap=True)
    room = lines * max(20, width - who - cue - 24)
    for number, statement in enumerate(reading.statements, 1):
        table.add_row(*_row(number, statement, room))
    return table


def _list(reading: Reading, room: int) -> Iterator[RenderableType]:
    """The same for few columns: who and how above, what below."""
    for number, statement in enumerate(reading.statements, 1):
        if number > 1:
            yield Text()
        _, who, cue, what, kind, sure = _row(number, statement, room)
        who.stylize(_STYLES["source"].replace(" underline", ""))
        cue.stylize(_STYLES["cue"])
        yield Text.assemble((f"{number}  ", "bold"), who, "  ", cue, "  ", kind, "  ", sure)
        yield Padding(what, (0, 0, 0, 3))


def _row(number: int, statement: Statement, room: int) -> Iterator[Text]:
    yield Text(str(number))
    who = Text(one_line(statement.source.text) if statement.source else "-")
    name = one_line(statement.speaker.name or "")
    if name and name.casefold() not in who.plain.casefold():
        who.append(f" ({name})", style="not bold default dim")
    yield who
    yield Text(one_line(statement.cue.text) if statement.cue else "-")
    yield Text(shortened(one_line(statement.content.text), room))
    yield Text(statement.kind)
    yield Text(f"{round(100 * statement.confidence)} %")


def shortened(text: str, room: int) -> str:
    """The text in at most `room` characters, cut between words where it has any; what is left out shows as " …"."""
    if len(text) <= room:
        return text
    cut = text.rfind(" ", room // 2, room - 1)
    return text[: cut if cut > 0 else room - 2].rstrip() + " …"


def _legend(look: Look) -> Text:
    """What the marks in the article mean."""
    legend = Text()
    for role, style in _STYLES.items():
        opening, closing = look.brackets[role] if look.colors is None else ("", "")
        legend.append("  " if legend else "")
        legend.append(f"{opening}{role}{closing}", style=style if look.colors else "")
    legend.append(f"  {look.number(iter([0]))} statement 1")
    return legend

"""The tables under or beside an article in a terminal: statements, the people in it, and its events.

Each has a form for few columns, a list. Words are cut to the room there is, between words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.look import STYLES, Look
from onrecord.export.rows import (
    EntityRow,
    EventRow,
    Voucher,
    entity_rows,
    event_rows,
    manner,
    source_beside,
    speaker_name,
)
from onrecord.export.visible import one_line
from onrecord.types import Reading, Statement

NARROW = 70  # columns under which a table gives way to a list
WIDE = 100  # columns from which on a table has room for long names
WHO = STYLES["source"].replace(" underline", "")
STATUS_STYLES = {
    "occurred": "bold",
    "ongoing": "bold",
    "planned": "cyan",
    "possible": "yellow",
    "demanded": "magenta",
    "denied": "red",
}


def statements(reading: Reading, look: Look, width: int, lines: int) -> RenderableType:
    """A table of the statements, `width` columns wide, each in about so many lines."""
    if not reading.statements:
        return Text("No statements were found in this article.", style="italic")
    if width < NARROW:
        return Group(*_statement_list(reading, look, lines * width))
    table = look.table(width)
    who, cue = (16, 11) if width < WIDE else (26, 16)
    table.add_column("#", justify="right", no_wrap=True, style="bold")
    table.add_column("Who", max_width=who, overflow="fold", style=WHO)
    table.add_column("Cue", max_width=cue, overflow="fold", style=STYLES["cue"])
    table.add_column("What", ratio=1, overflow="fold")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Sure", justify="right", no_wrap=True)
    room = lines * max(20, width - who - cue - 24)
    for number, statement in enumerate(reading.statements, 1):
        table.add_row(*_statement_row(number, statement, look, room))
    return table


def _statement_list(reading: Reading, look: Look, room: int) -> Iterator[RenderableType]:
    """The same for few columns: who and how above, what below."""
    for number, statement in enumerate(reading.statements, 1):
        if number > 1:
            yield Text()
        _, who, cue, what, kind, sure = _statement_row(number, statement, look, room)
        who.stylize(WHO)
        cue.stylize(STYLES["cue"])
        yield Text.assemble((f"{number}  ", "bold"), who, "  ", cue, "  ", kind, "  ", sure)
        yield Padding(what, (0, 0, 0, 3))


def _statement_row(number: int, statement: Statement, look: Look, room: int) -> Iterator[Text]:
    yield Text(str(number))
    yield _who(statement)
    yield Text(one_line(statement.cue.text) if statement.cue else "-")
    what = Text(shortened(one_line(statement.content.text), room))
    if facts := manner(statement):
        told = shortened(look.note + look.dot.join(facts), room)
        what.append("\n" + told, style="dim italic" if look.colors else "")
    yield what
    yield Text(statement.kind)
    yield Text(f"{round(100 * statement.confidence)} %")


def _who(statement: Statement) -> Text:
    """The speaker's name, and the source's words where they are others; the words alone where it is unknown."""
    name = speaker_name(statement)
    if name is None:
        return Text(one_line(statement.source.text) if statement.source else "-")
    who = Text(name)
    if words := source_beside(statement):
        who.append(f" ({words})", style="not bold default dim")
    return who


def people(reading: Reading, look: Look, width: int) -> RenderableType | None:
    """Those who speak, take part in events, or have a role; None where there are none."""
    rows = entity_rows(reading)
    if not rows:
        return None
    if width < NARROW:
        return Group(Text("Who is who", style="bold"), *(_entity_line(row, look) for row in rows))
    table = look.table(width)
    table.add_column("Who is who", max_width=24 if width < WIDE else 34, overflow="fold", style=WHO)
    table.add_column("Kind", no_wrap=True)
    table.add_column("In the article", ratio=1, overflow="fold")
    shown = [_entity_cells(row, look) for row in rows]
    any_known = any(known for *_, known in shown)
    if any_known:
        table.add_column("Known as", max_width=22 if width < WIDE else 34, overflow="fold")
    for *others, known in shown:
        table.add_row(*others, *([known] if any_known else []))
    return table


def _entity_cells(row: EntityRow, look: Look) -> tuple[str, str, str, str]:
    known = look.dot.join(row.known) or (f"{' or '.join(row.candidates)}?" if row.candidates else "")
    return row.name, row.kind, look.dot.join((*row.roles, _times(row.mentions))), known


def _times(count: int) -> str:
    return f"{count} mention{'' if count == 1 else 's'}"


def _entity_line(row: EntityRow, look: Look) -> Text:
    name, kind, roles, known = _entity_cells(row, look)
    return Text.assemble((name, WHO), "  ", look.dot.join(part for part in (kind, roles, known) if part))


def events(reading: Reading, look: Look, width: int) -> RenderableType | None:
    """One row an event; None where none was looked for or found."""
    rows = event_rows(reading)
    if not rows:
        return Text("No events were found in this article.", style="italic") if "events" in reading.tasks else None
    if width < NARROW:
        return Group(*_event_list(rows, look))
    table = look.table(width)
    table.add_column("#", justify="right", no_wrap=True, style="bold")
    table.add_column("Event", no_wrap=True)
    table.add_column("Status", min_width=9, overflow="fold")
    table.add_column("Who, what, to whom", ratio=1, overflow="fold")
    table.add_column("When, where", min_width=11, max_width=16 if width < WIDE else 24, overflow="fold")
    table.add_column("Vouched for by", max_width=17 if width < WIDE else 28, overflow="fold", style=WHO)
    for row in rows:
        table.add_row(*_event_row(row, look))
    return table


def _event_list(rows: Sequence[EventRow], look: Look) -> Iterator[RenderableType]:
    yield Text("Events", style="bold")
    for row in rows:
        yield Text()
        number, kind, status, what, when, vouched = _event_row(row, look)
        vouched.stylize(WHO)
        head = Text("  ").join((number, kind, status, vouched))
        yield Text(" ").join(head.split("\n"))
        yield Padding(Text(look.dot.join(t.plain for t in (what, when) if t.plain)), (0, 0, 0, 3))


def _event_row(row: EventRow, look: Look) -> tuple[Text, ...]:
    status = Text("\n").join(Text(s, style=STATUS_STYLES[s] if look.colors else "") for s in row.statuses)
    return (
        Text(str(row.number), style="bold"),
        Text(f"{row.type}\n{row.mode}" if row.mode else row.type),
        status,
        _what(row, look),
        Text(look.dot.join((*row.when, *row.where))),
        _vouchers(row.vouchers, look),
    )


def _what(row: EventRow, look: Look) -> Text:
    """“Ilse Brandvik, Tomas Reyl: meet → Veld”, the trigger apart from the names."""
    what = Text(_enumerated(row.actors))
    if row.actors:
        what.append(" ")
    opening, closing = ('"', '"') if look.ascii else ("“", "”")
    what.append(opening + ", ".join(row.triggers[:3]) + closing, style="italic green" if look.colors else "")
    if row.recipients:
        what.append(look.arrow + _enumerated(row.recipients))
    return what


def _enumerated(names: Iterable[str]) -> str:
    return ", ".join(shortened(name, 60) for name in names)


def _vouchers(vouchers: Sequence[Voucher], look: Look) -> Text:
    """Names, with the numbers of the statements; the outlet has none."""
    shown = Text()
    for voucher in vouchers:
        if shown:
            shown.append(", ")
        shown.append(shortened(voucher.name, 60))
        if voucher.statements:
            shown.append(look.number(number - 1 for number in voucher.statements))
    return shown


def tables(reading: Reading, look: Look, width: int, lines: int) -> Iterator[RenderableType]:
    """All tables that the reading has something for, a blank line between them."""
    yield statements(reading, look, width, lines)
    for more in (people(reading, look, width), events(reading, look, width)):
        if more is not None:
            yield Text()
            yield more


def is_read(reading: Reading) -> bool:
    """Is there anything for the tables?"""
    return bool(reading.statements or reading.events)


def shortened(text: str, room: int) -> str:
    """The text in at most `room` characters, cut between words where it has any; what is left out shows as " …"."""
    if len(text) <= room:
        return text
    cut = text.rfind(" ", room // 2, room - 1)
    return text[: cut if cut > 0 else room - 2].rstrip() + " …"

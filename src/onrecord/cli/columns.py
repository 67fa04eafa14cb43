"""What a row of each kind shows: cells of a table for people, flat columns for CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.answers import Acting, Corrected, Happened, Outcome, Said, Verified, Voice
from onrecord.export.columns import TABLES
from onrecord.export.sheet_csv import cell, harmless
from onrecord.export.visible import one_line

LONGEST = 400  # characters of a statement in a table
LONGEST_LINK = 40  # characters of an address in a table
CORRECTED = "✎"
_AROUND = re.compile(r"^https?://(?:www\.)?|[?#].*$")  # what of an address tells nothing of where it is
Part = tuple[str, str]  # words and their style


@dataclass(frozen=True)
class Cell:
    """One cell: parts of text with their styles. share: of the room there is, None for as much as it needs."""

    name: str
    parts: tuple[Part, ...]
    share: int | None = None
    style: str = ""
    number: bool = False


def cells(row: Any) -> list[Cell]:
    """The cells of a row, of any of the record's results."""
    return list(_CELLS[type(row)](row))


def flat(row: Any) -> dict[str, Any]:
    """The row as columns of CSV: no lists, no objects."""
    if type(row) in TABLES:
        return {column.name: cell(column, row) for column in TABLES[type(row)]}
    return _FLAT[type(row)](row)


def _short(text: str, most: int = LONGEST) -> str:
    line = one_line(text)
    return line if len(line) <= most else line[: most - 2].rsplit(" ", 1)[0] + " …"


def _where(row: Said | Happened) -> Cell:
    where = row.evidence.where
    outlets = ", ".join(row.outlets) or where.outlet
    link = _link(where.url) if where.url else _short(where.title or where.name or where.article, 80)
    above = f"{_short(outlets, 60)}\n" if outlets else ""
    return Cell("Where", ((above, ""), (link, "dim")), share=6)


def _link(url: str) -> str:
    """An address to know a page by: without scheme, cut in the middle where it is long; CSV and JSON have it whole."""
    plain = _AROUND.sub("", one_line(url))
    if len(plain) <= LONGEST_LINK:
        return plain
    host = plain.partition("/")[0][:LONGEST_LINK]
    return f"{host}/…{plain[-max(LONGEST_LINK // 2, LONGEST_LINK - len(host)) :]}"


def _day(row: Said | Happened) -> Cell:
    """The day, or what is known of it, above the id, which takes the same room."""
    note = "" if row.when_told or not row.when else "\npublished"
    return Cell("Day, id", ((row.when.partition("T")[0] or "-", ""), (f"{note}\n{row.id}", "dim")))


def _said(row: Said) -> Iterator[Cell]:
    yield _day(row)
    who = _short(row.speaker_name or f"unknown: {row.reason or 'no reason given'}", 60)
    note = f"\n{CORRECTED} read as {_short(row.as_read, 40)}" if row.as_read else ""
    yield Cell("Who", ((who, "bold"), (note, "yellow")), share=5)
    facts = [row.kind, *([row.act] if row.act else []), *(["negated"] if row.negated else [])]
    facts += [*(["hedged"] if row.hedged else []), *([f"to {row.addressee}"] if row.addressee else [])]
    facts += [*([row.occasion] if row.occasion else [])]
    facts += ["not found in its page"] if row.evidence.in_page not in (None, "stands") else []
    yield Cell(
        "What", ((_short(row.snippet or row.evidence.exact), ""), (f"\n{_short(' · '.join(facts))}", "dim")), share=12
    )
    yield _where(row)


def _acting(several: tuple[Acting, ...]) -> str:
    return _short(", ".join(dict.fromkeys(one.called for one in several)), 80) or "-"


def _voucher(row: Happened) -> str:
    if row.voucher is None:
        return "the outlet says"
    return f"says {row.vouched_by or row.voucher_source or 'somebody who is not named'}"


def _happened(row: Happened) -> Iterator[Cell]:
    yield _day(row)
    yield Cell("Who", ((_acting(row.actors), "bold"),), share=5)
    what = [(f"{row.type} {row.status}", ""), (f": {_short(row.evidence.exact, 80)}", "")]
    what += [(f" → {_acting(row.recipients)}", "")] if row.recipients else []
    facts = [_voucher(row)]
    facts += [row.place] if row.place else []
    facts += [f"{CORRECTED} rejected" if row.rejected else f"{CORRECTED} corrected"] if row.corrections else []
    yield Cell("What", (*what, (f"\n{_short(' · '.join(facts))}", "dim")), share=12)
    yield _where(row)


def _voice(row: Voice) -> Iterator[Cell]:
    how = f"{row.direct} direct, {row.mixed} mixed, {row.indirect} indirect"
    facts = _short(" · ".join([", ".join(row.roles[:3]), how] if row.roles else [how]), 120)
    yield Cell("Who", ((_short(row.party.name, 60), "bold"), (f"\n{facts}", "dim")), share=1)
    yield Cell("Statements", ((str(row.statements), ""),), number=True)
    yield Cell("Outlets", ((str(row.outlets), ""),), number=True)
    yield Cell("From - to", ((f"{row.first or '-'}\n{row.last or '-'}", ""),))
    yield Cell("Id", ((row.party.id, "dim"),))


def _corrected(row: Corrected) -> Iterator[Cell]:
    yield Cell("When", ((row.made[:10], ""), (f"\n{row.made[11:16]}", "dim")))
    yield Cell("What", ((row.action, ""), ("" if row.holds else "\nundone", "dim")))
    yield Cell("Before → after", ((f"{_short(row.before or '-', 80)} → {_short(row.after or '-', 80)}", ""),), share=4)
    yield Cell("By, why", ((_short(row.by, 40), "bold"), (f"\n{_short(row.why, 120)}", "dim")), share=3)
    yield Cell("Id, of what", ((row.id, ""), (f"\n{row.target}", "dim")))


def _verified(row: Verified) -> Iterator[Cell]:
    yield Cell("Article", ((row.article, ""),))
    yield Cell("Statements", ((str(row.statements), ""),), number=True)
    yield Cell("In its text", ((_outcomes(row.text), ""),), share=1)
    yield Cell("In its page", ((_outcomes(row.page) if row.page is not None else "no page was kept", ""),), share=1)


def _outcomes(found: Any) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(found.items())) or "-"


def _flat_corrected(row: Corrected) -> dict[str, Any]:
    return {
        "id": row.id, "made": row.made, "by": harmless(row.by), "why": harmless(row.why), "action": row.action,
        "target": row.target, "before": row.before and harmless(row.before), "after": row.after and harmless(row.after),
        "holds": row.holds,
    }  # fmt: skip


def _flat_verified(row: Verified) -> dict[str, Any]:
    page = row.page or {}
    outcomes = get_args(Outcome)
    return {
        "article": row.article, "statements": row.statements,
        **{f"text_{outcome}": row.text.get(outcome, 0) for outcome in outcomes},
        **{f"page_{outcome}": "" if row.page is None else page.get(outcome, 0) for outcome in outcomes},
    }  # fmt: skip


_CELLS: dict[type, Callable[[Any], Iterator[Cell]]] = {
    Said: _said, Happened: _happened, Voice: _voice, Corrected: _corrected, Verified: _verified,
}  # fmt: skip
_FLAT: dict[type, Callable[[Any], dict[str, Any]]] = {Corrected: _flat_corrected, Verified: _flat_verified}

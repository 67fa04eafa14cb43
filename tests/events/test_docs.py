"""docs/events.md tells the types, statuses and modes there are, and its example is what the code makes of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from onrecord.events import events
from onrecord.events.modes import MULTILATERAL, PHONE, THIRD_PARTY, VISIT
from onrecord.events.plover import TYPES
from onrecord.types import Speaker, Statement, Status, Words

from .marked import answers, find, told

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")


def test_every_type_stands_in_its_quad_class_with_its_roots() -> None:
    rows = re.findall(r"^\| ((?:verbal|material) \w+) \| (.+) \|$", PAGE, re.MULTILINE)
    told_types = {
        name: (quad, tuple(roots.split(", ")))
        for quad, row in rows
        for name, roots in re.findall(r"([A-Z]+) ([\d, ]+\d)", row)
    }
    assert told_types == {name: (row.quad, row.cameo) for name, row in TYPES.items()}


def test_every_status_and_mode_is_told() -> None:
    table = PAGE.split("## Status")[1].split("## Voucher")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(get_args(Status))
    assert all(f"`{mode}` (" in PAGE for mode in (PHONE, VISIT, MULTILATERAL, THIRD_PARTY))


def test_the_example_is_what_is_made_of_it() -> None:
    text = " ".join(line.strip("> *") for line in re.findall(r"^> .+$", PAGE, re.MULTILINE))
    statements = [
        Statement("indirect", 1.0, None, None, Words.of(text, (find(text, content),)), Speaker(None, "unknown", ""))
        for content in ("she would meet Tomas Reyl next week", "Ostmark of seizing two fishing boats")
    ]
    marked = answers(
        text,
        told("CONSULT", "meet", "planned", actor=["she", "Tomas Reyl"], date="next week"),
        told("ACCUSE", "accused", "occurred", actor="Ilse Brandvik", recipient="Ostmark"),
        told("COERCE", "seizing", "occurred", actor="Ostmark", recipient="two fishing boats"),
    )
    made = events(text, *marked, statements)
    rows = re.findall(r"^\| ([A-Z]+) \| (\w+) \|.*?\| ([^|]+) \|$", PAGE, re.MULTILINE)
    vouchers = ["the outlet" if e.voucher is None else f"Ilse Brandvik, statement {e.voucher + 1}" for e in made]
    assert rows == [(e.type, e.status, by) for e, by in zip(made, vouchers, strict=True)]

"""The cases of times.txt."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from onrecord.types import Time

GOLDEN = Path(__file__).parent / "times.txt"


class Case(NamedTuple):
    name: str
    published: str | None
    text: str
    wanted: list[str]


def cases() -> list[Case]:
    return [case(block) for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]]


def case(block: str) -> Case:
    name, published, rest = block.split("\n", 2)
    text, dashes, wanted = rest.partition("\n--")
    assert dashes, f"{GOLDEN}: no line -- under {name!r}"
    assert published.startswith(("published ", "unknown")), f"{GOLDEN}: no day of publication under {name!r}"
    return Case(name, published.partition(" ")[2] or None, text, wanted.strip("\n").splitlines())


def line(time: Time) -> str:
    """A time expression as the golden file writes it."""
    return f"{time.type} {time.value or '-'} {time.words.text}"

"""Who stands behind an event: the statement whose content holds its trigger, else the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.types import Span, Statement


class _Piece(NamedTuple):
    start: int
    end: int
    size: int
    statement: int


def vouchers(triggers: Sequence[Span], statements: Sequence[Statement]) -> list[int | None]:
    """For each trigger the statement that holds it; of several, within each other, the shortest.

    triggers: in the order of the text. Cost: triggers and pieces of content, times how deep those lie in each other.
    """
    waiting = sorted(
        (
            _Piece(start, end, sum(e - s for s, e in statement.content.spans), number)
            for number, statement in enumerate(statements)
            for start, end in statement.content.spans
        ),
        reverse=True,
    )
    active: list[_Piece] = []
    found: list[int | None] = []
    for trigger in triggers:
        while waiting and waiting[-1].start <= trigger.start:
            active.append(waiting.pop())
        active = [piece for piece in active if piece.end > trigger.start]
        holding = [piece for piece in active if piece.end >= trigger.end]
        found.append(min(holding, key=lambda piece: (piece.size, piece.statement)).statement if holding else None)
    return found

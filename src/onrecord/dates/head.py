"""The day an article names itself as its own: a date line at its head, or a dateline with a year."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from onrecord.dates.expressions import expressions_in

HEAD: Final = 1000  # characters in which a date line can stand
_LABEL: Final = re.compile(
    r"(?:first |last |originally )?(?:published|posted|updated|created|date|issued|released|by .{3,40})?(?: on| at)?"
    r"[ :|,—-]*",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(r"(?:[A-Z][A-Z.,'’ -]+(?:\([A-Z]+\) ?)?,? ?)")
_DASH: Final = re.compile(r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:—|–|--|-)\s")


def own_day(text: str) -> date | None:
    """The day in a line that holds nothing else, or in a dateline such as "KABUL, Aug. 21, 2015 (AP) -"."""
    for one in expressions_in(text[:HEAD], None):
        if one.period is None or one.period.grain != "day":
            continue
        start = text.rfind("\n", 0, one.start) + 1
        end = text.find("\n", one.end)
        front, behind = text[start : one.start], text[one.end : end if end >= 0 else len(text)]
        if _LABEL.fullmatch(front) and re.fullmatch(r"[\s.|)]*", behind):
            return one.period.first
        if _DATELINE.fullmatch(front) and _DASH.match(behind):
            return one.period.first
    return None

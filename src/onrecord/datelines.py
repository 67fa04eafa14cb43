"""Datelines: "LYRN, March 4 (Northline) — ", where a report was written and by whom it was sent, "10:42 GMT — "."""

from __future__ import annotations

import re

_LONGEST = 90  # characters
_DATELINE = re.compile(
    r"(?:"
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}(?:, [\w.' ]{2,24}){0,2} ?(?:\([\w ,.&/-]{2,30}\) ?)?"  # LYRN, Vale
    r"|(?:[A-Z][\w.,'’-]* (?:[\w.,'’-]+ ){0,5})?\([A-Z][\w ,.&/-]{1,29}\) ?"  # Lyrn (Northline)
    r"|\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})? ?"  # 10:42 GMT
    r")(?:—|–|--|-)\s+(?=[\"“‘'(\[]?[^\W_a-zß-öø-ÿ])"
)

_SECOND_DASH = re.compile(r"[^.!?\n]{1,60} (?:—|–|--|-) ")  # ISIS — Islamic State — fled


def behind_dateline(text: str, place: int) -> int:
    """Where the report begins, if this place stands in the dateline of its line; else the place itself."""
    line = text.rfind("\n", max(0, place - _LONGEST), place) + 1
    if not line and place > _LONGEST:
        return place
    found = _DATELINE.match(text, line, line + _LONGEST)
    if found is None or (found.group().isupper() and _SECOND_DASH.match(text, found.end())):
        return place
    return max(place, found.end())

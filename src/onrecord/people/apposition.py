"""A description right behind a name says more of it: "the Tide Fund, a charity that sings", "Roe was a man who"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.people.cast import Cast
from onrecord.people.figures import Figure
from onrecord.people.nounphrase import Head
from onrecord.people.roles import says

_BEHIND_NAME = re.compile(r"(?:,| is| was) an? (?:[a-z-]+ and )?$")
_BRACKET = re.compile(r" \((?=[A-Z])")
_LONGEST = 30  # characters of that


def bracketed(cast: Cast, head: Head) -> Figure | None:
    """Whom a description means that is followed by a person's name in brackets: "CHAIR (JANE ROE): We begin"."""
    bracket = _BRACKET.match(cast.scene.text, head.end)
    name = cast.names.at(bracket.end()) if bracket else None
    if name is None or name.label != "Person":
        return None
    bearers = cast.persons.bearers(cast.scene.text[name.start : name.end])
    return bearers[0] if len(bearers) == 1 else None


def apposed(cast: Cast, head: Head, at: Mapping[int, Figure]) -> Figure | None:
    """Whom an indefinite description is said of, if it stands behind a name and a comma, "is" or "was".

    at: where a mention begins → its figure.
    """
    begin = head.words.start
    if says(cast.scene.text, head.words.end):
        return None  # "Roe was arrested, a spokesman said"
    found = _BEHIND_NAME.search(cast.scene.text, max(0, begin - _LONGEST), begin)
    name = cast.names.at(found.start() - 1) if found and found.start() else None
    return at.get(name.start) if name is not None else None

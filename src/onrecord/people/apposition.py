"""A description right behind a name says more of it: "the Tide Fund, a charity that sings", "Roe was a man who"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.people.cast import Cast
from onrecord.people.figures import Figure
from onrecord.people.nounphrase import Head
from onrecord.people.roles import SAYING

_BEHIND_NAME = re.compile(r"(?:,| is| was) an? (?:[a-z-]+ and )?$")
_WORD_BEHIND = re.compile(r" ([a-z]+)")
_LONGEST = 30  # characters of that


def apposed(cast: Cast, head: Head, at: Mapping[int, Figure]) -> Figure | None:
    """Whom an indefinite description is said of, if it stands behind a name and a comma, "is" or "was".

    at: where a mention begins → its figure.
    """
    begin = head.words.start
    following = _WORD_BEHIND.match(cast.scene.text, head.words.end)
    if following and following[1] in SAYING:
        return None  # "Roe was arrested, a spokesman said"
    found = _BEHIND_NAME.search(cast.scene.text, max(0, begin - _LONGEST), begin)
    name = cast.names.at(found.start() - 1) if found and found.start() else None
    return at.get(name.start) if name is not None else None

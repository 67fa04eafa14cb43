"""A description right behind a name says more of it: "the Tide Fund, a charity that demands more light"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.people.cast import Cast
from onrecord.people.figures import Figure
from onrecord.people.nounphrase import Head

_BEHIND_NAME = re.compile(r", an? $")
_LONGEST = 5  # characters of ", an "


def apposed(cast: Cast, head: Head, at: Mapping[int, Figure]) -> Figure | None:
    """Whom an indefinite description is said of, if it stands behind a comma and a name.

    at: where a mention begins → its figure.
    """
    begin = head.words.start
    comma = _BEHIND_NAME.search(cast.scene.text, max(0, begin - _LONGEST), begin)
    name = cast.names.at(comma.start() - 1) if comma and comma.start() else None
    return at.get(name.start) if name is not None else None

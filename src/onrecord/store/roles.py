"""Walks of life, read off the words that say what a person is: two of one name in different ones are not taken for one.

Deliberately few and far apart: a mayor may be a banker or a general, and hardly ever a goalkeeper. Who is in none of
them, or in several, goes with everybody they share one with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from onrecord.store.words import tokens

_WALKS: Final = (
    """president premier minister mayor governor senator deputy lawmaker congressman congresswoman representative mp
    councillor councilor councilman councilwoman politician candidate ambassador diplomat secretary chancellor official
    spokesman spokeswoman spokesperson commissioner adviser advisor leader chairman chairwoman chair chief director
    executive ceo banker economist owner founder manager analyst lawyer attorney prosecutor judge justice sheriff police
    general colonel commander lieutenant captain officer activist campaigner king queen prince princess""",
    """footballer striker goalkeeper midfielder defender winger quarterback linebacker pitcher catcher outfielder
    batsman bowler cricketer golfer sprinter swimmer cyclist boxer wrestler gymnast skier skater
    referee umpire coach athlete jockey player""",
    """actor actress singer songwriter musician rapper drummer guitarist composer conductor painter sculptor novelist
    poet playwright dancer choreographer comedian filmmaker photographer""",
    """surgeon physician nurse epidemiologist virologist cardiologist oncologist psychiatrist pediatrician biologist
    physicist chemist astronomer geologist climatologist meteorologist seismologist scientist researcher""",
    """pope cardinal archbishop bishop priest vicar rabbi imam pastor monk nun ayatollah""",
)  # fmt: skip
_FIELD: Final = {word: 1 << place for place, words in enumerate(_WALKS) for word in words.split()}


def fields_of(roles: Iterable[str]) -> int:
    """A bit for each walk of life that the words name; 0 for none."""
    found = 0
    for role in roles:
        for token in tokens(role):
            found |= _FIELD.get(token.folded) or _FIELD.get(token.folded.removesuffix("s"), 0)
    return found


def compatible(one: int, other: int) -> bool:
    """Whether one person can be both."""
    return not one or not other or bool(one & other)

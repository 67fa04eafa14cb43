"""All that is known of an article's people and things before its text is walked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.people.mentions import Mention, Places
from onrecord.people.persons import Persons
from onrecord.people.scene import Scene
from onrecord.people.spans import Names
from onrecord.people.things import Things


class Cast(NamedTuple):
    """Who is named, in the layout of the text. contents: where statements' contents stand."""

    scene: Scene
    names: Names
    persons: Persons
    things: Things
    mentions: Sequence[Mention]
    contents: Places

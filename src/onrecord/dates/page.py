"""What a rule may ask about the text it reads, and what it finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from onrecord.dates.tense import REACH, Tense, tense, undone
from onrecord.dates.values import Grain, Period
from onrecord.dates.words import plain
from onrecord.sentences import Sentences
from onrecord.types import TimeType

REFERENCE_REACH = 600  # characters in which "that day" can point back


class Found(NamedTuple):
    """A time expression, text[start:end]. period: the stretch of the calendar that the value names, if it names one."""

    start: int
    end: int
    type: TimeType
    value: str | None
    period: Period | None = None


class Rule(NamedTuple):
    """How one kind of expression is written (a pattern over plain text) and read; an empty answer: it is none."""

    pattern: str
    read: Callable[[Page, re.Match[str]], Sequence[Found]]


class Page:
    """A text while it is read. today: the day it was published, None if unknown; found: what was read so far."""

    def __init__(self, text: str, today: date | None) -> None:
        self.text = text
        self.plain = plain(text)
        self.today = today
        self.found: list[Found] = []
        self._cased = not text.islower()
        self._held: dict[re.Pattern[str], bool] = {}

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    def named(self, at: int) -> bool:
        """Does the word here begin with a capital, as names do? In a text without capitals every word may be a name."""
        return self.text[at].isupper() or not self._cased

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Does the plain text match anywhere? Looked for once."""
        if pattern not in self._held:
            self._held[pattern] = bool(pattern.search(self.plain))
        return self._held[pattern]

    def before(self, at: int, width: int = 24) -> str:
        """The plain text of this line that ends here."""
        return self.plain[max(at - width, 0) : at].rpartition("\n")[2]

    def after(self, at: int, width: int = 24) -> str:
        """The plain text of this line that begins here."""
        return self.plain[at : at + width].partition("\n")[0]

    def tense(self, match: re.Match[str], reach: int = REACH) -> Tense | None:
        """Whether the verbs around an expression, so many characters away at most, set it in the past or the future."""
        return tense(self.plain, self.sentences.at(match.start()), match.start(), match.end(), reach)

    def undone(self, match: re.Match[str]) -> bool:
        """Was a plan for this time given up, so that it may lie on either side: "planned for 12 May, was cancelled"?"""
        return undone(self.plain, match.start(), match.end())

    def mentioned(self, *grains: Grain, within: int = REFERENCE_REACH, before: int) -> Period | None:
        """The last period of one of these grains that the text before this place names, if it is not far."""
        for one in reversed(self.found):
            if before - one.end > within:
                return None
            if one.period is not None and one.period.grain in grains:
                return one.period
        return None


def date_found(match: re.Match[str], period: Period | None, start: int | None = None) -> list[Found]:
    """The whole match as a DATE; its value is None where the period is."""
    begin = match.start() if start is None else start
    return [Found(begin, match.end(), "DATE", period.value if period else None, period)]

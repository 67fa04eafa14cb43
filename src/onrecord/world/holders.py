"""A person in an office: names, term, and what both say about a name and a day."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from onrecord.types import Office
from onrecord.world.names import PARTICLES, key, plain, same_name, words

Standing = Literal["in office", "former", "later", "no office"]


class Holder(NamedTuple):
    """A row of the table: one person's term in one office. Of a user's own people the office may be missing.

    start, end: ISO dates, perhaps of a year or month alone; end None: still in office, or unknown. alpha_3: the
    country's ISO code, or IGO. sector: PLOVER's. code: the whole actor code, where it is not alpha_3 and sector.
    """

    name: str
    surname: str
    variants: tuple[str, ...] = ()
    title: str = ""
    country: str = ""
    alpha_3: str = ""
    sector: str = ""
    start: str | None = None
    end: str | None = None
    wikidata: str | None = None
    code: str = ""
    own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.variants)

    @property
    def office(self) -> Office | None:
        """The office as the record keeps it."""
        return Office(self.title, self.country, self.start, self.end) if self.title else None

    @property
    def actor(self) -> str | None:
        """The PLOVER actor code of the person in this office."""
        return self.code or (self.alpha_3 + self.sector) or None

    def standing(self, on: date | None) -> Standing:
        """Is the office held on that day? Without a day, is it held still?"""
        if not self.title and self.start is None and self.end is None:
            return "no office"
        if on is None:
            return "former" if self.end else "in office"
        if self.start and on < first_day(self.start):
            return "later"
        return "former" if self.end and on >= last_day(self.end) else "in office"

    def found_by(self) -> set[str]:
        """The keys of the words of surnames, and of the last words of all names: what the table looks a name up by."""
        last = [bare[-1] for name in self.names if (bare := bare_words(name))]
        return {key(word) for word in [*bare_words(self.surname), *last]}

    def is_called(self, name: str) -> bool:
        """Can it be a full name of this person?"""
        return len(bare_words(name)) > 1 and any(key(name) == key(own) or same_name(name, own) for own in self.names)

    def is_surely(self, name: str) -> bool:
        """Is it the person's name, or another of the person's names exactly?"""
        return same_name(name, self.name) or any(key(name) == key(own) for own in self.names)

    def has_surname(self, name: str) -> int:
        """Is it the person's surname: 3 as it is spelled, 2 in another spelling, 1 a word of it ("Obrador"), 0 no?"""
        wanted, own = bare_words(name), bare_words(self.surname)
        if self.own and any(plain(name) == plain(alias) for alias in self.names):
            return 3
        if [plain(word) for word in wanted] == [plain(word) for word in own]:
            return 3
        keys = [key(word) for word in own]
        return 2 if [key(word) for word in wanted] == keys else int(len(wanted) == 1 and key(wanted[0]) in keys)


def bare_words(name: str) -> list[str]:
    """The words of a name without titles and small words ("al", "de")."""
    return [word for word in words(name) if word.lower() not in PARTICLES]


def first_day(iso: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (iso + "-01-01")[:10].split("-")
    return date(int(year), int(month), int(day))


def last_day(iso: str) -> date:
    """The day itself; of a year or month alone the first that is certainly behind it."""
    if len(iso) == 10:
        return first_day(iso)
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return date(year + month // 12, month % 12 + 1, 1)

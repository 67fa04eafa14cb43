"""Who an article's name stands for among the office-holders of the world, and of the user's own people.

The table is `data/offices.csv`, made by tools/offices.py; docs/world.md tells what it holds and lacks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.world.holders import Holder, Standing, bare_words, first_day
from onrecord.world.names import has_title, key, same_name
from onrecord.world.people import read_people
from onrecord.world.roles import is_former, is_other_work, supporting

_ORDER: Mapping[Standing, int] = {"in office": 0, "former": 1, "later": 2, "no office": 3}


@dataclass(frozen=True)
class Match:
    """Who a name stands for. holder: the person in the office meant, None where it cannot be told.

    standing: of that office on the day asked for.  candidates: where several people fit and none was chosen, they.
    """

    holder: Holder | None = None
    standing: Standing = "no office"
    candidates: tuple[str, ...] = ()

    @property
    def former(self) -> bool:
        """Is the office one that the person no longer holds on that day, or not yet?"""
        return self.standing in ("former", "later")


class Offices:
    """The office-holders, by the words of their names. Make one by `load` and `with_people`."""

    def __init__(self, holders: Sequence[Holder], keys: Iterable[Iterable[str]]) -> None:
        self.holders = tuple(holders)
        self._by_key: dict[str, list[Holder]] = {}
        for holder, own in zip(self.holders, keys, strict=True):
            for word in own:
                self._by_key.setdefault(word, []).append(holder)

    @classmethod
    def load(cls) -> Offices:
        """The shipped table, read once."""
        return _shipped()

    def with_people(self, path: Path | str) -> Offices:
        """These and the people of a file, CSV or JSONL, who go before them. Raises PeopleError, naming the line."""
        own = read_people(Path(path))
        holders = (*own, *self.holders)
        return Offices(holders, (holder.found_by() for holder in holders))

    def candidates(self, name: str, on: date | None = None) -> list[Holder]:
        """Everyone whose full name or surname it is: full names first, of these those in office, then the latest.

        A person who held several offices is there once for each.
        """
        full, surname = self._called(name), self._surnamed(name)
        return [*_sorted(full, on), *_sorted([holder for holder in surname if holder not in full], on)]

    def resolve(self, name: str, roles: Sequence[str] = (), on: date | None = None) -> Match:
        """Whom the name stands for, of whom the article says these roles, on that day.

        A full name is enough for one who leads a country or is in office, unless the roles contradict; a surname needs
        a role that supports it. Where several people fit equally the match is open and says between whom.
        """
        full = self._called(name)
        roles = (*roles, name) if has_title(name) else roles
        graded = [(supporting(holder, roles), holder) for holder in full or self._surnamed(name)]
        if full:
            likely = [(grade, holder) for grade, holder in graded if _is_enough(holder, grade, roles, on)]
        else:
            likely = [(grade, holder) for grade, holder in graded if grade > 0 and _is_meant(holder, grade, roles, on)]
        if not likely:
            return Match()
        best = max(grade for grade, _ in likely)
        people = _people([holder for grade, holder in likely if grade == best])
        return _chosen(people, roles, on)

    def _called(self, name: str) -> list[Holder]:
        called = [holder for holder in self._found(name) if holder.is_called(name)]
        surely = [holder for holder in called if holder.is_surely(name)]
        return surely or called  # George W. Bush is not George H. W. Bush, though "George Bush" is a name of both

    def _surnamed(self, name: str) -> list[Holder]:
        graded = [(holder.has_surname(name), holder) for holder in self._found(name)]
        best = max((grade for grade, _ in graded), default=0)
        return [holder for grade, holder in graded if grade == best > 0]

    def _found(self, name: str) -> list[Holder]:
        words = bare_words(name)
        if not words:
            return []
        found = [
            *self._by_key.get(key(words[-1]), ()),
            *(self._by_key.get(key(words[0]), ()) if len(words) > 1 else ()),
        ]
        return list(dict.fromkeys(found))


@cache
def _shipped() -> Offices:
    text = files("onrecord").joinpath("data", "offices.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    holders = [
        Holder(name, surname, tuple(filter(None, variants.split("|"))), title, country, alpha_3, sector, start or None,
               end or None, wikidata or None)
        for name, surname, variants, title, country, alpha_3, sector, start, end, wikidata, _ in rows
    ]  # fmt: skip
    return Offices(holders, [row[-1].split() for row in rows])


def _is_enough(holder: Holder, grade: int, roles: Sequence[str], on: date | None) -> bool:
    """Is a full name enough? Of members of parliament there are many, and their names are common ones."""
    if grade != 0 or holder.own:
        return grade >= 0
    if holder.sector != "LEG":
        return not any(is_other_work(role) for role in roles)
    return not roles and holder.standing(on) == "in office"


def _is_meant(holder: Holder, grade: int, roles: Sequence[str], on: date | None) -> bool:
    """Is a surname with a role that names office or country enough? Not where only one does and the term is another."""
    standing = holder.standing(on)
    if grade == 2 or holder.own:
        return standing != "later" or holder.own
    return standing == "in office" or (standing == "former" and any(is_former(role) for role in roles))


def _people(holders: Sequence[Holder]) -> list[list[Holder]]:
    """The offices of each person together."""
    people: list[list[Holder]] = []
    for holder in holders:
        own = next((person for person in people if _is_one(person[0], holder)), None)
        if own is None:
            people.append([holder])
        else:
            own.append(holder)
    return people


def _is_one(first: Holder, second: Holder) -> bool:
    if first.wikidata and second.wikidata:
        return first.wikidata == second.wikidata
    return any(same_name(one, other) for one in first.names for other in second.names)


def _chosen(people: Sequence[Sequence[Holder]], roles: Sequence[str], on: date | None) -> Match:
    """The one person that fits, in the office meant; of several those who go best with the day."""
    former = any(is_former(role) for role in roles)

    def order(person: Sequence[Holder]) -> int:
        place = min(_ORDER[holder.standing(on)] for holder in person)
        return 1 - place if former and place < 2 else place

    best = min(map(order, people))
    nearest = [person for person in people if order(person) == best]
    own = [person for person in nearest if person[0].own]
    if len(own or nearest) > 1:
        return Match(candidates=tuple(dict.fromkeys(person[0].name for person in own or nearest)))
    holder = _sorted((own or nearest)[0], on)[0]
    return Match(holder, holder.standing(on))


def _sorted(holders: Sequence[Holder], on: date | None) -> list[Holder]:
    """Own people first, then those in office, then the latest past term, then the first one to come; deputies last."""

    def order(holder: Holder) -> tuple[bool, int, bool, int]:
        standing = holder.standing(on)
        begins = first_day(holder.start).toordinal() if holder.start else 0
        return not holder.own, _ORDER[standing], "Vice" in holder.title, begins if standing == "later" else -begins

    return sorted(holders, key=order)

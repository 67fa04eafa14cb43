"""People and organizations across articles: one party, many entities.

An entity goes to the party that has its identifier; else to the one party of its full name that it can be: of the same
kind, with no other identifier, of no other country, in no other walk of life. Where that leaves several, or where the
article gives a person's surname alone, it is not guessed: it gets a party of its own. People can merge and split them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.columns import storable
from onrecord.store.database import Numbers, insert_many
from onrecord.store.keys import PARTY, public_id
from onrecord.store.roles import compatible, fields_of
from onrecord.store.schema import party, party_ident, party_name
from onrecord.store.words import fold
from onrecord.types import Entity, Speaker

_FAMILY: Final = {"person": "person", "organization": "body", "group": "body", "document": "document"}
LONGEST: Final = 200
"""Code points of a name; what is longer is no name."""
_NO_COUNTRY: Final = ("IGO", "NGO", "MNC", "INT", "CVL")
_KNOWN: Final = (party.c.id, party.c.kind, party.c.named, party.c.alone, party.c.country, party.c.fields)


class Described(NamedTuple):
    """What an article tells of somebody. ambiguous: several people of the world fit."""

    name: str
    kind: str
    ids: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    fields: int = 0
    ambiguous: bool = False

    @property
    def family(self) -> str:
        """Groups and organizations are not told apart reliably, so they are of one family."""
        return _FAMILY[self.kind]

    @property
    def folded(self) -> str:
        """The name as it is compared."""
        return _fold(self.name)

    @property
    def named(self) -> bool:
        """Whether it is a name: descriptions are in lower case."""
        return self.name != self.name.lower()

    @property
    def full(self) -> bool:
        """Whether the name is enough to know somebody by: a person's needs more than one word."""
        return self.kind != "person" or not self.named or " " in self.folded


@lru_cache(10_000)
def _fold(name: str) -> str:
    return fold(name)


@dataclass
class _Party:
    """A row of the table while an article is taken in."""

    id: int
    family: str
    named: bool
    alone: bool
    country: str | None
    fields: int
    ids: dict[str, str] = field(default_factory=dict)

    def fits(self, it: Described) -> bool:
        """Whether the article's entity, of the same name, can be this party."""
        return (
            (self.family, self.named, self.alone) == (it.family, it.named, False)
            and not (it.ambiguous and self.ids)
            and not any(self.ids.get(registry, value) != value for registry, value in it.ids)
            and (not self.country or not it.country or self.country == it.country)
            and (it.kind != "person" or compatible(self.fields, it.fields))
        )

    def fits_well(self, it: Described) -> bool:
        """Whether something besides the name says so."""
        return bool(self.fields & it.fields) or (it.country is not None and self.country == it.country)


def describe(entity: Entity) -> Described | None:
    """None for places, which neither speak nor act under their own name here."""
    if entity.kind not in _FAMILY or not _fold(entity.name):
        return None
    return Described(
        storable(entity.name)[:LONGEST],
        entity.kind,
        tuple(sorted(entity.ids.items())),
        _country(entity.code),
        fields_of(role.text for role in entity.roles),
        bool(entity.candidates),
    )


def describe_speaker(speaker: Speaker) -> Described | None:
    """A speaker whom no entity of the article stands for; None for an unknown one."""
    if speaker.name is None or speaker.kind not in _FAMILY or not _fold(speaker.name):
        return None
    return Described(storable(speaker.name)[:LONGEST], speaker.kind)


def _country(code: str | None) -> str | None:
    """The country in a PLOVER actor code: USAGOV → USA."""
    return code[:3] if code and len(code) >= 3 and code[:3] not in _NO_COUNTRY else None


class Parties:
    """The parties of articles while they are taken in; `settle` stores what is new of them.

    Needs the lock of writers. told: all whom `of` will be asked for, with the article's public id.
    """

    def __init__(self, connection: Connection, told: Sequence[tuple[str, Described]], numbers: Numbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._rows: dict[int, _Party] = {}
        self._by_id: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, list[int]] = {}
        self._made: list[dict[str, Any]] = []
        self._learned: set[int] = set()
        self._idents: list[dict[str, Any]] = []
        self._find([it for _, it in told])
        self._public = self._taken(_public_id(it, article, alone=not it.full) for article, it in set(told))

    def of(self, it: Described, article: str) -> int:
        """The number of the party that an article tells of; it is made when it is new."""
        for ident in it.ids:
            if ident in self._by_id:
                return self._learn(self._rows[self._by_id[ident]], it)
        if it.full or it.ids:
            fitting = [row for number in self._by_name.get(it.folded, ()) if (row := self._rows[number]).fits(it)]
            if len(fitting) > 1:
                fitting = [row for row in fitting if row.fits_well(it)]
                if len(fitting) != 1:
                    return self._make(it, article, alone=not it.ids)
            if fitting:
                return self._learn(fitting[0], it)
        return self._make(it, article, alone=not it.full and not it.ids)

    def call(self, used: Iterable[tuple[int, str]]) -> None:
        """These parties go by these names in an article."""
        for number, name in used:
            self._call(number, _fold(storable(name)[:LONGEST]))

    def _find(self, told: Sequence[Described]) -> None:
        """Loads all parties that share an identifier, or a name by which they are known, with the article's."""
        idents = {ident for it in told for ident in it.ids}
        if idents:
            pair = sa.tuple_(party_ident.c.registry, party_ident.c.value)
            with_ident = sa.select(party_ident.c.party_id).where(pair.in_(idents))
            self._load(sa.select(*_KNOWN, sa.null().label("folded")).where(party.c.id.in_(with_ident)))
        names = {it.folded for it in told}
        named = sa.select(*_KNOWN, party_name.c.folded).join(party_name, party_name.c.party_id == party.c.id)
        self._load(named.where(among(party_name.c.folded, names), ~party.c.alone).order_by(party.c.id))

    def _load(self, wanted: sa.Select[Any]) -> None:
        """Parties with their identifiers, a row for each, and with the name they are wanted for."""
        with_idents = wanted.add_columns(party_ident.c.registry, party_ident.c.value).outerjoin(
            party_ident, party_ident.c.party_id == party.c.id
        )
        for row in self._connection.execute(with_idents):
            if row.id not in self._rows:
                self._rows[row.id] = _Party(row.id, _FAMILY[row.kind], row.named, row.alone, row.country, row.fields)
            if row.registry is not None:
                self._rows[row.id].ids[row.registry] = row.value
                self._by_id[row.registry, row.value] = row.id
            if row.folded is not None:
                self._call(row.id, row.folded)

    def _call(self, number: int, folded: str) -> None:
        names = self._by_name.setdefault(folded, [])
        if number not in names:
            names.append(number)

    def _learn(self, row: _Party, it: Described) -> int:
        """What the article tells beyond what is known."""
        country, fields = row.country or it.country, row.fields | it.fields
        if (country, fields) != (row.country, row.fields):
            row.country, row.fields = country, fields
            self._learned.add(row.id)
        self._name_ids(row, it)
        self._call(row.id, it.folded)
        return row.id

    def _name_ids(self, row: _Party, it: Described) -> None:
        fresh = {registry: value for registry, value in it.ids if (registry, value) not in self._by_id}
        fresh = {registry: value for registry, value in fresh.items() if registry not in row.ids}
        self._idents += [{"registry": name, "value": value, "party_id": row.id} for name, value in fresh.items()]
        row.ids.update(fresh)
        self._by_id.update(dict.fromkeys(fresh.items(), row.id))

    def _make(self, it: Described, article: str, *, alone: bool) -> int:
        number = self._number(it, article, alone=alone)
        row = _Party(number, it.family, it.named, alone, it.country, it.fields)
        self._rows[number] = row
        self._call(number, it.folded)
        self._name_ids(row, it)
        return number

    def _number(self, it: Described, article: str, *, alone: bool) -> int:
        """That of a new row, under an id from the identifier, else from the name and, where that is not enough, more.

        Of one that is known in one article alone, the row is there when the article is read again.
        """
        for more in count():
            public = _public_id(it, article, alone=alone, more=more)
            if more or alone == it.full:  # it was not asked for with the others
                self._public |= self._taken([public])
            if public not in self._public:
                break
            if it.ids or alone:
                return self._public[public]
        (number,) = self._numbers.take(party)
        self._public[public] = number
        self._made.append(
            {
                "id": number, "public_id": public, "root_id": number, "name": it.name, "kind": it.kind,
                "named": it.named, "alone": alone, "country": it.country, "fields": it.fields,
            }
        )  # fmt: skip
        return number

    def _taken(self, public: Iterable[str]) -> dict[str, int]:
        """Those of these public ids that are in use, with their numbers."""
        rows = self._connection.execute(
            sa.select(party.c.public_id, party.c.id).where(among(party.c.public_id, sorted(set(public))))
        )
        return {row.public_id: row.id for row in rows}

    def settle(self) -> None:
        """Stores what is new: parties, what was learned of others, identifiers."""
        made = {row["id"]: row for row in self._made}
        for number in self._learned & made.keys():
            made[number] |= {"country": self._rows[number].country, "fields": self._rows[number].fields}
        learned = [self._rows[number] for number in sorted(self._learned - made.keys())]
        insert_many(self._connection, party, list(made.values()))
        if learned:
            self._connection.execute(
                party.update()
                .where(party.c.id == sa.bindparam("number"))
                .values(country=sa.bindparam("land"), fields=sa.bindparam("walks")),
                [{"number": row.id, "land": row.country, "walks": row.fields} for row in learned],
            )
        insert_many(self._connection, party_ident, self._idents)


def _public_id(it: Described, article: str, *, alone: bool, more: int = 0) -> str:
    parts = it.ids[0] if it.ids else (it.folded, article if alone else str(more))
    return public_id(PARTY, it.family, *parts)

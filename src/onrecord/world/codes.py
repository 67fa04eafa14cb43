"""PLOVER actor codes: a country or kind of organization, then a sector: UKR, RUSGOV, USAPTYREP, IGOUNO.

Known organizations are those of `data/actors.csv`; the rest is put together from countries, demonyms and the words for
sectors. A code is given only where country and sector are told; docs/world.md lists them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.types import EntityKind, Office
from onrecord.world.countries import SEATS, capital_code, countries_of, country_code, demonym_code, index, plain
from onrecord.world.roles import is_former
from onrecord.world.sectors import sector_of

_ACRONYM = re.compile(r"[A-Z0-9&-]{2,6}")
_JOINT = re.compile(r",? and |, | & ")
_MOST_WORDS = 6  # of an actor's name in a description
_WORD = re.compile(r"(?:[A-Z]\.)+|[\w'’&-]+")


def code(name: str, kind: EntityKind, roles: Sequence[str] = (), office: Office | None = None) -> str | None:
    """The actor code of an entity, None where it is not told. office: the one it holds, where that is known.

    A capital stands for its government where it is an organization ("Moscow said"), as a place for its country.
    """
    if kind == "person":
        return (_of_office(office) if office else None) or _of_roles(roles)
    if kind == "document":
        return None
    if kind == "group" and (parts := _JOINT.split(name))[1:]:
        return _common([code(part, kind) for part in parts])
    return actor_code(name) or _of_country(name, kind) or _described(name) or _of_roles(roles)


@cache
def _actors() -> dict[str, str]:
    """Codes by name: acronyms as they are written, other names in plain lower case."""
    text = files("onrecord").joinpath("data", "actors.csv").read_text(encoding="utf-8")
    return {
        _as_key(name): row["code"]
        for row in csv.DictReader(text.splitlines())
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


def _as_key(name: str) -> str:
    """IS is not "is", but U.N. is UN; "The Sun" is the newspaper, "Sun" is not."""
    bare = re.sub(r"^[Tt]he (?=\S+ \S)", "", name.replace("’", "'"))
    acronym = bare.replace(".", "")
    return acronym if _ACRONYM.fullmatch(acronym) else bare.replace(".", "").lower()


def actor_code(name: str) -> str | None:
    """The code of a known organization."""
    return _actors().get(_as_key(name)) or _actors().get(_as_key(re.sub(r"^[Tt]he ", "", name)))


def _of_country(name: str, kind: EntityKind) -> str | None:
    known = index().names.get(plain(name))
    if known or plain(name) in SEATS:
        return known or SEATS[plain(name)] + "GOV"
    capital = capital_code(name)
    if capital:
        return capital if kind == "place" else capital + "GOV"
    return None if kind == "place" else demonym_code(name)


def _of_office(office: Office) -> str | None:
    """The code of who holds an office: of an organization its own, of a country with the sector of the title."""
    country = country_code(office.country)
    organization = actor_code(office.country) or _organization_in(office.title)
    if organization and (country is None or organization.startswith(country)):
        return organization
    return country and country + (sector_of(office.title) or "GOV")


def _of_roles(roles: Sequence[str]) -> str | None:
    """The code of the first role that tells one; ELI, the elites, where all are of the past."""
    now = next((found for role in roles if not is_former(role) and (found := _described(role))), None)
    if now:
        return now
    once = next((found for role in roles if is_former(role) and (found := _described(role))), None)
    return f"{once[:3]}ELI" if once and once[:3] in index().countries else None


def _described(words: str) -> str | None:
    """The code of a description: "Hamas official", "Ukrainian soldiers", "the foreign ministry of Iran"."""
    countries = countries_of(words)
    sector = sector_of(words)
    organization = _organization_in(words)
    if organization and not (countries - {organization[:3]}):
        return organization
    if organization and organization[:3] not in index().countries:
        return None  # two actors at once: "U.S. and World Bank officials"
    return countries.pop() + sector if len(countries) == 1 and sector else None


def _common(codes: Sequence[str | None]) -> str | None:
    """What the codes of several share, in whole groups of three letters: of two parties of a country its parties."""
    first, *others = [re.findall("...", one or "") for one in codes]
    shared = 0
    while shared < len(first) and all(other[: shared + 1] == first[: shared + 1] for other in others):
        shared += 1
    return "".join(first[:shared]) or None


def _organization_in(words: str) -> str | None:
    """The code of the longest name of a known organization in a description."""
    parts = _WORD.findall(words)
    for length in range(min(_MOST_WORDS, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            name = " ".join(parts[start : start + length])
            if start and parts[start - 1][0].isupper() and not countries_of(" ".join(parts[:start])):
                continue  # part of a longer name: "Independent" of "Irving Independent School District"
            if name[0].isupper() and (found := actor_code(name.removesuffix("'s").removesuffix("’s"))):
                return found
    return None

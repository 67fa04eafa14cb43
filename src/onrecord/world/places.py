"""Where the words of a place lie: countries, their capitals, US states, regions that news names, cities.

Cities are those of `data/cities.csv` (GeoNames, CC BY 4.0), made by tools/places.py.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.world.countries import STATES, country_name, demonym_code, index, plain


class Location(NamedTuple):
    """A place's name in the gazetteer and the alpha-3 code of its country."""

    name: str
    alpha_3: str


class City(NamedTuple):
    """state: of the United States only. population: GeoNames'."""

    name: str
    alpha_3: str
    state: str
    population: int


_ABBREVIATIONS = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado",
    "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia", "ill": "Illinois", "ind": "Indiana",
    "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts",
    "mich": "Michigan", "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana",
    "neb": "Nebraska", "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico",
    "ny": "New York", "nc": "North Carolina", "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon",
    "pa": "Pennsylvania", "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee",
    "tex": "Texas", "vt": "Vermont", "va": "Virginia", "wash": "Washington", "wva": "West Virginia",
    "wis": "Wisconsin", "wyo": "Wyoming", "dc": "District of Columbia", "tx": "Texas", "fl": "Florida",
    "ca": "California", "oh": "Ohio", "il": "Illinois",
}  # fmt: skip
_BEFORE = word_set(
    "in at near from to around outside inside across the of northern southern eastern western northeastern "
    "northwestern southeastern southwestern central north south east west downtown upper lower greater rural mainland "
    "government-held rebel-held occupied war-torn neighboring neighbouring nearby city town village port province "
    "region district capital state area parts countryside suburb suburbs outskirts border coast coastal island"
)


@cache
def _cities() -> dict[str, list[City]]:
    """Cities by their names in plain lower case, the largest first."""
    text = files("onrecord").joinpath("data", "cities.csv").read_text(encoding="utf-8")
    found: dict[str, list[City]] = {}
    for name, aliases, alpha_3, state, population in list(csv.reader(text.splitlines()))[1:]:
        city = City(name, alpha_3, state, int(population))
        for own in {plain(one) for one in (name, *aliases.split("|")) if one}:
            found.setdefault(own, []).append(city)
    return found


@cache
def _states() -> dict[str, str]:
    """The names of US states by name and abbreviation."""
    names = [*(state.replace("_", " ") for state in STATES), "Georgia", "Washington", "District of Columbia"]
    return {plain(name): name for name in names} | _ABBREVIATIONS


@cache
def _regions() -> dict[str, Location]:
    text = files("onrecord").joinpath("data", "regions.csv").read_text(encoding="utf-8")
    return {plain(name): Location(name, alpha_3) for name, alpha_3 in list(csv.reader(text.splitlines()))[1:]}


def place(words: str) -> Location | None:
    """Where the words lie ("Columbus, Ohio", "the northern Syrian city of Aleppo"), None where it is not known.

    Of several cities of one name the largest counts, unless a country or state is named with it. Where only the country
    is told ("the Ukrainian town of Lower Ambry") it is the country. "Georgia" alone is the country.
    """
    name, _, behind = (part.strip(" .") for part in words.strip().partition(","))
    return (_within(name, behind) if behind else None) or _alone(words.strip()) or _described(name)


def _within(name: str, behind: str) -> Location | None:
    """A city of the country or state that stands behind a comma, or that itself where the city is unknown."""
    wider = behind.split(",")[0].strip(" .")
    state = _states().get(plain(wider))
    country = index().names.get(plain(wider))
    cities = _cities().get(plain(_bare(name)), ())
    for city in cities:
        if city.alpha_3 == country or (state and city.state == state):
            return Location(city.name, city.alpha_3)
    region = _regions().get(plain(wider))
    if state and not (country and cities):
        return Location(state, "USA")
    return Location(country_name(country), country) if country else region


def _alone(name: str) -> Location | None:
    """A name as the gazetteer has it: a region or state, a country, a capital, a city."""
    own, known = plain(name), index()
    if own in _regions():
        return _regions()[own]
    if own in known.names:
        return Location(country_name(known.names[own]), known.names[own])
    cities = _cities().get(own, ())
    if own in known.capitals and not (cities and cities[0].alpha_3 != known.capitals[own]):
        return Location(cities[0].name if cities else name.strip(), known.capitals[own])
    if own in _states() and own not in _ABBREVIATIONS and own not in ("new york", "washington"):
        return Location(_states()[own], "USA")
    return Location(cities[0].name, cities[0].alpha_3) if cities else None


def _bare(name: str) -> str:
    """A name without what stands before it ("in", "the northern city of")."""
    words = name.split()
    while len(words) > 1 and plain(words[0]) in _BEFORE and not _alone(" ".join(words)):
        words.pop(0)
    return " ".join(words)


def _described(words: str) -> Location | None:
    """A place with words before it: "eastern Ukraine", "the Syrian city of Aleppo", "the Ukrainian capital"."""
    parts = _bare(re.sub(r"['’]s\b", "", words)).split()
    found = _alone(" ".join(parts)) if parts else None
    if found or len(parts) < 2:
        return found
    for length in (2, 1):
        code = demonym_code(" ".join(parts[:length])) or index().names.get(plain(" ".join(parts[:length])))
        if code:
            return _of_country(code, " ".join(parts[length:]))
    return None


def _of_country(code: str, words: str) -> Location:
    """What words name in a country: its capital, one of its cities; else the country."""
    country = index().countries[code]
    if plain(words).split(" ")[0] == "capital" and country.capitals:
        return _alone(country.capitals[0]) or Location(country.capitals[0], code)
    named = plain(_bare(words))
    region = _regions().get(named) or _regions().get(named.split(" ")[0])
    if region and region.alpha_3 == code:
        return region
    city = next((city for city in _cities().get(named, ()) if city.alpha_3 == code), None)
    return Location(city.name, code) if city else Location(country_name(code), code)

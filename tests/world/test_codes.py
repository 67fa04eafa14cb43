"""PLOVER actor codes, and the countries behind them."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pycountry
import pytest

from onrecord.types import EntityKind, Office
from onrecord.world.codes import actor_code, code
from onrecord.world.countries import countries_of, country_code, demonym_code, index
from onrecord.world.sectors import SECTORS

ACTORS = list(csv.DictReader(files("onrecord").joinpath("data", "actors.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("Ukraine", "place", "UKR"), ("Kremlin", "organization", "RUSGOV"), ("White House", "organization", "USAGOV"),
        ("Russians", "group", "RUS"), ("Moscow", "organization", "RUSGOV"), ("Moscow", "place", "RUS"),
        ("the United Nations", "organization", "IGOUNO"), ("U.N.", "organization", "IGOUNO"), ("EU", "organization", "IGOEEC"),
        ("NATO", "organization", "IGONAT"), ("African Union", "organization", "IGOAFU"), ("Hamas", "organization", "PSEREBHMS"),
        ("Hezbollah", "organization", "LBNREBHEZ"), ("Taliban", "organization", "AFGREBTAL"), ("GOP", "organization", "USAPTYREP"),
        ("Iranian lawmakers", "group", "IRNLEG"), ("Israeli soldiers", "group", "ISRMIL"), ("Syrian rebels", "group", "SYRREB"),
        ("residents of Kyiv", "group", "UKRCVL"), ("Russian Foreign Ministry", "organization", "RUSGOV"),
        ("University of Warsaw", "organization", "POLEDU"), ("Brazilian Supreme Court", "organization", "BRAJUD"),
        ("Iraqi security forces", "group", "IRQCOP"), ("senior Hamas official", "group", "PSEREBHMS"), ("IS", "organization", "UAFISL"),
        ("Republican and Democratic parties", "group", "USAPTY"), ("India and Pakistan", "group", None), ("is", "organization", None),
        ("Irving Independent School District", "organization", None), ("People's Democratic Party", "organization", None),
        ("U.S. and World Bank officials", "group", None), ("reporters", "group", None), ("Aleppo", "place", None),
        ("Nigerian Football Federation", "organization", None), ("Iran report", "document", None), ("", "organization", None),
    ],
)  # fmt: skip
def test_codes_of_names(name: str, kind: EntityKind, wanted: str | None) -> None:
    assert code(name, kind) == wanted


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        (["Russian foreign minister"], "RUSGOV"), (["Vermont senator"], "USALEG"), (["White House spokesman"], "USAGOV"),
        (["NATO Secretary-General"], "IGONAT"), (["Ukrainian opposition leader"], "UKROPP"), (["Egyptian army chief"], "EGYMIL"),
        (["former Polish president"], "POLELI"), (["former U.S. President", "Republican nominee"], "USAPTYREP"),
        (["actor"], None), (["mayor"], None), ([], None),
    ],
)  # fmt: skip
def test_codes_of_people_by_their_roles(roles: list[str], wanted: str | None) -> None:
    assert code("Mara Venn", "person", roles) == wanted


@pytest.mark.parametrize(
    ("office", "wanted"),
    [
        (Office("President", "Ukraine"), "UKRGOV"), (Office("Senator from Vermont", "United States"), "USALEG"),
        (Office("Secretary-General", "United Nations"), "IGOUNO"), (Office("FBI Director", "United States"), "USACOP"),
        (Office("Keeper of the light", "Norway"), "NORGOV"), (Office("Mayor", "Ambria"), None),
    ],
)  # fmt: skip
def test_codes_of_people_by_their_office(office: Office, wanted: str | None) -> None:
    assert code("Mara Venn", "person", (), office) == wanted


def test_every_country_is_in_the_table() -> None:
    assert set(index().countries) == {country.alpha_3 for country in pycountry.countries} | {"XKX"}


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_countries_are_known_by_their_names_and_codes(country: object) -> None:
    for attribute in ("name", "common_name", "official_name", "alpha_2", "alpha_3"):
        if (name := getattr(country, attribute, None)) and name != "Congo":  # in news the larger one
            assert country_code(name) == country.alpha_3, name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("role", "wanted"),
    [("New Mexico governor", {"USA"}), ("president of Mexico", {"MEX"}), ("the Russian leader", {"RUS"}), ("one of us", set()),
     ("U.S. envoy to Niger", {"USA", "NER"}), ("turkey farmer", set()), ("South Korea’s president", {"KOR"})],
)  # fmt: skip
def test_countries_in_roles(role: str, wanted: set[str]) -> None:
    assert countries_of(role) == wanted


def test_no_name_stands_for_two_countries() -> None:
    for column in ("names", "demonyms", "capitals"):
        seen = [name.lower() for country in index().countries.values() for name in getattr(country, column)]
        assert len(seen) == len(set(seen)), column
    assert demonym_code("Dutch") == "NLD"


def test_the_actors_are_well_formed() -> None:
    assert len(ACTORS) >= 150
    names = [name.lower() for row in ACTORS for name in (row["name"], *row["aliases"].split("|")) if name]
    assert len(names) == len(set(names))
    for row in ACTORS:
        assert re.fullmatch(r"(?:[A-Z]{3}){1,4}", row["code"]), row
        first = row["code"][:3]
        assert first in index().countries or first in ("IGO", "NGO", "UAF"), row
        assert actor_code(row["name"]) == row["code"], row


def test_no_word_is_of_two_sectors() -> None:
    words = [word for of_sector in SECTORS.values() for word in of_sector]
    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[a-z0-9-]+", word) for word in words)


def test_a_national_security_adviser_is_no_policeman() -> None:
    assert code("Mara Venn", "person", (), Office("National Security Adviser", "United States")) == "USAGOV"
    assert code("Mara Venn", "person", ("Ukrainian security guard",)) == "UKRCOP"

"""Countries: the names, demonyms and capitals that news uses, and their ISO 3166-1 alpha-3 codes.

The table is `data/countries.csv`; official names and codes that it does not have ("Republic of Poland", "PL") are
those of pycountry. Kosovo, which ISO has not coded, is XKX as with the World Bank and the European Union.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.inflection import word_set

STATES = word_set(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana "
    "Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana "
    "Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon "
    "Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia West_Virginia "
    "Wisconsin Wyoming"
)  # without Washington and Georgia, which are a capital and a country too
_AMERICAN = frozenset(  # of American politics alone
    name.replace("_", " ")
    for name in STATES
    | word_set(
        "Republican Republicans GOP Democrat Democrats Democratic White_House Congress Congressman Congresswoman "
        "Pentagon Capitol_Hill FBI CIA Tea_Party US U.S. USA U.S.A."
    )
)
_PARTIAL = frozenset(("Democratic", "Congress"))  # part of other names too: "People's Democratic Party"
SEATS = {  # houses that stand for the government in them
    "white house": "USA", "oval office": "USA", "pentagon": "USA", "kremlin": "RUS", "downing street": "GBR",
    "no 10": "GBR", "number 10": "GBR", "10 downing street": "GBR", "whitehall": "GBR", "elysee": "FRA",
    "elysee palace": "FRA", "quai d'orsay": "FRA", "blue house": "KOR", "zhongnanhai": "CHN", "malacanang": "PHL",
    "malacanang palace": "PHL", "planalto": "BRA", "casa rosada": "ARG", "rashtrapati bhavan": "IND",
    "bankova": "UKR", "quirinale": "ITA", "palazzo chigi": "ITA", "moncloa": "ESP", "buckingham palace": "GBR",
}  # fmt: skip
_NO_CAPITALS = frozenset(  # what is a capital somewhere and more often something else
    ("san jose", "hamilton", "stanley", "victoria", "georgetown", "george town", "kingston", "santiago", "jamestown",
     "plymouth", "douglas", "male", "saint-pierre", "wellington", "geneva", "st george's", "bern", "sofia", "lima",
     "st john's", "san juan", "la paz", "sucre", "moroni", "valley", "bissau", "marigot", "colombo")
)  # fmt: skip
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[\w'’-]+")
_MOST_WORDS = 5  # of a country's name


class Country(NamedTuple):
    """names: the first is what the project prints. demonyms: adjectives and words for its people, in the singular."""

    alpha_3: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


class Index(NamedTuple):
    """Countries by what they are called, in plain lower case."""

    countries: dict[str, Country]
    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]


@lru_cache(maxsize=1 << 14)
def plain(words: str) -> str:
    """Lower case, without accents, dots and "the": U.S. and US, Côte d'Ivoire and Cote d’Ivoire are one."""
    letters = unicodedata.normalize("NFD", words.replace("’", "'").replace(".", ""))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).lower().split()).removeprefix("the ")


@cache
def index() -> Index:
    """The shipped table."""
    text = files("onrecord").joinpath("data", "countries.csv").read_text(encoding="utf-8")
    countries = [
        Country(
            row["alpha_3"],
            *(tuple(filter(None, row[column].split("|"))) for column in ("names", "demonyms", "capitals")),
        )
        for row in csv.DictReader(text.splitlines())
    ]
    return Index(
        {country.alpha_3: country for country in countries},
        {plain(name): country.alpha_3 for country in countries for name in country.names},
        {form: country.alpha_3 for country in countries for name in country.demonyms for form in _demonym_forms(name)},
        {plain(name): country.alpha_3 for country in countries for name in country.capitals},
    )


def _demonym_forms(demonym: str) -> tuple[str, ...]:
    word = plain(demonym)
    return (word,) if word.endswith(("s", "sh", "ch", "ese")) else (word, word + "s")


def country_code(name: str) -> str | None:
    """The alpha-3 code of a country by any of its names, official ones and ISO codes too; None for what is none."""
    found = index().names.get(plain(name))
    if found or not name.strip():
        return found
    import pycountry  # its tables take a while to load, and few names need them

    try:
        country = pycountry.countries.lookup(name.strip())
    except LookupError:
        return None
    return str(country.alpha_3)


def country_name(alpha_3: str) -> str:
    """What the project calls a country; the code itself where it is not in the table."""
    found = index().countries.get(alpha_3)
    return found.names[0] if found else alpha_3


def demonym_code(word: str) -> str | None:
    """The country that a demonym stands for ("Russian", "Ukrainians", "French")."""
    return index().demonyms.get(plain(word))


def capital_code(name: str) -> str | None:
    """The country whose capital, or seat of government, goes by this name."""
    return index().capitals.get(plain(name))


def countries_of(role: str) -> set[str]:
    """The countries that the words of a role name: "the Russian president", "foreign minister of Iran", "GOP nominee".

    Only capitalized words count, the longest name first: "New Mexico governor" is of the United States.
    """
    words = _WORD.findall(role)
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, code = _named_at(words, at)
        found |= {code} if code else set()
        at += length
    return found


def _named_at(words: list[str], at: int) -> tuple[int, str | None]:
    """How many words from one on name a country, and which; 1 and None where they do not."""
    for end in range(min(at + _MOST_WORDS, len(words)), at, -1):
        name = " ".join(words[at:end])
        if name in _AMERICAN and not (name in _PARTIAL and at and words[at - 1][0].isupper()):
            return end - at, "USA"
        if name[0].isupper() and (code := _code_of(plain(name.removesuffix("'s").removesuffix("’s")))):
            return end - at, code
    return 1, None


def _code_of(name: str) -> str | None:
    known = index()
    capital = None if name in _NO_CAPITALS else known.capitals.get(name)
    return known.names.get(name) or known.demonyms.get(name) or SEATS.get(name) or capital

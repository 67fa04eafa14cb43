"""Is a name, title or noun a man's or a woman's? Evidence, never proof: what the article itself says counts more."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.inflection import word_set
from onrecord.people.names import PersonName, fold
from onrecord.people.nouns import FEMALE, MALE
from onrecord.people.titles import FEMALE_TITLES, MALE_TITLES

Gender = Literal["m", "f"]
_SURE = 4.0  # a title or noun that only men or only women bear
_LIKELY = 2.0  # a first name


@cache
def first_names() -> dict[str, Gender]:
    """First names borne almost only by men or almost only by women, folded."""
    table: dict[str, Gender] = {}
    gender: Gender = "m"
    text = (files(__package__) / "first_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            gender = "m" if line == "[men]" else "f"
        elif not line.startswith("#"):
            table.update((fold(name), gender) for name in line.split())
    return table


# Given names of men and of women alike.
_OF_BOTH = word_set(
    """
    alex bobby charlie chris eddie francis freddie gabriel jackie jamie jen joe joey kim lenny leslie marty mickey nate
    nicky reggie robbie ronnie teddy terry willie
    """
)


def is_given_name(word: str) -> bool:
    """Is a folded word a first name, of men, of women or of both?"""
    return word in first_names() or word in _OF_BOTH


def of_name(name: PersonName) -> float:
    """Above 0 for a man's name, below for a woman's: titles, then the given name, then the nickname."""
    for title in name.titles:
        if title in MALE_TITLES:
            return _SURE
        if title in FEMALE_TITLES:
            return -_SURE
    names = first_names()
    for given in (name.given, *name.words[1:-1], name.nickname):
        if (gender := names.get(given)) is not None:
            return _LIKELY if gender == "m" else -_LIKELY
    if name.given and "-" in name.given:
        gender = names.get(name.given.partition("-")[0])
        return 0.0 if gender is None else (_LIKELY if gender == "m" else -_LIKELY)
    return 0.0


def of_noun(noun: str) -> float:
    """Above 0 for a noun that only men bear ("spokesman"), below for one of women; lower case."""
    if noun in MALE:
        return _SURE
    return -_SURE if noun in FEMALE else 0.0

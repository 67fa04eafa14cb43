"""One person, many articles: linked by identifier, else by a full name that can be theirs; never guessed."""

from __future__ import annotations

import pytest

from onrecord.store import Record
from onrecord.store.parties import Described
from onrecord.store.roles import compatible, fields_of

from .made import brief


def people(record: Record) -> list[tuple[str, int]]:
    return sorted((one.party.name, one.statements) for one in record.who(limit=50).rows)


def test_by_identifier_whatever_the_name(record: Record) -> None:
    record.add(brief(1, "Volodymyr Zelik", "one", qid="Q1"))
    record.add(brief(2, "Volodymyr Zelyk", "two", qid="Q1"))
    record.add(brief(3, "Volodymyr Zelyk", "three", qid="Q1"))
    assert people(record) == [("Volodymyr Zelyk", 3)]
    assert record.profile("Zelik").names == ("Volodymyr Zelyk", "Volodymyr Zelik")


def test_by_full_name_without_case_and_accents(record: Record) -> None:
    record.add(brief(1, "José Marín", "one"))
    record.add(brief(2, "Jose Marin", "two", role="mayor"))
    assert [count for _, count in people(record)] == [2]


def test_two_identifiers_are_two_people(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "one", qid="Q1"))
    record.add(brief(2, "Ada Holt", "two", qid="Q2"))
    assert people(record) == [("Ada Holt", 1), ("Ada Holt", 1)]


def test_a_name_learns_its_identifier(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "one"))
    record.add(brief(2, "Ada Holt", "two", qid="Q1"))
    record.add(brief(3, "A. Holt", "three", qid="Q1"))
    assert people(record) == [("Ada Holt", 3)]


def test_other_walks_of_life_are_other_people(record: Record) -> None:
    record.add(brief(1, "John Smithee", "one", role="police chief"))
    record.add(brief(2, "John Smithee", "two", role="striker"))
    record.add(brief(3, "John Smithee", "three", role="goalkeeper"))
    record.add(brief(4, "John Smithee", "four", role="mayor"))
    record.add(brief(5, "John Smithee", "five"))  # could be either: neither
    assert people(record) == [("John Smithee", 1), ("John Smithee", 2), ("John Smithee", 2)]


def test_other_countries_are_other_people(record: Record) -> None:
    record.add(brief(1, "Ali Hassan", "one", code="IRQGOV"))
    record.add(brief(2, "Ali Hassan", "two", code="SOMOPP"))
    record.add(brief(3, "Ali Hassan", "three", code="SOMGOV"))
    assert people(record) == [("Ali Hassan", 1), ("Ali Hassan", 2)]


def test_a_surname_alone_is_not_linked(record: Record) -> None:
    record.add(brief(1, "Smithee", "one"))
    record.add(brief(2, "Smithee", "two"))
    assert people(record) == [("Smithee", 1), ("Smithee", 1)]


def test_descriptions_are_found_but_are_nobody(record: Record) -> None:
    record.add(brief(1, "senior official", "one"))
    record.add(brief(2, "senior official", "two"))
    assert record.who().rows == ()
    assert len(record.search(speaker="senior official").rows) == 2
    assert not record.profile("senior official").voice.party.named


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        (("mayor",), ("bank chairman",), True),
        (("striker",), ("mayor",), False),
        (("striker", "mayor"), ("senators",), True),
        ((), ("pope",), True),
        (("clerk",), ("pope",), True),
    ],
)
def test_walks_of_life(one: tuple[str, ...], other: tuple[str, ...], can: bool) -> None:
    assert compatible(fields_of(one), fields_of(other)) is can


@pytest.mark.parametrize(
    ("name", "kind", "named", "full"),
    [
        ("Ada Holt", "person", True, True),
        ("Holt", "person", True, False),
        ("NATO", "organization", True, True),
        ("senior official", "person", False, True),
    ],
)
def test_names(name: str, kind: str, named: bool, full: bool) -> None:
    assert (Described(name, kind).named, Described(name, kind).full) == (named, full)

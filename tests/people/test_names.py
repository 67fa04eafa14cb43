"""Names by themselves: their parts, their forms, gender."""

from __future__ import annotations

import pytest

from onrecord.people import gender
from onrecord.people.capitals import no_name
from onrecord.people.names import fold, initials, is_acronym, key, person_name, same_person
from onrecord.people.nouns import is_plural, noun_kind


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        ("Sen. Robert Q. Hale Jr.", "Robert Q. Hale Jr.", ("robert", "q", "hale")),
        ("Bill de Blasio", "Bill de Blasio", ("bill", "de blasio")),
        ("Van Dyke", "Van Dyke", ("van dyke",)),
        ("President Erdoğan's", "Erdoğan", ("erdogan",)),
        ("Mr. King", "King", ("king",)),
        ("Robert “Red” Quill", "Robert “Red” Quill", ("robert", "quill")),
    ],
)
def test_parts_of_a_name(text: str, shown: str, words: tuple[str, ...]) -> None:
    name = person_name(text)
    assert name is not None
    assert (name.shown, name.words) == (shown, words)


@pytest.mark.parametrize(
    "words", ["Israelis", "North Korean", "South Africans", "Sri Lankans", "U.S.-Israel", "Friday"]
)
def test_capitals_that_name_nobody(words: str) -> None:
    assert no_name(words)


@pytest.mark.parametrize("words", ["North Korea", "Israel", "New Ambry", "Sri Ravi", "West"])
def test_capitals_that_name(words: str) -> None:
    assert not no_name(words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bill Stone", "William Stone", True),
        ("R. Stone", "Robert Stone", True),
        ("Jane Stone", "Robert Stone", False),
        ("Jane Ann Stone", "Ann Stone", True),
        ("Robert Hale", "Robert Hale Jr.", False),
        ("Robert Hale Sr.", "Robert Hale Jr.", False),
        ("Bashar al-Assad", "Bashar Assad", True),
        ("Kim Jong Un", "Kim Jong", True),
        ("Donald Crane", "Donald J. Crane", True),
    ],
)
def test_forms_of_one_name(one: str, other: str, same: bool) -> None:
    first, second = person_name(one), person_name(other)
    assert first is not None
    assert second is not None
    assert same_person(first, second) is same
    assert same_person(second, first) is same


def test_names_of_things() -> None:
    assert key("The Department of State") == key("State Department") == "state department"
    assert "rnc" in initials("Republican National Committee")
    assert {"dca", "doca"} <= initials("Department of Coastal Affairs")
    assert [word for word in ("RNC", "U.N.", "Roe", "IBM", "NATO", "I") if is_acronym(word)] == [
        "RNC",
        "U.N.",
        "IBM",
        "NATO",
    ]


def test_fold() -> None:
    assert fold("Erdoğan") == fold("ERDOGAN") == "erdogan"
    assert fold("U.S.") == "us"


@pytest.mark.parametrize(
    ("text", "sign"),
    [("Marta Venn", -1), ("Robert Quill", 1), ("Mr. Leslie Moss", 1), ("Mrs. Roe", -1), ("Xyq Roe", 0)],
)
def test_gender(text: str, sign: int) -> None:
    name = person_name(text)
    assert name is not None
    found = gender.of_name(name)
    assert (found > 0) - (found < 0) == sign


def test_no_first_name_is_a_mans_and_a_womans() -> None:
    names = gender.first_names()
    assert len(names) > 8000
    assert set(names.values()) == {"m", "f"}


@pytest.mark.parametrize(
    ("noun", "kind", "plural"),
    [
        ("senator", "person", False),
        ("senators", "group", True),
        ("spokeswomen", "group", True),
        ("vice-president", "person", False),
        ("ministry", "organization", False),
        ("agencies", "group", True),
        ("report", "document", False),
        ("polls", "document", True),
        ("people", "group", True),
        ("critics", "group", True),
        ("bridge", None, False),
    ],
)
def test_nouns(noun: str, kind: str | None, plural: bool) -> None:
    assert noun_kind(noun) == kind
    assert is_plural(noun) is plural

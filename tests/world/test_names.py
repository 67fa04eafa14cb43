"""Spellings of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.world.names import key, same_name, words


@pytest.mark.parametrize(
    "spellings",
    ["Zelensky Zelenskyy Zelenskiy Zelenskyi", "Sisi Sissi", "Kadyrov Kadirov", "Turchynov Turchinov", "Asad Assad",
     "Yanukovych Yanukovich", "Mikati Miqati", "Sánchez Sanchez", "Erdoğan Erdogan", "Japarov Zhaparov Dzhaparov",
     "Yatsenyuk Yatseniuk", "Ruhani Rouhani"],
)  # fmt: skip
def test_spellings_share_a_key(spellings: str) -> None:
    assert len({key(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Putin", "Patten"), ("Merkel", "Markle"), ("Obama", "Osama"), ("Xi", "Li")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Vladimir Zelenskiy"), ("Bernie Sanders", "Bernard Sanders"),
        ("Joe Biden", "Joseph R. Biden Jr."), ("Justin Trudeau", "Justin Pierre James Trudeau"), ("Hun Sen", "Hun Sen"),
        ("Kim Jong-un", "Kim Jong Un"), ("JD Vance", "J.D. Vance"), ("George Bush", "George H. W. Bush"),
        ("President Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ],
)  # fmt: skip
def test_one_person(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("George W. Bush", "George H. W. Bush"), ("Bill Clinton", "Hillary Clinton"), ("Obama", "Barack Obama"),
     ("Chelsea Clinton", "Bill Clinton"), ("Raul Castro", "Fidel Castro"), ("", "Barack Obama")],
)  # fmt: skip
def test_not_one_person(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_titles_stand_before_a_name() -> None:
    assert words("Sen. Mara J. Venn Jr.") == ["Mara", "J", "Venn"]
    assert words("Hun Sen") == ["Hun", "Sen"]
    assert words("Pope") == ["Pope"]


NAMES = st.text(alphabet="abcdehkosyzAÉ -'.’", max_size=30)


@given(NAMES)
def test_a_name_of_two_words_is_itself(name: str) -> None:
    if len(words(name)) > 1 and all(key(word) for word in words(name)):
        assert same_name(name, name)


@given(NAMES, NAMES)
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)

"""The gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.world.countries import index
from onrecord.world.places import place


@pytest.mark.parametrize(
    ("words", "name", "alpha_3"),
    [
        ("Kyiv", "Kyiv", "UKR"), ("Kiev", "Kyiv", "UKR"), ("the Ukrainian capital", "Kyiv", "UKR"), ("eastern Ukraine", "Ukraine", "UKR"),
        ("the northern Syrian city of Aleppo", "Aleppo", "SYR"), ("Syria's Aleppo", "Aleppo", "SYR"), ("Columbus, Ohio", "Columbus", "USA"),
        ("Paris", "Paris", "FRA"), ("Paris, Texas", "Texas", "USA"), ("Springfield, Ill.", "Springfield", "USA"),
        ("Birmingham", "Birmingham", "GBR"), ("Birmingham, Ala.", "Birmingham", "USA"), ("Washington", "Washington, D.C.", "USA"),
        ("New Mexico", "New Mexico", "USA"), ("Mexico", "Mexico", "MEX"), ("Virginia", "Virginia", "USA"), ("Georgia", "Georgia", "GEO"),
        ("Atlanta, Georgia", "Atlanta", "USA"), ("Tbilisi, Georgia", "Tbilisi", "GEO"), ("southern Gaza", "Gaza", "PSE"),
        ("Crimea", "Crimea", "UKR"), ("Iraq’s Anbar province", "Anbar", "IRQ"), ("the Ukrainian town of Lower Ambry", "Ukraine", "UKR"),
        ("Lower Ambry, Norway", "Norway", "NOR"), ("the United States", "United States", "USA"), ("U.S.", "United States", "USA"),
        ("San Jose, Costa Rica", "San José", "CRI"), ("San Jose, California", "San Jose", "USA"), ("in Geneva", "Geneva", "CHE"),
    ],
)  # fmt: skip
def test_places(words: str, name: str, alpha_3: str) -> None:
    assert place(words) == (name, alpha_3)


@pytest.mark.parametrize(
    "words", ["Lower Ambry", "Europe", "the Middle East", "", " ", ",", "the", "in", "the city of"]
)
def test_what_is_no_place_of_the_gazetteer(words: str) -> None:
    assert place(words) is None


@given(st.text(alphabet="abc PKUk,.'’yiev", max_size=40))
def test_a_place_lies_in_a_country(words: str) -> None:
    found = place(words)
    assert found is None or found.alpha_3 in index().countries

"""File names are safe, and no two are the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.names import Names, file_name

CASES = [
    ("story", "story"),
    ("https://news.example/a/b?c=1", "news.example_a_b_c_1"),
    ("../../etc/passwd", "etc_passwd"),
    ("", "article"),
    ("...", "article"),
    ("-rf", "rf"),
    (".hidden", "hidden"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("a\x00b\nc", "a_b_c"),
    ("Straße ö", "Straße_ö"),
    ("lone \ud800", "lone"),
]


@pytest.mark.parametrize(("identity", "name"), CASES)
def test_names(identity: str, name: str) -> None:
    assert file_name(identity) == name


@given(st.lists(st.text(st.characters()) | st.sampled_from(["a", "A", "a-2", "a/", "x" * 300]), max_size=20))
def test_any_ids_give_safe_names_that_differ(ids: list[str]) -> None:
    names = Names()
    taken = [names.take(identity) for identity in ids]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert re.fullmatch(r"\w[\w.-]*", name)
        assert len(name.encode()) < 200


def test_long_ids_that_begin_alike_stay_apart() -> None:
    assert file_name("x" * 500 + "1") != file_name("x" * 500 + "2")

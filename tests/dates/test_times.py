"""Time expressions: the cases of times.txt, and what holds for any text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates import times
from onrecord.types import Words

from .golden import Case, cases, line

WORDS = re.findall(
    r"\S+",
    """the a an of on in at by from to and until since last next this that past coming early late mid end beginning rest
    Monday Friday Tuesdays March May April Sept. Dec 3 5th 21 1999 2008 '82 1990s 80s 2008-09 9/11 7/8/07 9:30 p.m. 16:15
    UTC noon today yesterday tomorrow night morning week weekend month year years quarter decade century three several half
    dozen twenty first third anniversary ago later earlier before after now soon recently summer fall Easter Thanksgiving
    fiscal daily every each per will met said is old - – , . : ; ’ “ ” ( )""",
)
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.text(max_size=60))
DAYS = st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda day: day.isoformat()))
VALUE = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|BC\d{4}|\d{2,3}|\d{4}(?:-(?:W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI|\d\d(?:-\d\d)?))?"
    r"(?:T(?:MO|AF|EV|NI|\d\d:\d\dZ?))?|PT?(?:X|\d+(?:\.\d+)?)(?:[SMHDWQY]|WE)"
    r"|XXXX-(?:WXX-\d|\d\d|XX-XX|SP|SU|FA|WI)(?:T(?:MO|AF|EV|NI))?"
)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_golden(case: Case) -> None:
    assert [line(one) for one in times(case.text, case.published)] == case.wanted


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_golden_with_windows_line_ends(case: Case) -> None:
    text = case.text.replace("\n", "\r\n")
    assert [line(one) for one in times(text, case.published)] == case.wanted


def test_the_hour_of_publication_changes_nothing() -> None:
    text = "Mara Venn resigned on Friday."
    assert times(text, "2025-02-08T23:30:00-05:00") == times(text, "2025-02-08")


def test_a_day_of_publication_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'yesterday' is not a date like 2025-02-08"):
        times("Mara Venn resigned on Friday.", "yesterday")


@given(TEXTS, DAYS)
def test_the_slice_is_the_words_and_none_overlaps(text: str, published: str | None) -> None:
    at = 0
    for one in times(text, published):
        ((start, end),) = one.words.spans
        assert at <= start < end <= len(text)
        assert one.words == Words(text[start:end], one.words.spans)
        assert one.words.text == one.words.text.strip()
        at = end


@given(TEXTS, DAYS)
def test_a_value_is_timex3(text: str, published: str | None) -> None:
    for one in times(text, published):
        assert one.value is None or VALUE.fullmatch(one.value), one
        assert one.type != "DURATION" or (one.value or "").startswith("P")


@given(TEXTS, DAYS)
def test_reading_twice_is_equal(text: str, published: str | None) -> None:
    assert times(text, published) == times(text, published)


@given(TEXTS)
def test_a_day_or_length_that_needs_no_day_of_publication_does_not_depend_on_it(text: str) -> None:
    plain = [one for one in times(text, None) if one.type == "DURATION" or re.search(r"\d{4}", one.words.text)]
    for day in ("2011-04-05", "1987-12-31") if plain else ():
        known = {other.words: other.value for other in times(text, day)}
        for one in plain:
            if one.type != "TIME":  # "2008 UTC" is a time of day: it needs the day it is of
                assert known.get(one.words, one.value) == one.value


@pytest.mark.parametrize(
    "unit",
    [
        "the end of ",
        "on Friday ",
        "two ",
        "3 to ",
        "2008-09 ",
        "’ ",
        "the 70s and ",
        "at 3:30 ",
        "by May ",
        "that day ",
        "a",
    ],
)
def test_time_grows_with_the_text(unit: str, seconds: Callable[..., float]) -> None:
    long = seconds(lambda: times(unit * 6_000, "2025-02-08"))
    assert long < 40 * max(seconds(lambda: times(unit * 300, "2025-02-08")), 1e-3)

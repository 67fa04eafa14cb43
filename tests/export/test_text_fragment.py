"""Links to the very words of a live page."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.text_fragment import directive, link
from onrecord.types import Span

TEXT = (
    "Bridge to open\n\nMayor Ida Holt said the bridge would open in May, after a year of work and two delays.\n\n"
    "“We are ready,” she said. “We are ready,” said the builder, too."
)


def at(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def test_few_words_stand_as_they_are() -> None:
    assert directive(TEXT, at("the bridge would open")) == "the%20bridge%20would%20open"


def test_many_words_are_told_by_their_ends() -> None:
    long = at("the bridge would open in May, after a year of work and two delays")
    assert directive(TEXT, long) == "the%20bridge%20would%20open,work%20and%20two%20delays"


def test_words_on_two_lines_are_told_by_their_ends() -> None:
    assert directive(TEXT, at("to open\n\nMayor Ida")) == "to%20open,Mayor%20Ida"


def test_what_stands_twice_is_told_by_what_is_around_it() -> None:
    first, second = directive(TEXT, at("We are ready")), directive(TEXT, at("We are ready", "she said"))
    assert first != second
    assert unquote(first) == "“-,We are ready,-,” she said."
    assert unquote(second) == "she said. “-,We are ready,-,” said the"


def test_signs_that_part_a_directive_are_encoded() -> None:
    text = "They said: yes, well-known & loved, 50%"
    assert directive(text, Span(11, len(text))) == "yes%2C%20well%2Dknown%20%26%20loved%2C%2050%25"


def test_part_of_a_word_takes_the_whole() -> None:
    start = TEXT.index("ridge would")
    assert directive(TEXT, Span(start, start + 7)) == "bridge%20would"


def test_the_page_keeps_its_own_fragment() -> None:
    span = at("Ida Holt")
    assert link("https://example.org/a", TEXT, [span]) == "https://example.org/a#:~:text=Ida%20Holt"
    assert link("https://example.org/a#top", TEXT, [span]) == "https://example.org/a#top:~:text=Ida%20Holt"
    assert link("https://example.org/a#:~:text=old", TEXT, [span]) == "https://example.org/a#:~:text=Ida%20Holt"


def test_several_pieces_are_several_directives() -> None:
    found = link("https://example.org/a", TEXT, [at("Ida Holt"), at("two delays")])
    assert found == "https://example.org/a#:~:text=Ida%20Holt&text=two%20delays"


def test_what_is_no_web_page_has_no_link() -> None:
    for url in (None, "", "news.html", "ftp://example.org/a", "javascript:alert(1)"):
        assert link(url, TEXT, [at("Ida Holt")]) is None


@given(st.text(max_size=60), st.data())
def test_a_directive_parts_into_at_most_four(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = link("https://example.org/", text, [Span(start, end)])
    assert found is not None
    inside = found.partition(":~:text=")[2]
    assert "&" not in inside
    assert inside.count(",") <= 3
    assert all(part.strip("-").count("-") == 0 for part in inside.split(","))
    assert found.isascii()

from __future__ import annotations

import time

import pytest
from lxml import html

from onrecord.errors import Refused
from onrecord.sources.marks import without_marks
from onrecord.sources.page import article_of
from sources.stories import PARAGRAPHS, STORY, TITLE, page


def _tree(inside: str) -> html.HtmlElement:
    return html.document_fromstring(f"<body><p>{inside}</p></body>")


def test_the_words_of_many_marks_stay_in_their_places() -> None:
    marked = "Now: " + "<b>pier <i>and</i></b> <a href='/x'><b>quay</b></a> and <span>bay</span>, <br>" * 300
    tree = _tree(marked)
    before = html.tostring(tree, method="text", encoding="unicode")
    assert html.tostring(without_marks(tree, "a.html"), method="text", encoding="unicode") == before
    assert {child.tag for child in tree.find(".//p")} == {"a", "br"}
    assert len(tree.findall(".//a/b")) == 300


def test_a_few_marks_are_left() -> None:
    tree = _tree("<b>pier</b> " * 500)
    assert len(without_marks(tree, "a.html").findall(".//b")) == 500


def test_a_mark_that_holds_more_than_words_is_left() -> None:
    tree = _tree("<b>pier</b> <span><img src='a.jpg'></span> " * 300)
    assert [child.tag for child in without_marks(tree, "a.html").find(".//p")] == ["span"] * 300


def test_thousands_of_links_side_by_side_are_refused() -> None:
    with pytest.raises(Refused, match="5,000 links"):
        without_marks(_tree("<a href='/x'>pier</a> " * 5_001), "a.html")


@pytest.mark.parametrize("tag", ["span", "ins"])
def test_a_page_with_each_word_in_an_element_is_read_quickly(tag: str) -> None:
    words = "".join(f"<{tag}>Word</{tag}> {n} " for n in range(40_000))
    start = time.monotonic()
    text = article_of(page(inside=f"<p>{words} was the last, he said.</p>"), where="a.html", id="a").text
    assert time.monotonic() - start < 20
    assert "Word 39998 Word 39999 was the last, he said." in text


def test_a_page_with_each_word_in_an_element_is_read_as_without() -> None:
    marked = page()
    for paragraph in PARAGRAPHS:
        spans = " ".join(f"<span class='w'>{word}</span>" for word in (paragraph.split() * 40))
        marked = marked.replace(paragraph, f"{spans}")
    found = article_of(marked, where="a.html", id="a").text
    assert found == "\n\n".join([TITLE, *(" ".join(paragraph.split() * 40) for paragraph in STORY.split("\n\n"))])

"""What stands between or around a story's paragraphs on pages, each in markup of its own."""

from __future__ import annotations

import json

import pytest

from onrecord.sources.page import article_of
from onrecord.sources.teaser import is_teaser
from onrecord.types import Article
from sources.stories import PARAGRAPHS, STORY, TITLE, page

WHOLE = f"{TITLE}\n\n{STORY}"


def article(markup: str) -> Article:
    return article_of(markup, where="a.html", id="a")


@pytest.mark.parametrize(
    "inside",
    [
        "<p><a href='/x'><strong>WHAT THE STORM LEFT OF THE LIGHTHOUSE!</strong></a></p>",
        "<p><a href='/x'>Who is the keeper of the lighthouse?</a></p>",
        "<div class='bayFactBox'><h4>The pier in figures</h4><p>It was built in 1911 and is 400 metres long, says the port.</p></div>",
        "<blockquote class='twitter-tweet'><p>The pier will be back!</p>&mdash; Mara Venn (@venn)</blockquote>",
        "<div class='artSplit'><img src='a.jpg'><p class='imageCaption'>The pier of Orrin Bay as it was last winter.</p></div>",
        "<p>Tags: pier, harbour, council</p>",
        "<p>First published: 2 May 2021, 10:15</p>",
        "<p>Contact Ilja Quill at iquill@courier.example</p>",
        "<p>Listen to the Bay Talk podcast</p>",
        "<p>This is a breaking story - more to follow</p>",
    ],
)
def test_what_stands_between_the_paragraphs_is_left_out(inside: str) -> None:
    assert article(page(inside=inside)).text == WHOLE


@pytest.mark.parametrize(
    "inside",
    [
        "<p><a href='/x'>The treasurer's report was published by the council in full last week.</a></p>",
        "<p>BY ORDER OF THE COUNCIL the quay stays closed until the first day of May, the harbour master wrote.</p>",
        "<blockquote><p>The pier is the bay, and the bay is the pier; we shall build both again.</p></blockquote>",
    ],
)
def test_what_is_the_storys_stays(inside: str) -> None:
    (extra,) = set(article(page(inside=inside)).text.split("\n\n")) - set(WHOLE.split("\n\n"))
    assert len(extra) > 60


def test_byline_and_date_at_the_head_of_the_body_are_no_paragraphs() -> None:
    head = "<p><em>By <a href='/a/q'>Ilja Quill</a>, Harbour Correspondent</em></p><p>May 2, 2021 at 10:15 am</p>"
    found = article(page().replace("<div class='story'>", f"<div class='story'>{head}"))
    assert (found.text, found.authors, found.published) == (WHOLE, ("Ilja Quill",), "2021-05-02")


def test_a_heading_behind_which_nothing_is_left_goes_with_it() -> None:
    bio = "<div class='k1'><h4>Ilja Quill</h4><p class='author-bio'>Ilja Quill writes about the harbour for the paper.</p></div>"
    end = page().replace(f"<p>{PARAGRAPHS[-1]}</p>", f"<p>{PARAGRAPHS[-1]}</p>{bio}")
    assert article(end).text == WHOLE


def test_what_only_a_screen_reader_says_is_not_read() -> None:
    link = "<a href='/x'>four years<span class='visually-hidden'>, opens new tab</span></a>"
    assert article(page().replace("four years", link)).text == WHOLE
    styled = link.replace("class='visually-hidden'", "style='clip: rect(0 0 0 0)'")
    assert article(page().replace("four years", styled)).text == WHOLE


def test_a_story_between_line_breaks_is_cut_into_paragraphs() -> None:
    line = "<div>By Ilja Quill | May 2, 2021, 10:15 IST</div>"
    found = article(f"<body><h1>{TITLE}</h1>{line}<div class='x'>{'<br><br>'.join(PARAGRAPHS)}</div></body>")
    assert found.text == WHOLE
    assert (found.authors, found.published) == (("Ilja Quill",), "2021-05-02")


def test_a_lead_that_stands_apart_is_the_first_paragraph() -> None:
    lead = (
        f"<div class='lead'>{PARAGRAPHS[0]}</div><figure class='lead'><img src='a.jpg'>The pier last winter.</figure>"
    )
    whole = page(above=lead).replace(f"<p>{PARAGRAPHS[0]}</p>", "")
    assert article(whole).text == WHOLE


def test_a_page_laid_out_as_a_table_is_read() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "<td><a href='/'>Home</a><br><a href='/n'>News</a></td>"
    found = article(f"<title>{TITLE}</title><table><tr>{menu}<td><h1>{TITLE}</h1>{story}</td></tr></table>")
    assert found.text == WHOLE


def test_where_the_page_shows_the_beginning_the_metadata_gives_the_rest() -> None:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:2])
    offer = "<div class='gate'><h2>Keep reading</h2><p>Four weeks of the whole paper for one crown.</p></div>"
    script = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(PARAGRAPHS)})
    cut = f"<head><title>{TITLE}</title><script type='application/ld+json'>{script}</script></head>"
    assert article(f"{cut}<body><article><h1>{TITLE}</h1><div>{shown}</div>{offer}</article></body>").text == WHOLE


def test_a_teaser_is_told_by_where_what_is_shown_stands_in_the_whole() -> None:
    assert is_teaser(PARAGRAPHS[:2], PARAGRAPHS)
    assert not is_teaser(PARAGRAPHS[:4], PARAGRAPHS)
    assert not is_teaser((PARAGRAPHS[0], PARAGRAPHS[-1]), PARAGRAPHS)  # the page chose to leave something out
    assert not is_teaser(PARAGRAPHS, ())


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        (
            "<a rel='author' href='/x'>Mara Quill</a> and <a rel='author' href='/y'>Jan Velk</a>",
            ("Mara Quill", "Jan Velk"),
        ),
        ("<p class='byline'>Mara Quill for The Orrin Courier</p>", ("Mara Quill",)),
        ("<div>By <b>Mara Quill</b></div>", ("Mara Quill",)),
        ("", ()),
    ],
)
def test_who_signs_the_story_and_not_another_one(above: str, authors: tuple[str, ...]) -> None:
    card = "<div class='k'><h3><a href='/x'>The keeper retires</a></h3><span class='byline'>By Tom Okrin</span></div>"
    head = "<meta property='og:site_name' content='The Orrin Courier'>"
    assert article(page(above=above, head=head, below=f"<section>{card}</section>")).authors == authors


def test_the_day_of_publication_is_told_from_the_day_of_change() -> None:
    above = "<div class='when'><span>Updated: 4 May 2021, 09:00</span> <span>Published: 2 May 2021, 10:00</span></div>"
    assert article(page(above=above)).published == "2021-05-02"
    assert article(page(above="<div>Sun 2 May 2021 at 6:01am</div>")).published == "2021-05-02"

"""Who signs, and when it was published, where only a reader sees it."""

from __future__ import annotations

import pytest

from onrecord.sources.names import names_of
from onrecord.sources.page import article_of
from onrecord.types import Article
from sources.stories import PARAGRAPHS, STORY, TITLE, page

OTHERS = "".join(
    f"<div class='card'><a href='/{n}'>Another story of the bay, number {n}</a><span class='byline'>By Aldo Fenn</span></div>"
    for n in range(4)
)


def article(markup: str) -> Article:
    return article_of(markup, where="a.html", id="a")


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<div class='byline'>By Mara Venn and Tom Okrin</div>", ("Mara Venn", "Tom Okrin")),
        ("<p>By Mara Venn, Harbour Correspondent</p>", ("Mara Venn",)),
        ("<div class='ArticleByline'><span>Mara Venn</span> <span>Political editor</span></div>", ("Mara Venn",)),
        ("<address><span>Mara Venn in Orrin Bay</span></address>", ("Mara Venn",)),
        (
            "<p>By <a href='/author/venn'>Mara Venn</a>, <a href='/author/okrin'>Tom Okrin</a></p>",
            ("Mara Venn", "Tom Okrin"),
        ),
        (
            "<ul><li><a rel='author' href='/v'>Mara Venn</a></li><li><a rel='author' href='/o'>Tom Okrin</a></li></ul>",
            ("Mara Venn", "Tom Okrin"),
        ),
        ("<aside><span class='author-name'>Mara Venn</span></aside>", ("Mara Venn",)),
        ("<a href='/staff/aldo-fenn'>Aldo Fenn</a><p class='byline'>By Mara Venn</p>", ("Mara Venn",)),
    ],
)
def test_bylines_by_the_headline(above: str, names: tuple[str, ...]) -> None:
    assert article(page(above=above)).authors == names


def test_the_people_of_other_stories_do_not_sign_this_one() -> None:
    signed = page(above="<p class='byline'>By Mara Venn</p>", below=f"<section>{OTHERS}</section>")
    assert article(signed).authors == ("Mara Venn",)
    menu = signed.replace("<main>", f"<nav>{OTHERS}</nav><main>")
    assert article(menu).authors == ("Mara Venn",)


def test_a_sidebar_in_the_name_of_the_whole_page_hides_no_byline() -> None:
    whole = page(above="<p class='byline'>By Mara Venn</p>").replace("<main>", "<main class='content sidebar'>")
    assert article(whole).authors == ("Mara Venn",)


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<span class='date'>Friday 2 May 2031</span>", None),  # in the future: a fault
        ("<span class='date'>Sunday 2 May 2021, 9.30 am</span>", "2021-05-02"),
        ("<p>May 2, 2021</p>", "2021-05-02"),
        ("<p>Updated 4 May 2021. Published 2 May 2021</p>", "2021-05-02"),
        (
            "<time class='updated' datetime='2021-05-04T08:00:00Z'>4 May</time>"
            "<time class='published' datetime='2021-05-02T08:00:00Z'>2 May</time>",
            "2021-05-02",
        ),
        ("<time>2 May 2021</time>", "2021-05-02"),
    ],
)
def test_the_day_by_the_headline(above: str, day: str | None) -> None:
    early = page(above=above).replace("<nav>", "<nav><time datetime='2020-01-01'>1 January</time>")
    found = article(early).published
    assert (found or "")[:10] == (day or "2020-01-01")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Mara Venn Senior Harbour Correspondent", ("Mara Venn",)),
        ("Political editor Mara Venn", ("Mara Venn",)),
        ("Mara Venn in Orrin Bay and Tom Okrin in Kell", ("Mara Venn", "Tom Okrin")),
        ("By Mara Venn on June 26", ("Mara Venn",)),
        ("BP – 1 hr 4 mins ago", ("BP",)),
        ("Aldo Venn, Jr.", ("Aldo Venn Jr",)),
        ("→ Learn more", ()),
        ("More from this author", ()),
        ("Apr 19", ()),
        ("June Marchetti", ("June Marchetti",)),
        ("Tom Page", ("Tom Page",)),
        ("Courier staff reporter", ("Courier staff reporter",)),
        ("Women in Tech", ("Women in Tech",)),
    ],
)
def test_titles_places_and_times_are_no_part_of_a_name(byline: str, names: tuple[str, ...]) -> None:
    assert names_of([byline]) == names


def test_the_logo_is_no_headline() -> None:
    logo = "<meta property='og:site_name' content='The Orrin Courier'>"
    found = article(page(head=logo).replace("<nav>", "<h1>The Orrin Courier</h1><nav>"))
    assert found.title == TITLE


@pytest.mark.parametrize("suffix", [" | The Orrin Courier", " | The Orrin Courier Politics", " - The Orrin Courier"])
def test_the_outlet_and_its_section_are_no_part_of_a_title(suffix: str) -> None:
    head = f"<meta property='og:site_name' content='The Orrin Courier'><meta property='og:title' content='{TITLE}{suffix}'>"
    assert article(page(head=head).replace(f"<h1>{TITLE}</h1>", "")).title == TITLE


def test_a_headline_cut_off_for_search_engines_is_read_whole() -> None:
    whole = f"{TITLE} after a dispute of four years that divided the fishers from the builders and the city"
    found = article(page(title=whole, linked={"@type": "NewsArticle", "headline": whole[:110]}))
    assert found.title == whole


def test_the_text_of_the_metadata_is_taken_where_the_page_shows_but_its_beginning() -> None:
    long = [f"{paragraph} So it was said on day {n}." for n in range(4) for paragraph in PARAGRAPHS]
    linked = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "<p>" + "</p>\n<p>".join(long) + "</p>"}
    teaser = page(linked=linked).replace(f"<p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p>", "")
    assert article(teaser).text == "\n\n".join((TITLE, *long))
    assert article(page(linked=linked | {"articleBody": PARAGRAPHS[0]})).text == f"{TITLE}\n\n{STORY}"

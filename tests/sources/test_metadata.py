from __future__ import annotations

import html
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.sources.jsonld import described
from onrecord.sources.names import names_of
from onrecord.sources.page import article_of
from onrecord.sources.times import iso_time
from onrecord.types import Article
from sources.stories import TITLE, page

LINKED: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2021-05-02T21:30:00-04:00",
    "author": [{"@type": "Person", "name": "Mara Venn"}, {"@type": "Person", "name": "By Tom Okrin"}],
    "publisher": {"@type": "Organization", "name": "The Orrin Courier"},
    "url": "https://courier.example/pier",
}
KEYS = (
    "@id", "@type", "@graph", "@list", "@value", "headline", "alternativeHeadline", "name", "description",
    "datePublished", "dateCreated", "author", "creator", "publisher", "url", "mainEntityOfPage", "mainEntity",
    "hasPart", "itemListElement", "articleBody",
)  # fmt: skip
META = ("og:title", "og:site_name", "article:published_time", "author", "og:url", "description", "dc.creator")
WORDS = ("#a", "NewsArticle", "Person", "Organization", "Mara Venn", "2021-05-02T09:30:00Z", "http://[", TITLE)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
ARTICLES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8).map(lambda node: {"@type": "Article"} | node)


def article(markup: str, address: str | None = None) -> Article:
    return article_of(markup, where="a.html", id="a", address=address)


def meta(**tags: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in tags.items())


def test_everything_from_json_ld() -> None:
    found = article(page(linked=LINKED))
    assert found.title == TITLE
    assert found.authors == ("Mara Venn", "Tom Okrin")
    assert found.published == "2021-05-02T21:30:00-04:00"
    assert found.outlet == "The Orrin Courier"
    assert found.url == "https://courier.example/pier"


def test_json_ld_in_a_graph_with_references_and_other_nodes() -> None:
    graph = [
        {"@type": "WebSite", "name": "The Orrin Courier"},
        {"@type": "Person", "@id": "#venn", "name": "Mara Venn"},
        {"@type": ["Article", "ReportageNewsArticle"], **{k: v for k, v in LINKED.items() if k != "@type"}}
        | {"author": [{"@id": "#venn"}], "publisher": {"@id": "#courier"}},
        {"@type": "Organization", "@id": "#courier", "name": "The Orrin Courier"},
    ]
    found = article(page(linked={"@graph": graph}))
    assert found.authors == ("Mara Venn",)
    assert found.outlet == "The Orrin Courier"


def test_of_several_articles_in_json_ld_the_one_of_the_page_counts() -> None:
    other = {"@type": "NewsArticle", "headline": "The lighthouse keeper retires", "author": "Ilse Dorrat"}
    found = article(page(linked={"@graph": [other, LINKED]}))
    assert (found.title, found.authors) == (TITLE, ("Mara Venn", "Tom Okrin"))


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "author": "Mara Venn"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": "Mara Venn"}\n//]]>',
        '{"@type": "NewsArticle", "author": "Mara Venn", }',
        '{"@type": "NewsArticle", "description": "two\nlines", "author": {"name": ["Mara Venn"]}}',
        '[[{"@type": "http://schema.org/NewsArticle", "author": {"@list": ["Mara Venn"]}}]]',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "creator": "Mara Venn"}}',
    ],
)
def test_json_ld_as_real_pages_write_it(script: str) -> None:
    head = f"<script type='application/ld+json'>{script}</script>"
    assert article(page(head=head)).authors == ("Mara Venn",)


@given(VALUES | ARTICLES | st.lists(ARTICLES, max_size=3))
@settings(max_examples=300)
def test_any_json_describes_something(value: object) -> None:
    repr(described([json.dumps(value)], [TITLE])).encode()


@given(ARTICLES, st.dictionaries(st.sampled_from(META), st.text(max_size=20) | st.sampled_from(WORDS), max_size=4))
@settings(max_examples=40)
def test_whatever_a_page_says_of_its_story_the_story_is_read(linked: dict[str, Any], tags: dict[str, str]) -> None:
    head = "".join(f'<meta property="{name}" content="{html.escape(value)}">' for name, value in tags.items())
    found = article(page(head=head, linked=linked), "https://courier.example/pier")
    assert "Mara Venn, told reporters after the vote." in found.text
    "\n".join([found.text, found.title or "", found.outlet or "", found.url or "", *found.authors]).encode()


@pytest.mark.parametrize("reference", [["#venn"], {"#venn": 1}, 5, None, [], {}])
def test_a_reference_that_is_no_name_points_to_nothing(reference: object) -> None:
    odd = LINKED | {"author": [{"@id": reference}, {"name": "Mara Venn"}], "publisher": {"@id": reference}}
    found = article(page(linked={"@graph": [odd, {"@id": "#venn", "name": "Tom Okrin"}]}))
    assert (found.title, found.authors, found.outlet) == (TITLE, ("Mara Venn",), None)


def test_everything_from_meta_tags() -> None:
    head = meta(
        og__title=f"{TITLE} | The Orrin Courier",
        og__site_name="The Orrin Courier",
        article__published_time="2021-05-02T09:30:00Z",
        article__author="https://chatter.example/mara",
    )
    head += '<meta name="parsely-author" content="Mara Venn and Tom Okrin"><link rel="canonical" href="/pier">'
    found = article(page(head=head), "https://courier.example/pier?x=1")
    assert found.title == TITLE
    assert found.authors == ("Mara Venn", "Tom Okrin")
    assert found.published == "2021-05-02T09:30:00+00:00"
    assert found.outlet == "The Orrin Courier"
    assert found.url == "https://courier.example/pier"


def test_everything_from_the_visible_page() -> None:
    above = '<p class="byline">By <a rel="author" href="/m">Mara Venn</a></p><time datetime="2021-05-02">2 May</time>'
    found = article(page(above=above), "https://courier.example/pier")
    assert (found.title, found.authors, found.published) == (TITLE, ("Mara Venn",), "2021-05-02")
    assert found.url == "https://courier.example/pier"
    assert found.outlet is None


@pytest.mark.parametrize(
    ("headline", "social", "head", "shown"),
    [
        (TITLE, "Pier: what now?", "Pier: what now?", f"{TITLE} - The Orrin Courier"),  # borne out by <title>
        ("Pier vote", TITLE, TITLE, "Something else"),  # borne out by nothing
        ("", f"{TITLE} - The Orrin Courier", "Log in", "x"),
        ("", "", TITLE, "The Orrin Courier"),
        (TITLE[:30] + "…", "Pier: what now?", TITLE, "x"),
        (TITLE.replace("its", "it&#8217;s"), TITLE.replace("its", "it's"), "x", "x"),
    ],
)
def test_the_title_is_the_one_that_others_bear_out(headline: str, social: str, head: str, shown: str) -> None:
    tags = (
        f"<title>{shown}</title>" + meta(og__site_name="The Orrin Courier") + (meta(og__title=social) if social else "")
    )
    linked: dict[str, object] | None = {"@type": "NewsArticle", "headline": headline} if headline else None
    assert article(page(head=tags, linked=linked, title=head)).title in (TITLE, TITLE.replace("its", "it's"))


@pytest.mark.parametrize(
    ("bylines", "names"),
    [
        (["By Mara Venn"], ("Mara Venn",)),
        (["Mara Venn and Tom Okrin"], ("Mara Venn", "Tom Okrin")),
        (["Mara Venn, Tom Okrin & Ilse Dorrat"], ("Mara Venn", "Tom Okrin", "Ilse Dorrat")),
        (["Mara Venn", "MARA VENN", "mara venn"], ("Mara Venn",)),
        (["Mara Venn, Political Editor"], ("Mara Venn",)),
        (["https://courier.example/mara", "@mara"], ()),
        (["Mara Venn mara@courier.example"], ("Mara Venn",)),
        (["The Orrin Courier", "Mara Venn"], ("Mara Venn",)),
        (["The Orrin Courier"], ("The Orrin Courier",)),
        (["Courier staff reporter"], ("Courier staff reporter",)),
        (["Andy Brandt"], ("Andy Brandt",)),
        (["Byron Sandor"], ("Byron Sandor",)),
        (["admin", ""], ()),
    ],
)
def test_names_in_bylines(bylines: list[str], names: tuple[str, ...]) -> None:
    assert names_of(bylines, outlets=["The Orrin Courier"]) == names


def test_a_library_writes_the_surname_first() -> None:
    assert names_of(["Venn, Mara"], surname_first=True) == ("Mara Venn",)
    head = '<meta name="dc.creator" content="Venn, Mara"><meta name="dc.creator" content="Okrin, Tom">'
    assert article(page(head=head)).authors == ("Mara Venn", "Tom Okrin")


def test_an_agency_signs_with_people_and_the_outlet_only_where_nobody_does() -> None:
    agency = {"@type": "Organization", "name": "Bay Press Agency"}
    person = {"@type": "Person", "name": "Mara Venn"}
    assert article(page(linked=LINKED | {"author": [agency, person]})).authors == ("Mara Venn", "Bay Press Agency")
    assert article(page(linked=LINKED | {"author": agency})).authors == ("Bay Press Agency",)
    outlet = {"@type": "Organization", "name": "The Orrin Courier"}
    assert article(page(linked=LINKED | {"author": [outlet, person]})).authors == ("Mara Venn",)
    assert article(page(linked=LINKED | {"author": outlet})).authors == ("The Orrin Courier",)


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2021-05-02", "2021-05-02"),
        ("2021-05-02T09:30:00.000Z", "2021-05-02T09:30:00+00:00"),
        ("2021-05-02T09:30:00+0200", "2021-05-02T09:30:00+02:00"),
        ("2021-05-02 09:30:00 +02:00", "2021-05-02T09:30:00+02:00"),
        ("2021/05/02", "2021-05-02"),
        ("2021-5-2", None),
        ("2021-05-02 09:30 UTC", "2021-05-02T09:30:00+00:00"),
        ("1619947800", "2021-05-02T09:30:00+00:00"),
        ("Fri, 02 May 2021 09:30:00 +0200", "2021-05-02T09:30:00+02:00"),
        ("May 2nd, 2021", "2021-05-02"),
        ("Friday 2 May 2021", "2021-05-02"),
        ("soon", None),
        ("0001-01-01T00:00:00", None),
        ("", None),
    ],
)
def test_times_as_pages_write_them(value: str, time: str | None) -> None:
    assert iso_time(value) == time


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("Thursday, January 11th, 2024 at 9:05 pm EST", "2024-01-11T21:05:00-05:00"),
        ("Fri Feb 07 2025 23:30:00 GMT-0500 (EST)", "2025-02-07T23:30:00-05:00"),  # JavaScript
        ("Fri Feb  7 23:30:00 UTC 2025", "2025-02-07T23:30:00+00:00"),
        ("10:30 p.m. GMT, May 4, 2023", "2023-05-04T22:30:00+00:00"),
        ("May 4, 2023 | 12:30 AM", "2023-05-04T00:30:00"),
        ("4 May 2023, 12.30pm", "2023-05-04T12:30:00"),
        ("May 4, 2023 9 pm", "2023-05-04T21:00:00"),
        ("2023-05-04 10:30 PM", "2023-05-04T22:30:00"),
        ("7-Feb-2025 23:30", "2025-02-07T23:30:00"),
        ("Tue, 04 Feb 2025 10:30 +0200", "2025-02-04T10:30:00+02:00"),
    ],
)
def test_a_clock_beside_the_day_is_read_with_its_half_of_the_day_and_its_zone(value: str, time: str) -> None:
    assert iso_time(value) == time


@pytest.mark.parametrize(
    "clock",
    [
        ", 10:30 p.m. ET",  # summer or winter time
        ", 10:30 p.m. IST",  # Irish, Israeli or Indian
        " 10:30:00 CST",  # of America or China
        " 10:30 p.m. GMT+5",
        " 10:30",  # in the morning or in the evening
        " 13:30 am",
        " 25:00:00",
        " 10:75 pm",
        " (10:30 pm)",
        ", 9:00 a.m. UTC, updated 10:30 p.m. UTC",
        " UTC",
        " edition",
    ],
)
def test_where_the_clock_is_not_sure_the_day_alone_is_told(clock: str) -> None:
    assert iso_time(f"May 4, 2023{clock}") == "2023-05-04"
    assert iso_time(f"Thursday 4 May 2023{clock}") == "2023-05-04"


def test_a_zone_that_mail_does_not_know_is_not_lost() -> None:
    assert iso_time("Fri, 07 Feb 2025 23:30:00 IST") == "2025-02-07"
    assert iso_time("Fri, 07 Feb 2025 23:30:00 EST") == "2025-02-07T23:30:00-05:00"


@pytest.mark.parametrize("value", ["Maybe 4, 2023", "1 Mayor 2023", "Page 12 2023", "31 February 2023"])
def test_what_is_no_month_is_no_day(value: str) -> None:
    assert iso_time(value) is None


@given(
    st.text(max_size=60) | st.from_regex(r"(4 )?(May|Feb)( 4,)? 2023,? ?[0-9:.]{0,8} ?[apmAPM.]{0,4} ?[A-Z+0-9:-]{0,6}")
)
def test_any_words_are_a_time_or_none(value: str) -> None:
    time = iso_time(value)
    assert time is None or datetime.fromisoformat(time)

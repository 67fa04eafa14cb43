from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import articles, metadata
from onrecord.sources.boilerplate import is_boilerplate
from onrecord.sources.decode import markup_of
from onrecord.sources.page import article_of
from onrecord.types import Article
from sources.stories import PARAGRAPHS, STORY, TITLE, page

WHOLE = f"{TITLE}\n\n{STORY}"


def article(markup: str) -> Article:
    return article_of(markup, where="a.html", id="a")


def test_the_text_is_title_blank_line_body() -> None:
    assert article(page()).text == WHOLE


def test_the_title_is_not_put_before_a_body_that_begins_with_it() -> None:
    lead = f"{TITLE}, ending a dispute that has lasted for four years."
    found = article(page().replace(PARAGRAPHS[0], lead))
    assert found.text.startswith(lead)


def test_white_space_is_normalised_and_entities_decoded() -> None:
    found = article(page().replace("four years", "four\n  <b>long</b>&nbsp;years &amp; more<br>days"))
    assert "a dispute of four long years & more days." in found.text


def test_a_paragraph_is_not_repeated() -> None:
    assert article(page(inside=f"<p>{PARAGRAPHS[1]}</p>")).text == WHOLE


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Read more: The pier in pictures</p>",
        "<p><a href='/x'>The pier and its long history in pictures</a></p>",
        "<div class='newsletter-box'><p>Every Friday our editors write to you about the harbour.</p></div>",
        "<p>Sign up for our newsletter and get the news of the bay every morning.</p>",
        "<figure><img src='a.jpg'><figcaption>The northern pier of Orrin Bay last winter.</figcaption></figure>",
        "<aside><h3>More from the bay</h3><p>The lighthouse keeper retires after thirty years at sea.</p></aside>",
        "<ul class='share'><li>Share on Chatter</li><li>Copy link</li></ul>",
        "<p>Advertisement</p>",
        "<div class='box'><h3>The Bay Briefing</h3><p>A letter about the harbour every Friday, from our editors to you.</p>"
        "<form><input type='email'><button>Go</button></form></div>",
        "<script>var a = 'a story';</script><style>p {color: red}</style>",
    ],
)
def test_what_is_not_the_story_is_left_out(inside: str) -> None:
    assert article(page(inside=inside)).text == WHOLE


def test_a_list_of_other_stories_after_the_body_is_left_out() -> None:
    cards = "".join(
        f"<div class='card'><h3><a href='/{n}'>Another story of the bay, number {n}</a></h3>"
        f"<p>The bay has many stories, and this is the one of the day number {n}.</p></div>"
        for n in range(4)
    )
    assert article(page(below=f"<section class='cards'>{cards}</section>")).text == WHOLE


def test_cards_and_captions_are_told_by_their_build() -> None:
    """No class says what anything is, and the cards' texts are set like the story's."""
    cards = "".join(
        f"<div class='x1'><h3><a href='/{n}'>Another story of the bay, number {n}</a></h3>"
        f"<div class='x2'><p>The bay has many stories, and this is the one of the day number {n}.</p></div></div>"
        for n in range(4)
    )
    picture = (
        "<div class='x3'><div><img src='a.jpg'></div><p>The northern pier of Orrin Bay as it was last winter.</p></div>"
    )
    body = f"<p>{PARAGRAPHS[0]}</p>{picture}" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    found = article(
        f"<html><body><div><h1>{TITLE}</h1><div class='x2'>{body}</div><div>{cards}</div></div></body></html>"
    )
    assert found.text == WHOLE


def test_a_page_of_thousands_of_cards_is_read_quickly() -> None:
    cards = "".join(
        f"<div><h3><a href='/{n}'>Another story of the bay {n}</a></h3><p>It is the story of day number {n}.</p></div>"
        for n in range(2000)
    )
    start = time.monotonic()
    with suppress(Unreadable):  # nobody could say what of it is the story
        article(page(below=f"<section>{cards}</section>"))
    assert time.monotonic() - start < 15


def test_a_body_in_several_containers_is_read_whole() -> None:
    parts = [
        "<div class='chunk'><div class='text'>"
        + "".join(f"<p>{paragraph} It was part {number}.</p>" for paragraph in PARAGRAPHS)
        + "</div></div>"
        for number in range(4)
    ]
    found = article(f"<html><body><article><h1>{TITLE}</h1>{'<aside>Ad</aside>'.join(parts)}</article></body></html>")
    assert found.text.count("\n\n") == 4 * len(PARAGRAPHS)
    assert found.text.endswith("It was part 3.")


def test_the_posts_of_a_live_blog_keep_their_headings() -> None:
    posts = "".join(
        f"<div class='post'><time>1{n}:00</time><h2>The vote, part {n}</h2><p>{paragraph}</p></div>"
        for n, paragraph in enumerate(PARAGRAPHS)
    )
    found = article(f"<html><body><main><h1>{TITLE}</h1>{posts}</main></body></html>").text.split("\n\n")
    assert found == [TITLE, *(line for n, p in enumerate(PARAGRAPHS) for line in (f"The vote, part {n}", p))]


def test_loose_text_after_an_embedded_block_is_kept() -> None:
    loose = "The treasurer, Jan Velk, told the <i>Courier</i> that he had asked for a cheaper plan twice."
    embed = "<article class='recommended'><a href='/x'><p>The pier in pictures</p></a></article>"
    text = article(page(inside=f"{embed}{loose}")).text
    assert text == WHOLE.replace(
        PARAGRAPHS[3],
        f"The treasurer, Jan Velk, told the Courier that he had asked for a cheaper plan twice.\n\n{PARAGRAPHS[3]}",
    )


def test_the_visible_standfirst_comes_first() -> None:
    summary = "A vote of nine to two ends the dispute over who pays for it"
    head = f"<meta name='description' content='{summary}'>"
    for above in (f"<p>{summary}</p>", f"<div class='standfirst'><p>{summary}</p></div>"):
        assert article(page(above=above, head=head)).text == f"{TITLE}\n\n{summary}\n\n{STORY}"
    assert article(page(head=head)).text == WHOLE  # nothing that a reader does not see


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for it now,” Mara Venn said.",
        "Subscribe to it they did, Tom Okrin said.",
        "Related costs rose by half last year.",
        "Recommended by the panel, the plan was adopted on Monday.",
        "Advertisement spending fell in the spring.",
        "More from the treasurer is expected next week.",
    ],
)
def test_sentences_and_speech_are_never_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "   ",
        "<!-- only a comment -->",
        "just words",
        "<html><frameset><frame src='x'></frameset></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<" * 100_000,
    ],
)
def test_a_page_without_an_article_is_unreadable(markup: str) -> None:
    with pytest.raises(Unreadable) as found:
        article(markup)
    assert found.value.where == "a.html"


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td"])
def test_a_page_nested_20000_deep_is_refused_quickly(tag: str) -> None:
    start = time.monotonic()
    with pytest.raises(Refused, match="400 deep"):
        article("<html><body>" + f"<{tag}>" * 20_000 + STORY)
    assert time.monotonic() - start < 5


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(Refused, match="50,000"):
        article("<html><body>" + "<b>x</b>" * 60_000)


@pytest.mark.parametrize(
    "markup",
    [
        page().replace("</p>", "").replace("</div>", ""),
        page().replace("</article>", "<table><tr><p"),
        page().replace("dispute", "dis\x00pu\x01te\u202e"),
        page().replace("dispute", "dis\ud800pute"),
        '<?xml version="1.0" encoding="utf-16"?>' + page(),
        page(head="<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
        page(
            head='<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": 5, "headline": []}</script>'
        ),
        page(head="<meta property='article:published_time' content='soon'><link rel='canonical' href='http://['>"),
    ],
)
def test_broken_pages_are_read_or_refused_but_never_crash(markup: str) -> None:
    try:
        found = article(markup)
    except SourceError:
        return
    assert "Mara Venn" in found.text
    found.text.encode("utf-8")  # no lone surrogate is left


def test_a_fault_in_what_reads_a_page_is_the_pages_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read = metadata.described

    def stumbling(scripts: list[str], titles: list[str]) -> metadata.Described:
        if any("odd" in script for script in scripts):
            raise TypeError("unhashable type: 'list'")
        return read(scripts, titles)

    monkeypatch.setattr(metadata, "described", stumbling)
    (tmp_path / "a.html").write_text(page(linked={"odd": 1}))
    (tmp_path / "b.html").write_text(page())
    first, second = articles([str(tmp_path / "a.html"), str(tmp_path / "b.html")])
    assert isinstance(first, Unreadable)
    assert first.where.endswith("a.html")
    assert "TypeError: unhashable type" in first.why
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<meta charset='utf-8'>Café".encode(), None),
        ("<meta charset='iso-8859-1'>Café".encode("cp1252"), None),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>Café".encode("cp1252"), None),
        ("<p>Café".encode("cp1252"), None),
        ("<p>Café".encode("cp1252"), "utf-8"),
        ("<meta charset='no-such'>Café".encode(), "hex"),
        ("<p>Café".encode("utf-16"), None),
        ("<meta charset='iso-8859-1'>Café".encode(), "utf-8"),
    ],
)
def test_the_charset_comes_from_mark_server_page_or_content(data: bytes, charset: str | None) -> None:
    assert markup_of(data, charset).endswith("Café")

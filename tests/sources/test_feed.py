from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Taken
from onrecord.sources.feed import entries_of
from sources.guest import Answer, Host, error, host, one, read
from sources.stories import PARAGRAPHS, STORY, TITLE, page

feedparser = pytest.importorskip("feedparser")
pytest.importorskip("protego")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Orrin Courier</title>
<link>{host}/</link>
<item><title>The lighthouse &amp;amp; its keeper</title><link>{host}/keeper</link><guid>k-1</guid>
<dc:creator>Ilse Dorrat</dc:creator><pubDate>Mon, 03 May 2021 08:00:00 +0200</pubDate></item>
<item><title>Pier vote</title><link>/story</link><guid isPermaLink="false">p-1</guid>
<author>desk@courier.example (Mara Venn)</author><pubDate>Sun, 02 May 2021 09:30:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Orrin Courier</title>
<entry><id>tag:courier.example,2021:1</id><title>Pier vote</title><link rel="alternate" href="{host}/story"/>
<author><name>Mara Venn</name></author><author><name>Tom Okrin</name></author>
<published>2021-05-02T09:30:00+02:00</published><updated>2021-05-04T09:30:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Orrin Courier",
        "items": [
            {
                "id": "1",
                "url": "{host}/story",
                "date_published": "2021-05-02T09:30:00Z",
                "authors": [{"name": "Mara Venn"}],
            },
            {"id": "2", "title": "A note", "content_html": f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"},
        ],
    }
)


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as served:
        served.answers |= {
            "/rss": Answer(RSS, "application/rss+xml"),
            "/atom": Answer(ATOM, "application/atom+xml; charset=utf-8", etag='"7"'),
            "/json": Answer(JSON_FEED, "application/feed+json"),
            "/story": Answer(page(), etag='"page"', modified="Sun, 02 May 2021 10:00:00 GMT"),
            "/keeper": Answer(page(title="The lighthouse and its keeper")),
        }
        yield served


def test_the_pages_of_a_feed_are_read_and_it_tells_what_they_do_not(web: Host) -> None:
    keeper, story = read(f"{web.url}/rss")
    assert isinstance(story, Taken)
    assert isinstance(keeper, Taken)
    article = story.article
    assert article.text == f"{TITLE}\n\n{STORY}"
    assert (article.id, article.url) == (f"{web.url}/story", f"{web.url}/story")
    assert (article.title, article.outlet, article.authors) == (TITLE, "The Orrin Courier", ("Mara Venn",))
    assert article.published == "2021-05-02T09:30:00+00:00"
    assert keeper.article.published == "2021-05-03T08:00:00+02:00"


def test_the_page_is_kept_as_it_was_fetched(web: Host) -> None:
    taken = read(f"{web.url}/rss")[1]
    assert isinstance(taken, Taken)
    assert taken.page is not None
    assert taken.page.data == page().encode()
    assert taken.page.content_type == "text/html; charset=utf-8"
    assert taken.page.url == f"{web.url}/story"
    assert (taken.page.etag, taken.page.last_modified) == ('"page"', "Sun, 02 May 2021 10:00:00 GMT")
    assert taken.page.fetched is not None
    assert taken.page.fetched.endswith("+00:00")


def test_atom_and_json_feeds_are_read_alike(web: Host) -> None:
    atom = one(f"{web.url}/atom").article
    assert (atom.authors, atom.published) == (("Mara Venn", "Tom Okrin"), "2021-05-02T09:30:00+02:00")
    first, note = read(f"{web.url}/json")
    assert isinstance(first, Taken)
    assert first.article.text.startswith(TITLE)
    assert isinstance(note, Taken)
    assert note.article.text == "\n\n".join(("A note", *PARAGRAPHS[:2]))
    assert (note.article.id, note.page) == ("2", None)


def test_a_feed_in_a_file_leads_to_the_web(web: Host, tmp_path: Path) -> None:
    for name in ("feed.xml", "feed.rss", "feed"):
        file = tmp_path / name
        file.write_text(ATOM.replace("{host}", web.url))
        assert one(file).article.url == f"{web.url}/story"


def test_what_the_caller_says_comes_after_page_and_feed(web: Host) -> None:
    assert one(f"{web.url}/atom", outlet="The Gazette", title="x").article.outlet == "The Orrin Courier"


def test_pages_that_cannot_be_had_are_errors_in_their_place(web: Host) -> None:
    web.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /keeper", "text/plain")
    web.answers["/story"] = Answer(status=410)
    keeper, story = read(f"{web.url}/rss")
    assert isinstance(keeper, Refused)
    assert keeper.where == f"{web.url}/keeper"
    assert isinstance(story, Unreadable)
    assert "410" in story.why


def test_an_entry_that_is_no_page_is_an_error(web: Host) -> None:
    web.answers["/story"] = Answer('{"text": "Venn spoke."}', "application/json")
    found = error(f"{web.url}/atom")
    assert "no page of a story" in found.why


def test_there_is_a_limit_of_pages(web: Host) -> None:
    first, refused = read(f"{web.url}/rss", max_pages=1)
    assert isinstance(first, Taken)
    assert isinstance(refused, Refused)
    assert "--max-pages" in refused.why


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<rss version='2.0'><channel></channel></rss>", "without entries"),
        ("<feed", "no feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 5}', "without entries"),
        ('{"version": "2"}', "no feed"),
    ],
)
def test_what_is_no_feed_is_said(body: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        entries_of(body.encode(), where="feed")


def test_entries_come_once_and_need_a_name() -> None:
    twice = ATOM.replace("</feed>", ATOM[ATOM.index("<entry>") :])
    assert len(entries_of(twice.encode(), where="feed")) == 1
    assert [e.id for e in entries_of(RSS.encode(), where="feed")] == ["k-1", "p-1"]


def test_a_feed_opens_no_file_and_expands_no_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the treasurer's password")
    evil = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "{"x" * 100}">]>' + RSS.replace(
        "Pier vote", "&a;&b;"
    )
    titles = " ".join(str(entry.title) for entry in entries_of(evil.encode(), where="feed"))
    assert "password" not in titles
    with pytest.raises(Unreadable):
        entries_of(str(secret).encode(), where="feed")


def test_half_a_character_in_a_json_feed_is_marked(tmp_path: Path) -> None:
    """JSON can hold a lone surrogate, which no address and no file can."""
    items = [
        {"id": "a\ud800", "content_text": f"{PARAGRAPHS[0]} \ud800", "author": {"name": "Mara Venn\ud800"}},
        {"id": "b", "url": "http://127.0.0.1:1/\ud800"},
    ]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    first, second = read(path)
    assert isinstance(first, Taken)
    assert first.article.text == f"{PARAGRAPHS[0]} \ufffd"
    "".join([first.article.text, first.article.id, *first.article.authors]).encode()
    assert isinstance(second, SourceError)

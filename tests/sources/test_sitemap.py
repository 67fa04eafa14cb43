from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Taken
from sources.guest import Answer, Host, error, host, read
from sources.stories import page

pytest.importorskip("protego")

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> {host}/1 </loc>
<news:news><news:publication><news:name>The Orrin Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2021-05-02T09:30:00+02:00</news:publication_date><news:title>Pier vote</news:title></news:news>
<image:image><image:loc>{host}/a.jpg</image:loc><image:title>The pier</image:title></image:image></url>
<url><loc>{host}/2</loc><lastmod>2021-05-03</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{host}/gone.xml</loc></sitemap>
<sitemap><loc>{host}/news.xml.gz</loc></sitemap>
<sitemap><loc>{host}/news.xml</loc></sitemap>
</sitemapindex>"""


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as served:
        served.answers |= {
            "/1": Answer(page(title="The pier, part 1")),
            "/2": Answer(page(title="The pier, part 2")),
            "/news.xml": Answer(NEWS, "application/xml"),
            "/index.xml": Answer(INDEX, "text/xml"),
            "/news.xml.gz": Answer(gzip.compress(NEWS.replace("{host}", served.url).encode()), "application/x-gzip"),
        }
        yield served


def titles(got: list[Taken | SourceError]) -> list[str]:
    return [taken.article.title or "" for taken in got if isinstance(taken, Taken)]


@pytest.mark.parametrize("path", ["/news.xml", "/news.xml.gz"])
def test_the_pages_of_a_sitemap_are_read(web: Host, path: str) -> None:
    first, second = read(f"{web.url}{path}")
    assert isinstance(first, Taken)
    assert (first.article.title, first.article.outlet) == ("The pier, part 1", "The Orrin Courier")
    assert first.article.published == "2021-05-02T09:30:00+02:00"
    assert isinstance(second, Taken)
    assert second.article.published is None  # a page's last change is no publication
    assert "/a.jpg" not in web.asked


def test_sitemaps_of_sitemaps_lead_to_each_page_once(web: Host) -> None:
    got = read(f"{web.url}/index.xml")
    assert titles(got) == ["The pier, part 1", "The pier, part 2"]
    assert isinstance(got[0], Unreadable)
    assert got[0].where == f"{web.url}/gone.xml"
    assert web.pages().count("/1") == 1


def test_a_sitemap_in_a_file(web: Host, tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml.gz"
    file.write_bytes(gzip.compress(NEWS.replace("{host}", web.url).encode()))
    assert titles(read(file)) == ["The pier, part 1", "The pier, part 2"]


def test_there_is_a_limit_of_pages(web: Host) -> None:
    for path in ("/news.xml", "/index.xml"):
        got = read(f"{web.url}{path}", max_pages=1)
        assert titles(got) == ["The pier, part 1"]
        assert isinstance(got[-1], Refused)
        assert "--max-pages" in got[-1].why


def test_sitemaps_in_a_circle_and_in_a_deep_row_end(web: Host) -> None:
    one_in_all = "<sitemapindex><sitemap><loc>{host}/%s</loc></sitemap></sitemapindex>"
    web.answers["/a"] = Answer(one_in_all % "b", "text/xml")
    web.answers["/b"] = Answer(one_in_all % "a", "text/xml")
    assert len(read(f"{web.url}/a")) <= 1
    web.answers |= {f"/d{n}": Answer(one_in_all % f"d{n + 1}", "text/xml") for n in range(9)}
    found = error(f"{web.url}/d0")
    assert isinstance(found, Refused)
    assert "deep" in found.why


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<urlset></urlset>", "without addresses"),
        ("<urlset><url><loc>http://a.example/1</loc></urlset>", "broken"),
        ('<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "entities"),
        ("<urlset><url>" + "<loc>x</loc>" * 200_000, "1,000,000 bytes"),
    ],
)
def test_what_is_no_sitemap_is_said(tmp_path: Path, body: str, words: str) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_text(body)
    assert words in error(file).why


def test_a_page_of_a_broken_address_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_text("<urlset><url><loc>courier</loc></url></urlset>")
    assert error(file).where == "courier"

"""What an input is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Unreadable
from onrecord.sources import kinds


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("<rss version='2.0'>", "feed"),
        ("<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<!-- a feed <html> -->\n<feed xmlns='x'>", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "feed"),
        ("<urlset>", "sitemap"),
        ("\ufeff<sitemapindex>", "sitemap"),
        ("<newsItem guid='a'>", "newsml"),
        ("<g2:newsMessage xmlns:g2='x'>", "newsml"),
        ("<!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ENTITY a '<b>'>]><nitf><head/><body/>", "nitf"),
        ("<!doctype html><p>A page", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", "html"),
        ("<div><article>", "html"),
        ("<?xml version='1.0'?><NewsML>", "xml"),
        ("<p>Words with a mark", "text"),
        ("< 5 members voted", "text"),
        ("<3", "text"),
        ("WARC/1.1\r\nWARC-Type: warcinfo", "warc"),
        ('{"version": "https://jsonfeed.org/version/1",\n', "json"),
        ('{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        ('{"id": 1, "text": "a"}', "jsonl"),
        ('{"id": 1, "text": "' + "a" * 100_000 + '"}\n{"text": "b"}\n', "jsonl"),
        ('{"id": 1, "tags": {' + " " * 100_000 + "}", "json"),  # its line goes on
        ('{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[]}\n', "json"),
        ("Words", "text"),
    ],
)
def test_by_how_it_begins(head: str, form: str) -> None:
    assert kinds.sniff(head.encode()) == form


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.warc.gz", "warc"), ("a.WARC", "warc"), ("a.txt.gz", "text"), ("a.htm", "html"), ("a.xml", None), ("a", None)],
)
def test_by_its_ending(name: str, form: str | None) -> None:
    assert kinds.of_path(Path(name)) == form


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("text/html; charset=utf-8", "html"),
        ("application/rss+xml", None),
        ("application/atom+xml", None),
        ("text/xml", None),
        ("application/feed+json", "json"),
        ("application/x-gzip", None),
        ("application/warc", "warc"),
        ("", None),
    ],
)
def test_by_what_the_server_says(kind: str, form: str | None) -> None:
    assert kinds.of_content_type("x", kind) == form


def test_what_is_no_text_at_all_is_said() -> None:
    with pytest.raises(Unreadable, match="image/png"):
        kinds.of_content_type("https://courier.example/a.png", "image/png")


@pytest.mark.parametrize(
    ("head", "open"),
    [
        ('\ufeff\n {"text": "a', True),
        ('{"text": "a"}\n', False),
        ('{\n"text": "a', False),
        ("[{", False),
        ("Words", False),
        ("", False),
    ],
)
def test_a_line_of_json_lines_may_be_longer_than_what_is_looked_at(head: str, open: bool) -> None:  # noqa: A002
    assert kinds.is_line(head.encode()) is open


@given(st.binary(max_size=300))
def test_whatever_it_is_it_is_something(head: bytes) -> None:
    assert kinds.sniff(head)


@given(st.text(alphabet="<>!-?[]dDoOcCtTyYpPeE \n'\"", max_size=4000))
def test_no_prolog_takes_long(text: str) -> None:
    kinds.root_of("<!DOCTYPE " + text)

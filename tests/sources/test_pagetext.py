"""A page's own text: all its paragraphs, whatever it is made of."""

from __future__ import annotations

import json

from onrecord.sources import Page
from onrecord.sources.pagetext import text_of_page
from sources.stories import PARAGRAPHS, page


def test_a_page_has_its_paragraphs_and_not_its_scripts() -> None:
    text = text_of_page(Page(page(head="<script>var a = 'no';</script>").encode(), "text/html; charset=utf-8"))
    for paragraph in PARAGRAPHS:
        assert paragraph in text
    assert "var a" not in text


def test_the_servers_charset_counts() -> None:
    data = "<p>“Ça ira,” said Mara Venn.</p>".encode("cp1252")
    assert text_of_page(Page(data, 'text/html; charset="windows-1252"')) == "“Ça ira,” said Mara Venn."


def test_wires() -> None:
    item = {
        "uri": "x",
        "body_xhtml": "<p>“We will <b>not</b> sell,” she said.</p>",
        "headline": "The quay",
        "n": [1, "two"],
    }
    text = text_of_page(Page(json.dumps(item).encode(), "application/json"))
    assert text.splitlines() == ["x", "“We will not sell,” she said.", "The quay", "two"]
    nitf = b"<nitf><body><body.content><p>One quay.</p><p>Two quays.</p></body.content></body></nitf>"
    assert text_of_page(Page(nitf, "application/nitf+xml")).splitlines() == ["One quay.", "Two quays."]


def test_what_cannot_be_read_has_no_text() -> None:
    for data, kind in ((b"{", "application/json"), (b"", "text/html"), (b"[1, 2]", "application/json")):
        assert text_of_page(Page(data, kind)) == ""

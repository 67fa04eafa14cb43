"""The page holds every word in its place, and nothing of an article can act in it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import defaultdict
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from onrecord.export.html import page
from onrecord.export.marks import ROLES, words_of
from onrecord.export.visible import plain_breaks, visible
from onrecord.types import Reading

from .made import hostile, nothing, tunnel
from .talks import talks

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Parsed(HTMLParser):
    """What a browser would see: tags, and the text of each statement's roles, number badges left out."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.marked: dict[tuple[str, str, str], str] = defaultdict(str)
        self.body = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self._article = ""
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs)
        self.tags.append((tag, values))
        if tag == "article":
            self._article = values["id"]
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [values.get("class", "") for _, values in self._open]
        if "n" in classes:
            return
        if "text" in classes:
            self.body += data
        for _, values in self._open:
            if "data-s" in values:
                for number, role in zip(values["data-s"].split(), values["data-r"].split(), strict=True):
                    self.marked[self._article, number, role] += data


@pytest.mark.parametrize("reading", [tunnel(), hostile(), talks()], ids=["tunnel", "hostile", "talks"])
def test_every_piece_is_marked_with_its_words(reading: Reading) -> None:
    parsed = Parsed(page([reading]))
    for number, statement in enumerate(reading.statements, 1):
        for role in ROLES:
            words = words_of(statement, role)
            expected = "".join(reading.article.text[start:end] for start, end in words.spans) if words else ""
            assert parsed.marked.get(("a1", str(number), role), "") == visible(expected)


def test_the_whole_text_is_there() -> None:
    parsed = Parsed(page([tunnel()]))
    assert parsed.body.split() == tunnel().article.text.split()
    shown = visible(plain_breaks(hostile().article.text))
    assert Parsed(page([hostile()])).body.split() == shown.split()


def test_nothing_of_an_article_acts() -> None:
    source = page([hostile(), tunnel(), talks()])
    parsed = Parsed(source)
    tags = [tag for tag, _ in parsed.tags]
    assert tags.count("script") == 1
    assert not {"img", "b", "link", "iframe", "base", "form"} & set(tags)
    assert not [name for _, values in parsed.tags for name in values if name.startswith("on")]
    links = [values["href"] for tag, values in parsed.tags if tag == "a"]
    assert all(link.startswith(("#", "https://")) for link in links)
    assert "javascript:alert(3)" in source  # shown, but not as a link
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", source)
    source.encode("utf-8")


def test_no_network_and_one_known_script() -> None:
    source = page([tunnel()])
    parsed = Parsed(source)
    for _, values in parsed.tags:
        assert not {"src", "srcset", "poster", "background", "data", "style"} & set(values)
    style = source.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    script = source.split("<script>")[1].split("</script>")[0]
    policy = next(v["content"] for _, v in parsed.tags if v.get("http-equiv") == "Content-Security-Policy")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy


def test_links_lead_to_rows_and_back() -> None:
    parsed = Parsed(page([hostile(), talks(), tunnel(), nothing()]))
    ids = [values["id"] for _, values in parsed.tags if "id" in values]
    assert len(ids) == len(set(ids))
    links = [values["href"][1:] for tag, values in parsed.tags if tag == "a" and values["href"].startswith("#")]
    assert set(links) == set(ids)


def test_tips_give_role_speaker_kind_and_confidence() -> None:
    source = page([tunnel()])
    assert 'title="Source of statement 1: Ilse Brandvik, indirect, 71 % sure"' in source
    assert 'aria-label="Statement 3: Tomas Reyl, mixed, 83 % sure"' in source


def test_triggers_are_marked_and_tell_type_status_and_voucher() -> None:
    reading = talks()
    source = page([reading])
    parsed = Parsed(source)
    marked = [words for (_, _, role), words in parsed.marked.items() if role == "trigger"]
    assert marked == [
        "meet",
        "meettalk",
        "accused",
        "seizing",
        "released",
        "seized",
        "called on",
        "lift",
        "sanctions",
        "spoke by phone",
    ]
    assert "Event 6: COERCE, denied; vouched for by Tomas Reyl (statement 4)\n" in source
    assert 'title="Event 10: CONSULT, phone, occurred; vouched for by Northline"' in source
    shapes = {
        re.sub(r".*trigger (\w+).*", r"\1", values["class"])
        for _, values in parsed.tags
        if "trigger" in values.get("class", "")
    }
    assert shapes == {event.status for event in reading.events}


def test_who_is_who_and_the_events_stand_in_tables() -> None:
    source = page([talks()])
    assert 'title="Ilse Brandvik (person)"><bdi>Ilse Brandvik</bdi><small>“<bdi>She</bdi>”</small></td>' in source
    assert '<a href="https://www.wikidata.org/wiki/Q1"' in source
    assert (
        "· <bdi>“foreign minister”</bdi> · <bdi>foreign minister, Veld</bdi> · <bdi>VELGOV</bdi> · 2 mentions" in source
    )
    assert source.count('data-h="e2"') == 3  # two triggers and a row
    assert "<small><bdi>hedged</bdi> · <bdi>to reporters</bdi></small>" in source


def test_an_identifier_that_is_none_is_no_link() -> None:
    reading = talks()
    bad = replace(reading.entities[0], ids={"wikidata": 'Q1" onclick="alert(1)'})
    assert "wikidata.org" not in page([replace(reading, entities=(bad, *reading.entities[1:]))])


def test_an_article_without_statements_says_so() -> None:
    source = page([nothing()])
    assert "No statements were found in this article." in source
    assert "<table" not in source


def test_the_title_is_shown_once() -> None:
    parsed = Parsed(page([tunnel()]))
    assert [tag for tag, _ in parsed.tags].count("h1") == 1


def test_each_statement_leads_to_its_words_on_the_live_page() -> None:
    reading = tunnel()
    there = replace(reading, article=replace(reading.article, url="https://example.org/tunnel?a=1&b=2"))
    links = [values["href"] for tag, values in Parsed(page([there])).tags if values.get("class") == "live"]
    assert len(links) == len(reading.statements)
    assert all(found.startswith("https://example.org/tunnel?a=1&b=2#:~:text=") for found in links)
    nowhere = replace(reading, article=replace(reading.article, url=None))
    assert not [tag for tag, values in Parsed(page([nowhere])).tags if values.get("class") == "live"]

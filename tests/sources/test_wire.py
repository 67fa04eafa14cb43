"""The wire formats: what their items become, and what is refused of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Taken
from sources.guest import error, one, read
from sources.stories import PARAGRAPHS, TITLE

G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NITF_BODY = (
    f"<body><body.head><hedline><hl1>{TITLE}</hl1><hl2>Vote of nine to two</hl2></hedline>"
    "<byline>By <person>Mara Venn</person> and <person>Tom Okrin</person> <byttl>Harbour Correspondents</byttl></byline>"
    "<distributor><org>Bay Press Agency</org></distributor>"
    "<dateline><location>KELL</location>, <story.date norm='20210502'>May 2</story.date></dateline></body.head>"
    f"<body.content><block>{HTML}<media media-type='image'><media-caption><p>The pier last winter.</p></media-caption>"
    "</media><ul><li>Nine for it</li><li>Two against</li></ul></block></body.content>"
    "<body.end><tagline>editor@bay.example</tagline></body.end></body>"
)
NITF = (
    "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd'>"
    "<nitf><head><title>pier-vote</title><docdata><doc-id id-string='bay-77'/><date.issue norm='20210502T093000Z'/>"
    f"<doc.copyright holder='Bay Press'/></docdata></head>{NITF_BODY}</nitf>"
)


def news_item(
    content: str, *, guid: str = "urn:newsml:bay.example:20210502:77", kind: str = "text", status: str = "usable"
) -> str:
    return (
        f"<newsItem {G2} guid='{guid}' version='2' standard='NewsML-G2' standardversion='2.34'>"
        "<rightsInfo><copyrightHolder qcode='bay:press'><name>Bay Press</name></copyrightHolder></rightsInfo>"
        f"<itemMeta><itemClass qcode='ninat:{kind}'/><provider qcode='nprov:BPA'><name>Bay Press Agency</name></provider>"
        "<versionCreated>2021-05-02T11:30:00+02:00</versionCreated><firstCreated>2021-05-01T09:00:00+02:00</firstCreated>"
        f"<pubStatus qcode='stat:{status}'/></itemMeta>"
        f"<contentMeta><headline>{TITLE}</headline><by>By Mara Venn and Tom Okrin</by></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


XHTML = (
    "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head>"
    f"<body><h1>{TITLE}</h1>{HTML}</body></html></inlineXML>"
)
PLAIN = "<inlineData contenttype='text/plain'>" + "\n\n".join(PARAGRAPHS) + "</inlineData>"
INSIDE = (
    "<inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'>"
    f"{NITF_BODY}</nitf></inlineXML>"
)
STORY = "\n\n".join((TITLE, *PARAGRAPHS))


def write(folder: Path, content: str, name: str = "item.xml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_nitf(tmp_path: Path) -> None:
    article = one(write(tmp_path, NITF)).article
    assert article.text == "\n\n".join(
        (TITLE, "Vote of nine to two", "KELL, May 2", *PARAGRAPHS, "Nine for it", "Two against")
    )
    assert (article.id, article.title) == ("bay-77", TITLE)
    assert (article.outlet, article.authors) == ("Bay Press Agency", ("Mara Venn", "Tom Okrin"))
    assert article.published == "2021-05-02T09:30:00+00:00"


@pytest.mark.parametrize("content", [XHTML, PLAIN, PLAIN + XHTML], ids=["xhtml", "plain", "both"])
def test_a_newsml_item(tmp_path: Path, content: str) -> None:
    got = one(write(tmp_path, news_item(content), "a.newsml"))
    assert got.article.text == STORY
    assert got.article.id == "urn:newsml:bay.example:20210502:77"
    assert (got.article.outlet, got.article.authors) == ("Bay Press Agency", ("Mara Venn", "Tom Okrin"))
    assert got.article.published == "2021-05-02T11:30:00+02:00"
    assert got.article.url is None
    assert got.page is not None
    assert TITLE.encode() in got.page.data


def test_nitf_inside_a_newsml_item(tmp_path: Path) -> None:
    article = one(write(tmp_path, news_item(INSIDE))).article
    assert article.text.startswith(f"{TITLE}\n\nVote of nine to two\n\nKELL, May 2\n\n{PARAGRAPHS[0]}")
    assert "last winter" not in article.text
    assert "editor@" not in article.text


def test_a_dateline_that_the_text_has_is_not_repeated(tmp_path: Path) -> None:
    dated = NITF.replace("<location>KELL</location>, <story.date norm='20210502'>May 2</story.date>", "ORRIN BAY —")
    assert one(write(tmp_path, dated)).article.text.count("ORRIN BAY") == 1


def test_a_news_message_gives_its_texts_and_says_what_the_others_are(tmp_path: Path) -> None:
    message = (
        f"<newsMessage {G2}><header><sent>2021-05-02T12:00:00Z</sent></header><itemSet>"
        "<packageItem guid='p'><groupSet><group><itemRef residref='a'/></group></groupSet></packageItem>"
        + news_item(XHTML, guid="a")
        + news_item("", guid="b", kind="picture")
        + news_item(XHTML, guid="c", status="canceled")
        + news_item("<remoteContent href='d.mp4'/>", guid="d")
        + news_item(PLAIN, guid="e")
        + "</itemSet></newsMessage>"
    )
    path = write(tmp_path, message)
    got = read(path)
    assert [item.article.id if isinstance(item, Taken) else (type(item), item.where) for item in got] == [
        "a",
        (Unreadable, f"{path}:b"),
        (Refused, f"{path}:c"),
        (Unreadable, f"{path}:d"),
        "e",
    ]
    assert "picture" in str(got[1])
    assert "withdrawn" in str(got[2])


def test_a_package_alone_only_points_to_items(tmp_path: Path) -> None:
    assert "package" in error(write(tmp_path, f"<packageItem {G2} guid='p'/>")).why


def test_items_are_read_one_at_a_time(tmp_path: Path) -> None:
    """The limit is on one item, not on the message."""
    message = (
        f"<newsMessage {G2}><itemSet>"
        + "".join(news_item(XHTML, guid=str(n)) for n in range(300))
        + "</itemSet></newsMessage>"
    )
    path = write(tmp_path, message)
    assert len(message) > 300_000
    got = read(path, max_bytes=100_000)
    assert [item.article.id for item in got if isinstance(item, Taken)] == [str(n) for n in range(300)]
    huge = message.replace("</newsItem>", "<p>" + "x" * 400_000, 1)
    assert isinstance(read(write(tmp_path, huge), max_bytes=100_000)[-1], SourceError)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (NITF[:-40], "broken"),
        (NITF.replace("<!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd'>", "<!DOCTYPE nitf [<!ENTITY a 'b'>]>"), "entities"),
        ("<?xml version='1.0'?><NewsML><NewsItem/></NewsML>", "<NewsML>"),
        (f"<nitf><body><body.content>{'<media/>'}</body.content></body></nitf>", "no text"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: str, words: str) -> None:
    assert words in error(write(tmp_path, content)).why


def test_no_entity_is_expanded_and_no_file_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the treasurer's password")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha'}'>" for n in range(10))
    for declared, used in ((f"<!ENTITY s SYSTEM 'file://{secret}'>", "&s;"), (laughs, "&l9;")):
        evil = f"<!DOCTYPE nitf [{declared}]>{NITF[NITF.index('<nitf>') :]}".replace("ORRIN BAY", used)
        found = error(write(tmp_path, evil))
        assert "entit" in found.why  # refused here, or by the XML library's own limit
        assert "password" not in found.why


def ninjs(**fields: Any) -> str:
    return json.dumps({"uri": "http://bay.example/items/77", "type": "text", **fields})


V1 = {
    "versioncreated": "2021-05-02T09:30:00Z",
    "byline": "By Mara Venn and Tom Okrin",
    "headline": TITLE,
    "body_xhtml": HTML,
    "body_text": "In short.",
    "copyrightholder": "Bay Press",
}
V2 = {
    "versioncreated": "2021-05-02T09:30:00Z",
    "by": "Mara Venn, Tom Okrin",
    "headlines": [{"role": "short", "value": "Pier"}, {"role": "main", "value": TITLE}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "In short."},
        {"role": "richtext", "contenttype": "application/xhtml+xml", "value": HTML},
    ],
    "infosources": [{"name": "Bay Press"}],
}
V3 = {
    "versionCreated": "2021-05-02T09:30:00Z",
    "by": "Mara Venn and Tom Okrin",
    "headlines": [{"role": "main", "value": TITLE}],
    "bodies": [{"contentType": "text/plain", "value": "\n\n".join(PARAGRAPHS)}],
    "copyrightHolder": "Bay Press",
}


@pytest.mark.parametrize("fields", [V1, V2, V3], ids=["1", "2", "3"])
def test_ninjs_of_every_version(tmp_path: Path, fields: dict[str, Any]) -> None:
    for name in ("a.json", "a.jsonl", "a"):
        article = one(write(tmp_path, ninjs(**fields), name)).article
        assert article.text == STORY
        assert article.id == article.url == "http://bay.example/items/77"
        assert (article.outlet, article.authors) == ("Bay Press", ("Mara Venn", "Tom Okrin"))
        assert article.published == "2021-05-02T09:30:00+00:00"


def test_ninjs_that_is_no_text_or_was_withdrawn(tmp_path: Path) -> None:
    picture = ninjs(type="picture", versioncreated="2021-05-02T09:30:00Z", headline="The pier")
    withdrawn = ninjs(**V1, pubstatus="canceled")
    got = read(write(tmp_path, f"{picture}\n{withdrawn}\n{ninjs(**V1)}\n", "a.jsonl"))
    assert [type(item) for item in got] == [Unreadable, Refused, Taken]
    assert "is a picture" in str(got[0])


def test_an_article_of_our_own_with_a_uri_is_no_ninjs(tmp_path: Path) -> None:
    own = json.dumps({"uri": "x", "headline": "y", "text": "Mara Venn spoke.", "id": "7"})
    article = one(write(tmp_path, own, "a.jsonl")).article
    assert (article.id, article.text) == ("7", "Mara Venn spoke.")

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Options, articles
from onrecord.types import Article
from sources.stories import FRENCH, STORY


def read(
    folder: Path, content: str | bytes, name: str = "news.jsonl", **options: object
) -> list[Article | SourceError]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(articles([str(path)], Options(**options)))  # type: ignore[arg-type]


def test_fields_are_kept_as_given(tmp_path: Path) -> None:
    given = {
        "id": "7/ä",
        "text": "  Mara Venn\r\nspoke.\u202e\x00 ",
        "date": "2031-05-02T09:30:00Z",
        "publisher": "The Courier",
        "title": "A title",
        "url": "https://courier.example/7",
        "authors": ["Tom Okrin", {"name": "Ilse Dorrat"}],
        "other": [1, 2],
    }
    (article,) = read(tmp_path, json.dumps(given))
    assert article == Article(
        text="  Mara Venn\r\nspoke.\u202e\x00 ",
        id="7/ä",
        url="https://courier.example/7",
        title="A title",
        outlet="The Courier",
        authors=("Tom Okrin", "Ilse Dorrat"),
        published="2031-05-02T09:30:00Z",
    )


def test_published_and_outlet_go_before_date_and_publisher(tmp_path: Path) -> None:
    line = '{"text": "Venn spoke.", "published": "2031-01-01", "date": "2030-01-01", "outlet": "A", "publisher": "B"}'
    (article,) = read(tmp_path, line)
    assert isinstance(article, Article)
    assert (article.published, article.outlet, article.id) == ("2031-01-01", "A", "news:1")


def test_broken_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "Venn spoke."}',
        '{"text": "Venn',
        "",
        '"text"',
        '{"id": 1}',
        '{"text": 5}',
        '{"text": " "}',
    ]
    items = read(tmp_path, "\r\n".join([*lines, '{"id": "z", "text": "Okrin spoke."}']))
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "z"]
    errors = [item for item in items if isinstance(item, Unreadable)]
    assert [e.where.rsplit(":", 1)[1] for e in errors] == ["2", "4", "5", "6", "7"]
    assert [word in e.why for e, word in zip(errors, ("JSON", "string", "no", "number", "empty"), strict=True)] == [
        True
    ] * 5


@pytest.mark.parametrize("date", ['"yesterday"', "20310502", '"31-12-2030"'])
def test_an_invalid_date_refuses_the_article(tmp_path: Path, date: str) -> None:
    (item,) = read(tmp_path, f'{{"text": "Venn spoke.", "published": {date}}}')
    assert isinstance(item, Unreadable)
    assert "not a date" in item.why
    assert item.where.endswith("news.jsonl:1")


def test_lone_surrogates_and_deep_nesting(tmp_path: Path) -> None:
    first, second, third = read(
        tmp_path,
        '{"text": "a \\ud83d b \\ud83d\\ude00"}\n'
        + "[" * 200_000
        + "\n"
        + '{"text": "Venn.", "n": '
        + "9" * 9000
        + "}",
    )
    assert isinstance(first, Article)
    assert first.text == "a \ufffd b 😀"
    assert isinstance(second, Unreadable)
    assert isinstance(third, Unreadable)


def test_a_line_over_the_limit_is_refused_and_the_next_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "a" * size}) for size in (101, 3_000_000, 100)]
    first, second, third = read(tmp_path, "\n".join(lines), max_chars=100)
    for item in (first, second):
        assert isinstance(item, Refused)
        assert "--max-chars" in item.why
    assert isinstance(second, Refused)
    assert second.where.endswith(":2")
    assert isinstance(third, Article)
    assert third.id == "news:3"


def test_gzip_and_lines_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Venn spoke."}\n' * 1000)[:-30])
    items = articles([str(path)])
    first = next(items)
    assert isinstance(first, Article)
    assert first.id == "many:1"
    assert isinstance(list(items)[-1], Unreadable)  # the archive is cut off at its end


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('{"id": "a",\n "text": "Venn spoke."}', ["a"]),
        ('[{"text": "Venn spoke."}, {"id": "b", "text": "Okrin spoke."}]', ["news:1", "b"]),
        ('{"id": "a", "text": "Venn."}\n{"id": "b", "text": "Okrin."}', ["a", "b"]),
    ],
)
def test_json_files(tmp_path: Path, content: str, ids: list[str]) -> None:
    assert [item.id for item in read(tmp_path, content, "news.json") if isinstance(item, Article)] == ids


@pytest.mark.parametrize("content", ["{}", "[]", "5", "[5]", '{"text": ', "[" * 200_000, '{"text": null}'])
def test_json_that_is_no_article(tmp_path: Path, content: str) -> None:
    (item,) = read(tmp_path, content, "news.json")
    assert isinstance(item, Unreadable)


def test_an_empty_jsonl_file_is_an_error(tmp_path: Path) -> None:
    (item,) = read(tmp_path, "\n\n")
    assert isinstance(item, Unreadable)
    assert "empty" in item.why


def test_another_language_is_named_with_its_line(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "f", "text": FRENCH}), json.dumps({"id": "e", "text": STORY})]
    first, second = read(tmp_path, "\n".join(lines))
    assert isinstance(first, Refused)
    assert first.where.endswith("news.jsonl:1")
    assert isinstance(second, Article)


def test_stories_of_media_cloud(tmp_path: Path) -> None:
    story = {
        "id": "f00d",
        "media_name": "courier.example",
        "publish_date": "2021-05-02",
        "title": "Pier vote",
        "url": "https://courier.example/7",
        "text": "Mara Venn spoke.",
    }
    old = {
        "stories_id": 7,
        "story_text": "Mara Venn spoke.",
        "publish_date": "2021-05-02 09:30:00.123",
        "media_name": "Courier",
    }
    first, second = read(tmp_path, json.dumps([story, old]), "a.json")
    assert isinstance(first, Article)
    assert (first.id, first.outlet, first.published) == ("f00d", "courier.example", "2021-05-02")
    assert isinstance(second, Article)
    assert (second.id, second.outlet) == ("7", "Courier")
    assert second.published == "2021-05-02T09:30:00.123000"


def test_a_story_without_its_text_is_named_with_its_address(tmp_path: Path) -> None:
    story = {"id": "f00d", "title": "Pier vote", "url": "https://courier.example/7", "publish_date": "2021-05-02"}
    (found,) = read(tmp_path, json.dumps(story))
    assert isinstance(found, Unreadable)
    assert 'has no "text"' in found.why
    assert "https://courier.example/7" in found.why


def test_articles_of_news_please(tmp_path: Path) -> None:
    crawled = {
        "authors": ["Mara Venn", "Tom Okrin"],
        "date_download": "2021-05-03 10:00:00",
        "date_publish": "2021-05-02 09:30:00",
        "language": "en",
        "maintext": "Mara Venn spoke.",
        "source_domain": "courier.example",
        "title": "Pier vote",
        "url": "https://courier.example/7",
        "filename": "x.json",
    }
    (article,) = read(tmp_path, json.dumps(crawled), "a.json")
    assert article == Article(
        text="Mara Venn spoke.",
        id="a",
        url="https://courier.example/7",
        title="Pier vote",
        outlet="courier.example",
        authors=("Mara Venn", "Tom Okrin"),
        published="2021-05-02T09:30:00",
    )
    (undated,) = read(tmp_path, json.dumps(crawled | {"date_publish": None}), "a.json")
    assert isinstance(undated, Article)
    assert undated.published is None

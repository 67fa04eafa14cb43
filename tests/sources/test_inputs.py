from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Options, articles
from onrecord.types import Article
from sources.stories import FRENCH, PARAGRAPHS, STORY, TITLE, page


def read(*sources: object, **options: object) -> list[Article | SourceError]:
    return list(articles([str(source) for source in sources], Options(**options)))  # type: ignore[arg-type]


def one(source: object, **options: object) -> Article:
    (item,) = read(source, **options)
    assert isinstance(item, Article), item
    return item


def error(source: object, **options: object) -> SourceError:
    (item,) = read(source, **options)
    assert isinstance(item, SourceError), item
    return item


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_is_untouched_and_named_after_its_file(tmp_path: Path) -> None:
    text = STORY.replace("\n", "\r\n") + "\t\x0b \u202e\u200b\x00 end\r\n"
    article = one(write(tmp_path, "pier.2031.txt", text))
    assert article.text == text
    assert article.id == "pier.2031"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_are_sound_are_read(tmp_path: Path, encoding: str) -> None:
    assert one(write(tmp_path, "a.txt", STORY.encode(encoding))).text == STORY


def test_big_endian_text_is_read_by_its_mark(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", b"\xfe\xff" + STORY.encode("utf-16-be"))).text == STORY


def test_a_lone_surrogate_becomes_the_replacement_character(tmp_path: Path) -> None:
    broken = STORY.replace("Tuesday", "Tues\ud83dday")
    article = one(write(tmp_path, "a.txt", broken.encode("utf-8", "surrogatepass")))
    assert article.text == STORY.replace("Tuesday", "Tues\ufffdday")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(32)) * 40, "binary"),
        (b"\x00" * 500, "binary"),
        (STORY.encode("utf-16-le"), "UTF-16"),
        ("“Ein Café” ".encode() * 5 + b"\xff and more", "broken UTF-8"),
        ("Совет порта решил".encode("cp1251") * 5, "not UTF-8"),
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = write(tmp_path, "a.txt", content)
    found = error(path)
    assert isinstance(found, Unreadable)
    assert found.where == str(path)
    assert words in found.why


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "no such file" in error(tmp_path / "none.txt").why
    assert str(tmp_path / "*.txt") in error(tmp_path).why
    assert isinstance(error("a\0b.txt"), Unreadable)


def test_the_rest_goes_on_in_order(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", STORY)
    items = read(tmp_path / "none.txt", good, tmp_path, good)
    assert [type(item) for item in items] == [Unreadable, Article, Unreadable, Article]


def test_options_fill_only_what_is_lacking(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"id": "x", "text": "Mara Venn spoke.", "title": "Own"}')
    article = one(path, title="Given", outlet="The Courier", published="2031-05-02", url="https://courier.example/1")
    assert (article.title, article.outlet, article.published) == ("Own", "The Courier", "2031-05-02")
    assert article.url == "https://courier.example/1"


def test_options_refuse_what_is_no_date_or_limit() -> None:
    with pytest.raises(ValueError, match="not a date"):
        Options(published="yesterday")
    with pytest.raises(ValueError, match="max_chars"):
        Options(max_chars=0)


def test_a_text_over_the_limit_is_refused_with_the_limit_and_the_flag(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "word " * 30)
    for limit in (149, 20):
        found = error(path, max_chars=limit)
        assert isinstance(found, Refused)
        assert str(limit) in found.why
        assert "--max-chars" in found.why
    assert len(one(path, max_chars=150).text) == 150


def test_a_word_of_three_million_letters_is_refused_or_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "a" * 3_000_000)
    assert "2,000,000" in error(path).why
    assert len(one(path, max_chars=3_000_000).text) == 3_000_000


def test_an_html_file_over_the_limit_of_bytes_is_refused(tmp_path: Path) -> None:
    found = error(write(tmp_path, "a.html", page()), max_bytes=500)
    assert isinstance(found, Refused)
    assert "500 bytes" in found.why


def test_gzip_is_read_by_ending_and_by_content(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.encode())
    assert one(write(tmp_path, "pier.txt.gz", packed)).id == "pier"
    assert one(write(tmp_path, "pier.txt", packed)).text == STORY
    assert "could not be read" in error(write(tmp_path, "cut.txt.gz", packed[:-20])).why


def test_a_hugely_compressed_file_is_cut_off(tmp_path: Path) -> None:
    path = write(tmp_path, "bomb.txt.gz", gzip.compress(b"a " * 10_000_000))
    assert "--max-chars" in error(path, max_chars=1000).why


def test_the_ending_decides_before_the_content(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", page())).text == page()
    assert one(write(tmp_path, "a.html", page())).text.startswith(TITLE)
    assert one(write(tmp_path, "a.page", page())).text.startswith(TITLE)


@pytest.mark.parametrize(
    ("content", "ids", "start"),
    [
        (STORY, ["stdin"], "ORRIN BAY"),
        (page(), ["stdin"], TITLE),
        ('{"id": "a", "text": "Venn spoke."}\n{"text": "Okrin spoke."}\n', ["a", "stdin:2"], "Venn"),
        ('[{"id": "a", "text": "Venn spoke."}]', ["a"], "Venn"),
        (gzip.compress(STORY.encode()), ["stdin"], "ORRIN BAY"),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: str | bytes, ids: list[str], start: str
) -> None:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    items = read("-")
    assert [item.id for item in items if isinstance(item, Article)] == ids
    assert isinstance(items[0], Article)
    assert items[0].text.startswith(start)


def test_bad_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"", gzip.compress(STORY.encode())[:-20]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert error("-").where == "standard input"


@pytest.mark.parametrize("times", [1, 10_000])
def test_lines_from_a_pipe_are_handed_on_as_they_come(times: int) -> None:
    code = "from onrecord.sources import articles\nfor item in articles(['-']): print(item.id, flush=True)\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for name in ("one", "two"):
            run.stdin.write(f'{{"id": "{name}", "text": "{"Venn spoke. " * times}"}}\n')
            run.stdin.flush()
            assert run.stdout.readline() == f"{name}\n"
        run.stdin.close()


def test_long_lines_without_an_ending_that_says_so_are_still_lines(tmp_path: Path) -> None:
    """More of them than a document may be, and each longer than what is looked at to tell what an input is."""
    texts = [f"Venn spoke {n} times. " * 5_000 for n in range(4)]
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)).encode()
    for path in (write(tmp_path, "a.jl", lines), write(tmp_path, "b.gz", gzip.compress(lines))):
        found = read(path, max_bytes=150_000)
        assert [item.text for item in found if isinstance(item, Article)] == texts
    assert isinstance(error(write(tmp_path, "c", lines[:90_000]), max_bytes=80_000), Refused)


def test_a_document_on_one_long_line_is_a_document(tmp_path: Path) -> None:
    text = "Venn spoke. " * 10_000
    article = one(write(tmp_path, "story", json.dumps({"text": text})))
    assert (article.id, article.text) == ("story", text)
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": text}]}
    assert one(write(tmp_path, "feed", json.dumps(feed) + "\n")).id == "1"


def test_another_language_is_named_and_forced(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FRENCH)
    found = error(path)
    assert isinstance(found, Refused)
    assert "French" in found.why
    assert "--force" in found.why
    assert one(path, force=True).text == FRENCH


def test_other_schemes_are_refused() -> None:
    for url in ("ftp://courier.example/a.txt", "file:///etc/hosts"):
        found = error(url)
        assert isinstance(found, Refused)
        assert "http" in found.why


def test_importing_loads_no_library() -> None:
    code = (
        "import sys, onrecord.sources\n"
        "heavy = {'trafilatura', 'lxml', 'httpx', 'py3langid', 'numpy', 'asyncio'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_story_of_the_tests_is_read_whole(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.html", page())).text == "\n\n".join((TITLE, *PARAGRAPHS))

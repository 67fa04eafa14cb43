from __future__ import annotations

import gzip
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Taken
from sources.guest import error, one, read
from sources.stories import FRENCH, STORY, TITLE, page

pytest.importorskip("fastwarc")

HTML = "text/html; charset=utf-8"
CORRUPT = bytes(range(40))


def answer(body: bytes, kind: str = HTML, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer as an archive keeps it."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(path: str, block: bytes, kind: str = "response") -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://courier.example{path}",
        "WARC-Date: 2021-05-02T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{abs(hash(path)):032x}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


STORIES = [record(f"/{n}", answer(page(title=f"The pier, part {n}").encode())) for n in range(4)]


def write(folder: Path, records: list[bytes], name: str = "news.warc.gz") -> Path:
    """An archive; with .gz each record is compressed by itself, as the standard asks for."""
    path = folder / name
    path.write_bytes(b"".join(map(gzip.compress, records) if name.endswith(".gz") else records))
    return path


def titles(got: list[Taken | SourceError]) -> list[str]:
    return [taken.article.title or "" for taken in got if isinstance(taken, Taken)]


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_the_pages_of_an_archive_are_read(tmp_path: Path, name: str) -> None:
    block = answer(page().encode(), ETag='"7"', Last_Modified="Sun, 02 May 2021 09:30:00 GMT")
    got = one(write(tmp_path, [record("/story", block)], name))
    assert got.article.text == f"{TITLE}\n\n{STORY}"
    assert got.article.id == got.article.url == "https://courier.example/story"
    assert got.page is not None
    assert got.page.data == page().encode()
    assert (got.page.url, got.page.content_type) == ("https://courier.example/story", HTML)
    assert (got.page.fetched, got.page.etag) == ("2021-05-02T10:00:00+00:00", '"7"')


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = [
        record("/a", b"software: x", "warcinfo"),
        record("/b", b"GET /b HTTP/1.1\r\n\r\n", "request"),
        record("/c", answer(b"\x89PNG", "image/png")),
        record("/d", answer(page().encode(), status="404 Not Found")),
        record("/e", answer(b"", status="301 Moved Permanently", Location="/story")),
        record("/f", answer(b'{"text": "Venn spoke."}', "application/json")),
        STORIES[1],
    ]
    assert titles(read(write(tmp_path, records))) == ["The pier, part 1"]
    assert "holds no page" in error(write(tmp_path, records[:-1])).why


def test_packed_and_chunked_answers_and_old_charsets(tmp_path: Path) -> None:
    packed = gzip.compress(page().encode())
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    half = len(page()) // 2
    members = gzip.compress(page()[:half].encode()) + gzip.compress(page()[half:].encode())
    records = [
        record("/d", answer(zlib.compress(page().encode()), Content_Encoding="deflate")),
        record("/e", answer(members, Content_Encoding="gzip")),
        record("/a", answer(packed, Content_Encoding="gzip")),
        record("/b", answer(chunked, Content_Encoding="gzip", Transfer_Encoding="chunked")),
        record("/c", answer(page().replace("Ilse", "Élise").encode("cp1252"), "text/html; charset=iso-8859-1")),
    ]
    got = read(write(tmp_path, records))
    assert titles(got) == [TITLE] * 5
    assert isinstance(got[4], Taken)
    assert "Élise Dorrat" in got[4].article.text


def test_odd_metadata_of_a_page_does_not_end_the_archive(tmp_path: Path) -> None:
    linked: dict[str, object] = {"@type": "NewsArticle", "author": {"@id": ["#a"]}, "publisher": {"@id": {"a": 1}}}
    odd = record("/odd", answer(page(linked=linked).encode()))
    assert titles(read(write(tmp_path, [odd, STORIES[1]]))) == [TITLE, "The pier, part 1"]


def test_pages_that_cannot_be_read_are_errors_named_by_their_address(tmp_path: Path) -> None:
    records = [
        record("/front", answer(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")),
        record(
            "/french",
            answer(f"<html><article><h1>Le port</h1><p>{FRENCH}</p><p>Au port: {FRENCH}</p></article>".encode()),
        ),
        record("/broken", answer(b"no gzip", Content_Encoding="gzip")),
        record("/bomb", answer(gzip.compress(b"a" * 3_000_000), Content_Encoding="gzip")),
        record("/cut", answer(gzip.compress(page().encode())[:-20], Content_Encoding="gzip")),
        record("/large", answer(b"a" * 2_000_000)),
        STORIES[2],
    ]
    path = write(tmp_path, records)
    got = read(path, max_bytes=1_000_000)
    assert titles(got) == ["The pier, part 2"]
    errors = {item.where.rsplit("/", 1)[1]: item for item in got if isinstance(item, SourceError)}
    assert {name: type(item) for name, item in errors.items()} == {
        "front": Unreadable, "french": Refused, "broken": Unreadable, "bomb": Refused, "cut": Unreadable,
        "large": Refused,
    }  # fmt: skip
    assert "cut off" in errors["cut"].why
    assert errors["front"].where == f"{path}:https://courier.example/front"


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
@pytest.mark.parametrize("damaged", [0, 1, 2])
def test_a_broken_record_is_told_once_and_the_others_are_read(tmp_path: Path, name: str, damaged: int) -> None:
    records = [gzip.compress(r) if name.endswith(".gz") else r for r in STORIES]
    records[damaged] = CORRUPT + records[damaged][len(CORRUPT) :]
    path = tmp_path / name
    path.write_bytes(b"".join(records))
    got = read(path)
    assert titles(got) == [f"The pier, part {n}" for n in range(4) if n != damaged]
    (told,) = (item for item in got if isinstance(item, SourceError))
    assert isinstance(told, Unreadable)
    assert "broken" in told.why


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
@pytest.mark.parametrize("left", [0.2, 0.9])
def test_an_archive_that_is_cut_off_says_so(tmp_path: Path, name: str, left: float) -> None:
    records = [gzip.compress(r) if name.endswith(".gz") else r for r in STORIES[:3]]
    records[2] = records[2][: int(len(records[2]) * left)]
    path = tmp_path / name
    path.write_bytes(b"".join(records))
    got = read(path)
    assert titles(got) == ["The pier, part 0", "The pier, part 1"]
    assert [isinstance(item, Unreadable) for item in got] == [False, False, True]
    assert "cut off" in str(got[2])


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"WARC/1.0\r\n"])
def test_what_is_no_archive_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    assert isinstance(error(path), Unreadable)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_through_a_pipe(packed: bool) -> None:
    code = "from onrecord.sources import articles\nfor item in articles(['-']): print(item.title)"
    data = b"".join(map(gzip.compress, STORIES) if packed else STORIES)
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [f"The pier, part {n}" for n in range(4)]

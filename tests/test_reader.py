"""The reader with the model in the package: same in, same out; every article gives a reading."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

import onrecord
from onrecord import Article, Reader, Reading, Span
from onrecord.errors import ModelError
from onrecord.model.files import WEIGHTS
from onrecord.types import iso_date

QUOTED = "“The dam holds,” said Mara Venn, the town's engineer. Odo Pell told reporters that it would be watched.\n"


class Found(NamedTuple):
    """What must be the same on any number of workers; confidences may differ in their last digits."""

    kind: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def found(reading: Reading) -> list[Found]:
    return [
        Found(s.kind, s.source.spans if s.source else (), s.cue.spans if s.cue else (), s.content.spans)
        for s in reading.statements
    ]


@pytest.fixture(scope="module")
def many(examples: list[Article]) -> list[Article]:
    """32 articles: the examples, parts of them, and short ones; shuffled."""
    parts = (Article("\n\n".join(e.text.split("\n\n")[k:]), f"{e.id} {k}") for k in range(1, 8) for e in examples)
    short = (Article(QUOTED * k, f"quoted {k}") for k in range(32))
    articles = [*examples, *islice(parts, 16), *short][:32]
    random.Random(5).shuffle(articles)
    assert len(articles) == 32
    return articles


@pytest.fixture(scope="module")
def alone(reader: Reader, many: list[Article]) -> list[Reading]:
    return [reader.read(article) for article in many]


def test_it_finds_who_said_what(reader: Reader) -> None:
    reading = reader.read(QUOTED)
    direct = reading.statements[0]
    assert direct.kind == "direct"
    assert direct.content.text == "“The dam holds,”"
    assert direct.source is not None
    assert "Mara Venn" in direct.source.text
    assert direct.cue is not None
    assert direct.cue.text == "said"
    assert reading.article.text == QUOTED
    assert reading.model == reader.model
    assert reading.tasks == ("statements", "people", "dates", "events")
    assert direct.speaker.name == "Mara Venn"


def test_the_slice_is_the_words(reader: Reader, examples: list[Article]) -> None:
    for reading in reader.read_many(examples):
        text = reading.article.text
        assert len(reading.statements) > 5
        for statement in reading.statements:
            assert 0 <= statement.confidence <= 1
            for words in (statement.source, statement.cue, statement.content):
                if words is not None:
                    assert words.text == " … ".join(text[start:end] for start, end in words.spans)
                    assert all(0 <= start < end <= len(text) for start, end in words.spans)
                    assert list(words.spans) == sorted(words.spans)
                    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in words.spans)


def test_statements_come_in_the_order_of_the_text(reader: Reader, examples: list[Article]) -> None:
    for article in examples:
        firsts = [min((*f.source, *f.cue, *f.content)) for f in found(reader.read(article))]
        assert firsts == sorted(firsts)


def test_reading_twice_is_equal(reader: Reader, many: list[Article], alone: list[Reading]) -> None:
    assert [reader.read(article) for article in many[:6]] == alone[:6]


def test_alone_is_as_among_others(reader: Reader, many: list[Article], alone: list[Reading]) -> None:
    readings = list(reader.read_many(many))
    assert [r.article for r in readings] == many, "in their order"
    assert [found(r) for r in readings] == [found(r) for r in alone]
    backwards = list(reader.read_many(reversed(many)))
    assert [found(r) for r in reversed(backwards)] == [found(r) for r in alone]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_are_no_part_of_the_answer(
    threads: int, model_folder: Path, many: list[Article], alone: list[Reading]
) -> None:
    readings = Reader(model_folder, threads=threads).read_many(many)
    assert [found(r) for r in readings] == [found(r) for r in alone]


def test_several_threads_share_a_reader(reader: Reader, many: list[Article], alone: list[Reading]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, many)) == alone
        halves = pool.map(lambda part: list(reader.read_many(part)), [many[:16], many[16:]])
        assert [reading for half in halves for reading in half] == alone


class Counted:
    """Articles without end that count how many were taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = 0

    def __iter__(self) -> Iterator[Article]:
        while True:
            self.taken += 1
            yield Article(self.text, str(self.taken))


@pytest.mark.parametrize("text", [QUOTED, "", " \n"])
def test_a_stream_is_read_as_it_comes(text: str, model_folder: Path) -> None:
    articles = Counted(text)
    readings = Reader(model_folder, threads=2).read_many(_until(articles, 200))
    for number in range(1, 30):
        assert next(readings).article.id == str(number)
        assert articles.taken - number < 20, "a few articles ahead, not all of them"


def _until(articles: Counted, last: int) -> Iterator[Article]:
    """A reader that takes them all must come to an end."""
    for article in articles:
        if articles.taken > last:
            return
        yield article


def test_nothing_is_taken_before_it_is_asked_for(reader: Reader) -> None:
    articles = Counted(QUOTED)
    reader.read_many(articles)
    assert articles.taken == 0
    assert list(reader.read_many([])) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nothing", ""),
        ("white space", " \n\r\n\t\u00a0\u2003\n"),
        ("signs", "“”\"''‘’«»„… —:;!?" * 50),
        ("a word of 3 MB", "a" * 3_000_000),
        ("a name of 3 MB", "“No,” said " + "Venn" * 750_000),
        ("no sentence ends", "Mara Venn said the dam holds and Odo Pell said it leaks and " * 300),
        ("control characters", "“The\0 dam\x07 holds,”\x1b[31m said\x7f Mara\x85 Venn.\0"),
        ("directions", "\u202e“The dam holds,”\u202c said \u2066Mara\u2069 \u200fVenn\u200e.\ufeff"),
        ("lone surrogates", "\ud800“The dam \udfff holds,” said Mara \ud83d Venn.\udc00"),
        ("Windows line ends", QUOTED.replace(" ", "\r\n") * 20),
        ("old line ends", QUOTED.replace("\n", "\r") * 20),
        ("only line ends", "\n" * 100_000),
        ("other scripts", "数字は「安全です」と発表した。Ω≈ç√ مرحبا 한국어 \U0001f600\U0001f1f3\U0001f1f4"),
        ("combining signs", "Ze\u0301ro\u0301 " * 200 + "\u0301" * 2_000),
        ("no case", "mara venn said the dam holds"),
        ("open marks", "“The dam ‘holds, «said „Mara ``Venn. " * 200),
    ],
    ids=lambda value: value if len(value) < 30 else "",
)
def test_every_text_gives_a_reading(name: str, text: str, reader: Reader) -> None:
    reading = reader.read(Article(text, name))
    assert reading.article.text == text
    for one in found(reading):
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
    assert found(next(reader.read_many([Article(text)]))) == found(reading)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_move_no_words(line_end: str, reader: Reader) -> None:
    """Windows' are read as others are; a lone CR is white space."""
    unix, other = reader.read(QUOTED * 3), reader.read((QUOTED * 3).replace("\n", line_end))
    assert other.statements
    if line_end == "\r\n":
        assert [s.content.text for s in other.statements] == [s.content.text for s in unix.statements]


def test_min_confidence_filters(model_folder: Path, examples: list[Article]) -> None:
    every = [s for r in Reader(model_folder).read_many(examples) for s in r.statements]
    middle = sorted(s.confidence for s in every)[len(every) // 2]
    kept = [s for r in Reader(model_folder, min_confidence=middle).read_many(examples) for s in r.statements]
    assert [(s.content, s.confidence) for s in kept] == [
        (s.content, s.confidence) for s in every if s.confidence >= middle
    ]
    assert 0 < len(kept) < len(every), "confidences differ"


@pytest.mark.parametrize("threads", [0, -1])
def test_threads_are_one_or_more(threads: int) -> None:
    with pytest.raises(ValueError, match=f"threads must be 1 or more, not {threads}"):
        Reader(threads=threads)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_min_confidence_is_a_probability(least: float) -> None:
    with pytest.raises(ValueError, match="min_confidence must lie between 0 and 1"):
        Reader(min_confidence=least)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nothing: no model there, spec.json, network.onnx, .*; give the folder that"):
        Reader(tmp_path / "nothing")


def test_what_is_no_article(reader: Reader) -> None:
    with pytest.raises(TypeError, match="text and id are strings"):
        reader.read(b"bytes")  # type: ignore[arg-type]


def test_read_is_the_reader_of_the_package(reader: Reader) -> None:
    assert found(onrecord.read(QUOTED)) == found(reader.read(QUOTED))
    assert onrecord.read(Article(QUOTED, "a")).article.id == "a"


FORKED = """
import multiprocessing, onrecord
TEXT = "“The dam holds,” said Mara Venn."
def found(text): return len(onrecord.read(text).statements)
if __name__ == "__main__":
    here = found(TEXT)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(here, pool.map_async(found, [TEXT] * 4).get(timeout=60))
"""
AT_ONCE = """
import threading, onrecord, onrecord.model.session as session
made = []
first = session.Session.__init__
def counted(self, *given, **named): made.append(self); first(self, *given, **named)
session.Session.__init__ = counted
threads = [threading.Thread(target=onrecord.read, args=("Rain fell.",)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(made))
"""


@pytest.mark.parametrize(("script", "printed"), [(FORKED, "1 [1, 1, 1, 1]"), (AT_ONCE, "1")], ids=["forked", "at once"])
def test_the_shared_reader(script: str, printed: str, tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text(script, "utf-8")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == printed


def test_texts_may_stand_for_articles(reader: Reader) -> None:
    assert list(reader.read_many([QUOTED])) == [reader.read(QUOTED)]


@pytest.mark.parametrize("one", [QUOTED, Article(QUOTED)])
def test_several_are_not_one(reader: Reader, one: Article | str) -> None:
    with pytest.raises(TypeError, match="several articles"):
        reader.read_many(one)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"authors": "Mara Venn"}, "authors are several strings, not 'Mara Venn'"),
        ({"authors": ("Mara Venn", 5)}, "authors are several strings"),
        ({"url": 5}, "url is a string or None, not 5"),
        ({"title": b"Rain"}, "title is a string or None"),
        ({"id": None}, "text and id are strings"),
    ],
)
def test_an_article_of_other_types(named: dict[str, object], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        Article("Rain fell.", **named)  # type: ignore[arg-type]


def test_a_list_of_authors_will_do() -> None:
    assert Article("Rain fell.", authors=["Mara Venn"]).authors == ("Mara Venn",)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["20250208", "2025-W06-6", "2025-02", "2025-02-30", "2025-02-08x", "Friday", ""])
def test_days_that_are_none(day: str) -> None:
    with pytest.raises(ValueError, match="is not a date like 2025-02-08"):
        Article("Rain fell.", published=day)


@pytest.mark.parametrize("day", ["2025-02-08", "2025-02-08T09:30:00Z", "2025-02-08 09:30", "2025-02-08T09:30:00+01:00"])
def test_days(day: str) -> None:
    assert iso_date(Article("Rain fell.", published=day).published or "").isoformat() == "2025-02-08"


def test_a_folder_and_a_task_may_be_strings(reader: Reader) -> None:
    again = Reader(str(WEIGHTS), threads=1, tasks="dates")  # type: ignore[arg-type]
    assert again.model == reader.model
    assert again.tasks == ("statements", "dates")
    assert again.read("Rain fell on Friday.").tasks == ("statements", "dates")

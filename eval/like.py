"""How often a statement is found by what it means: `search --like` beside a search for the same words.

    python eval/like.py --corpora DIR [--model DIR]

like.jsonl: 100 statements of invented people; for each, the question in words near to its own and in words far from
them (98 of 100 share no content word with it), and for 22 a statement of the same words and another meaning. They are
looked for among each other and all statements of the development parts. Both stand in articles, so that the network
reads them as it reads news.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord import Article, Reader, Reading, Span
from onrecord.model.files import WEIGHTS, ModelFiles
from onrecord.model.meaning import Meaning
from onrecord.model.session import Session
from onrecord.store import Record
from onrecord.store.words import fold
from onrecord.train.corpora import read_jsonl
from onrecord.types import Speaker, Statement, Words

DEV = ("polnear/dev.jsonl.gz", "statements/dev.jsonl")
COMMON = (
    "a an the of to in on at by for from with and or but not no is are was were be been being it its this that these "
    "those as than then so he she they his her their them we our us you your i my who which what when where while "
    "before after until because since if will would may might can could must should has have had do does did done into "
    "out up off over about more most too very only still yet any all some nobody somebody there here"
)
Found = tuple[str, list[list[Span]]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--model", type=Path, default=WEIGHTS)
    chosen = arguments.parse_args()
    rows = [json.loads(line) for line in Path(__file__).with_name("like.jsonl").read_text("utf-8").splitlines()]
    reader = Reader(chosen.model, vectors=True)
    with Record.open(":memory:") as record:
        for reading in readings(ModelFiles(chosen.model), [*articles(rows), *corpora(chosen.corpora)]):
            record.add(reading)
        show(record, reader, rows)


def articles(rows: list[dict[str, Any]]) -> Iterator[Found]:
    """An article for each subject, and two of those that have another meaning."""
    for _, some in groupby(rows, lambda row: row["subject"]):
        yield article(row["text"] for row in some)
    others = [row["negative"] for row in rows if "negative" in row]
    yield article(others[::2])
    yield article(others[1::2])


def article(paragraphs: Iterable[str]) -> Found:
    text, contents = "", []
    for paragraph in paragraphs:
        start, end = paragraph.index("⟦"), paragraph.index("⟧") - 1
        contents.append([Span(len(text) + start, len(text) + end)])
        text += paragraph.replace("⟦", "").replace("⟧", "") + "\n\n"
    return text.rstrip(), contents


def corpora(folder: Path) -> Iterator[Found]:
    for row in (row for file in DEV for row in read_jsonl(folder / file)):
        yield row["text"], [[Span(*place) for place in one["content"]] for one in row["statements"]]


def readings(files: ModelFiles, found: Iterable[Found]) -> Iterator[Reading]:
    """Readings of the statements that are annotated, with their vectors."""
    meaning = Meaning.load(files)
    assert meaning, f"{files.folder} tells no meanings: python -m onrecord.train meaning"  # noqa: S101
    session = Session(files, hidden=True)
    for number, (text, contents) in enumerate(found):
        pieces = session.tokenizer(text)
        vectors = meaning.said(contents, pieces, [block.result() for block in session.start(pieces)])
        unknown = Speaker(None, "unknown", "not asked for")
        said = [Statement("direct", 1.0, None, None, Words.of(text, tuple(one)), unknown) for one in contents]
        yield Reading(Article(text, f"{number}"), session.spec.label, tuple(said), vectors=vectors)


def show(record: Record, reader: Reader, rows: list[dict[str, Any]]) -> None:
    for far in ("near", "far"):
        for how in ("words", "like"):
            begun = time.perf_counter()
            places = [place(record, reader, how, row[far], content(row["text"])) for row in rows]
            spent = (time.perf_counter() - begun) / len(rows)
            recalls = " ".join(f"@{most} {sum(p <= most for p in places):3}" for most in (1, 5, 10))
            print(f"{far:4} {how:5} {recalls}  MRR {sum(1 / p for p in places) / len(rows):.3f}  {1000 * spent:.0f} ms")
    likes = [(row, reader.meaning(row[far])) for row in rows if "negative" in row for far in ("near", "far")]
    right = 0
    for row, like in likes:
        found = [one.evidence.exact for one in record.search(like=like, limit=10_000).rows]
        right += found.index(content(row["text"])) < found.index(content(row["negative"]))
    print(f"before the same words of another meaning: {right} of {len(likes)}")


def place(record: Record, reader: Reader, how: str, asked: str, wanted: str) -> float:
    """Where the statement stands among the first ten, from 1."""
    if how == "like":
        found = record.search(like=reader.meaning(asked), limit=10)
    else:
        words = fold(asked).split()
        found = record.search(" OR ".join([word for word in words if word not in COMMON.split()] or words), limit=10)
    exact = [one.evidence.exact for one in found.rows]
    return exact.index(wanted) + 1 if wanted in exact else float("inf")


def content(text: str) -> str:
    return text[text.index("⟦") + 1 : text.index("⟧")]


if __name__ == "__main__":
    main()

"""The training corpora as examples: text, and for each task that annotates it, spans and links."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import CorpusError

Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """text[start:end] carries this label of a task."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Annotation:
    """What one task says of a text. links: (name of the link, index of the head span, index of the target span)."""

    spans: tuple[Labelled, ...]
    links: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Example:
    """A text and the annotations of the tasks it was annotated for; a task that is absent was not annotated."""

    id: str
    text: str
    tasks: Mapping[str, Annotation]


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a .jsonl or .jsonl.gz file. Raises CorpusError, with the line's number, where one is broken."""
    return (row for _, row in _numbered(path))


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with the numbers of their lines."""
    if not path.is_file():
        raise CorpusError(
            f"{path}: no such corpus file; --corpora names the folder that holds polnear/, statements/ ..."
        )
    opener = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _row(line, f"{path}:{number}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise CorpusError(f"{path}: broken behind line {number}: {error}; get the file anew") from error


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise CorpusError(f"{where}: not a JSON object")
    return row


def statements(path: Path) -> Iterator[Example]:
    """PolNeAR and our world news: attributions as sources, cues and contents."""
    for number, row in _numbered(path):
        try:
            yield Example(row["id"], row["text"], {"statements": attributions(row["text"], row["statements"])})
        except (KeyError, TypeError, IndexError, ValueError) as error:
            raise CorpusError(f"{path}:{number}: not an article with statements: {error!r}") from error


def attributions(text: str, rows: Iterable[Mapping[str, Sequence[Sequence[int]]]]) -> Annotation:
    """Statements as spans and links: every piece of content points to the cue, the cue to the source's first piece."""
    spans: list[Labelled] = []
    links: list[tuple[str, int, int]] = []
    index: dict[Labelled, int] = {}

    def add(label: str, pieces: Iterable[Span]) -> list[int]:
        places = []
        for start, end in pieces:
            span = Labelled(start, end, label)
            if span not in index:
                index[span] = len(spans)
                spans.append(span)
            places.append(index[span])
        return places

    for row in rows:
        sources = add("Source", joined(text, row["source"]))
        cues = add("Cue", joined(text, row["cue"]))
        contents = add("Content", joined(text, row["content"]))
        if cues:
            links += [("cue", content, cues[0]) for content in contents]
            links += [("source", cues[0], source) for source in sources[:1]]
    return Annotation(tuple(spans), tuple(links))


def joined(text: str, pieces: Iterable[Sequence[int]]) -> list[Span]:
    """Pieces without the signs at their edges; those that only signs and space divide become one."""
    result: list[Span] = []
    for start, end in sorted((p[0], p[1]) for p in pieces):
        letters = [i for i in range(start, end) if text[i].isalnum()]
        if letters:
            start, end = letters[0], letters[-1] + 1
        if result and not any(text[i].isalnum() for i in range(result[-1][1], start)):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif end > start:
            result.append((start, end))
    return result


@dataclass(frozen=True)
class Source:
    """A corpus file and how often an epoch reads it: a small corpus near the users' own texts counts more."""

    file: str
    reader: Any
    times: int = 1


TRAIN = (Source("polnear/train.jsonl.gz", statements), Source("statements/train.jsonl", statements, times=3))


def training_examples(corpora: Path) -> list[Example]:
    """All training examples, each as often as its corpus counts in an epoch."""
    return [example for source in TRAIN for example in list(source.reader(corpora / source.file)) * source.times]

"""The training corpora as examples: text, and for each task that annotates it, spans and links."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.errors import CorpusError
from onrecord.train.attributions import attributions
from onrecord.train.events import event_mentions, statuses
from onrecord.train.examples import Annotation, Example, Labelled
from onrecord.train.mentions import names, phrases, speakers


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


Row = Mapping[str, Any]
# What each corpus folder says, by task. A text that stands in several is read once, with all that they say of it.
STATEMENTS: Mapping[str, Callable[[Row], Annotation]] = {
    "statements": lambda row: attributions(row["text"], row["statements"]),
}
SPEAKERS = {**STATEMENTS, "mentions": lambda row: speakers(row["text"], row["statements"])}
EVENTS = {"events": lambda row: event_mentions(row["events"]), "status": lambda row: statuses(row["events"])}
PHRASES = {"mentions": lambda row: phrases(row["text"], row["mentions"])}
NAMES = {"names": lambda row: names(row["entities"])}


@dataclass(frozen=True)
class Source:
    """A corpus file and how often an epoch reads it: a small corpus near the users' own texts counts more.

    joined: so many rows, single sentences, make one text.
    """

    file: str
    tasks: Mapping[str, Callable[[Row], Annotation]]
    times: int = 1
    joined: int = 1


TRAIN = (
    Source("polnear/train.jsonl.gz", STATEMENTS),
    Source("statements/train.jsonl", SPEAKERS, times=5),
    Source("events/train.jsonl", EVENTS, times=5),
    Source("gum/train.jsonl", PHRASES, times=2),
    Source("ner/uner_ewt_train.jsonl", NAMES, joined=15),
    Source("ner/crossner_politics_train.jsonl", NAMES, times=2, joined=5),
    Source("ner/crossner_politics_dev.jsonl", NAMES, times=2, joined=5),
    Source("ner/crossner_politics_test.jsonl", NAMES, times=2, joined=5),
)


def examples(path: Path, source: Source) -> Iterator[Example]:
    """The examples of one corpus file. Raises CorpusError, with the line's number, for a row of another form."""
    waiting: list[Example] = []
    for number, row in _numbered(path):
        try:
            tasks = {name: annotate(row) for name, annotate in source.tasks.items()}
            waiting.append(Example(row["id"], row["text"], tasks))
        except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
            wanted = ", ".join(source.tasks)
            raise CorpusError(f"{path}:{number}: not an article annotated for {wanted}: {error!r}") from error
        if len(waiting) == source.joined:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(parts: Sequence[Example]) -> Example:
    """Texts as the lines of one; their annotations move along."""
    if len(parts) == 1:
        return parts[0]
    shift = 0
    spans: dict[str, list[Labelled]] = {name: [] for name in parts[0].tasks}
    links: dict[str, list[tuple[str, int, int]]] = {name: [] for name in parts[0].tasks}
    for part in parts:
        for name, annotation in part.tasks.items():
            first = len(spans[name])
            links[name] += [(link, head + first, target + first) for link, head, target in annotation.links]
            spans[name] += [replace(s, start=s.start + shift, end=s.end + shift) for s in annotation.spans]
        shift += len(part.text) + 1
    tasks = {name: Annotation(tuple(spans[name]), tuple(links[name])) for name in spans}
    return Example(parts[0].id, "\n".join(part.text for part in parts), tasks)


def training_examples(corpora: Path, sources: Sequence[Source] = TRAIN) -> list[Example]:
    """All training examples, each as often as its corpora count in an epoch; of several, the most often."""
    merged: dict[str, tuple[Example, int]] = {}
    for source in sources:
        for example in examples(corpora / source.file, source):
            known, times = merged.get(example.text, (example, 0))
            tasks = {**known.tasks, **example.tasks}
            merged[example.text] = replace(known, tasks=tasks), max(times, source.times)
    return [example for example, times in merged.values() for _ in range(times)]

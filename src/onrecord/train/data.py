"""Examples to windows, windows to batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.model.spec import ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces, Tokenizer
from onrecord.train.corpora import Annotation, Example

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Goal:
    """What one task wants of a text. tags [pieces]; links: name → [heads, 2], pieces of head and target (-1: none)."""

    tags: Ints
    links: Mapping[str, Ints]


@dataclass(frozen=True)
class Document:
    """An example in pieces."""

    pieces: Pieces
    goals: Mapping[str, Goal]


@dataclass(frozen=True)
class Cut:
    """One window: pieces start:end of a document."""

    document: Document
    start: int
    end: int


@dataclass(frozen=True)
class Batch:
    """B windows padded to T pieces, marks at their ends counted in.

    ids, features, mask [B, T].  tags: task → [B, T].  annotated: task → [B], False where a window lacks the task.
    links: (task, link) → [N, 3]: window, piece of the head, piece of the target (-1: none).
    """

    ids: Tensor
    features: dict[str, Tensor]
    mask: Tensor
    tags: dict[str, Tensor]
    annotated: dict[str, Tensor]
    links: dict[tuple[str, str], Tensor]

    def to(self, device: torch.device) -> Batch:
        def move(rows: dict) -> dict:  # type: ignore[type-arg]
            return {key: value.to(device) for key, value in rows.items()}

        return Batch(
            self.ids.to(device),
            move(self.features),
            self.mask.to(device),
            move(self.tags),
            move(self.annotated),
            move(self.links),
        )


def document(example: Example, tokenizer: Tokenizer, spec: ModelSpec) -> Document:
    """An example in pieces, with what each of the model's tasks wants of it."""
    pieces = tokenizer(example.text)
    tasks = {task.name: task for task in spec.tasks}
    goals = {
        name: _goal(tasks[name], annotation, pieces) for name, annotation in example.tasks.items() if name in tasks
    }
    return Document(pieces, goals)


def _goal(task: TaskSpec, annotation: Annotation, pieces: Pieces) -> Goal:
    """Where spans overlap, the one that begins first keeps the pieces."""
    tags = np.zeros(len(pieces), np.int64)
    first: dict[int, int] = {}  # index of a span → its first piece
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
    order = sorted(range(len(annotation.spans)), key=lambda k: (annotation.spans[k].start, -annotation.spans[k].end))
    for k in order:
        span = annotation.spans[k]
        a = int(np.searchsorted(ends, span.start, side="right"))
        b = int(np.searchsorted(starts, span.end, side="left"))
        if a >= b or tags[a:b].any():
            continue
        begin = task.tags.index(f"B-{span.label}")
        tags[a], tags[a + 1 : b] = begin, begin + 1
        first[k] = a
    links: dict[str, Ints] = {}
    for link in task.links:
        targets: dict[int, list[int]] = {}
        for name, head, target in annotation.links:
            if name == link.name and head in first and target in first:
                targets.setdefault(head, []).append(first[target])
        rows = [
            (first[k], target)
            for k in first
            if annotation.spans[k].label in link.heads_of
            for target in targets.get(k, [-1])
        ]
        links[link.name] = np.array(rows, np.int64).reshape(-1, 2)
    return Goal(tags, links)


def cuts(doc: Document, longest: int, rng: random.Random) -> Iterator[Cut]:
    """A text cut into windows of whole lines where lines are short enough, at places that differ from epoch to epoch."""
    count, at = len(doc.pieces), 0
    lines = doc.pieces.features["gap"] >= 2
    while at < count:
        size = rng.randint(longest // 2, longest) if at == 0 else longest
        end = min(at + size, count)
        if end < count:
            breaks = np.flatnonzero(lines[at + size // 2 : end])
            if len(breaks):
                end = at + size // 2 + int(breaks[-1])
        yield Cut(doc, at, end)
        at = end


def batches(
    documents: Sequence[Document], spec: ModelSpec, tokenizer: Tokenizer, pieces: int, rng: random.Random
) -> list[list[Cut]]:
    """One epoch: windows of like length together, about `pieces` pieces a batch, in random order."""
    windows = [cut for doc in documents for cut in cuts(doc, spec.window - 2, rng)]
    windows.sort(key=lambda cut: (cut.end - cut.start) + rng.random() * 24, reverse=True)
    result: list[list[Cut]] = []
    room = 0
    for cut in windows:
        if not result or room < (result[-1][0].end - result[-1][0].start + 2):
            result.append([])
            room = pieces
        result[-1].append(cut)
        room -= result[-1][0].end - result[-1][0].start + 2
    rng.shuffle(result)
    return result


def collate(windows: Sequence[Cut], spec: ModelSpec, tokenizer: Tokenizer) -> Batch:
    """Windows as padded tensors."""
    shape = (len(windows), max(cut.end - cut.start for cut in windows) + 2)
    ids = np.full(shape, tokenizer.pad, np.int64)
    features = {name: np.zeros(shape, np.int64) for name in spec.features}
    mask = np.zeros(shape, np.bool_)
    tags = {task.name: np.zeros(shape, np.int64) for task in spec.tasks}
    annotated = {task.name: np.zeros(len(windows), np.bool_) for task in spec.tasks}
    links: dict[tuple[str, str], list[Ints]] = {(t.name, link.name): [] for t in spec.tasks for link in t.links}
    for row, cut in enumerate(windows):
        size = cut.end - cut.start
        inside = slice(1, size + 1)
        ids[row, 0], ids[row, inside], ids[row, size + 1] = (
            tokenizer.cls,
            cut.document.pieces.ids[cut.start : cut.end],
            tokenizer.sep,
        )
        mask[row, : size + 2] = True
        for name in spec.features:
            features[name][row, inside] = cut.document.pieces.features[name][cut.start : cut.end]
        for task_name, goal in cut.document.goals.items():
            annotated[task_name][row] = True
            tags[task_name][row, inside] = goal.tags[cut.start : cut.end]
            if size and tags[task_name][row, 1] and tags[task_name][row, 1] % 2 == 0:
                tags[task_name][row, 1] -= 1  # a span that the window cuts begins anew
            for link_name, pairs in goal.links.items():
                kept = pairs[(pairs[:, 0] >= cut.start) & (pairs[:, 0] < cut.end)]
                # a target outside the window is neither a target nor "none"
                kept = kept[(kept[:, 1] < 0) | ((kept[:, 1] >= cut.start) & (kept[:, 1] < cut.end))]
                target = np.where(kept[:, 1] < 0, -1, kept[:, 1] - cut.start + 1)
                links[task_name, link_name].append(
                    np.stack([np.full(len(kept), row), kept[:, 0] - cut.start + 1, target], 1)
                )
    return Batch(
        torch.from_numpy(ids),
        {name: torch.from_numpy(value) for name, value in features.items()},
        torch.from_numpy(mask),
        {name: torch.from_numpy(value) for name, value in tags.items()},
        {name: torch.from_numpy(value) for name, value in annotated.items()},
        {
            key: torch.from_numpy(np.concatenate(rows) if rows else np.zeros((0, 3), np.int64))
            for key, rows in links.items()
        },
    )

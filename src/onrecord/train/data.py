"""Examples to windows, windows to batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.model.pairs import Places, relations
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.model.tokenize import Pieces, Tokenizer
from onrecord.train.examples import Annotation, Example

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Goal:
    """What one task wants of a text.

    tags [pieces]; starts, ends, labels [spans], in the order of the text, labels as indices into the task's;
    links: name → [n, 2], indices of the spans that are linked.
    complete: False where not all spans were annotated: links are learned, tags are not.
    """

    tags: Ints
    starts: Ints
    ends: Ints
    labels: Ints
    links: Mapping[str, Ints]
    complete: bool = True


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
class Pairs:
    """One link in one window: its N heads and M possible targets.

    window: row of the batch.  heads [N], targets [M]: pieces.  relations [N, M, 3].  wanted [N, M + 1]: 1.0 where the
    head is linked to the target, "none" last.
    """

    window: int
    heads: Tensor
    targets: Tensor
    relations: Tensor
    wanted: Tensor

    def to(self, device: torch.device) -> Pairs:
        moved = (tensor.to(device) for tensor in (self.heads, self.targets, self.relations, self.wanted))
        return Pairs(self.window, *moved)


@dataclass(frozen=True)
class Batch:
    """B windows padded to T pieces, marks at their ends counted in.

    ids, features, mask [B, T].  tags: task → [B, T].  annotated: task → [B], False where the task's tags lack.
    links: (task, link) → its pairs, window by window.
    """

    ids: Tensor
    features: dict[str, Tensor]
    mask: Tensor
    tags: dict[str, Tensor]
    annotated: dict[str, Tensor]
    links: dict[tuple[str, str], list[Pairs]]

    def to(self, device: torch.device) -> Batch:
        def move(rows: dict[str, Tensor]) -> dict[str, Tensor]:
            return {key: value.to(device) for key, value in rows.items()}

        return Batch(
            self.ids.to(device),
            move(self.features),
            self.mask.to(device),
            move(self.tags),
            move(self.annotated),
            {key: [pairs.to(device) for pairs in rows] for key, rows in self.links.items()},
        )


def document(example: Example, tokenizer: Tokenizer, spec: ModelSpec) -> Document:
    """An example in pieces, with what each of the model's tasks wants of it."""
    pieces = tokenizer(example.text)
    tasks = {task.name: task for task in spec.tasks}
    goals = {
        name: _goal(tasks[name], annotation, pieces) for name, annotation in example.tasks.items() if name in tasks
    }
    return Document(pieces, goals)


def documents(examples: Sequence[Example], tokenizer: Tokenizer, spec: ModelSpec) -> list[Document]:
    """Examples in pieces; one that comes several times is cut into pieces once."""
    known: dict[int, Document] = {}
    return [known.setdefault(id(e), known.get(id(e)) or document(e, tokenizer, spec)) for e in examples]


def _goal(task: TaskSpec, annotation: Annotation, pieces: Pieces) -> Goal:
    """Where spans overlap, the one that begins first keeps the pieces."""
    tags = np.zeros(len(pieces), np.int64)
    kept: dict[int, tuple[int, int, int]] = {}  # number of an annotated span → its pieces and label
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
    order = sorted(range(len(annotation.spans)), key=lambda k: (annotation.spans[k].start, -annotation.spans[k].end))
    for k in order:
        span = annotation.spans[k]
        a = int(np.searchsorted(ends, span.start, side="right"))
        b = int(np.searchsorted(starts, span.end, side="left"))
        if a >= b or tags[a:b].any():
            continue
        label = task.labels.index(span.label)
        tags[a], tags[a + 1 : b] = 1 + 2 * label, 2 + 2 * label
        kept[k] = (a, b, label)
    number = {k: row for row, k in enumerate(kept)}
    links = {
        link.name: np.array(
            [
                (number[h], number[t])
                for name, h, t in annotation.links
                if name == link.name and h in number and t in number
            ],
            np.int64,
        ).reshape(-1, 2)
        for link in task.links
    }
    columns = np.array(list(kept.values()), np.int64).reshape(-1, 3)
    return Goal(tags, columns[:, 0], columns[:, 1], columns[:, 2], links, annotation.complete)


def cuts(doc: Document, longest: int, rng: random.Random) -> Iterator[Cut]:
    """A text cut into windows of whole lines where lines are short enough, other ones each epoch."""
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


def collate(
    windows: Sequence[Cut], spec: ModelSpec, tokenizer: Tokenizer, rng: random.Random | None = None, missed: float = 0.0
) -> Batch:
    """Windows as padded tensors.

    missed: share of the links' targets that are left out, drawn by rng, as if the tags had not found them: what
    pointed to them points to none. A network that only ever saw complete targets would never say "none".
    """
    shape = (len(windows), max(cut.end - cut.start for cut in windows) + 2)
    ids = np.full(shape, tokenizer.pad, np.int64)
    features = {name: np.zeros(shape, np.int64) for name in spec.features}
    mask = np.zeros(shape, np.bool_)
    tags = {task.name: np.zeros(shape, np.int64) for task in spec.tasks}
    annotated = {task.name: np.zeros(len(windows), np.bool_) for task in spec.tasks}
    links: dict[tuple[str, str], list[Pairs]] = {(t.name, link.name): [] for t in spec.tasks for link in t.links}
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
            annotated[task_name][row] = goal.complete
            tags[task_name][row, inside] = goal.tags[cut.start : cut.end]
            if size and tags[task_name][row, 1] and tags[task_name][row, 1] % 2 == 0:
                tags[task_name][row, 1] -= 1  # a span that the window cuts begins anew
            for link in spec.task(task_name).links:
                pairs = _pairs(row, cut, goal, spec.task(task_name), link, rng, missed)
                if pairs is not None:
                    links[task_name, link.name].append(pairs)
    return Batch(
        torch.from_numpy(ids),
        {name: torch.from_numpy(value) for name, value in features.items()},
        torch.from_numpy(mask),
        {name: torch.from_numpy(value) for name, value in tags.items()},
        {name: torch.from_numpy(value) for name, value in annotated.items()},
        links,
    )


def _pairs(
    row: int, cut: Cut, goal: Goal, task: TaskSpec, link: LinkSpec, rng: random.Random | None, missed: float
) -> Pairs | None:
    """A link's pairs within a window; a head whose every target the window cuts off is left out."""
    inside = (goal.starts >= cut.start) & (goal.starts < cut.end)
    heads = np.flatnonzero(inside & np.isin(goal.labels, [task.labels.index(label) for label in link.heads_of]))
    targets = np.flatnonzero(inside & np.isin(goal.labels, [task.labels.index(label) for label in link.targets]))
    linked = goal.links[link.name]
    reached = linked[np.isin(linked[:, 1], targets), 0]
    heads = heads[np.isin(heads, reached) | ~np.isin(heads, linked[:, 0])]
    if not len(heads):
        return None
    if rng is not None and missed:
        targets = targets[np.array([rng.random() >= missed for _ in targets], np.bool_)]
        linked = linked[np.isin(linked[:, 1], targets)]
    wanted = np.zeros((len(heads), len(targets) + 1), np.float32)
    here = linked[np.isin(linked[:, 0], heads)]
    wanted[np.searchsorted(heads, here[:, 0]), np.searchsorted(targets, here[:, 1])] = 1.0
    wanted[wanted.sum(1) == 0, -1] = 1.0
    lines = cut.document.pieces.lines
    places = Places(goal.starts, goal.ends, lines[goal.starts], lines[goal.ends - 1])
    return Pairs(
        row,
        torch.from_numpy(goal.starts[heads] - cut.start + 1),
        torch.from_numpy(goal.starts[targets] - cut.start + 1),
        torch.from_numpy(relations(places.take(heads), places.take(targets))),
        torch.from_numpy(wanted),
    )

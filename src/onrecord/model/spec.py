"""What the network reads and answers, as data: the network, its exporter and its decoder know no task by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property

from onrecord.errors import ModelError


@dataclass(frozen=True)
class LinkSpec:
    """Scored pairs of spans of one task: each span labelled in `heads_of` points to spans labelled in `targets`.

    several: False, a span points to one target or to none (softmax); True, to any number (sigmoid).
    earlier: the target must begin before the span that points to it (an antecedent).
    """

    name: str
    heads_of: tuple[str, ...]
    targets: tuple[str, ...]
    several: bool = False
    earlier: bool = False


@dataclass(frozen=True)
class TaskSpec:
    """A row of the model: BIO tags over `labels`, and links between spans of those labels."""

    name: str
    labels: tuple[str, ...]
    links: tuple[LinkSpec, ...] = ()

    def __post_init__(self) -> None:
        for link in self.links:
            unknown = sorted({*link.heads_of, *link.targets} - set(self.labels))
            if unknown:
                raise ModelError(f"task {self.name!r}: link {link.name!r} names the labels {unknown}, which it lacks")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Tag names in the order of the network's scores: O, then B and I of each label."""
        return ("O", *(f"{bi}-{label}" for label in self.labels for bi in "BI"))


@dataclass(frozen=True)
class ModelSpec:
    """All that a reader must know of the weights beside it.

    window: pieces in one window, the two marks at its ends counted in.  overlap: pieces that neighbours share.
    link_size: width of a link's two projections.
    features: name and number of values of each input beside the pieces.
    """

    name: str
    version: str
    tasks: tuple[TaskSpec, ...]
    window: int = 384
    overlap: int = 72
    link_size: int = 64
    features: dict[str, int] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name and version as the record keeps them."""
        return f"{self.name} {self.version}"

    def task(self, name: str) -> TaskSpec:
        for task in self.tasks:
            if task.name == name:
                return task
        raise ModelError(f"the model {self.label!r} has no task {name!r}; it has {[t.name for t in self.tasks]}")

    def columns(self) -> Iterator[tuple[TaskSpec, LinkSpec | None, slice]]:
        """Where each task's answers stand in the network's output [tokens, width].

        A task's tag scores come first (link is None); a link's columns are its head projection, its target
        projection (link_size each) and one score for "none".
        """
        at = 0
        for task in self.tasks:
            yield task, None, slice(at, at + len(task.tags))
            at += len(task.tags)
            for link in task.links:
                width = 2 * self.link_size + 1
                yield task, link, slice(at, at + width)
                at += width

    @property
    def width(self) -> int:
        """Columns of the network's output."""
        return max(int(columns.stop) for _, _, columns in self.columns())

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> ModelSpec:
        """Raises ModelError when the text is not a spec."""
        try:
            row = json.loads(text)
            tasks = tuple(
                TaskSpec(
                    task["name"],
                    tuple(task["labels"]),
                    tuple(
                        LinkSpec(
                            link["name"],
                            tuple(link["heads_of"]),
                            tuple(link["targets"]),
                            link["several"],
                            link["earlier"],
                        )
                        for link in task["links"]
                    ),
                )
                for task in row.pop("tasks")
            )
            return cls(tasks=tasks, **row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"not a model spec: {error!r}") from error

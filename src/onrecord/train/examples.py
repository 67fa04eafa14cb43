"""What a corpus gives to train on: texts, and what each task says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """text[start:end] carries this label of a task."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Annotation:
    """What one task says of a text. links: (name of the link, index of the head span, index of the target span).

    complete: False where only some of the task's spans were annotated.
    """

    spans: tuple[Labelled, ...]
    links: tuple[tuple[str, int, int], ...] = ()
    complete: bool = True


@dataclass(frozen=True)
class Example:
    """A text and the annotations of the tasks it was annotated for; a task that is absent was not annotated."""

    id: str
    text: str
    tasks: Mapping[str, Annotation]

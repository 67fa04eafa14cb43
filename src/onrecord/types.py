"""The words of the record: frozen values that the reader makes and everything else takes.

All offsets count Unicode code points into the article's text, end exclusive: `article.text[start:end]` is the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "group", "document", "unknown"]


class Span(NamedTuple):
    """text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """Words of an article, in one or several pieces; `text` joins several with " … "."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...]) -> Words:
        """The words that stand at these places of the article's text."""
        return cls(" … ".join(text[start:end] for start, end in spans), spans)


@dataclass(frozen=True)
class Article:
    """A text to read, and what is known of it. published: ISO 8601, a date or a date with time; None if unknown.

    Raises ValueError when `published` is neither, TypeError when text or id is not a string.
    """

    text: str
    id: str = ""
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not isinstance(self.id, str):
            raise TypeError("an article's text and id are strings")
        if self.published is not None:
            iso_date(self.published)


def iso_date(value: str) -> date:
    """The day of an ISO 8601 date or date with time. Raises ValueError, naming the value, when it is neither."""
    try:
        return datetime.fromisoformat(value).date()
    except (ValueError, TypeError):
        raise ValueError(f"{value!r} is not a date like 2025-02-08 or 2025-02-08T09:30:00+01:00") from None


@dataclass(frozen=True)
class Speaker:
    """Whom a statement's source stands for; kind "unknown" says why in `reason`."""

    name: str | None
    kind: SpeakerKind
    reason: str | None = None
    entity: int | None = None


@dataclass(frozen=True)
class Statement:
    """An attribution: source (who), cue (words of saying), content (what). confidence: 0 to 1."""

    kind: Kind
    confidence: float
    source: Words | None
    cue: Words | None
    content: Words
    speaker: Speaker


@dataclass(frozen=True)
class Reading:
    """All that one model read in one article, in the order of the text. tasks: what the model looked for."""

    article: Article
    model: str
    statements: tuple[Statement, ...] = ()
    tasks: tuple[str, ...] = field(default=("statements",))

"""The words of the record: frozen values that the reader makes and everything else takes.

All offsets count Unicode code points into the article's text, end exclusive: `article.text[start:end]` is the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "group", "document", "unknown"]
EntityKind = Literal["person", "organization", "group", "document", "place"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["occurred", "ongoing", "planned", "possible", "demanded", "denied"]
Act = Literal[
    "asserts", "claims", "denies", "admits", "accuses", "praises", "asks", "demands", "promises", "threatens", "warns",
    "predicts", "proposes", "decides", "thinks", "doubts", "knows", "wants", "intends", "likes", "dislikes", "shows",
    "declines", "other",
]  # fmt: skip


_EXTENDED = re.compile(r"\d{4}-\d\d-\d\d(?![^T ])")


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

    Raises ValueError when `published` is neither, TypeError when a field is of another type; a list of authors will do.
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
        for name in ("url", "title", "outlet", "published"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise TypeError(f"an article's {name} is a string or None, not {value!r}")
        if isinstance(self.authors, str) or not all(isinstance(author, str) for author in self.authors):
            raise TypeError(f"an article's authors are several strings, not {self.authors!r}")
        object.__setattr__(self, "authors", tuple(self.authors))
        if self.published is not None:
            iso_date(self.published)


def iso_date(value: str) -> date:
    """The day of an ISO 8601 date or date with time. Raises ValueError, naming the value, when it is neither.

    The extended format alone ("2025-02-08", not "20250208" or "2025-W06-6"): such values sort as their days do.
    """
    if isinstance(value, str) and _EXTENDED.match(value):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            pass
    raise ValueError(f"{value!r} is not a date like 2025-02-08 or 2025-02-08T09:30:00+01:00")


@dataclass(frozen=True)
class Office:
    """A public office that a person held when the article was published. start, end: ISO dates, None if unknown."""

    title: str
    country: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Entity:
    """A person, organization, group, document or place of an article, with all its mentions.

    name: the fullest that the article uses, without titles.  roles: the words that say what it is ("national
    security adviser").  ids: identifiers by registry ("wikidata").  code: PLOVER actor code ("USAGOV").
    candidates: where several people of the world fit and none was chosen, their names.
    """

    name: str
    kind: EntityKind
    roles: tuple[Words, ...] = ()
    mentions: tuple[Span, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    office: Office | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """Whom a statement's source stands for; kind "unknown" says why in `reason`. entity: index into the entities."""

    name: str | None
    kind: SpeakerKind
    reason: str | None = None
    entity: int | None = None


@dataclass(frozen=True)
class Stance:
    """How firmly a statement is made. hedged: the source says it with reserve ("probably", "may")."""

    act: Act
    negated: bool = False
    hedged: bool = False


@dataclass(frozen=True)
class Time:
    """A time expression with its TIMEX3 value, its grain kept; value None where it cannot be told."""

    words: Words
    type: TimeType
    value: str | None


@dataclass(frozen=True)
class Statement:
    """An attribution: source (who), cue (words of saying), content (what). confidence: 0 to 1.

    addressee: to whom; occasion: where; said: the time in the words around the cue, None where the article tells none.
    """

    kind: Kind
    confidence: float
    source: Words | None
    cue: Words | None
    content: Words
    speaker: Speaker
    addressee: Words | None = None
    occasion: Words | None = None
    stance: Stance | None = None
    said: Time | None = None


@dataclass(frozen=True)
class Participant:
    """Words that take part in an event. entity: index into the entities, None where the article tells no more."""

    words: Words
    entity: int | None = None


@dataclass(frozen=True)
class Place:
    """Where an event happens. name, country (ISO 3166-1 alpha-3): of the gazetteer, None where it is not in it."""

    words: Words
    name: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Event:
    """A mention of a political event.

    type, mode, quad: PLOVER's; cameo: the CAMEO root codes that the type stands for.  voucher: index of the statement
    whose content holds the trigger, None where the outlet itself vouches.  group: mentions of one event share it.
    """

    type: str
    status: Status
    trigger: Words
    confidence: float
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    date: Time | None = None
    place: Place | None = None
    voucher: int | None = None
    group: int = 0
    mode: str | None = None
    quad: str | None = None
    cameo: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vectors:
    """What texts mean, as one model sees it: for each, `size` signed bytes; near each other where meanings are alike.

    model: which; vectors of another cannot be compared.  data: all vectors, one after the other.
    """

    model: str
    size: int
    data: bytes

    def __len__(self) -> int:
        return len(self.data) // self.size


@dataclass(frozen=True)
class Reading:
    """All that one model read in one article, in the order of the text. tasks: what the model looked for.

    vectors: one for each statement, in their order, where they were asked for; no part of what was read.
    """

    article: Article
    model: str
    statements: tuple[Statement, ...] = ()
    tasks: tuple[str, ...] = field(default=("statements",))
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    vectors: Vectors | None = field(default=None, compare=False, repr=False)

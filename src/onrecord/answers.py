"""What the record answers with. Every row carries its evidence: the very words, where they stand, and in which article.

The store makes these values; listings, pages and exports show them. Ids are public ids: a letter (a article,
s statement, p person or organization, e event, c correction) and 13 signs. Days and times are ISO 8601; "" is a day
that is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from onrecord.types import Act, Kind, Reading, Statement, Status

Doing = Literal["added", "unchanged", "changed", "reread"]
Action = Literal["speaker", "reject", "merge", "split", "undo"]
Outcome = Literal["stands", "ambiguous", "missing"]
"""Of a check: the words stand at one place; at several, and nothing tells which; nowhere, or not at their place."""

T = TypeVar("T")


class Selector(NamedTuple):
    """One piece of words: where it stands, and what stands before and after it.

    W3C: a TextQuoteSelector is (exact, prefix, suffix), a TextPositionSelector (start, end), in code points.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """What an article was taken from: its bytes, and its own text as a reader of the page sees it.

    url: after redirects. fetched: ISO 8601. Both None for a file. type: the media type.
    """

    data: bytes
    text: str
    url: str | None = None
    fetched: str | None = None
    type: str = "text/html"


@dataclass(frozen=True)
class Added:
    """What `add` did. version: its number, 1 for a new article. copy_of: the first article of the same wire text.

    missing: statements whose words do not stand, or not at one place only, in the page that came with the article.
    """

    article: str
    doing: Doing
    version: int
    statements: int
    events: int
    copy_of: str | None = None
    missing: int = 0


@dataclass(frozen=True)
class Where:
    """The article that words stand in. text_sha256: of the text that positions count in, as UTF-8; hexadecimal.

    name: the id that it came with, such as a file's name.
    """

    article: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    text_sha256: str = ""
    name: str = ""


@dataclass(frozen=True)
class Evidence:
    """The very words, with a selector for each piece of them."""

    exact: str
    selectors: tuple[Selector, ...]
    where: Where
    in_text: Outcome = "stands"
    in_page: Outcome | None = None


@dataclass(frozen=True)
class Party:
    """A person or organization across articles. named: False for a description such as "senior official".

    wikidata: its identifier there, where it is known.
    """

    id: str
    name: str
    kind: str
    named: bool = True
    wikidata: str | None = None


@dataclass(frozen=True)
class Said:
    """A statement in a listing. speaker: as corrected; as_read: what the model read, where a person changed it.

    outlets: of all its wire copies.  corrections: ids of those that hold.  snippet: part of the words with those looked
    for between ⟦ and ⟧.  when: when it was said, as exactly as the article tells it ("2025-W09", "2008"), else the day
    of publication, and when_told is False.  day: what rows are sorted by: `when` where it is a day, else when it was
    published.
    """

    id: str
    day: str
    kind: Kind
    confidence: float
    speaker: Party | None
    speaker_name: str | None
    source: str | None
    cue: str | None
    evidence: Evidence
    addressee: str | None = None
    occasion: str | None = None
    act: Act | None = None
    negated: bool = False
    hedged: bool = False
    said: str | None = None
    outlets: tuple[str, ...] = ()
    model: str = ""
    as_read: str | None = None
    reason: str | None = None
    rejected: bool = False
    corrections: tuple[str, ...] = ()
    snippet: str | None = None
    when: str = ""
    when_told: bool = False


@dataclass(frozen=True)
class Acting:
    """Who takes part in an event: the words, and the party they stand for.

    name: what the article calls it, where it names it.  code: its PLOVER actor code, such as "VELGOV".
    """

    words: str
    party: Party | None
    name: str | None = None
    code: str | None = None

    @property
    def called(self) -> str:
        """The party's name, else the article's, else the words."""
        return self.party.name if self.party else self.name or self.words


@dataclass(frozen=True)
class Happened:
    """An event in a listing: one group of mentions, shown by its surest one. voucher: the statement that vouches.

    voucher_source: its words for who says so.  when: when it happened, as exactly as the article tells it ("2025-W09",
    "2008", "199X"); where it tells no time the day of publication, and when_told is False; "" where it tells a time
    that has no day ("years ago").  day: what rows are sorted by: the first day of it.  cameo: CAMEO's roots.
    """

    id: str
    day: str
    type: str
    status: Status
    confidence: float
    evidence: Evidence
    actors: tuple[Acting, ...] = ()
    recipients: tuple[Acting, ...] = ()
    mode: str | None = None
    quad: str | None = None
    date: str | None = None
    place: str | None = None
    country: str | None = None
    mentions: int = 1
    voucher: str | None = None
    vouched_by: str | None = None
    outlets: tuple[str, ...] = ()
    model: str = ""
    corrections: tuple[str, ...] = ()
    rejected: bool = False
    voucher_source: str | None = None
    when: str = ""
    when_told: bool = False
    cameo: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A page of rows. more: whether others follow it; the next page begins at offset + len(rows)."""

    rows: tuple[T, ...]
    offset: int = 0
    more: bool = False


@dataclass(frozen=True)
class Voice:
    """One line of `who`: somebody who speaks, and how much. first, last: days."""

    party: Party
    statements: int
    direct: int
    mixed: int
    indirect: int
    outlets: int
    first: str
    last: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """One person's page. months: statements by month; outlets and subjects: by number, the most first."""

    voice: Voice
    ids: dict[str, str]
    names: tuple[str, ...]
    merged: tuple[Party, ...]
    months: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    subjects: tuple[tuple[Party, int], ...]
    statements: Listing[Said]


@dataclass(frozen=True)
class Corrected:
    """A correction: who changed what, when and why. before, after: in words. holds: not undone by a later one."""

    id: str
    made: str
    by: str
    why: str
    action: Action
    target: str
    value: dict[str, object] = field(default_factory=dict)
    before: str | None = None
    after: str | None = None
    holds: bool = True


@dataclass(frozen=True)
class Tombstone:
    """What is left of something forgotten. wiped: its bytes are gone from the database's files too.

    what, statements, articles: its name or title and how much of it there was, told once, by what forgot it.
    """

    id: str
    kind: Literal["article", "person"]
    made: str
    by: str
    why: str
    wiped: bool = True
    what: str = ""
    statements: int = 0
    articles: int = 0


@dataclass(frozen=True)
class Rejected:
    """An input that was not taken in, and why."""

    source: str
    reason: str
    first: str
    last: str
    times: int


@dataclass(frozen=True)
class LeftOut:
    """A statement that people rejected: as it was read, and its row."""

    statement: Statement
    row: Said


@dataclass(frozen=True)
class Kept:
    """An article as it is handed on: its reading as people have corrected it, and what stands beside it in the record.

    said: the rows of reading.statements, one each; events: the ids of reading.events.  meeting: the ids of those
    statements and events that were looked for.  corrections: those of them that hold.  added: when it was taken in.
    version: 1 for a text that never changed.
    """

    id: str
    version: int
    added: str
    text_sha256: str
    reading: Reading
    said: tuple[Said, ...]
    events: tuple[str, ...]
    meeting: frozenset[str]
    left_out: tuple[LeftOut, ...] = ()
    corrections: tuple[Corrected, ...] = ()


@dataclass(frozen=True)
class Verified:
    """A check of an article's stored selectors. page: None where no page was kept."""

    article: str
    statements: int
    text: dict[Outcome, int]
    page: dict[Outcome, int] | None


@dataclass(frozen=True)
class Reread:
    """What `reread` did. skipped: articles that this model had read, or that changed meanwhile."""

    articles: int
    skipped: int

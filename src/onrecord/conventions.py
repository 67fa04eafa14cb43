"""Statements that print marks by convention, said to the decoder before the network is asked.

* Transcripts: lines that begin with a speaker's name and a colon, “MARA VENN: We will not sign.”
* Pull quotes: a quotation, a dash, and a name to the end of the line, “We will not sign.” ― Mara Venn, shipwright

Running text has too few of either to learn them from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.decode import Decoded, Floats, Link
from onrecord.model.spec import TaskSpec
from onrecord.quotes import Quotation
from onrecord.types import Span

SURE = np.float32(25.0)  # nats a piece: above what the network says, far below what BIO forbids
LEAST_TURNS = 3  # turns that make a transcript when names are not in capitals

_TURN = re.compile(
    r"^[“\"'‘]?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){0,4})"
    r"(?: ?\([^()\n]{1,60}\)|, [^:,\n]{1,60})?(?P<colon>:)[ \t\xa0]+(?P<words>\S.*)$",
    re.MULTILINE,
)
_BY = (
    r"(?P<dash>[―—–]|--)[ \xa0]?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){0,4})"
    r"(?=[ \xa0]*(?:[.,\n]|$))[^\n]{0,80}$"
)
_NAME_ALONE = re.compile(rf"\s*{_BY}", re.MULTILINE)
_LINE = re.compile(rf"^[ \t]*[“”\"](?P<words>[^\n]*)[”\"][ \xa0]?{_BY}", re.MULTILINE)


class Marked(NamedTuple):
    """A statement that print marks: its source, cue and content."""

    source: Span
    cue: Span
    content: Span


def turns(text: str) -> list[Marked]:
    """The turns of a transcript; none where the text is not one.

    Names in capitals need two turns; others three, with one name that comes back: running text has lines like
    "Update: ..." too.
    """
    found = list(_TURN.finditer(text))
    names = Counter(match["name"] for match in found)
    capitals = [match for match in found if match["name"].isupper() and len(match["name"]) > 1]
    if len(found) < LEAST_TURNS or max(names.values()) < 2:
        found = capitals if len(capitals) > 1 else []
    return [Marked(*(Span(*match.span(part)) for part in ("name", "colon", "words"))) for match in found]


def pull_quotes(text: str, quoted: Sequence[Quotation]) -> Iterator[Marked]:
    """Quotations of a line of their own, or a line's last, that a dash and a name follow.

    In a line that is nothing else the first and the last mark count, whatever marks stand between.
    """
    whole = {match.start("dash"): match for match in _LINE.finditer(text)}
    yield from (_pulled(match, Span(*match.span("words"))) for match in whole.values())
    for q in quoted:
        match = None if q.depth else _NAME_ALONE.match(text, q.end)
        if match and match.start("dash") not in whole and "\n\n\n" not in text[q.end : match.start("dash")]:
            yield _pulled(match, Span(q.inner_start, q.inner_end))


def _pulled(match: re.Match[str], words: Span) -> Marked:
    name = Span(match.start("name"), match.start("name") + len(match["name"].rstrip(".")))
    return Marked(name, Span(*match.span("dash")), words)


def marked_statements(text: str, quoted: Sequence[Quotation]) -> list[Marked]:
    """All statements of a text that print marks; quoted: its quotations."""
    return [*turns(text), *pull_quotes(text, quoted)]


def marked_prior(text: str, offsets: NDArray[np.int64], marked: Sequence[Marked], task: TaskSpec) -> Floats:
    """[pieces, tags], to be added to the tag scores. offsets [pieces, 2]."""
    prior = np.zeros((len(offsets), len(task.tags)), np.float32)
    for statement in marked:
        for label, (start, end) in zip(("Source", "Cue", "Content"), statement, strict=True):
            letters = [at for at in range(start, end) if text[at].isalnum()]
            first, last = (letters[0], letters[-1]) if letters else (start, end - 1)
            a = int(np.searchsorted(offsets[:, 1], first, side="right"))
            b = int(np.searchsorted(offsets[:, 0], last, side="right"))
            prior[a:b, task.tags.index(f"I-{label}")] += SURE
            prior[a : a + 1] = 0
            prior[a : a + 1, task.tags.index(f"B-{label}")] = SURE
    return prior


def marked_links(decoded: Decoded, offsets: NDArray[np.int64], marked: Sequence[Marked]) -> Decoded:
    """The links with those that print marks set: each content to its own dash or colon, and that to its name."""
    if not marked:
        return decoded
    starts = [int(offsets[span.start, 0]) for span in decoded.spans]

    def within(place: Span, label: str) -> list[int]:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        return [k for k in range(first, last) if decoded.spans[k].label == label]

    targets: dict[tuple[str, int], int] = {}
    for statement in marked:
        cues, sources = within(statement.cue, "Cue"), within(statement.source, "Source")
        if cues:
            targets |= {("cue", head): cues[0] for head in within(statement.content, "Content")}
            if sources:
                targets["source", cues[0]] = sources[0]
    kept = [link for link in decoded.links if (link.name, link.head) not in targets]
    return Decoded(decoded.spans, (*kept, *(Link(name, head, target, 1.0) for (name, head), target in targets.items())))

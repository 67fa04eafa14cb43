"""Public ids of an article's statements and events: from their words, and kept when the article is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.store.keys import public_id
from onrecord.types import Span

SAME: Final = 0.5
"""The least part of all characters of two places that both have, for a newer reading's words to be the older one's."""


class Known(NamedTuple):
    """An id that is in use, and where its words stand."""

    id: str
    spans: tuple[Span, ...]


def ids(
    kind: str, article: str, found: Sequence[tuple[str, tuple[Span, ...]]], known: Sequence[Known], taken: set[str]
) -> list[str]:
    """An id for each of the words found, in the order of the text.

    Those that lie where known ones do, in the same text, take their ids over, each once; the others get one from their
    words and, as the same may be said twice, a number. taken: ids that none may get.
    """
    kept = _match([spans for _, spans in found], known)
    used = taken | set(kept.values())
    result = []
    for place, (exact, _) in enumerate(found):
        new = kept.get(place)
        number = 0
        while new is None or (place not in kept and new in used):
            new = public_id(kind, article, exact, str(number))
            number += 1
        used.add(new)
        result.append(new)
    return result


def matched(places: Sequence[tuple[Span, ...]], known: Sequence[Known]) -> set[str]:
    """The known ids that words at these places take over."""
    return set(_match(places, known).values())


def _match(places: Sequence[tuple[Span, ...]], known: Sequence[Known]) -> dict[int, str]:
    """Pairs of those that share most, the most alike first."""
    pairs = [
        (share, place, number)
        for place, spans in enumerate(places)
        for number, one in enumerate(known)
        if (share := _shared(spans, one.spans)) >= SAME
    ]
    matched: dict[int, str] = {}
    gone: set[int] = set()
    for _, place, number in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if place not in matched and number not in gone:
            matched[place] = known[number].id
            gone.add(number)
    return matched


def _shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    mine, theirs = list(one), list(other)
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine for b in theirs)
    size = sum(span.end - span.start for span in (*mine, *theirs))
    return both / (size - both) if size > both else 0.0

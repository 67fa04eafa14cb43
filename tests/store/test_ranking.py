"""Relevance, and whatever is searched for: what both databases answer is what a look at every statement says."""

from __future__ import annotations

from random import Random

import pytest

from onrecord.store import Record, ranking, search
from onrecord.store.ranking import bm25
from onrecord.store.words import Phrase, Query, fold, query, starts

from .made import brief

QUERIES = (
    "rain", "r*", "ra*", "rai*", "rain road", "rain OR harbour", "rain -road", '"rain road"', '"rain r*"', "rain rain",
    '"the rain" OR harbour*', "the", "th* -rain", '"the road" ra*', "nothing", "é*", "ROAD*",
)  # fmt: skip


def matches(text: str, wanted: Query) -> bool:
    """By the words alone."""
    words = fold(text).split()
    return any(
        all(bool(starts(words, phrase)) is not phrase.negated for phrase in part) for part in wanted.alternatives
    )


def say_much(record: Record) -> list[tuple[str, str, str]]:
    """Speaker, day and words of 60 statements in order of their arrival."""
    chance = Random(11)
    said = []
    for number in range(60):
        words = " ".join(
            chance.choices(["the", "rain", "rains", "road", "harbour", "élan", "is"], k=chance.randint(2, 9))
        )
        who, day = chance.choice(["Ada Holt", "Bo Lind"]), f"2025-04-{chance.randint(1, 28):02}"
        record.add(brief(number, who, words, published=day))
        said.append((who, day, words))
    return said


@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize("ranked", [5, 500])
def test_both_databases_find_and_order_alike(
    record: Record, few: int, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever way SQLite is told to go, and whether or not all that match are ranked."""
    monkeypatch.setattr(search, "_FEW", few)
    monkeypatch.setattr(search, "RANKED", ranked)
    monkeypatch.setattr(ranking, "RANKED", ranked)
    said = say_much(record)
    for words in QUERIES:
        for speaker in (None, "Ada Holt"):
            wanted = query(words)
            of = [one for one in said if speaker in (None, one[0]) and matches(one[2], wanted)]
            newest = [one for _, _, one in sorted(((one[1], said.index(one), one) for one in of), reverse=True)]
            scores = bm25([f"“{one[2]},”" for one in newest[:ranked]], wanted)
            best = [one for _, one in sorted(zip(scores, newest, strict=False), key=lambda pair: -pair[0])]
            expected = [f"“{one[2]},”" for one in (*best, *newest[ranked:])]
            found = record.search(words, speaker=speaker, limit=100).rows
            assert [row.evidence.exact for row in found] == expected, (words, speaker)
            by_day = record.search(words, speaker=speaker, limit=100, sort="newest").rows
            assert [row.evidence.exact for row in by_day] == [f"“{one[2]},”" for one in newest]
            pages = [record.search(words, speaker=speaker, limit=7, offset=at).rows for at in range(0, len(of), 7)]
            assert [row for page in pages for row in page] == list(found)


def test_what_ranks_higher() -> None:
    """More often, in fewer words, and what is rare among those found."""
    often, once, long, rare = bm25(
        ["rain and rain", "rain and road", "rain and " + "road " * 20, "harbour and road"], query("rain OR harbour")
    )
    assert often > once > long > 0
    assert rare > once
    assert bm25(["a road", "no rain"], query("road -rain"))[1] == 0
    assert bm25([], query("road")) == []


def test_where_a_phrase_begins() -> None:
    words = ["the", "rain", "the", "rains", "the", "road"]
    assert starts(words, Phrase(("the",))) == [0, 2, 4]
    assert starts(words, Phrase(("the", "rain"))) == [0]
    assert starts(words, Phrase(("the", "r"), prefix=True)) == [0, 2, 4]
    assert starts(words, Phrase(("road", "the"))) == []
    assert starts([], Phrase(("road",))) == []

"""Searching, listing people and events, and one person's timeline: the same answers on both databases."""

from __future__ import annotations

import pytest

from onrecord.answers import Happened, Said
from onrecord.errors import BadQuery, NotFound
from onrecord.events import plover
from onrecord.store import Record
from onrecord.store.days import when_of
from onrecord.store.happened import TYPES

from .made import brief, tunnel

CASES = [
    ("dry ground", ["dry ground"]),
    ("ground dry", ["dry ground"]),
    ('"dry ground"', ["dry ground"]),
    ('"ground dry"', []),
    ("“dry ground”", ["dry ground"]),
    ("DRY", ["dry ground"]),
    ("surv*", ["stay shut"]),
    ('"survey is d*"', ["stay shut"]),
    ("surv", []),
    ("ground OR survey", ["dry ground", "stay shut"]),
    ("the -survey", ["the charge", "The model"]),
    ("the -survey -model", ["the charge"]),
    ("brandvik", []),  # names are looked for with speaker and about
    ("élan", []),
    ("chárge", ["the charge"]),
]


def exact(listing: object) -> list[str]:
    return [row.evidence.exact for row in listing.rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[words for words, _ in CASES])
def test_words(record: Record, words: str, expected: list[str]) -> None:
    record.add(tunnel())
    found = exact(record.search(words))
    assert len(found) == len(expected)
    for part in expected:
        assert any(part in one for one in found)


@pytest.mark.parametrize("words", ["", "  !! ", "-dry", 'dry OR -"wet ground"'])
def test_words_that_are_none(record: Record, words: str) -> None:
    with pytest.raises(BadQuery, match=r"holds no word|only says what must not"):
        record.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "tags",
        "exact : x",
        "a AND b",
        "NOT x",
        "NEAR(a b)",
        "x' OR 1=1 --",
        "(",
        '"',
        "a:*",
        "-",
        "*",
        "o'neil & | ! <->",
    ],
)
def test_what_databases_would_obey_is_only_words(record: Record, words: str) -> None:
    record.add(tunnel())
    try:
        assert record.search(words).rows == ()
    except BadQuery:
        return


def test_every_row_leads_back_to_the_words(record: Record) -> None:
    added = record.add(tunnel())
    (row,) = record.search("promised").rows
    text = tunnel().article.text
    (selector,) = row.evidence.selectors
    assert (
        text[selector.start : selector.end] == selector.exact == row.evidence.exact == "“We were promised dry ground,”"
    )
    assert text[: selector.start].endswith(selector.prefix)
    assert text[selector.end :].startswith(selector.suffix)
    assert len(selector.prefix) == len(selector.suffix) == 32
    where = row.evidence.where
    assert (where.article, where.url, where.outlet) == (added.article, "https://northline.example/tunnel", "Northline")
    assert (where.published, row.evidence.in_text) == ("2025-03-04T08:30:00+01:00", "stands")
    assert (row.source, row.cue, row.speaker_name, row.model) == ("Brandvik", "said", "Ilse Brandvik", "toy 1")
    assert row.snippet == "“We were ⟦promised⟧ dry ground,”"
    assert record.statement(row.id).evidence == row.evidence


def test_filters(record: Record) -> None:
    record.add(tunnel())
    record.add(
        brief(
            1,
            "Tomas Reyl",
            "Osthaven Water must pay the builders",
            outlet="Daily",
            about=("Osthaven Water",),
            published="2025-04-02",
        )
    )

    def found(**filters: str) -> list[str]:
        return sorted(one[:12] for one in exact(record.search(**filters)))

    assert found(speaker="Reyl") == ["the charge", "“Osthaven Wa", "“The model w"]
    assert found(speaker="tomas reyl") == ["“Osthaven Wa", "“The model w"]
    assert found(speaker="Q900001") == ["that the tun", "“We were pro"]
    assert found(speaker="Tomas Reyl", about="Osthaven Water") == ["“Osthaven Wa"]
    assert found(about="water") == ["“Osthaven Wa"]
    assert found(to="reporters") == ["that the tun"]
    assert found(to="reporters", speaker="Reyl") == []
    assert found(outlet="daily") == ["“Osthaven Wa"]
    assert found(since="2025-03-04") == ["the charge", "“Osthaven Wa", "“The model w", "“We were pro"]
    assert found(until="2025-03-03") == ["that the tun"]  # said on Monday, published on Tuesday
    assert found(since="2025-03-05", until="2025-04-01") == []
    assert found(kind="mixed") == ["that the tun"]
    assert found(stance="denies") == found(stance="negated") == ["the charge"]
    assert found(words="the", speaker="Reyl & Sons", kind="indirect", stance="denies", until="2025-12-31") == [
        "the charge"
    ]


@pytest.mark.parametrize(
    ("filters", "why"),
    [
        ({"since": "last week"}, "is not a date"),
        ({"kind": "spoken"}, "is no kind; it is one of direct, mixed, indirect"),
        ({"stance": "sings"}, "is no stance; it is one of asserts"),
        ({"limit": 0}, "1 row or more"),
        ({"offset": -1}, "0 or later"),
        ({"sort": "best"}, "is no sort"),
    ],
)
def test_filters_that_make_no_sense(record: Record, filters: dict[str, object], why: str) -> None:
    with pytest.raises(BadQuery, match=why):
        record.search(**filters)


def test_names_that_nobody_has(record: Record) -> None:
    record.add(tunnel())
    for filters in ({"speaker": "Nobody"}, {"about": "Nobody"}, {"outlet": "Nothing"}, {"speaker": "p0000000000000"}):
        with pytest.raises(NotFound, match=r"goes by|is called"):
            record.search(**filters)


def test_what_is_all_about_the_words_comes_first(record: Record) -> None:
    record.add(
        brief(1, "Ada Holt", "there was talk of many other things, of roads and of schools and of a tunnel at the end")
    )
    record.add(brief(2, "Ada Holt", "a tunnel is a tunnel"))
    record.add(brief(3, "Ada Holt", "nothing at all"))
    assert [one.evidence.where.title for one in record.search("tunnel").rows] == ["Brief 2", "Brief 1"]


def test_pages_follow_each_other_without_a_gap(record: Record) -> None:
    for number in range(11):
        record.add(
            brief(number, "Ada Holt", f"the road number {number} is closed", published=f"2025-04-{number // 2 + 1:02}")
        )
    for filters in ({}, {"speaker": "Holt"}, {"words": "road"}, {"words": "road", "sort": "oldest"}):
        whole = record.search(**filters, limit=50)
        assert (len(whole.rows), whole.more) == (11, False)
        pages = [record.search(**filters, limit=4, offset=offset) for offset in (0, 4, 8)]
        assert [page.more for page in pages] == [True, True, False]
        assert tuple(row for page in pages for row in page.rows) == whole.rows
    newest = [row.day for row in record.search(limit=50).rows]
    assert newest == sorted(newest, reverse=True)
    assert [row.day for row in record.search(limit=50, sort="oldest").rows] == newest[::-1]


def test_without_a_date(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "nobody knows when", published=None))
    record.add(brief(2, "Ada Holt", "on a known day"))
    assert [row.day for row in record.search().rows] == ["2025-04-01", ""]
    assert [row.day for row in record.timeline("Ada Holt").rows] == ["2025-04-01", ""]
    assert len(record.search(until="2030-01-01").rows) == 1


def test_everybody(record: Record) -> None:
    record.add(tunnel())
    record.add(brief(1, "Tomas Reyl", "we will build it", outlet="Daily", published="2025-04-02"))
    record.add(brief(2, "Tomas Reyl", "nobody asked us", outlet="Daily", published="2025-05-02", kind="indirect"))
    voices = record.who().rows
    assert [(one.party.name, one.statements) for one in voices] == [
        ("Tomas Reyl", 3),
        ("Ilse Brandvik", 2),
        ("Reyl & Sons", 1),
    ]
    reyl = voices[0]
    assert (reyl.direct, reyl.mixed, reyl.indirect, reyl.outlets) == (2, 0, 1, 2)
    assert (reyl.first, reyl.last, reyl.roles) == ("2025-03-04", "2025-05-02", ("director",))
    assert [one.party.name for one in record.who(limit=1, offset=1).rows] == ["Ilse Brandvik"]
    assert record.who(limit=1).more
    assert {one.party.name for one in record.who("reyl").rows} == {"Tomas Reyl", "Reyl & Sons"}


def test_one_person(record: Record) -> None:
    record.add(tunnel())
    record.add(
        brief(
            1,
            "Ilse Brandvik",
            "Osthaven Water and Reyl & Sons must talk",
            qid="Q900001",
            about=("Osthaven Water", "Reyl & Sons"),
            outlet="Daily",
        )
    )
    record.add(brief(2, "Ilse Brandvik", "Osthaven Water knew", qid="Q900001", about=("Osthaven Water",)))
    page = record.profile("Brandvik")
    assert (page.voice.party.name, page.voice.statements, page.ids) == ("Ilse Brandvik", 4, {"wikidata": "Q900001"})
    assert page.months == (("2025-03", 2), ("2025-04", 2))
    assert page.outlets == (("Northline", 3), ("Daily", 1))
    assert [(party.name, times) for party, times in page.subjects] == [("Osthaven Water", 2), ("Reyl & Sons", 1)]
    assert [row.day for row in page.statements.rows] == ["2025-04-01", "2025-04-01", "2025-03-04", "2025-03-03"]
    assert record.profile("Q900001") == record.profile(page.voice.party.id) == page
    with pytest.raises(NotFound, match="could be 2 people or organizations"):
        record.profile("reyl")
    assert record.profile("Tomas Reyl").voice.statements == 1


def test_events(record: Record) -> None:
    added = record.add(tunnel())
    rows = record.events().rows
    assert [(one.day, one.type, one.status) for one in rows] == [
        ("2025-03-07", "PROTEST", "planned"),
        ("2025-03-04", "COOPERATE", "occurred"),
        ("2025-02-24", "CONSULT", "occurred"),
    ]
    strike, bid, met = rows
    assert [one.words for one in strike.actors] == ["Harbour workers"]
    assert strike.actors[0].party is None
    assert (met.date, met.place, met.country, met.evidence.exact) == ("2025-W09", "Osthaven", "NOR", "met")
    assert met.actors[0].party
    assert (met.actors[0].words, met.actors[0].party.name) == ("Brandvik", "Ilse Brandvik")
    assert met.evidence.where.article == added.article
    assert bid.vouched_by == "Tomas Reyl"
    assert record.statement(bid.voucher or "").evidence.exact.startswith("“The model")
    assert record.event(met.id) == met

    def found(**filters: str) -> list[str]:
        return [one.type for one in record.events(**filters).rows]

    assert found(type="protest") == ["PROTEST"]
    assert found(status="occurred") == ["COOPERATE", "CONSULT"]
    assert found(actor="Brandvik") == found(recipient="Tomas Reyl") == ["CONSULT"]
    assert found(actor="Tomas Reyl") == []
    assert found(since="2025-03-05") == ["PROTEST"]
    assert found(until="2025-03-01") == ["CONSULT"]
    assert [one.type for one in record.events(limit=1, offset=1).rows] == ["COOPERATE"]
    with pytest.raises(BadQuery, match="is no status"):
        record.events(status="done")
    with pytest.raises(BadQuery, match=r"'PROTSET' is no type of event; it is one of AGREE, CONSULT"):
        record.events(type="protset")


def test_mentions_of_one_event_are_one_row(record: Record) -> None:
    from dataclasses import replace

    from .made import event

    made = tunnel()
    text = made.article.text
    again = event(text, "PROTEST", "halts", "occurred", actor=[("Port city", None)], group=0, confidence=0.99)
    record.add(replace(made, events=(made.events[0], again)))
    (row,) = record.events().rows
    assert (row.evidence.exact, row.mentions, row.status) == ("halts", 2, "occurred")
    assert [one.words for one in row.actors] == ["Port city", "Harbour workers"]


def test_a_timeline_has_statements_and_events_in_order(record: Record) -> None:
    record.add(tunnel())
    record.add(brief(1, "Ilse Brandvik", "it is over", qid="Q900001"))
    rows = record.timeline("Ilse Brandvik").rows
    assert [(type(row), row.day) for row in rows] == [
        (Happened, "2025-02-24"), (Said, "2025-03-03"), (Said, "2025-03-04"), (Said, "2025-04-01"),
    ]  # fmt: skip
    assert len(record.timeline("Ilse Brandvik", "Tomas Reyl").rows) == 5
    assert [row.day for row in record.timeline("Ilse Brandvik", since="2025-03-01", until="2025-03-31").rows] == [
        "2025-03-03",
        "2025-03-04",
    ]
    assert record.timeline("Ilse Brandvik", limit=3, offset=3).rows == rows[3:]


def test_outlets_and_wires(record: Record) -> None:
    """A wire's statement counts once, and is found in each outlet that carries it."""
    first = record.add(tunnel())
    cut = tunnel().article.text.replace("Port city halts", "Northern port halts")
    copy = record.add(tunnel(outlet="Daily", url="https://daily.example/x", text=cut))
    assert copy.copy_of == first.article
    assert record.add(tunnel(outlet="Evening", url="https://evening.example/y", text=cut)).copy_of == first.article
    (row,) = record.search("dry ground").rows
    assert row.outlets == ("Northline", "Daily", "Evening")
    assert record.profile("Ilse Brandvik").voice.statements == 2
    assert record.profile("Ilse Brandvik").voice.outlets == 3
    assert len(record.events().rows) == 3
    (in_daily,) = record.search("dry ground", outlet="Daily").rows
    assert in_daily.evidence.where.article == copy.article
    assert len(record.search(outlet="Daily").rows) == 4
    other = record.add(brief(1, "Ada Holt", "dry ground is rare", outlet="Daily"))
    assert other.copy_of is None
    assert len(record.search("dry ground", outlet="Daily").rows) == 2


def test_the_types_of_events_are_those_that_are_read() -> None:
    assert set(TYPES) == set(plover.TYPES)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2008", ("2008", True)),
        ("2025-W09", ("2025-W09", True)),
        ("2025-03", ("2025-03", True)),
        ("2025-02-28T09:30", ("2025-02-28T09:30", True)),
        ("PRESENT_REF", ("2025-03-04", False)),
        ("P2D", ("2025-03-04", False)),
        (None, ("2025-03-04", False)),
    ],
)
def test_when_it_was_at_its_own_grain(value: str | None, expected: tuple[str, bool]) -> None:
    assert when_of(value, "2025-03-04T08:30:00+01:00") == expected
    assert when_of(None, None) == ("", False)


def test_rows_tell_when_they_were(record: Record) -> None:
    record.add(tunnel())
    (met,) = record.events(type="consult").rows
    assert (met.day, met.when, met.when_told) == ("2025-02-24", "2025-W09", True)
    (bid,) = record.events(type="cooperate").rows
    assert (bid.day, bid.when, bid.when_told) == ("2025-03-04", "2025-03-04", False)
    (shut,) = record.search("survey").rows
    assert (shut.day, shut.when, shut.when_told) == ("2025-03-03", "2025-03-03", True)
    assert shut.evidence.where.name == "tunnel"

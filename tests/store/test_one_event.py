"""An event is the same in a listing and in PLOVER's record, whatever its mentions tell each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from onrecord.answers import Happened, Kept
from onrecord.export.columns import EVENTS
from onrecord.export.plover import records
from onrecord.store import Record
from onrecord.types import Article, Event, Place, Reading, Status, Time

from .made import by, event, everywhere, person, said, tunnel, words

TEXT = (
    "Veld shells the port\n\n"
    "Ilse Brandvik said that Ostmark had attacked Osthaven. “We attacked nobody in the 1990s,” Tomas Reyl said. "
    "The attack on the port by Ostmark's army and its allies came on Friday.\n"
)
BY = {"by": "Edda", "why": "a caption"}
FRIDAY = Time(words(TEXT, "on Friday"), "DATE", "2025-03-07")
NINETIES = Time(words(TEXT, "the 1990s"), "DATE", "199")


def attack(
    trigger: str, status: Status, confidence: float, actor: list[tuple[str, int | None]], **more: Any
) -> Event:  # fmt: skip
    made = event(TEXT, "ASSAULT", trigger, status, actor=actor, confidence=confidence, group=more.pop("group", 0))
    return replace(made, cameo=("18", "19"), **more)


@pytest.fixture
def several() -> Reading:
    """One attack in three mentions: the surest has no date and a pronoun, the last most participants; and another."""
    entities = (
        person(TEXT, "Ilse Brandvik"),
        person(TEXT, "Tomas Reyl"),
        replace(person(TEXT, "Ostmark", kind="organization"), code="OSTMIL"),
        replace(person(TEXT, "Osthaven", kind="place"), mentions=everywhere(TEXT, "Osthaven"), code="NOR"),
    )
    statements = (
        said(TEXT, "that Ostmark had attacked Osthaven", source="Ilse Brandvik", speaker=by(entities, "Ilse Brandvik")),
        said(TEXT, "“We attacked nobody in the 1990s,”", source="Tomas Reyl", speaker=by(entities, "Tomas Reyl")),
    )
    at_port = Place(words(TEXT, "Osthaven"), "Osthaven", "NOR")
    after = TEXT.index("The attack")
    events = (
        replace(attack("attacked", "occurred", 0.9, [("Ostmark", 2)], voucher=0, place=at_port),
                recipient=event(TEXT, "ASSAULT", "attacked", "denied", actor=[("Osthaven", 3)]).actor),
        replace(attack("attacked", "denied", 0.7, [("We", None)], voucher=1, date=NINETIES, group=1),
                trigger=words(TEXT, "attacked", TEXT.index("“We"))),
        replace(attack("attack", "possible", 0.5, [("Ostmark's army", 2), ("its", None), ("allies", None)], date=FRIDAY),
                trigger=words(TEXT, "attack", after)),
    )  # fmt: skip
    article = Article(TEXT, "port", "https://northline.example/port", None, "Northline", (), "2025-03-08")
    return Reading(article, "toy 1", statements, ("statements", "events"), entities, events, (FRIDAY, NINETIES))


def both(record: Record) -> Iterator[tuple[Happened, dict[str, Any]]]:
    """The events as rows, each with its PLOVER record."""
    rows = list(record.each_event())
    coded: dict[tuple[str, int], dict[str, Any]] = {}
    for kept in record.each_article():
        for made in records(kept.reading, name=kept.id, groups=shown(kept, rows)):
            coded |= {(kept.id, one["spans"][0][0]): made for one in made["mentions"]}
    for row in rows:
        yield row, coded.pop((row.evidence.where.article, row.evidence.selectors[0].start))
    assert {id(made) for made in coded.values()} <= {id(made) for made in coded.values() if len(made["mentions"]) > 1}


def shown(kept: Kept, rows: list[Happened]) -> set[int]:
    """The groups that are exported, as `onrecord export` finds them."""
    ids = {row.id for row in rows}
    return {one.group for one, ref in zip(kept.reading.events, kept.events, strict=True) if ref in ids}


def check(row: Happened, made: dict[str, Any]) -> None:
    assert (row.type, row.status, row.evidence.exact) == (made["event"], made["status"], made["eventText"])
    assert (row.day, row.date) == (made["date"], made["dateValue"])
    assert row.when_told == (made["dateBasis"] == "text")
    assert (row.place, row.country) == (
        made.get("eventLoc", {}).get("name"),
        made.get("eventLoc", {}).get("country code"),
    )
    assert (row.mode, row.quad, list(row.cameo)) == (made.get("mode"), made["quad"], made["cameo"])
    for several, coded in ((row.actors, made["source"]), (row.recipients, made["target"])):
        assert [one.called for one in several] == [one["actorText"] for one in coded]
        assert [one.code or "" for one in several] == [one["code"] + one.get("sector", "") for one in coded]
    assert row.mentions == len(made["mentions"])
    assert row.vouched_by == (made["voucher"]["name"] if made["voucher"]["kind"] == "speaker" else None)


def test_rows_and_records_tell_the_same(record: Record, several: Reading) -> None:
    record.add(several)
    record.add(tunnel())
    found = list(both(record))
    assert len(found) == 5
    for row, made in found:
        check(row, made)


def test_the_surest_mention_leads_and_the_others_tell_what_it_lacks(record: Record, several: Reading) -> None:
    record.add(several)
    row = next(record.each_event())
    assert (row.status, row.vouched_by, row.mentions) == ("occurred", "Ilse Brandvik", 2)
    assert (row.day, row.when, row.place) == ("2025-03-07", "2025-03-07", "Osthaven")
    assert [one.called for one in row.actors] == ["Ostmark", "allies"]  # each once, and no pronoun
    cells = {column.name: column.of(row) for column in EVENTS}
    assert (cells["actor_codes"], cells["recipient_codes"]) == (("OSTMIL", None), ("NOR",))
    assert (cells["recipients"], cells["cameo"]) == (("Osthaven",), ("18", "19"))
    assert [one.id for one in record.events(since="2025-03-07", until="2025-03-07").rows] == [row.id]


def test_what_a_decade_tells_is_no_news_of_the_day(record: Record, several: Reading) -> None:
    record.add(several)
    (old,) = record.events(status="denied").rows
    assert (old.day, old.when, old.when_told) == ("1990-01-01", "199X", True)
    assert [one.called for one in old.actors] == ["We"]  # there is nobody else
    assert old.id not in {one.id for one in record.events(since="2025-01-01").rows}


def test_events_without_a_day_come_last(record: Record, several: Reading) -> None:
    vague = replace(NINETIES, value="PAST_REF")
    record.add(replace(several, events=tuple(replace(one, date=one.date and vague) for one in several.events[1:2])))
    record.add(tunnel())
    for oldest in (True, False):
        rows = record.events(oldest=oldest).rows
        assert [row.day for row in rows][-1] == ""
        assert (rows[-1].when, rows[-1].when_told, rows[-1].date) == ("", False, "PAST_REF")


def test_what_a_rejected_statement_vouches_for_is_gone_everywhere(record: Record, several: Reading) -> None:
    record.add(several)
    attacks = [row.id for row in record.each_event()]
    (denial,) = record.search("nobody").rows
    done = record.correct(denial.id, reject=True, **BY)
    assert [row.id for row in record.events().rows] == attacks[:1]
    assert [row.id for row, _ in both(record)] == attacks[:1]
    assert [type(row) for row in record.timeline("Ostmark").rows] == [Happened]
    assert {row.id: row.rejected for row in record.each_event(rejected=True)} == {attacks[0]: False, attacks[1]: True}
    record.correct(done.id, undo=True, **BY)
    assert [row.id for row in record.each_event()] == attacks


def test_a_rejected_mention_adds_nothing(record: Record, several: Reading) -> None:
    record.add(replace(several, events=tuple(replace(one, group=0) for one in several.events)))
    (attack,) = record.each_event()
    assert (attack.mentions, attack.date) == (3, "199")
    (denial,) = record.search("nobody").rows
    record.correct(denial.id, reject=True, **BY)
    (row,) = record.each_event()
    assert (row.mentions, row.date) == (2, "2025-03-07")
    ((_, made),) = both(record)
    check(row, made)
    assert [one.id for one in record.events(since="2025-01-01").rows] == [row.id]
    assert [one.called for one in row.actors] == ["Ostmark", "allies"]


def test_everybody_to_whom_an_event_leads_is_among_the_people(record: Record, several: Reading) -> None:
    record.add(several)
    record.add(tunnel())
    people = {one.party.id: one.statements for one in record.each_voice()}
    acting = {who.party.id for row in record.each_event() for who in (*row.actors, *row.recipients) if who.party}
    assert acting <= set(people)
    assert 0 in people.values()
    assert {row.speaker.id for row in record.each_statement() if row.speaker} <= set(people)


def test_the_event_in_a_copied_statement_is_a_copy(record: Record) -> None:
    story = tunnel()
    told = "“The model we bid on was drawn in 1998,”"
    other_text = story.article.text.replace(
        f"{told} said its director, Tomas Reyl.", f"Then {told} Reyl said to radio."
    )
    record.add(story)
    other = tunnel("Courier", "https://courier.example/a", story.article.text)
    moved = [words(other_text, one.content.text) for one in other.statements]
    statements = tuple(
        replace(one, content=content, source=None, cue=None, addressee=None, said=None)
        for one, content in zip(other.statements, moved, strict=True)
    )
    bid = replace(other.events[2], trigger=words(other_text, "bid"), actor=())
    copied = record.add(
        replace(
            other,
            article=replace(other.article, text=other_text),
            statements=statements,
            events=(bid,),
            entities=tuple(replace(one, mentions=(), roles=()) for one in other.entities),
            times=(),
        )
    )
    assert copied.copy_of is not None
    (row,) = record.events(type="COOPERATE").rows
    assert row.outlets == ("Northline", "Courier")
    listed = {one.id for one in record.search(limit=50).rows}
    assert row.voucher in listed
    assert {one.voucher for one in record.each_event(outlet="Courier")} <= listed

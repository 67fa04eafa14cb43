"""Corrections are added, win everywhere, are undone by another, and outlive a newer reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from onrecord.errors import BadQuery, NotFound
from onrecord.store import Record
from onrecord.types import Article, Reading, Span, Words

from .made import brief, said, tunnel

BY = {"by": "Edda", "why": "the caption shows it"}


def statement(record: Record, words: str) -> str:
    return record.search(words).rows[0].id


def test_a_speaker_is_corrected_everywhere(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    done = record.correct(ref, speaker="Tomas Reyl", **BY)
    assert (done.before, done.after, done.by, done.holds) == ("Ilse Brandvik", "Tomas Reyl", "Edda", True)
    row = record.statement(ref)
    assert (row.speaker_name, row.as_read, row.corrections) == ("Tomas Reyl", "Ilse Brandvik", (done.id,))
    assert {one.id for one in record.search("ground", speaker="Tomas Reyl").rows} == {ref}
    assert not record.search("ground", speaker="Ilse Brandvik").rows
    assert record.profile("Tomas Reyl").voice.statements == 2
    assert ref in {row.id for row in record.timeline("Tomas Reyl").rows}
    assert record.load("tunnel") == tunnel()  # what was read is as it was


def test_a_speaker_nobody_has_named_yet(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    done = record.correct(ref, speaker="Maud Erling", **BY)
    assert done.value["new"] is True
    assert record.profile("Maud Erling").voice.statements == 1
    assert "new" not in record.correct(statement(record, "1998"), speaker="maud erling", **BY).value
    record.correct(ref, speaker="unknown", **BY)
    assert record.statement(ref).speaker is None
    record.correct(ref, speaker=record.profile("Tomas Reyl").voice.party.id, **BY)
    assert record.statement(ref).speaker_name == "Tomas Reyl"
    assert [one.after for one in record.corrections(ref)] == ["Maud Erling", "unknown", "Tomas Reyl"]


def test_a_rejected_statement_is_in_no_listing(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    done = record.correct(ref, reject=True, **BY)
    assert not record.search("dry ground").rows
    assert record.profile("Ilse Brandvik").voice.statements == 1
    assert record.statement(ref).rejected
    undone = record.correct(done.id, undo=True, **BY)
    assert record.search("dry ground").rows
    assert [one.holds for one in record.corrections()] == [False, True]
    record.correct(undone.id, undo=True, **BY)
    assert not record.search("dry ground").rows
    assert [one.holds for one in record.corrections()] == [True, False, True]


def test_a_rejected_event(record: Record) -> None:
    record.add(tunnel())
    ref = record.events(type="PROTEST").rows[0].id
    done = record.correct(ref, reject=True, **BY)
    assert not record.events(type="PROTEST").rows
    record.correct(done.id, undo=True, **BY)
    assert record.events(type="PROTEST").rows


def test_merging_and_taking_it_back(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "the road is closed"))
    record.add(brief(2, "Ada Holt-Berg", "the road is open", about=("Road Board",)))
    one, other = (record.profile(name).voice.party.id for name in ("Ada Holt", "Ada Holt-Berg"))
    with pytest.raises(BadQuery, match="says one thing"):
        record.correct(one, **BY)
    done = record.correct(one, merge=other, **BY)
    page = record.profile("Ada Holt")
    assert (page.voice.party.id, page.voice.statements) == (other, 2)
    assert [party.name for party in page.merged] == ["Ada Holt"]
    assert len(record.search("road", speaker=one).rows) == 2
    assert [(row.party.name, row.statements) for row in record.who().rows] == [("Ada Holt-Berg", 2)]
    with pytest.raises(BadQuery, match="are one already"):
        record.correct(one, merge=other, **BY)
    record.add(brief(3, "Ada Holt", "the road is new"))
    assert record.profile(other).voice.statements == 3
    record.correct(done.id, undo=True, **BY)
    assert record.profile(one).voice.statements == 2
    assert record.profile(other).voice.statements == 1


def test_splitting_two_of_one_name(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "Road Board is slow", about=("Road Board",)))
    second = record.add(brief(2, "Ada Holt", "the goal was mine"))
    third = record.add(brief(3, "Ada Holt", "the referee slept"))
    ref = record.profile("Ada Holt").voice.party.id
    done = record.correct(ref, split=(second.article, "brief-3"), **BY)
    assert record.profile(ref).voice.statements == 1
    assert sorted(row.statements for row in record.who("Ada Holt").rows) == [1, 2]
    other = str(done.value["into"])
    assert {row.evidence.where.article for row in record.search(speaker=other).rows} == {second.article, third.article}
    record.correct(done.id, undo=True, **BY)
    assert record.profile(ref).voice.statements == 3


def test_a_correction_of_a_wire_is_for_all_its_copies(record: Record) -> None:
    record.add(tunnel())
    record.add(tunnel(outlet="Daily", url="https://daily.example/x"))
    ref = record.search("dry ground", outlet="Daily").rows[0].id
    record.correct(ref, speaker="Tomas Reyl", **BY)
    assert record.search("dry ground").rows[0].speaker_name == "Tomas Reyl"
    record.add(tunnel(outlet="Evening", url="https://evening.example/x"))
    assert record.search("dry ground", outlet="Evening").rows[0].speaker_name == "Tomas Reyl"
    record.correct(ref, reject=True, **BY)
    assert not record.search("dry ground").rows
    assert not record.search("dry ground", outlet="Northline").rows


@pytest.mark.parametrize(
    ("ref", "change", "error", "why"),
    [
        ("s0000000000000", {"reject": True}, NotFound, "nothing in the record goes by this id"),
        ("p0000000000000", {"speaker": "Ada"}, BadQuery, "a statement's speaker can be corrected"),
        ("c0000000000000", {"reject": True}, BadQuery, "a statement or an event"),
        ("s0000000000000", {"undo": True}, BadQuery, "a correction can be undone"),
        ("s0000000000000", {"reject": True, "speaker": "Ada"}, BadQuery, "says one thing"),
    ],
)
def test_corrections_that_cannot_be(
    record: Record, ref: str, change: dict[str, object], error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        record.correct(ref, **BY, **change)


def test_what_changes_nothing_is_no_correction(record: Record) -> None:
    record.add(tunnel())
    other = record.add(brief(1, "Ada Holt", "the road is closed")).article
    ref = statement(record, "dry ground")
    brandvik = record.profile("Ilse Brandvik").voice.party.id
    for target, change, why in (
        (ref, {"speaker": "Ilse Brandvik"}, r"nothing to correct: Ilse Brandvik \(p\w+\) is the speaker of s"),
        (ref, {"speaker": brandvik}, "nothing to correct"),
        (brandvik, {"split": ("tunnel", other)}, f"nothing to split: {other} does not name Ilse Brandvik"),
        (ref, {}, "one of speaker, reject, merge, split, undo; nothing given"),
        (ref, {"reject": True, "speaker": "Ada Holt"}, "; speaker, reject given"),
    ):
        with pytest.raises(BadQuery, match=why):
            record.correct(target, **BY, **change)  # type: ignore[arg-type]
    record.correct(ref, speaker="unknown", **BY)
    with pytest.raises(BadQuery, match="nothing to correct: the speaker of s"):
        record.correct(ref, speaker="unknown", **BY)
    assert len(record.corrections()) == 1


def test_nobody_corrects_without_a_reason(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    with pytest.raises(BadQuery, match="who makes it and why"):
        record.correct(ref, reject=True, by="Edda", why=" ")
    record.correct(ref, reject=True, **BY)
    with pytest.raises(BadQuery, match="rejected already"):
        record.correct(ref, reject=True, **BY)


def newer(keep: int, *, trim: int = 0) -> Reading:
    """A later model's reading of the tunnel: without some of its statements, the content of the others cut at the end."""
    made = tunnel()
    text = made.article.text

    def cut(words: Words) -> Words:
        last = words.spans[-1]
        return Words.of(text, (*words.spans[:-1], Span(last.start, last.end - trim)))

    kept = tuple(replace(one, content=cut(one.content)) for one in made.statements[:keep])
    return Reading(made.article, "toy 2", kept, made.tasks, made.entities, made.events[:2], made.times)


def reads(found: Reading) -> object:
    def read(articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            assert article == found.article
            yield found

    return read


def test_reading_again_keeps_ids_and_corrections(record: Record) -> None:
    record.add(tunnel())
    ids = {row.id for row in record.search().rows}
    ref = statement(record, "dry ground")
    record.correct(ref, speaker="Tomas Reyl", **BY)
    found = newer(4, trim=1)
    done = record.reread(reads(found), model="toy 2")
    assert (done.articles, done.skipped) == (1, 0)
    assert record.load("tunnel") == found
    assert {row.id for row in record.search().rows} == ids
    row = record.statement(ref)
    assert (row.speaker_name, row.evidence.exact, row.model) == ("Tomas Reyl", "“We were promised dry ground,", "toy 2")
    assert record.reread(reads(found), model="toy 2").skipped == 1
    assert record.profile("Ilse Brandvik").names == ("Ilse Brandvik",)


def test_a_corrected_statement_stays_when_a_newer_model_lacks_it(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    record.correct(ref, speaker="Tomas Reyl", **BY)
    record.add(newer(1))
    assert {row.id for row in record.search().rows} > {ref}
    assert len(record.search().rows) == 2
    assert record.statement(ref).model == "toy 1"
    record.add(tunnel())
    assert record.statement(ref).model == "toy 1"
    assert len(record.search().rows) == 4


def test_corrections_outlive_a_new_version(record: Record) -> None:
    record.add(tunnel())
    ref = statement(record, "dry ground")
    record.correct(ref, speaker="Tomas Reyl", **BY)
    text = "UPDATED\n" + tunnel().article.text
    made = tunnel(text=text)
    record.add(made)
    assert record.statement(ref).speaker_name == "Tomas Reyl"
    assert record.load("tunnel", version=1) == tunnel()


def test_a_split_holds_for_a_newer_reading(record: Record) -> None:
    first = record.add(brief(1, "Ada Holt", "the road is closed"))
    record.add(brief(2, "Ada Holt", "the goal was mine"))
    ref = record.profile("Ada Holt").voice.party.id
    record.correct(ref, split=(first.article,), **BY)
    record.add(brief(1, "Ada Holt", "the road is closed", model="toy 2"))
    assert record.profile(ref).voice.statements == 1
    assert [row.model for row in record.search("road").rows] == ["toy 2"]


def test_verifying(record: Record) -> None:
    added = record.add(tunnel())
    done = record.verify(added.article)
    assert (done.statements, done.text, done.page) == (4, {"stands": 4}, None)


def test_the_same_said_twice_has_two_ids(record: Record) -> None:
    text = "“No,” said Ada Holt. Later she was asked again. “No,” said Ada Holt.\n"
    first = said(text, "“No,”", source="Ada Holt")
    at = text.rindex("“No,”")
    second = replace(first, content=Words.of(text, (Span(at, at + 5),)))
    record.add(Reading(Article(text, "twice"), "toy 1", (first, second)))
    assert len({row.id for row in record.search("no").rows}) == 2


def test_a_corrected_reading(record: Record) -> None:
    record.add(tunnel())
    made = tunnel()
    assert record.load("tunnel", corrected=True) == made
    record.correct(statement(record, "dry ground"), speaker="Tomas Reyl", **BY)
    record.correct(statement(record, "survey"), reject=True, **BY)
    record.correct(record.events(type="CONSULT").rows[0].id, reject=True, **BY)
    found = record.load("tunnel", corrected=True)
    assert [one.speaker.name for one in found.statements] == ["Tomas Reyl", "Reyl & Sons", "Tomas Reyl"]
    assert [one.content for one in found.statements] == [one.content for one in made.statements[1:]]
    assert [(one.type, one.voucher) for one in found.events] == [("PROTEST", None), ("COOPERATE", 2)]
    record.correct(statement(record, "1998"), reject=True, **BY)
    assert [one.type for one in record.load("tunnel", corrected=True).events] == ["PROTEST"]
    record.add(newer(1))
    kept = record.load("tunnel", corrected=True)
    assert [one.content for one in kept.statements] == [made.statements[1].content]
    assert kept.statements[0].speaker.name == "Tomas Reyl"


def test_the_first_of_a_wire_is_read_again_and_counts_once(record: Record) -> None:
    record.add(tunnel())
    record.add(tunnel(outlet="Daily", url="https://daily.example/x"))
    record.add(newer(4))
    assert len(record.search().rows) == 4
    assert len(record.events().rows) == 3
    assert record.search("dry ground").rows[0].outlets == ("Daily", "Northline")
    record.add(tunnel(text=tunnel().article.text + "Corrected.\n"))
    assert len(record.search().rows) == 4
    assert record.profile("Ilse Brandvik").voice.statements == 2

"""Handing a record on: everything that meets what is asked for, in the order it came, in batches."""

from __future__ import annotations

import pytest

from onrecord.store import Record, handing
from onrecord.store.happened import EventSearch
from onrecord.store.search import Search

from .made import brief, tunnel

WHO = {"by": "Edda", "why": "heard it"}


@pytest.fixture
def filled(record: Record, monkeypatch: pytest.MonkeyPatch) -> Record:
    """Five articles, of which two are one wire, handed on in batches of two."""
    for name in ("_NUMBERS", "_ROWS", "_ARTICLES"):
        monkeypatch.setattr(handing, name, 2)
    record.add(tunnel())
    record.add(tunnel("Courier", "https://courier.example/tunnel"))
    record.add(brief(1, "Tomas Reyl", "we will build it", outlet="Daily", published="2025-04-02"))
    record.add(brief(2, "Ilse Brandvik", "not before spring", qid="Q900001", published="2025-04-03"))
    record.add(brief(3, "Odd Lervik", "the pumps run", outlet="Daily", published=None))
    return record


def ref_of(record: Record, words: str) -> str:
    (row,) = record.search(words).rows
    return row.id


def exact(record: Record, **wanted: object) -> list[str]:
    return [row.evidence.exact for row in record.each_statement(**wanted)]


def test_each_statement_once_in_the_order_they_came(filled: Record) -> None:
    rows = list(filled.each_statement())
    assert [row.evidence.where.article for row in rows] == sorted(
        (row.evidence.where.article for row in rows), key=list(filled.articles()).index
    )
    assert {row.id for row in rows} == {row.id for row in filled.search(limit=100).rows}
    assert len(rows) == len({row.id for row in rows}) == 7
    assert rows[0].outlets == ("Northline", "Courier")
    assert list(filled.each_statement()) == rows


def test_filters_are_those_of_search(filled: Record) -> None:
    for wanted in (
        {"words": "ground"},
        {"speaker": "Brandvik"},
        {"speaker": "Brandvik", "words": "shut OR spring"},
        {"outlet": "Courier"},
        {"since": "2025-04-01", "until": "2025-04-02"},
        {"kind": "direct"},
        {"stance": "denies"},
        {"to": "reporters"},
    ):
        found = {row.id for row in filled.search(limit=100, **wanted).rows}  # type: ignore[arg-type]
        assert found
        assert {row.id for row in filled.each_statement(**wanted)} == found


def test_what_comes_meanwhile_comes_too(filled: Record) -> None:
    stream = filled.each_statement()
    next(stream)
    filled.add(brief(4, "Mara Venn", "late news"))
    assert [row.evidence.exact for row in stream][-1] == "“late news,”"


def test_rejected_ones_come_where_they_are_asked_for(filled: Record) -> None:
    filled.correct(ref_of(filled, "ground"), reject=True, **WHO)
    assert "“We were promised dry ground,”" not in exact(filled)
    assert exact(filled, rejected=True).count("“We were promised dry ground,”") == 1
    (row,) = filled.each_statement(words="ground", rejected=True)
    assert (row.rejected, len(row.corrections)) == (True, 1)


def test_old_versions_stay_behind(filled: Record) -> None:
    filled.correct(ref_of(filled, "pumps"), reject=True, **WHO)
    filled.add(brief(3, "Odd Lervik", "the pumps have stopped", outlet="Daily", published=None))
    assert exact(filled, words="pumps", rejected=True) == ["“the pumps have stopped,”"]


def test_speakers_are_known_by_their_identifier(filled: Record) -> None:
    (row,) = filled.each_statement(words="spring")
    assert row.speaker is not None
    assert row.speaker.wikidata == "Q900001"
    filled.correct(ref_of(filled, "spring"), speaker="Odd Lervik", **WHO)
    (row,) = filled.each_statement(words="spring")
    assert row.speaker is not None
    assert (row.speaker.name, row.speaker.wikidata, row.as_read) == ("Odd Lervik", None, "Ilse Brandvik")


def test_who_is_merged_brings_the_identifier_along(filled: Record) -> None:
    brandvik = next(one.party for one in filled.each_voice() if one.party.name == "Ilse Brandvik")
    filled.correct(brandvik.id, merge="Odd Lervik", **WHO)
    (voice,) = filled.who("Lervik").rows
    assert (voice.party.name, voice.party.wikidata) == ("Odd Lervik", "Q900001")


def test_each_voice_speaks(filled: Record) -> None:
    voices = {voice.party.name: voice.statements for voice in filled.each_voice()}
    assert voices == {"Ilse Brandvik": 3, "Reyl & Sons": 1, "Tomas Reyl": 2, "Odd Lervik": 1}


def test_each_event(filled: Record) -> None:
    assert [row.type for row in filled.each_event()] == ["PROTEST", "CONSULT", "COOPERATE"]
    assert [row.type for row in filled.each_event(actor="Brandvik")] == ["CONSULT"]
    assert [row.type for row in filled.each_event(outlet="Courier")] == ["PROTEST", "CONSULT", "COOPERATE"]
    (protest,) = filled.each_event(type="PROTEST")
    filled.correct(protest.id, reject=True, **WHO)
    assert [row.type for row in filled.each_event()] == ["CONSULT", "COOPERATE"]
    assert next(row.id for row in filled.each_event(rejected=True)) == protest.id


def test_each_article_as_people_have_corrected_it(filled: Record) -> None:
    ref = ref_of(filled, "ground")
    filled.correct(ref, speaker="Odd Lervik", **WHO)
    filled.correct(ref_of(filled, "charge"), reject=True, **WHO)
    found = list(filled.each_article())
    assert [one.id for one in found] == list(filled.articles())
    for one in found:
        assert one.reading == filled.load(one.id, corrected=True)
        assert [row.evidence.exact for row in one.said] == [s.content.text for s in one.reading.statements]
        assert len(one.events) == len(one.reading.events)
    first = found[0]
    assert [(row.row.rejected, row.statement.content.text) for row in first.left_out] == [(True, "the charge")]
    assert [(one.action, one.by) for one in first.corrections] == [("speaker", "Edda"), ("reject", "Edda")]
    assert [s.speaker.name for s, row in zip(first.reading.statements, first.said, strict=True) if row.id == ref] == [
        "Odd Lervik"
    ]


def test_articles_by_their_own_day_and_outlet(filled: Record) -> None:
    def names(**wanted: object) -> list[str]:
        return [one.reading.article.id for one in filled.each_article(**wanted)]

    assert names(outlet="Daily") == ["brief-1", "brief-3"]
    assert names(since="2025-04-02") == ["brief-1", "brief-2"]
    assert names(until="2025-04-01") == ["tunnel", "tunnel"]
    assert names(holding=Search(speaker="Brandvik")) == ["tunnel", "brief-2"]
    assert names(happening=EventSearch(type="PROTEST")) == ["tunnel"]
    assert names(corrected=True) == []


def test_what_was_looked_for_is_told(filled: Record) -> None:
    (one,) = filled.each_article(holding=Search(kind="mixed"))
    assert one.meeting == {one.said[0].id, *one.events}
    (one,) = filled.each_article(happening=EventSearch(type="PROTEST"))
    assert one.meeting == {one.events[0], *(row.id for row in one.said)}


def test_only_what_holds_counts_as_corrected(filled: Record) -> None:
    done = filled.correct(ref_of(filled, "ground"), reject=True, **WHO)
    (event,) = filled.each_event(type="PROTEST")
    assert len(list(filled.each_article(corrected=True))) == 1
    filled.correct(done.id, undo=True, **WHO)
    assert list(filled.each_article(corrected=True)) == []
    filled.correct(event.id, reject=True, **WHO)
    (one,) = filled.each_article(corrected=True)
    assert [(c.action, c.target) for c in one.corrections] == [("reject", event.id)]
    assert "PROTEST" not in [e.type for e in one.reading.events]

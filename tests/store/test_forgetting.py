"""What is forgotten is gone from every answer and from the files; a tombstone says why, and keeps it from coming back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BadQuery, Forgotten, NotFound
from onrecord.store import Page, Record
from onrecord.types import Speaker

from .made import MODEL, TUNNEL, brief, tunnel

WHY = {"by": "Edda", "why": "court order 12/2025"}


def files(record: Record) -> bytes:
    """All bytes of a SQLite record; nothing for PostgreSQL."""
    path = record._database.file
    if path is None:
        return b""
    record.close()
    return b"".join(Path(f"{path}{end}").read_bytes() for end in ("", "-wal", "-shm") if Path(f"{path}{end}").exists())


def test_an_article_is_forgotten(record: Record) -> None:
    page = Page(b"<html>quincebrook</html>", TUNNEL, "https://northline.example/tunnel", "2025-03-04T10:00:00Z")
    record.add(brief(1, "Ada Holt", "the road is closed"))
    added = record.add(tunnel(), page)
    record.correct(record.search("dry ground").rows[0].id, speaker="Zacharias Quend", by="E", why="heard it")
    stone = record.forget("https://northline.example/tunnel", **WHY)
    assert (stone.id, stone.kind, stone.why, stone.wiped) == (added.article, "article", WHY["why"], True)
    assert (stone.what, stone.statements, stone.articles) == ("Port city halts tunnel after flooding", 4, 1)
    assert [one.id for one in record.tombstones()] == [added.article]
    assert len(record.search().rows) == 1
    assert not record.search("dry ground").rows
    assert not record.events().rows
    assert record.corrections() == ()
    with pytest.raises(NotFound):
        record.load(added.article)
    with pytest.raises(NotFound):
        record.profile("Brandvik")
    left = files(record)
    for words in (b"Brandvik", b"brandvik", b"quincebrook", b"promised", b"Quend", b"northline.example/tunnel"):
        assert words not in left


def test_what_was_forgotten_is_refused_with_the_reason(record: Record) -> None:
    record.add(tunnel())
    record.forget("https://northline.example/tunnel", **WHY)
    with pytest.raises(Forgotten, match="court order 12/2025") as error:
        record.add(tunnel())
    assert error.value.why == WHY["why"]
    with pytest.raises(Forgotten):  # the same text elsewhere
        record.add(tunnel(outlet="Daily", url="https://daily.example/x"))
    with pytest.raises(Forgotten):  # the same address with another text
        record.add(tunnel(text=TUNNEL + "More."))


def test_copies_of_a_forgotten_article_count_again(record: Record) -> None:
    record.add(tunnel())
    record.add(tunnel(outlet="Daily", url="https://daily.example/x", text=TUNNEL + "From the wire."))
    ref = record.search("dry ground").rows[0].id
    record.correct(ref, speaker="Tomas Reyl", by="E", why="w")
    record.forget("https://northline.example/tunnel", **WHY)
    (row,) = record.search("dry ground").rows
    assert (row.outlets, row.speaker_name) == (("Daily",), "Tomas Reyl")
    assert len(record.events().rows) == 3
    assert len(record.search().rows) == 4


def test_a_person_is_forgotten(record: Record) -> None:
    page = Page(b"<p>Brandvik</p>", TUNNEL, "https://northline.example/tunnel", "2025-03-04T10:00:00Z")
    record.add(tunnel(), page)
    other = record.add(brief(1, "Ada Holt", "I never met Ilse Brandvik, the mayor"))
    record.add(brief(2, "Ilse Brandvik", "farewell", qid="Q900001"))
    person = record.profile("Ilse Brandvik").voice.party.id
    stone = record.forget("Ilse Brandvik", **WHY)
    assert (stone.id, stone.kind, stone.wiped) == (person, "person", True)
    assert (stone.what, stone.statements, stone.articles) == ("Ilse Brandvik", 3, 3)
    assert record.tombstones()[0].what == ""
    for call in (lambda: record.profile("Brandvik"), lambda: record.search(speaker=person)):
        with pytest.raises(NotFound):
            call()
    assert not record.search("farewell").rows
    assert record.profile("Tomas Reyl").voice.statements == 1
    left = record.load("tunnel")
    assert len(left.statements) == 2
    assert "Brandvik" not in left.article.text
    assert len(left.article.text) == len(TUNNEL)
    assert "█████ ████ ████████" in left.article.text
    assert record.page("tunnel") is None
    assert record.load(other.article).statements[0].content.text == "“I never met ████ ████████, the mayor,”"
    for ref in ("tunnel", other.article):
        assert set(record.verify(ref).text) == {"stands"}
    data = files(record)
    for words in (b"Brandvik", b"brandvik", b"promised", b"farewell", b"Q900001"):
        assert words not in data


def test_a_person_is_taken_out_of_titles_authors_and_pages(record: Record) -> None:
    """Also where the text does not name them."""
    record.add(tunnel())
    plain = brief(1, "Ada Holt", "the road is closed")
    by_her = replace(
        plain,
        article=replace(plain.article, title="Ilse Brandvik: the road", authors=("Ilse Brandvik", "Maris Oldeby")),
    )
    record.add(by_her, Page(b"<p>By Maris Oldeby</p>", "By Maris Oldeby"))
    record.add(brief(2, "Ada Holt", "the bridge too"), Page(b"<i>By Ilse Brandvik</i>", "By Ilse Brandvik"))
    unseen = Page(b"<meta name=author content='Ilse Brandvik'>", "Nobody is shown")
    record.add(brief(3, "Ada Holt", "and the harbour"), unseen)
    other = Page(b"<p>Ada Holt</p>", "Ada Holt")
    record.add(brief(4, "Ada Holt", "and the airport"), other)
    record.forget("Ilse Brandvik", **WHY)
    left = record.load("brief-1").article
    assert (left.title, left.authors) == ("████ ████████: the road", ("████ ████████", "Maris Oldeby"))
    assert [record.page(f"brief-{number}") for number in (1, 2, 3, 4)] == [None, None, None, other]
    assert record.add(by_her).doing == "unchanged"
    assert record.load("brief-1").article == left
    assert b"Brandvik" not in files(record)


def test_a_forgotten_person_does_not_come_back(record: Record) -> None:
    record.add(tunnel())
    record.forget("Ilse Brandvik", **WHY)
    record.add(brief(7, "Ilse Brandvik", "here I am", qid="Q900001"))
    record.add(brief(8, "Ilse Brandvik", "and here"))
    record.add(brief(9, "Ilse Brandvik", "another of this name", qid="Q77"))
    assert not record.search("here").rows
    assert len(record.search("another").rows) == 1
    assert "Brandvik" not in record.load("brief-8").article.text
    assert record.add(tunnel()).doing == "unchanged"
    assert record.load("tunnel").model == MODEL


def test_older_versions_are_blacked_out_too(record: Record) -> None:
    record.add(tunnel())
    record.add(tunnel(text=TUNNEL + "Corrected.\n"))
    record.forget("Ilse Brandvik", **WHY)
    for version in (1, 2):
        assert "Brandvik" not in record.load("tunnel", version=version).article.text
    assert len(record.search().rows) == 2
    assert b"Brandvik" not in files(record)


def test_nothing_is_forgotten_without_a_reason(record: Record) -> None:
    record.add(tunnel())
    with pytest.raises(BadQuery, match="who asks for it, and why"):
        record.forget("https://northline.example/tunnel", by="Edda", why="")
    for ref in ("Nobody At All", "a0000000000000", "https://nowhere.example/"):
        with pytest.raises(NotFound):
            record.forget(ref, **WHY)


def test_the_article_as_it_was_does_not_bring_the_person_back(record: Record) -> None:
    """Not with another model either, which does not know that she is named."""
    record.add(tunnel())
    record.forget("Ilse Brandvik", **WHY)
    blind = replace(tunnel(), model="toy 2", entities=(), events=(), statements=tunnel().statements[3:])
    blind = replace(blind, statements=(replace(blind.statements[0], speaker=Speaker("Tomas Reyl", "person")),))
    record.add(blind)
    record.add(replace(blind, article=replace(blind.article, url="https://daily.example/x", outlet="Daily")))
    record.reread(lambda articles: (replace(blind, article=one) for one in articles))
    for ref in record.articles():
        left = record.load(ref)
        assert "Brandvik" not in left.article.text
        assert set(record.verify(ref).text) == {"stands"}
    assert b"Brandvik" not in files(record)


def test_nothing_is_guessed_of_what_is_to_be_forgotten(record: Record) -> None:
    """Neither a file that is called like a person, nor a part of a name."""
    added = record.add(tunnel())
    same = brief(1, "Ada Holt", "the road is closed")
    article = record.add(replace(same, article=replace(same.article, id="Tomas Reyl"))).article
    for ref, why in (
        ("tunnel", rf"came as, {added.article}; an article is forgotten by the id"),
        ("Tomas Reyl", rf"came as, {article}, and fits p\w+ \(Tomas Reyl\); an article is forgotten"),
        ("Brandvik", r"only part of a name, of p\w+ \(Ilse Brandvik\)"),
        ("Reyl", r"could be 2 people or organizations: p\w+ \((Tomas Reyl|Reyl & Sons)\), p"),
    ):
        with pytest.raises(BadQuery, match=why):
            record.forget(ref, **WHY)
    assert record.tombstones() == ()
    assert len(record.search().rows) == 5
    reyl = record.profile("Tomas Reyl").voice.party.id
    assert record.forget(reyl, **WHY).what == "Tomas Reyl"
    assert record.forget("Q900001", **WHY).what == "Ilse Brandvik"
    assert record.forget(article, **WHY).what == "Brief 1"


def test_two_of_one_name_are_told_apart(record: Record) -> None:
    record.add(brief(1, "Ada Holt", "the road is closed", qid="Q1"))
    record.add(brief(2, "Ada Holt", "the goal was offside", qid="Q2"))
    record.add(brief(3, "Ada Holt Larsen", "good evening", qid="Q3"))
    with pytest.raises(BadQuery, match="could be 3 people or organizations"):
        record.forget("Ada Holt", **WHY)
    record.forget("Q2", **WHY)
    assert record.forget("Ada Holt", **WHY).statements == 1
    assert len(record.search("evening").rows) == 1


def test_organizations_are_not_forgotten(record: Record) -> None:
    record.add(tunnel())
    with pytest.raises(BadQuery, match="people and articles can be forgotten"):
        record.forget("Reyl & Sons", **WHY)

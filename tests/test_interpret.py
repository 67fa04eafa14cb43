"""What is looked for in an article, and how its parts point to each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Article, Reader
from onrecord.cli.settings import TASKS
from onrecord.errors import ModelError, PeopleError
from onrecord.interpret import LOOKED_FOR, choose
from onrecord.model.spec import ModelSpec, TaskSpec

STORY = """Foreign Minister Mara Venn will meet her Korvian counterpart, Odo Pell, in Berlin next week, her office said.

"We will talk for as long as it takes," Venn told reporters on Friday. She accused Korvia of attacks on two villages.
"""
ARTICLE = Article(STORY, "story", published="2025-02-08")


def test_the_command_line_knows_all_that_can_be_looked_for() -> None:
    assert tuple(LOOKED_FOR) == TASKS


def test_everything_is_looked_for_that_the_model_can() -> None:
    tasks = [TaskSpec(name, ("A",)) for name in ("statements", "names", "mentions")]
    assert choose(None, ModelSpec("toy", "1", tuple(tasks))) == ("statements", "people", "dates")
    assert choose(["dates"], ModelSpec("toy", "1", tuple(tasks))) == ("statements", "dates")
    with pytest.raises(ModelError, match=r"'toy 1' was not trained for events; it reads statements, people, dates"):
        choose(["events"], ModelSpec("toy", "1", tuple(tasks)))
    with pytest.raises(ValueError, match=r"cannot look for weather; there are statements, people, dates, events"):
        choose(["weather"], ModelSpec("toy", "1", tuple(tasks)))


def test_a_reading_has_people_dates_and_events(reader: Reader) -> None:
    reading = reader.read(ARTICLE)
    direct = next(one for one in reading.statements if one.kind == "direct")
    assert direct.speaker.name == "Mara Venn"
    assert direct.speaker.entity is not None
    assert reading.entities[direct.speaker.entity].name == "Mara Venn"
    assert direct.addressee is not None
    assert direct.addressee.text == "reporters"
    assert direct.said is not None
    assert direct.said.value == "2025-02-07"
    met = next(one for one in reading.events if one.type == "CONSULT")
    assert met.status == "planned", "what is planned is never called occurred"
    assert met.date is not None
    assert met.date.value == "2025-W07"
    assert met.place is not None
    assert met.place.country == "DEU"


def test_less_can_be_looked_for(model_folder: Path) -> None:
    reading = Reader(model_folder, threads=1, tasks=["statements"]).read(ARTICLE)
    assert reading.tasks == ("statements",)
    assert (reading.entities, reading.events, reading.times) == ((), (), ())
    assert {one.speaker.reason for one in reading.statements} == {"speakers were not looked for"}
    assert {(one.stance, one.addressee) for one in reading.statements} == {(None, None)}


def test_people_of_one_s_own_are_known(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,title,country,wikidata\nMara Venn,Foreign Minister,Germany,Q0\n")
    reading = Reader(model_folder, threads=1, people=tmp_path / "people.csv").read(ARTICLE)
    venn = next(one for one in reading.entities if one.name == "Mara Venn")
    assert venn.ids == {"wikidata": "Q0"}
    assert venn.code == "DEUGOV"
    with pytest.raises(PeopleError, match=r"nobody\.csv"):
        Reader(model_folder, people=tmp_path / "nobody.csv")


def test_every_number_points_to_something(reader: Reader, examples: list[Article]) -> None:
    for reading in reader.read_many(examples):
        parties = [who.entity for event in reading.events for who in (*event.actor, *event.recipient)]
        numbers = [one.speaker.entity for one in reading.statements] + parties
        assert all(0 <= number < len(reading.entities) for number in numbers if number is not None)
        assert all(event.voucher is None or 0 <= event.voucher < len(reading.statements) for event in reading.events)


def test_alone_or_among_others_an_article_reads_the_same(reader: Reader, examples: list[Article]) -> None:
    alone = [reader.read(article) for article in examples]
    for one, other in zip(alone, reader.read_many(examples), strict=True):
        assert one.entities == other.entities
        assert one.times == other.times
        assert [(e.type, e.status, e.trigger, e.voucher, e.group) for e in one.events] == [
            (e.type, e.status, e.trigger, e.voucher, e.group) for e in other.events
        ]


def test_a_statement_left_out_takes_its_events_along(reader: Reader, examples: list[Article]) -> None:
    """Nothing that a person claims becomes the outlet's own word because the claim is not shown."""
    strict = Reader(threads=1, min_confidence=0.9)
    left_out = 0
    for article in [*examples, ARTICLE]:
        whole, part = reader.read(article), strict.read(article)
        kept = [one for one in whole.statements if one.confidence >= 0.9]
        assert [one.content for one in part.statements] == [one.content for one in kept]
        assert [one.speaker for one in part.statements] == [one.speaker for one in kept]
        vouched = {event.trigger: event.voucher for event in whole.events}
        for event in part.events:
            voucher = vouched[event.trigger]
            assert (event.voucher is None) == (voucher is None)
            if voucher is not None and event.voucher is not None:
                assert part.statements[event.voucher].content == whole.statements[voucher].content
        left_out += len(whole.events) - len(part.events)
    assert left_out


def test_a_time_in_what_somebody_else_says_dates_nothing(reader: Reader) -> None:
    text = 'Asked by the Gazette if she would resign, Mara Venn said: "Ask me tomorrow."'
    for statement in reader.read(Article(text, published="2025-02-08")).statements:
        assert statement.said is None

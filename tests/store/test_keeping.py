"""What goes in comes out: store, then load, is identity; adding again adds nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from onrecord.errors import BadReading, Forgotten, NotFound
from onrecord.store import FeedState, Page, Record
from onrecord.store.keys import plain_url
from onrecord.store.schema import version
from onrecord.types import Article, Reading, Span, Words

from .made import MODEL, TUNNEL, by, person, said, tunnel

TABLES = ("article", "version", "reading", "entity", "party", "statement", "event", "participant", "time", "band")


def test_store_then_load_is_identity(record: Record) -> None:
    added = record.add(tunnel())
    assert (added.doing, added.version, added.statements, added.events) == ("added", 1, 4, 3)
    assert record.load(added.article) == tunnel()
    assert record.load("https://northline.example/tunnel") == tunnel()
    assert record.load("tunnel") == tunnel()
    assert list(record.articles()) == [added.article]


def test_characters_no_database_likes(record: Record) -> None:
    text = "A \x00 and \ud800 said “no \x00 way \udfff.”\r\n"
    strange = tuple(f"{name}\x00\ud83d" for name in ("id", "title", "outlet", "author"))
    article = Article(text, strange[0], None, strange[1], strange[2], (strange[3], "\ufdd0"), "2025-01-01")
    found = Reading(article, "m", (said(text, "“no \x00 way \udfff.”", source="A \x00"),))
    assert record.load(record.add(found).article) == found


def test_a_name_of_signs_alone(record: Record) -> None:
    from onrecord.types import Entity

    found = Reading(Article("00000000", "signs"), "m", entities=(Entity(":", "person", mentions=(Span(0, 1),)),))
    assert record.load(record.add(found).article) == found


def test_adding_again_adds_nothing(record: Record, rows: pytest.FixtureRequest) -> None:
    first = record.add(tunnel())
    before = {table: rows(table) for table in TABLES}
    again = record.add(tunnel())
    assert replace(again, doing="added") == first
    assert again.doing == "unchanged"
    assert {table: rows(table) for table in TABLES} == before


def test_a_changed_article_is_a_new_version(record: Record) -> None:
    first = record.add(tunnel())
    text = TUNNEL.replace("1998", "1999") + "This article was corrected.\n"
    changed = tunnel_with(text)
    second = record.add(changed)
    assert (second.article, second.doing, second.version) == (first.article, "changed", 2)
    assert record.load(first.article) == changed
    assert record.load(first.article, version=1) == tunnel()
    assert record.add(changed).doing == "unchanged"
    assert len(record.search("dry ground").rows) == 1
    assert not record.search("1998").rows


@pytest.mark.parametrize("made_up", ["articles:1", "stdin:2", "AP:harbour", "a:b:3"])
def test_a_made_up_id_is_no_identifier(record: Record, made_up: str) -> None:
    """It is a file's name and a line, which the file of another day has too."""
    for text in ("Rain fell on the hills.", "Snow lies in the harbour."):
        assert record.add(Reading(Article(text, made_up), MODEL)).doing == "added"
    assert len(list(record.articles())) == 2


@pytest.mark.parametrize(
    "given",
    ["https://n.example/1", "urn:newsml:bay.example:1", "tag:bay.example,2021:1", "DOI:10.1000/182", "wire://bay/1"],
)
def test_an_id_that_is_an_identifier_is_the_article_s(record: Record, given: str) -> None:
    record.add(Reading(Article("Rain fell on the hills.", given), MODEL))
    assert record.add(Reading(Article("Rain fell on the hills again.", given), MODEL)).doing == "changed"


def test_what_stands_in_the_place_of_an_address_is_none(record: Record) -> None:
    for text in ("Rain fell on the hills.", "Snow lies in the harbour."):
        assert record.add(Reading(Article(text, url="N/A"), MODEL)).doing == "added"


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://[2001:db8::1]:80/a", "https://[2001:db8::1]/a"),
        ("https://[::1]:8080/", "https://[::1]:8080/"),
        ("http://Bay.example:443/a?utm_source=x&id=1#top", "https://bay.example/a?id=1"),
        ("wire://bay/1", "wire://bay/1"),
    ],
)
def test_addresses_are_compared_plainly(url: str, plain: str) -> None:
    assert plain_url(url) == plain


def tunnel_with(text: str) -> Reading:
    made = tunnel(text=text.replace("1999", "1998"))
    by_reyl = said(
        text,
        "“The model we bid on was drawn in 1999,”",
        speaker=made.statements[3].speaker,
        source="its director, Tomas Reyl",
    )
    fixed = [by_reyl if "1998" in one.content.text else one for one in made.statements]
    return replace(made, article=replace(made.article, text=text), statements=tuple(fixed))


def test_words_that_do_not_stand_there_are_not_stored(record: Record, rows: pytest.FixtureRequest) -> None:
    good = tunnel()
    wrong = replace(good.statements[0], content=Words("other words", (Span(0, 11),)))
    with pytest.raises(BadReading, match=r"other words.*does not stand at"):
        record.add(replace(good, statements=(wrong,)))
    outside = replace(good.statements[0], speaker=replace(good.statements[0].speaker, entity=99))
    with pytest.raises(BadReading, match="points to no entity"):
        record.add(replace(good, statements=(outside,)))
    assert rows("article") == 0


def test_what_is_not_there(record: Record) -> None:
    with pytest.raises(NotFound, match="no article goes by"):
        record.load("https://nowhere.example/")
    added = record.add(tunnel())
    with pytest.raises(NotFound, match="no version 7"):
        record.load(added.article, version=7)


def test_rejects_are_kept_with_their_reason(record: Record) -> None:
    record.reject("a.txt", "is empty")
    record.reject("b.txt", "is binary")
    record.reject("a.txt", "is empty")
    assert [(one.source, one.reason, one.times) for one in record.rejects()] == [
        ("a.txt", "is empty", 2),
        ("b.txt", "is binary", 1),
    ]


def test_the_state_of_feeds(record: Record) -> None:
    assert record.feed_state("https://n.example/rss") is None
    url = "https://n.example/rss"
    record.keep_feed_state(FeedState(url, {"etag": "x", "seen": ["1"]}))
    record.reject("https://n.example/2", "is gone", feed=FeedState(url, {"seen": ["1", "2"]}))
    assert record.feed_state(url) == {"seen": ["1", "2"]}
    record.add(tunnel(), feed=FeedState(url, {"seen": ["1", "2", "3"]}))
    assert record.feed_state(url) == {"seen": ["1", "2", "3"]}


def test_how_far_a_feed_was_read_is_kept_with_the_article_or_not_at_all(record: Record) -> None:
    url = "https://n.example/rss"
    record.add(tunnel())
    record.forget("https://northline.example/tunnel", by="E", why="w")
    with pytest.raises(Forgotten):
        record.add(tunnel(), feed=FeedState(url, {"seen": ["1"]}))
    assert record.feed_state(url) is None


def test_what_is_known_need_not_be_read(record: Record) -> None:
    made = tunnel()
    assert not record.knows(made.article, made.model)
    record.add(made)
    assert record.knows(made.article, made.model)
    assert not record.knows(made.article, "toy 2")
    assert not record.knows(replace(made.article, text="More"), made.model)


def test_more_tasks_are_read_and_fewer_tell_nothing_new(record: Record) -> None:
    whole = tunnel()
    part = replace(whole, tasks=("statements",), events=())
    assert record.add(part).doing == "added"
    assert record.knows(part.article, MODEL, ("statements",))
    assert not record.knows(part.article, MODEL, whole.tasks)
    assert record.reread(lambda articles: (whole for _ in articles), model=MODEL, tasks=("statements",)).articles == 0
    assert record.reread(lambda articles: (whole for _ in articles), model=MODEL, tasks=whole.tasks).articles == 1
    assert len(record.events().rows) == 3
    assert record.knows(part.article, MODEL, ("statements",))
    assert record.add(part).doing == "unchanged"
    assert len(record.events().rows) == 3
    assert record.reread(lambda articles: (part for _ in articles), model=MODEL, tasks=("statements",)).articles == 0


def test_what_is_told_later_of_an_article_is_kept(record: Record) -> None:
    whole = tunnel()
    bare = replace(whole.article, title=None, outlet=None, authors=(), published=None)
    first = record.add(replace(whole, article=bare))
    assert record.search("dry ground").rows[0].day == ""
    assert not record.knows(whole.article, MODEL)
    assert record.completed(replace(bare, title="Another")) == replace(bare, title="Another")
    done = record.add(whole)
    assert (done.article, done.doing, done.version) == (first.article, "changed", 1)
    assert record.load(first.article) == whole
    (row,) = record.search("dry ground", outlet="Northline").rows
    assert (row.day, row.evidence.where.title) == ("2025-03-04", "Port city halts tunnel after flooding")
    assert record.completed(bare) == whole.article
    for article in (bare, whole.article):
        assert record.knows(article, MODEL)
        assert record.add(replace(whole, article=article)).doing == "unchanged"
    later = replace(bare, published="2025-03-05")
    assert not record.knows(later, MODEL)
    assert record.add(replace(whole, article=later)).doing == "changed"
    assert record.load(first.article).article == replace(whole.article, published="2025-03-05")
    assert len(record.search().rows) == 4


def test_a_page_is_kept_and_statements_are_looked_for_in_it(record: Record) -> None:
    shown = TUNNEL.replace("\n\n", "\n   \n") + " Read also: the tunnel"
    page = Page(b"<html>" + bytes(range(256)), shown, "https://northline.example/tunnel", "2025-03-04T10:00:00Z")
    added = record.add(tunnel(), page)
    assert added.missing == 0
    assert record.page(added.article) == page
    other = tunnel(url="https://northline.example/other", text=TUNNEL + "More.")
    poor = replace(page, text=shown.replace("dry ground", "dry land"))
    assert record.add(other, poor).missing == 1


def test_many_people_are_stored_with_as_few_statements_of_sql_as_few(record: Record) -> None:
    asked: list[str] = []
    listen = sa.event.listens_for(record._database.engine, "before_cursor_execute")
    listen(lambda _c, _cursor, sql, *_: asked.append(sql))
    counts = []
    for number in (3, 60):
        names = [f"Ilse {chr(65 + k % 26)}{chr(97 + k // 26)}vik" for k in range(number)]
        text = f"On day {number} " + ", ".join(names) + " met.\n"
        people = tuple(person(text, name) for name in names)
        statements = tuple(said(text, "met", speaker=by(people, name)) for name in names)
        asked.clear()
        added = record.add(Reading(Article(text, id=str(number)), MODEL, statements, entities=people))
        assert added.statements == number
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1  # some of the sixty are known from before


@pytest.mark.parametrize(
    ("older", "now"),
    [
        ("20250208", "2025-02-08"),
        ("2025-W06-6", "2025-02-08"),
        ("20250208T093000+0100", "2025-02-08T09:30:00+01:00"),
        ("2025-02-08T09:30:00+01:00", "2025-02-08T09:30:00+01:00"),
        (None, None),
    ],
)
def test_dates_of_older_records_are_given_in_the_extended_format(
    record: Record, older: str | None, now: str | None
) -> None:
    added = record.add(tunnel())
    with record._database.outside() as connection:
        connection.execute(version.update().values(published=older))
    assert {row.evidence.where.published for row in record.search().rows} == {now}
    assert record.load(added.article).article.published == now
    assert [one.reading.article.published for one in record.each_article()] == [now]
    assert record.reread(lambda articles: (replace(tunnel(), article=one) for one in articles)).articles == 1

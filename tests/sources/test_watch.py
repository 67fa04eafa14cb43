from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Taken
from onrecord.sources.polite import Polite
from onrecord.sources.watch import TRIES, Feed, State, Step
from sources.guest import Answer, Host, host, local
from sources.stories import page

pytest.importorskip("feedparser")
pytest.importorskip("protego")


def feed(*numbers: int) -> str:
    items = "".join(f"<item><guid>{n}</guid><title>Story {n}</title><link>{{host}}/{n}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>The Orrin Courier</title>{items}</channel></rss>"


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as served:
        served.answers |= {f"/{n}": Answer(page(title=f"The pier, part {n}")) for n in range(6)}
        publish(served, 2, 1)
        yield served


def publish(web: Host, *numbers: int) -> None:
    web.answers["/feed"] = Answer(feed(*numbers), "application/rss+xml", etag=f'"{numbers}"')


def poll(web: Host, state: State | None = None) -> list[Step]:
    """The steps of a poll by a program that has just been started, with the state as a store would give it back."""
    stored = State.from_json(json.loads(json.dumps((state or State()).to_json())))
    return list(Feed(f"{web.url}/feed", Polite(local()), state=stored).poll())


def titles(steps: list[Step]) -> list[str]:
    return [step.got.article.title or "" for step in steps if isinstance(step.got, Taken)]


def test_new_stories_come_once_oldest_first(web: Host) -> None:
    first = poll(web)
    assert titles(first) == ["The pier, part 1", "The pier, part 2"]
    publish(web, 3, 2, 1)
    second = poll(web, first[-1].state)
    assert titles(second) == ["The pier, part 3"]
    assert web.pages().count("/1") == 1


def test_an_unchanged_feed_is_not_sent_again(web: Host) -> None:
    steps = poll(web, poll(web)[-1].state)
    assert [step.got for step in steps] == [None]
    assert web.headers["/feed"]["If-None-Match"] == '"(2, 1)"'


@pytest.mark.parametrize("stored", [0, 1, 2, 3])
def test_whoever_is_stopped_at_any_step_goes_on_without_loss_or_repetition(web: Host, stored: int) -> None:
    publish(web, 3, 2, 1)
    before = poll(web)[:stored]
    after = poll(web, before[-1].state if before else None)
    assert titles(before) + titles(after) == [f"The pier, part {n}" for n in (1, 2, 3)]


def test_a_story_that_cannot_be_had_is_asked_for_again_and_then_given_up(web: Host) -> None:
    web.answers["/1"] = Answer(status=503)
    state = None
    for tries in range(TRIES):
        steps = poll(web, state)
        assert isinstance(steps[0].got, Unreadable)
        assert titles(steps) == (["The pier, part 2"] if tries == 0 else [])
        state = steps[-1].state
    assert [step.got for step in poll(web, state)] == [None]
    assert web.pages().count("/1") == TRIES
    assert web.pages().count("/2") == 1


def test_a_story_that_is_there_at_the_second_try_is_read(web: Host) -> None:
    story = web.answers["/1"]
    web.answers["/1"] = Answer(status=503)
    state = poll(web)[-1].state
    web.answers["/1"] = story
    assert titles(poll(web, state)) == ["The pier, part 1"]


def test_what_is_refused_is_not_asked_for_again(web: Host) -> None:
    web.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /1", "text/plain")
    state = poll(web)[-1].state
    publish(web, 3, 2, 1)
    assert titles(poll(web, state)) == ["The pier, part 3"]


def test_a_feed_that_fails_changes_nothing(web: Host) -> None:
    state = poll(web)[-1].state
    web.answers["/feed"] = Answer(status=500)
    (step,) = poll(web, state)
    assert isinstance(step.got, SourceError)
    assert step.state == state
    web.answers["/feed"] = Answer("<html><p>Maintenance</p></html>")
    (step,) = poll(web, state)
    assert isinstance(step.got, Unreadable)
    assert step.state == state


def test_a_file_is_not_watched_and_what_reads_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(1))
    for name in (str(path), "feed.xml", "www.courier.example/feed"):
        (step,) = Feed(name, Polite(local())).poll()
        assert isinstance(step.got, Refused)
        assert step.got.where == name
        assert "onrecord read FILE, and kept with onrecord add FILE" in step.got.why
        assert step.state == State()


@pytest.mark.parametrize("reference", [["#a"], {"a": 1}])
def test_a_story_with_an_odd_page_does_not_stop_the_feed(web: Host, reference: object) -> None:
    odd: dict[str, object] = {"@type": "NewsArticle", "author": [{"@id": reference}]}
    web.answers["/1"] = Answer(page(linked=odd, title="The pier, part 1"))
    assert titles(poll(web)) == ["The pier, part 1", "The pier, part 2"]


def test_no_more_stories_than_allowed_come_in_one_poll_and_the_rest_later(web: Host) -> None:
    publish(web, 5, 4, 3, 2, 1)
    first = list(Feed(f"{web.url}/feed", Polite(local(max_pages=2))).poll())
    assert titles(first) == ["The pier, part 4", "The pier, part 5"]
    assert titles(poll(web, first[-1].state)) == ["The pier, part 1", "The pier, part 2", "The pier, part 3"]

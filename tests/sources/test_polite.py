from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import needed
from onrecord.sources.fetched import Version
from onrecord.sources.polite import Polite
from sources.guest import Answer, Host, Watch, host, local
from sources.stories import page

pytest.importorskip("protego")


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as served:
        served.answers["/story"] = Answer(page(), etag='"1"', modified="Sun, 02 May 2021 09:30:00 GMT")
        yield served


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/story", True),
        ("User-agent: *\nDisallow: /", "/story", False),
        ("User-agent: onrecord\nDisallow: /sto*y$\n\nUser-agent: *\nAllow: /", "/story", False),
        ("User-agent: other\nDisallow: /", "/story", True),
        ("User-agent: *\nDisallow: /*?print=", "/story?print=1", False),
        ("\x00 <html> no rules", "/story", True),
    ],
)
def test_robots_txt_is_obeyed(web: Host, rules: str, path: str, allowed: bool) -> None:
    web.answers["/robots.txt"] = Answer(rules, "text/plain")
    polite = Polite(local())
    if allowed:
        assert polite.fetch(f"{web.url}{path}").data
        return
    with pytest.raises(Refused, match="stay out"):
        polite.fetch(f"{web.url}{path}")
    assert web.pages() == []


def test_a_host_without_robots_txt_allows_all_and_one_that_fails_allows_nothing(web: Host) -> None:
    assert Polite(local()).fetch(f"{web.url}/story").data
    web.answers["/robots.txt"] = Answer(status=503)
    with pytest.raises(Unreadable, match=r"robots\.txt cannot be had .*503"):
        Polite(local()).fetch(f"{web.url}/story")


def test_robots_txt_is_asked_for_once_by_name(web: Host) -> None:
    polite = Polite(local())
    for _ in range(3):
        polite.fetch(f"{web.url}/story")
    assert web.asked == ["/robots.txt", "/story", "/story", "/story"]
    assert web.headers["/story"]["User-Agent"].startswith("onrecord/")


def test_robots_txt_is_asked_for_again_after_a_day(web: Host) -> None:
    watch = Watch()
    polite = Polite(local(), watch.clock())
    polite.fetch(f"{web.url}/story")
    web.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /", "text/plain")
    watch.time += 86_399
    polite.fetch(f"{web.url}/story")
    watch.time += 1
    with pytest.raises(Refused, match="stay out"):
        polite.fetch(f"{web.url}/story")
    web.answers["/robots.txt"] = Answer(status=503)
    watch.time += 86_400
    with pytest.raises(Unreadable, match="cannot be had"):  # and not allowed by what it was
        polite.fetch(f"{web.url}/story")
    assert web.asked == ["/robots.txt", "/story", "/story", "/robots.txt", "/robots.txt"]


def test_of_many_hosts_the_latest_robots_txt_are_kept(web: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.polite._HOSTS", 1)
    polite = Polite(local())
    with host() as other:
        other.answers["/story"] = Answer(page())
        for url in (web.url, other.url, other.url, web.url):
            polite.fetch(f"{url}/story")
        assert web.asked.count("/robots.txt") == 2
        assert other.asked.count("/robots.txt") == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/\ud800", "http://\udcff/"])
def test_an_address_with_half_a_character_is_none(url: str) -> None:
    with pytest.raises(Unreadable, match="is not a URL"):
        Polite(local()).fetch(url)


def test_between_two_requests_to_a_host_there_is_a_pause(web: Host) -> None:
    watch = Watch()
    polite = Polite(local(delay=2.0), watch.clock())
    polite.fetch(f"{web.url}/story")
    watch.time += 0.5
    polite.fetch(f"{web.url}/story")
    assert watch.slept == [1.5]
    watch.time += 10
    polite.fetch(f"{web.url}/story")
    assert watch.slept == [1.5]


@pytest.mark.parametrize(("wish", "pause"), [("5", 5.0), ("3600", 30.0), ("0.1", 1.0)])
def test_a_host_may_ask_for_a_longer_pause(web: Host, wish: str, pause: float) -> None:
    web.answers["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {wish}", "text/plain")
    watch = Watch()
    polite = Polite(local(delay=1.0), watch.clock())
    for _ in range(2):
        polite.fetch(f"{web.url}/story")
    assert watch.slept == [pause]


def test_what_is_known_is_not_sent_again(web: Host) -> None:
    polite = Polite(local())
    first = polite.fetch(f"{web.url}/story")
    assert first.version == Version('"1"', "Sun, 02 May 2021 09:30:00 GMT")
    again = polite.fetch(f"{web.url}/story", first.version)
    assert (again.unchanged, again.data) == (True, b"")
    assert web.headers["/story"]["If-Modified-Since"] == "Sun, 02 May 2021 09:30:00 GMT"
    assert not polite.fetch(f"{web.url}/story", Version('"0"')).unchanged


def test_a_host_that_is_redirected_to_is_asked_first_too(web: Host) -> None:
    """Two ports are two hosts."""
    with host() as other:
        other.answers |= {
            "/story": Answer(page()),
            "/robots.txt": Answer("User-agent: *\nDisallow: /story", "text/plain"),
        }
        web.answers["/gone"] = Answer(status=301, to=f"{other.url}/story")
        with pytest.raises(Refused, match=r"robots\.txt of 127\.0\.0\.1:\d+ asks") as found:
            Polite(local()).fetch(f"{web.url}/gone")
        assert found.value.where == f"{web.url}/gone"
        assert (web.pages(), other.asked) == (["/gone"], ["/robots.txt"])

        other.answers["/robots.txt"] = Answer(status=503)
        with pytest.raises(Unreadable, match="cannot be had"):
            Polite(local()).fetch(f"{web.url}/gone")
        assert other.pages() == []

        other.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 3", "text/plain")
        watch = Watch()
        polite = Polite(local(), watch.clock())
        for _ in range(2):
            assert polite.fetch(f"{web.url}/gone").url == f"{other.url}/story"
        assert watch.slept == [3.0]  # the pause that the second host asks for, between two requests to it


def test_a_redirect_within_a_host_may_not_lead_where_robots_txt_forbids(web: Host) -> None:
    web.answers |= {
        "/robots.txt": Answer("User-agent: *\nDisallow: /private/", "text/plain"),
        "/open": Answer(status=302, to="/private/story"),
    }
    with pytest.raises(Refused, match="stay out"):
        Polite(local()).fetch(f"{web.url}/open")
    assert web.pages() == ["/open"]


def test_redirects_of_a_guest_end(web: Host) -> None:
    web.answers |= {"/a": Answer(status=302, to="/b"), "/b": Answer(status=302, to="/a")}
    with pytest.raises(Unreadable, match="in a circle"):
        Polite(local()).fetch(f"{web.url}/a")
    web.answers |= {f"/{n}": Answer(status=302, to=f"/{n + 1}") for n in range(20)}
    with pytest.raises(Unreadable, match="more than 10 times"):
        Polite(local()).fetch(f"{web.url}/0")


def test_what_is_no_web_address_is_an_error() -> None:
    for url in ("ftp://courier.example/a", "http://[", "courier"):
        with pytest.raises(SourceError):
            Polite(local()).fetch(url)


def test_a_private_host_is_refused_by_the_address_that_was_asked_for(web: Host) -> None:
    with pytest.raises(Refused, match="allow-private") as found:
        Polite(local(allow_private=False)).fetch(f"{web.url}/story")
    assert found.value.where == f"{web.url}/story"


def test_a_library_that_is_not_there_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(Unreadable, match=r"a\.warc: is a WARC archive, which needs nolibrary.*pip install 'onrecord\["):
        needed.needed("nolibrary.warc", "a.warc", "a WARC archive")

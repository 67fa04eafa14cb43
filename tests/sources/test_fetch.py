"""The web as it is, served from this machine: hosts that hang, drip, lie, and send one round in circles."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord import __version__
from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources import Options, articles
from onrecord.sources.fetch import is_public
from onrecord.types import Article
from sources.stories import STORY, TITLE, page

HTML = "text/html; charset=utf-8"
ANSWERS: dict[str, tuple[str, bytes]] = {
    "/story": (HTML, page().encode()),
    "/latin": ("text/html; charset=iso-8859-1", page().replace("Ilse", "Élise").encode("cp1252")),
    "/text": ("text/plain; charset=utf-8", STORY.encode()),
    "/jsonl": ("application/x-ndjson", b'{"id": "a", "text": "Venn spoke."}\n{"id": 1}\n'),
    "/json": ("application/json", b'[{"text": "Venn spoke."}]'),
    "/silent": ("", page().encode()),
    "/image": ("image/png", b"\x89PNG"),
    "/pdf": ("application/octet-stream", b"%PDF-1.7 "),
    "/empty": (HTML, b""),
}


class Web(BaseHTTPRequestHandler):
    stop = threading.Event()

    def do_GET(self) -> None:
        try:
            self.answer()
        except OSError:
            self.close_connection = True  # the reader hung up, as it should

    def answer(self) -> None:
        special = getattr(self, f"get_{self.path.strip('/').split('/')[0]}", None)
        if special is not None:
            special()
        elif self.path in ANSWERS:
            kind, body = ANSWERS[self.path]
            self.give(body, Content_Type=kind)
        else:
            self.send_error(404)

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_agent(self) -> None:
        self.give(f"{self.headers['User-Agent']} {STORY}".encode(), Content_Type="text/plain")

    def get_host(self) -> None:
        self.give(f"{self.headers['Host']} {STORY}".encode(), Content_Type="text/plain")

    def get_circle(self) -> None:
        self.give(b"", 302, Location="/circle/b" if self.path == "/circle" else "/circle")

    def get_ever(self) -> None:
        self.give(b"", 301, Location=f"/ever/{int(self.path.rsplit('/', 1)[1]) + 1}")

    def get_moved(self) -> None:
        self.give(b"", 301, Location="../story")

    def get_file(self) -> None:
        self.give(b"", 302, Location="file:///etc/hosts")

    def get_big(self) -> None:
        self.give(b"", Content_Type=HTML)
        for _ in range(500):
            self.wfile.write(b"a" * 100_000)

    def get_lies(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.send_header("Content-Length", "50000000")
        self.end_headers()

    def get_bomb(self) -> None:
        self.give(gzip.compress(b"a" * 30_000_000), Content_Type=HTML, Content_Encoding="gzip")

    def get_packed(self) -> None:
        pack = zlib.compress if self.path.endswith("deflate") else gzip.compress
        self.give(pack(page().encode()), Content_Type=HTML, Content_Encoding=self.path.rsplit("/", 1)[1])

    def get_members(self) -> None:
        """A body in several gzip members, and what follows them."""
        whole = page().encode()
        body = b"".join(gzip.compress(whole[at : at + 300]) for at in range(0, len(whole), 300))
        behind = {"zeros": bytes(40), "words": b"<!-- cached -->", "mark": b"\x1f"}.get(
            self.path.rsplit("/", 1)[1], b""
        )
        self.give(body + behind, Content_Type=HTML, Content_Encoding="gzip")

    def get_cut(self) -> None:
        """A compressed body without its end, which the server says is all of it."""
        pack = zlib.compress if "deflate" in self.path else gzip.compress
        body = pack(page(inside=f"<p>{STORY}</p>" * 50).encode())
        left = 0 if "empty" in self.path else 6 if "head" in self.path else len(body) - 4
        coding = "deflate" if "deflate" in self.path else "gzip"
        self.give(body[:left], Content_Type=HTML, Content_Encoding=coding, Content_Length=str(left))

    def get_bombs(self) -> None:
        self.give(gzip.compress(b"a" * 300_000) * 5, Content_Type=HTML, Content_Encoding="gzip")

    def get_drip(self) -> None:
        self.give(b"", Content_Type=HTML)
        while not self.stop.wait(0.05):
            self.wfile.write(b"a")

    def get_dripheaders(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while not self.stop.wait(0.05):
            self.wfile.write(b"X-A: b\r\n")

    def get_hang(self) -> None:
        self.stop.wait(10)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the class above
        pass


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    Web.stop.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Web.stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


def read(url: str, **options: object) -> list[Article | SourceError]:
    return list(articles([url], Options(**{"allow_private": True, "timeout": 5.0, **options})))  # type: ignore[arg-type]


def one(url: str, **options: object) -> Article:
    (item,) = read(url, **options)
    assert isinstance(item, Article), item
    return item


def error(url: str, **options: object) -> SourceError:
    (item,) = read(url, **options)
    assert isinstance(item, SourceError), item
    assert item.where == url
    return item


def test_a_page_is_read_and_named_by_its_address(web: str) -> None:
    article = one(f"{web}/story")
    assert article.text == f"{TITLE}\n\n{STORY}"
    assert article.id == article.url == f"{web}/story"


def test_redirects_lead_to_the_last_address(web: str) -> None:
    article = one(f"{web}/moved/here")
    assert (article.id, article.url) == (f"{web}/moved/here", f"{web}/story")


def test_the_server_says_the_charset(web: str) -> None:
    assert "Élise Dorrat" in one(f"{web}/latin").text


def test_text_and_json_are_read_too(web: str) -> None:
    assert one(f"{web}/text").text == STORY
    assert one(f"{web}/text").url == f"{web}/text"
    assert one(f"{web}/json").text == "Venn spoke."
    first, second = read(f"{web}/jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, Unreadable)
    assert second.where == f"{web}/jsonl:2"


def test_without_a_content_type_the_content_tells(web: str) -> None:
    assert one(f"{web}/silent").title == TITLE


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compressed_pages_are_read(web: str, coding: str) -> None:
    assert one(f"{web}/packed/{coding}").title == TITLE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "404"),
        ("/image", "image/png"),
        ("/pdf", "PDF"),
        ("/empty", "empty"),
        ("/circle", "circle"),
        ("/ever/0", "more than 10 times"),
        ("/packed/br", "br"),
    ],
)
def test_what_cannot_be_read_is_said(web: str, path: str, words: str) -> None:
    found = error(f"{web}{path}")
    assert isinstance(found, Unreadable)
    assert words in found.why


@pytest.mark.parametrize("behind", ["none", "zeros", "words", "mark"])
def test_a_body_in_several_gzip_members_is_read_whole(web: str, behind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (65_536, 7, 1):
        monkeypatch.setattr("onrecord.sources.fetch._CHUNK", size)
        assert one(f"{web}/members/{behind}").text == f"{TITLE}\n\n{STORY}"


@pytest.mark.parametrize("path", ["/cut/gzip", "/cut/deflate", "/cut/head"])
def test_a_compressed_body_that_is_cut_off_is_no_article(web: str, path: str) -> None:
    found = error(f"{web}{path}")
    assert isinstance(found, Unreadable)
    assert "cut off" in found.why


def test_an_empty_body_is_not_cut_off(web: str) -> None:
    assert "empty" in error(f"{web}/cut/empty").why


@pytest.mark.parametrize("path", ["/big", "/lies", "/bomb", "/bombs"])
def test_more_than_the_limit_is_refused(web: str, path: str) -> None:
    found = error(f"{web}{path}", max_bytes=1_000_000)
    assert isinstance(found, Refused)
    assert "1,000,000 bytes" in found.why


@pytest.mark.parametrize("path", ["/hang", "/drip", "/dripheaders"])
def test_the_deadline_is_for_the_whole_request(web: str, path: str) -> None:
    start = time.monotonic()
    found = error(f"{web}{path}", timeout=0.4)
    assert isinstance(found, Unreadable)
    assert "0.4 seconds" in found.why
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"],  # noqa: S104 - refused
)
def test_private_addresses_are_refused_in_every_spelling(web: str, host: str) -> None:
    found = error(f"http://{host}:{web.rsplit(':', 1)[1]}/story", allow_private=False)
    if "was not found" not in found.why:  # a system without IPv6 may know no such host
        assert isinstance(found, Refused)
        assert "--allow-private" in found.why


def test_the_address_of_every_hop_is_checked(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.fetch.is_public", lambda address: False)
    assert isinstance(error(f"{web}/story", allow_private=False), Refused)
    seen: list[str] = []

    def first_only(address: str) -> bool:
        seen.append(address)
        return len(seen) == 1

    monkeypatch.setattr("onrecord.sources.fetch.is_public", first_only)
    assert isinstance(error(f"{web}/moved/x", allow_private=False), Refused)
    assert seen == ["127.0.0.1", "127.0.0.1"]


@pytest.fixture
def named(web: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The web under a name that no server of names knows. It may be looked up once: a second look-up may lie."""
    answers = iter(["127.0.0.1"])

    def look_up(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        assert host == "courier.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return web.replace("127.0.0.1", "courier.example")


def test_the_connection_goes_to_the_address_that_was_checked(named: str) -> None:
    assert one(f"{named}/story").title == TITLE


def test_the_host_is_told_its_name(named: str) -> None:
    """One address serves many hosts."""
    assert one(f"{named}/host").text.startswith(f"{named.removeprefix('http://')} ")


def test_a_secure_host_is_told_its_name_before_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the first message of TLS, which is not encrypted (RFC 6066, 3)."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with server.accept()[0] as connection:
                heard.append(connection.recv(4096))

        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))],
        )
        listener = threading.Thread(target=listen)
        listener.start()
        assert isinstance(error(f"https://courier.example:{server.getsockname()[1]}/"), Unreadable)
        listener.join()
    assert b"\x00\x00\x0fcourier.example" in heard[0]


@pytest.mark.parametrize("setting", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_proxies_of_the_environment_are_not_used(web: str, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    """They would connect to addresses that were not checked here."""
    for name in ("no_proxy", "NO_PROXY", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(setting, "http://127.0.0.1:1")
    assert one(f"{web}/story").title == TITLE


def test_a_redirect_out_of_the_web_is_refused(web: str) -> None:
    found = error(f"{web}/file")
    assert isinstance(found, Refused)
    assert "/etc/hosts" in found.why


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "http://a b/", "https://:80/", "http://\u2028/", "http://x:99999/"]
)
def test_what_is_no_address_is_an_error(url: str) -> None:
    error(url)


def test_a_closed_port_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert isinstance(error(f"http://127.0.0.1:{port}/"), Unreadable)


def test_it_says_who_it_is(web: str) -> None:
    assert one(f"{web}/agent").text.startswith(f"onrecord/{__version__} ")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),  # noqa: S104 - told apart, not bound
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),  # NAT64 (RFC 6052): the IPv4 address is in its last bytes
        ("64:ff9b::c0a8:101", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_look_up_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.fetch._GRACE", 0.1)

    def hang(*args: object, **kwargs: object) -> list[object]:
        time.sleep(1)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    start = time.monotonic()
    assert "0.2 seconds" in error("http://courier.example/", timeout=0.2).why
    assert time.monotonic() - start < 0.9

"""A host of the tests on 127.0.0.1: it answers from a table, and writes down who asked for what."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from onrecord.errors import SourceError
from onrecord.sources import Options, Taken, outcomes
from onrecord.sources.polite import Clock

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What the host says to one path. {host} in the body stands for the host's own address; to: where it redirects."""

    body: str | bytes = ""
    kind: str = HTML
    status: int = 200
    etag: str = ""
    modified: str = ""
    to: str = ""


@dataclass
class Host:
    """answers: by path. asked: the paths that were asked for, in order; headers: of the last request for each."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def pages(self) -> list[str]:
        """What was asked for beside robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def host() -> Iterator[Host]:
    served = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.headers[self.path] = dict(self.headers.items())
            answer = served.answers.get(self.path, Answer(status=404))
            known = answer.etag and self.headers.get("If-None-Match") == answer.etag
            body = answer.body.replace("{host}", served.url).encode() if isinstance(answer.body, str) else answer.body
            self.send_response(304 if known else answer.status)
            for name, value in (
                ("Content-Type", answer.kind),
                ("ETag", answer.etag),
                ("Last-Modified", answer.modified),
                ("Location", answer.to),
            ):
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if not known:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the class above
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Watch:
    """A clock that goes on only when somebody sleeps."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def local(**options: object) -> Options:
    """Options that fetch from this machine without a pause."""
    return Options(**{"allow_private": True, "delay": 0.0, "timeout": 5.0, **options})  # type: ignore[arg-type]


def read(*sources: object, **options: object) -> list[Taken | SourceError]:
    return list(outcomes([str(source) for source in sources], local(**options)))


def one(source: object, **options: object) -> Taken:
    (got,) = read(source, **options)
    assert isinstance(got, Taken), got
    return got


def error(source: object, **options: object) -> SourceError:
    (got,) = read(source, **options)
    assert isinstance(got, SourceError), got
    return got

"""`onrecord watch` on a feed of the tests' own host: each story once, also after it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Record
from sources.guest import Answer, Host, host
from sources.stories import page

pytest.importorskip("feedparser")
pytest.importorskip("protego")

COMMAND = """
import sys
import onrecord.reader
sys.path.insert(0, {tests!r})
from cli.toy import ToyReader
onrecord.reader.Reader = ToyReader
from onrecord.cli.main import run
run()
"""


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as served:
        served.answers |= {f"/{n}": Answer(page(title=f"The pier, part {n}")) for n in range(6)}
        publish(served, 2, 1)
        yield served


def publish(web: Host, *numbers: int) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>Story {n}</title><link>{{host}}/{n}</link></item>" for n in numbers)
    body = f"<rss version='2.0'><channel><title>The Orrin Courier</title>{items}</channel></rss>"
    web.answers["/feed"] = Answer(body, "application/rss+xml", etag=f'"{numbers}"')


def watching(web: Host, folder: Path, *more: str) -> subprocess.Popen[str]:
    code = COMMAND.format(tests=str(Path(__file__).parents[1]))
    words = [f"{web.url}/feed", "--allow-private", "--delay", "0", *more]
    return subprocess.Popen(
        [sys.executable, "-c", code, "watch", *words], cwd=folder, stderr=subprocess.PIPE, text=True
    )


def once(web: Host, folder: Path) -> tuple[int, str]:
    process = watching(web, folder, "--once")
    _, err = process.communicate(timeout=60)
    return process.returncode, err


def articles(folder: Path) -> int:
    if not (folder / "onrecord.db").exists():
        return 0
    with Record.open(folder / "onrecord.db") as record:
        return len(list(record.articles()))


def test_each_story_comes_once(web: Host, tmp_path: Path) -> None:
    code, err = once(web, tmp_path)
    assert (code, "2 added" in err) == (0, True)
    publish(web, 3, 2, 1)
    code, err = once(web, tmp_path)
    assert (code, "1 added" in err) == (0, True)
    assert web.pages().count("/1") == 1
    assert once(web, tmp_path)[1].endswith("nothing to add\n")
    with Record.open(tmp_path / "onrecord.db") as record:
        assert len(list(record.articles())) == 3
        kept = record.page(f"{web.url}/3")
        assert kept
        assert "The pier, part 3" in kept.data.decode()


def test_a_story_that_cannot_be_had_is_told_and_kept(web: Host, tmp_path: Path) -> None:
    publish(web, 9, 1)
    code, err = once(web, tmp_path)
    assert code == 1
    assert f"{web.url}/9: " in err
    with Record.open(tmp_path / "onrecord.db") as record:
        assert [one.source for one in record.rejects()] == [f"{web.url}/9"]


def test_a_watcher_that_is_killed_goes_on_where_it_was(web: Host, tmp_path: Path) -> None:
    process = watching(web, tmp_path, "--every", "1s")
    deadline = time.monotonic() + 60
    while articles(tmp_path) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    publish(web, 5, 4, 3, 2, 1)
    while articles(tmp_path) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert once(web, tmp_path)[0] == 0
    assert articles(tmp_path) == 5

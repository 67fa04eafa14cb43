"""docs/sources.md: every form of input has its command, and the Python in it runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.sources import records
from sources.guest import Answer, Host, host
from sources.stories import TITLE, page

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
COMMANDS = [command.replace("\\|", "|") for command in re.findall(r"\| `([^`]*onrecord read[^`]*)` \|", PAGE)]
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    with host() as served:
        feed = "<rss version='2.0'><channel><item><link>{host}/story</link></item></channel></rss>"
        served.answers |= {"/feed.xml": Answer(feed, "application/rss+xml"), "/story": Answer(page())}
        monkeypatch.setattr("onrecord.sources.fetch.is_public", lambda address: True)
        yield served


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_whole(command: str) -> None:
    words = shlex.split(command)
    assert words[words.index("onrecord") + 1] == "read"
    assert len(words) > words.index("read") + 1


def test_every_field_of_json_is_told() -> None:
    for name in (*records._TEXTS, *records._IDS, *records._PUBLISHED, *records._OUTLETS):
        assert f"`{name}`" in PAGE


@pytest.mark.parametrize("block", BLOCKS)
def test_the_python_runs(block: str, web: Host, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("feedparser")
    pytest.importorskip("protego")
    exec(block.replace("https://www.example.org", web.url), {})  # noqa: S102 - our own documentation
    assert TITLE in capsys.readouterr().out

"""The page in a real Chromium: its script runs under its own policy, and lights up a statement's pieces."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.export.html import page
from onrecord.export.text_fragment import link
from onrecord.types import Span, Speaker

from .made import hostile, tunnel
from .talks import talks

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--dump-dom",
]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


def _shown(source: str, folder: Path) -> tuple[str, str]:
    """The document after its scripts ran, and what the console said."""
    path = folder / "page.html"
    path.write_text(source, encoding="utf-8")
    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={folder / 'profile'}", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def _reached(number: str) -> str:
    """What a number's being reached by keyboard sets off, sent as an event of its own: a headless window that has
    not got the focus yet tells a page nothing of `focus()`."""
    return f"document.getElementById('{number}').dispatchEvent(new FocusEvent('focusin', {{bubbles: true}}));"


def test_the_console_is_silent(tmp_path: Path) -> None:
    document, console = _shown(page([hostile(), tunnel()]), tmp_path)
    assert "Brandvik" in document
    assert console == ""


def test_a_focused_number_lights_up_all_pieces_and_the_row(tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([tunnel()]))
    driver = f"<script>{_reached('a1-t4')}</script></body>"
    document, console = _shown(source.replace("</body>", driver), tmp_path)
    assert console == ""
    lit = re.findall(r'<(\w+)[^>]*class="[^"]*\blit\b[^"]*"[^>]*>', document)
    assert sorted(lit) == ["a", "mark", "mark", "mark", "mark", "mark", "mark", "tr"]


def test_what_is_lit_up_can_be_read(tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([tunnel()]))
    driver = (
        f"<script>{_reached('a1-t4')}"
        + """
    const look = getComputedStyle(document.querySelector('mark.lit.content'));
    document.title = look.backgroundColor + ' ' + look.color;
    </script></body>"""
    )
    document, _ = _shown(source.replace("</body>", driver), tmp_path)
    channels = re.search(r"<title>rgb\((\d+), (\d+), (\d+)\) rgb\((\d+), (\d+), (\d+)\)</title>", document)
    assert channels is not None
    numbers = [int(number) for number in channels.groups()]
    assert sum(numbers[:3]) - sum(numbers[3:]) > 300  # dark on light


def test_no_word_is_broken_in_a_narrow_card(tmp_path: Path) -> None:
    reading = tunnel()
    long = Speaker("spokeswoman for the building office of the harbour town", "person")
    reading = replace(reading, statements=tuple(replace(one, speaker=long) for one in reading.statements))
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([reading]))
    driver = """<script>
    document.querySelector('.found').style.width = '22rem';
    const heights = [...document.querySelectorAll('td.said bdi')].map((cue) => cue.getClientRects().length);
    document.title = 'lines ' + Math.max(...heights);
    </script></body>"""
    document, _ = _shown(source.replace("</body>", driver), tmp_path)
    assert "<title>lines 1</title>" in document


def test_pointing_at_an_event_lights_up_all_its_triggers_and_its_row(tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([talks()]))
    point = "document.getElementById('a1-x2').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));"
    document, console = _shown(source.replace("</body>", f"<script>{point}</script></body>"), tmp_path)
    assert console == ""
    lit = re.findall(r'<(\w+)[^>]*class="[^"]*\blit\b[^"]*"[^>]*>([^<]*)', document)
    assert sorted((tag, words.strip()) for tag, words in lit) == [("mark", "meet"), ("mark", "talk"), ("tr", "")]


def test_a_link_to_the_live_page_scrolls_to_the_words(tmp_path: Path) -> None:
    """From a page that the browser's own reading of text fragments must find them in."""
    filler = "<p>Nothing is said here - or there, &amp; nobody says it.</p>" * 200
    said = (
        "“The well-known bridge, 50% done, opens & closes in May,” said Ida Holt, the mayor, on a cold and long night"
    )
    shown = f"<!doctype html><meta charset=utf-8>{filler}<p id=said>{said.replace('&', '&amp;')}.</p>{filler}"
    driver = "<script>setTimeout(() => document.title = scrollY > 0 ? 'scrolled' : 'top', 1500)</script>"
    text = f"{filler}\n{said}.\n{filler}"
    for words in ("well-known bridge, 50% done, opens & closes in May", said.strip("“"), "Ida Holt"):
        start = text.index(words)
        found = link("http://example.org/", text, [Span(start, start + len(words))])
        assert found is not None
        assert _scrolls(shown + driver, found.partition("#")[2], tmp_path), found
    assert not _scrolls(shown + driver, ":~:text=nobody%20wrote%20this", tmp_path)


def _scrolls(source: str, fragment: str, folder: Path) -> bool:
    path = folder / "live.html"
    path.write_text(source, encoding="utf-8")
    command = [
        str(CHROMIUM), *OPTIONS, "--virtual-time-budget=4000", f"--user-data-dir={folder / 'profile'}",
        f"{path.as_uri()}#{fragment}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    title = re.search(r"<title>(\w+)</title>", done.stdout)
    assert title is not None, "the page's script did not run"
    return title[1] == "scrolled"

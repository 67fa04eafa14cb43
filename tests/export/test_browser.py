"""The page in a real Chromium: its script runs under its own policy, and lights up a statement's pieces."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from onrecord.export.html import page

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


def test_the_console_is_silent(tmp_path: Path) -> None:
    document, console = _shown(page([hostile(), tunnel()]), tmp_path)
    assert "Brandvik" in document
    assert console == ""


def test_a_focused_number_lights_up_all_pieces_and_the_row(tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([tunnel()]))
    driver = "<script>document.getElementById('a1-t4').focus();</script></body>"
    document, console = _shown(source.replace("</body>", driver), tmp_path)
    assert console == ""
    lit = re.findall(r'<(\w+)[^>]*class="[^"]*\blit\b[^"]*"[^>]*>', document)
    assert sorted(lit) == ["a", "mark", "mark", "mark", "mark", "mark", "mark", "tr"]


def test_pointing_at_an_event_lights_up_all_its_triggers_and_its_row(tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([talks()]))
    point = "document.getElementById('a1-x2').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));"
    document, console = _shown(source.replace("</body>", f"<script>{point}</script></body>"), tmp_path)
    assert console == ""
    lit = re.findall(r'<(\w+)[^>]*class="[^"]*\blit\b[^"]*"[^>]*>([^<]*)', document)
    assert sorted((tag, words.strip()) for tag, words in lit) == [("mark", "meet"), ("mark", "talk"), ("tr", "")]

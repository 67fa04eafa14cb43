"""A folder with the toy reader for a model, and a record with some news in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store import Record
from store.made import brief, tunnel

from .calls import STORY
from .toy import ToyReader


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the toy reader for a model; no colour, a fixed width."""
    monkeypatch.setattr("onrecord.reader.Reader", ToyReader)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": STORY.replace("Mara", name)}) for name in ("Ada", "Bo")),
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    """A record with some news in it."""
    with Record.open("onrecord.db") as record:
        record.add(tunnel())
        record.add(brief(1, "Tomas Reyl", "=we will build it", outlet="Daily", published="2025-04-02"))
    return folder

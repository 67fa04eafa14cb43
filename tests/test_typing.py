"""The package is typed for those who use it: a strict script of theirs passes, and a wrong one does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GOOD = """
import onrecord

reading: onrecord.Reading = onrecord.read("Rain fell.")
names: list[str | None] = [statement.speaker.name for statement in reading.statements]
with onrecord.Record.open("news.db") as record:
    record.add(reading)
"""
BAD = """
import onrecord

onrecord.read(5)
"""


def test_a_script_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD, "utf-8")
    (tmp_path / "bad.py").write_text(BAD, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports", "silent", "good.py", "bad.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "good.py" not in done.stdout
    assert "bad.py:4: error: Argument 1" in done.stdout
    assert "Found 1 error" in done.stdout

"""What docs/people.md shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import Reader

DOC = Path(__file__).parents[2] / "docs" / "people.md"


def test_the_example_names_the_speakers(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    exec(code[1], {})  # noqa: S102 - our own documentation
    shown = capsys.readouterr().out
    assert "Albert Crane person\n" in shown
    assert "Marta Venn person\n" in shown
    assert "Albert Crane ['U.S. President']" in shown

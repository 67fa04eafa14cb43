"""docs/read.md tells every setting, format and default there is, and no others."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.cli.plan import plan
from onrecord.cli.settings import Format, Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "read.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (.+)$", PAGE, re.MULTILINE)


def test_every_setting_is_told_with_its_default() -> None:
    table = PAGE.split("## Settings")[1].split("## JSON")[0]
    told = set(re.findall(r"`--([a-z-]+)`", table))
    assert told == {field.name.replace("_", "-") for field in fields(Settings)} - {"sources"}
    for field in fields(Settings):
        row = next((row for row in table.splitlines() if f"`--{field.name.replace('_', '-')}`" in row), "")
        if isinstance(field.default, int | float | str) and not isinstance(field.default, bool):
            assert f"| `{field.default}` |" in row


def test_every_format_is_told() -> None:
    table = PAGE.split("## Formats")[1].split("Without `--format`")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [form.value for form in Format]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_name_examples_that_are_there(command: str) -> None:
    assert "onrecord read" in command
    for word in shlex.split(command):
        if word.startswith("examples/"):
            assert list(ROOT.glob(word)), word


def test_a_page_of_one_goes_to_its_file(tmp_path: Path) -> None:
    assert plan(Settings(sources=["a"], out=str(tmp_path / "a.html"))).format is Format.HTML

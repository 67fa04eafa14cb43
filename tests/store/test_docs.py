"""docs/record.md says what is so: its Python runs, its commands and options are there."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.store import Record

TEXT = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("code", PYTHON)
def test_its_python_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "record.md", "exec"), {})  # noqa: S102 - the documentation's own code


def test_its_commands_and_options_are_there() -> None:
    names = {one.name for one in app.registered_commands} - {"read"}
    named = set(re.findall(r"onrecord ([a-z]+)", TEXT)) - {"read", "is", "import"}
    assert named == names
    shown = "".join(CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout for name in names)
    for option in set(re.findall(r"--[a-z][a-z-]*", TEXT)):
        assert f"{option} " in shown, option


def test_the_methods_it_names_are_there() -> None:
    methods = {name for name, _ in inspect.getmembers(Record, inspect.isfunction) if not name.startswith("_")}
    named = re.findall(r"`(\w+)`", TEXT[TEXT.index("`Record` has") : TEXT.index("which gives a reading back")])
    assert set(named) - {"Record"} <= methods

"""docs/export.md says what is so: its Python runs, its examples are what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.export.fact_check import CLAIMS, facts
from onrecord.export.web_annotation import annotations

from .test_fact_check import RAVN, admitted, one

TEXT = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## (.*)\n", TEXT, flags=re.MULTILINE)[1:])] * 2, strict=True))
IDS = ["s5k0q2v7m3x9a1"]


def example(section: str) -> object:
    return json.loads(re.findall(r"```json\n(.*?)```", SECTIONS[section], re.DOTALL)[0])


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "export.md", "exec"), {})  # noqa: S102 - the documentation's own code


def test_its_annotation_is_what_is_written() -> None:
    assert example("Web Annotations") == annotations(one(admitted(), RAVN), IDS)[0]


def test_its_fact_check_is_what_is_written() -> None:
    assert example("Fact-checks") == facts(one(admitted(), RAVN), IDS, "Northcheck")[0]


def test_it_names_the_acts_that_claim() -> None:
    told = re.search(r"says that something is so: (.*?)\.\s", SECTIONS["Fact-checks"], re.DOTALL)
    assert told
    assert set(re.findall(r"`(\w+)`", told[1])) == CLAIMS

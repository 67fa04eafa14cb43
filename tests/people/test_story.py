"""A story read with the network in the package: story.txt, with the speakers and roles wanted under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Reader
from onrecord.types import Article, Reading

TEXT, WANTED = (Path(__file__).parent / "story.txt").read_text(encoding="utf-8").split("\n--\n")


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    return reader.read(Article(TEXT, published="2025-02-08"))


@pytest.mark.parametrize("line", [line for line in WANTED.splitlines() if " => " in line])
def test_a_source_has_its_speaker(line: str, reading: Reading) -> None:
    """Some statement whose source begins with these words has this speaker."""
    source, _, speaker = line.partition(" => ")
    found = [s.speaker for s in reading.statements if s.source and s.source.text.startswith(source)]
    assert speaker in {f"{one.name} {one.kind}" for one in found}


@pytest.mark.parametrize("line", [line for line in WANTED.splitlines() if ": " in line])
def test_a_person_has_these_roles(line: str, reading: Reading) -> None:
    name, _, roles = line.partition(": ")
    entity = next(entity for entity in reading.entities if entity.name == name)
    assert "; ".join(role.text for role in entity.roles) == roles

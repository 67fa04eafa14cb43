"""The cases of cases.txt: people, organizations, groups and documents as speakers, in every guise news gives them."""

from __future__ import annotations

import pytest

from onrecord.people import resolve
from onrecord.types import Article, Entity, Speaker, Words

from .golden import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    statements = case.statements
    entities, speakers = resolve(Article(case.text), statements, *case.answers)
    said = [line for line in case.wanted if line.startswith("- ")]
    assert [shown(speaker, line) for speaker, line in zip(speakers, said, strict=True)] == said
    for line in case.wanted:
        if not line.startswith("- "):
            check(line, case, entities)


def shown(speaker: Speaker, wanted: str) -> str:
    """A speaker as the golden file writes it; of a reason the part that is wanted."""
    if speaker.kind != "unknown":
        return f"- {speaker.name} {speaker.kind}"
    part = wanted.removeprefix("- unknown ")
    assert speaker.name is None
    assert speaker.entity is None
    return f"- unknown {part if part in (speaker.reason or '') else speaker.reason}"


def check(line: str, case: Case, entities: tuple[Entity, ...]) -> None:
    """A line of an entity's roles or mentions."""
    name, sign, wanted = line.partition(" = ") if " = " in line else line.partition(":")
    entity = next((entity for entity in entities if entity.name == name), None)
    assert entity, f"{name} is not among {[entity.name for entity in entities]}"
    if sign == ":":
        assert "; ".join(role.text for role in entity.roles) == wanted.strip()
    else:
        assert ", ".join(Words.of(case.text, (span,)).text for span in entity.mentions) == wanted

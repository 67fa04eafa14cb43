"""The floors that reading reached on the development corpora: they may not fall, and are lowered only on purpose.

Needs ONRECORD_CORPORA (the corpora) and ONRECORD_EVAL (the folder of score_statements.py); skipped without them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord import Article, Reader
from onrecord.export.contract import to_json

FLOORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "floors.json").read_text())


def folder(variable: str) -> Path:
    if variable not in os.environ:
        pytest.skip(f"{variable} is not set: the development corpora are not here")
    return Path(os.environ[variable])


def scorer() -> ModuleType:
    path = folder("ONRECORD_EVAL") / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("corpus", sorted(FLOORS))
def test_floors(corpus: str, reader: Reader) -> None:
    path = folder("ONRECORD_CORPORA") / corpus
    floors = FLOORS[corpus]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == floors["sha256"], f"{path} is not the file that the floors were measured on"
    score = scorer()
    gold = score.read(path)
    readings = reader.read_many(Article(row["text"], row["id"]) for row in gold.values())
    result = score.score(gold, {reading.article.id: to_json(reading) for reading in readings})
    measured = {name: value[2] for name, value in result.items() if name != "recall by kind"}
    kinds = result["recall by kind"]
    quoted = [kinds[kind] for kind in ("direct", "mixed") if kind in kinds]
    measured |= {f"recall {kind}": share for kind, (share, _) in kinds.items()}
    measured["recall direct and mixed"] = sum(share * count for share, count in quoted) / sum(n for _, n in quoted)
    print(corpus, json.dumps({name: round(value, 1) for name, value in measured.items()}))  # noqa: T201
    fallen = {name: (measured[name], floor) for name, floor in floors["floors"].items() if measured[name] < floor}
    assert not fallen, f"below the floor (measured, floor): {fallen}"

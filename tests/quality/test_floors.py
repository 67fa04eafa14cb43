"""The floors that reading reached on the development corpora: they may not fall, and are lowered only on purpose.

Needs ONRECORD_CORPORA (the corpora) and ONRECORD_EVAL (the folder of the scorers); skipped without them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord import Article, Reader
from onrecord.export.contract import to_line

PINNED: dict[str, Any] = json.loads((Path(__file__).parent / "floors.json").read_text())


def folder(variable: str) -> Path:
    if variable not in os.environ:
        pytest.skip(f"{variable} is not set: the development corpora are not here")
    return Path(os.environ[variable])


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Corpus file → a file of what was read in it, read once."""
    made = tmp_path_factory.mktemp("readings")

    @cache
    def read(corpus: str) -> Path:
        path = folder("ONRECORD_CORPORA") / corpus
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        assert found == PINNED["sha256"][corpus], f"{path} is not the file that the floors were measured on"
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        articles = (
            Article(row["text"], row["id"], published=row.get("date") or row.get("published"), title=row.get("title"))
            for row in rows
        )
        out = made / corpus.replace("/", "-").removesuffix(".gz")
        out.write_text("".join(f"{to_line(reading)}\n" for reading in Reader().read_many(articles)), encoding="utf-8")
        return out

    return read


@pytest.mark.parametrize("name", sorted(PINNED["measures"]))
def test_floors(name: str, readings: Any) -> None:
    measure = PINNED["measures"][name]
    corpora, scorers = folder("ONRECORD_CORPORA"), folder("ONRECORD_EVAL")
    gold = [file if file == "-" else str(corpora / file) for file in measure["gold"]]
    command = [sys.executable, str(scorers / measure["scorer"]), *gold, str(readings(measure["gold"][-1])), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = flat(json.loads(done.stdout))
    print(name, json.dumps({key: round(value, 1) for key, value in measured.items()}))  # noqa: T201
    floors, ceilings = measure["floors"], measure.get("ceilings", {})
    fallen = {key: (measured[key], floor) for key, floor in floors.items() if measured[key] < floor}
    fallen |= {key: (measured[key], ceiling) for key, ceiling in ceilings.items() if measured[key] > ceiling}
    assert not fallen, f"measured, and what was reached before: {fallen}"


def flat(result: dict[str, Any]) -> dict[str, float]:
    """A scorer's numbers by name: of precision, recall and F1 the last."""
    kinds: dict[str, list[float]] = result.pop("recall by kind", {})
    measured = {key: value[2] if isinstance(value, list) else value for key, value in result.items()}
    measured |= {f"recall {kind}": share for kind, (share, _) in kinds.items()}
    quoted = [kinds[kind] for kind in ("direct", "mixed") if kind in kinds]
    if quoted:
        measured["recall direct and mixed"] = sum(share * n for share, n in quoted) / sum(n for _, n in quoted)
    return {key: value for key, value in measured.items() if isinstance(value, int | float)}

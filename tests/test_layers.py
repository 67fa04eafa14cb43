"""DESIGN's layers: each file may import what lies below it, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(onrecord.__file__).parent
VOCABULARY = {
    "onrecord",
    "onrecord.types",
    "onrecord.errors",
    "onrecord.quotes",
    "onrecord.sentences",
    "onrecord.datelines",
}
MODEL = VOCABULARY | {"onrecord.model"}
WORLD = VOCABULARY | {"onrecord.inflection", "onrecord.world"}
# What is read off the network's answers, each by itself; `interpret` puts them together.
PARTS = {
    "onrecord.conventions",
    "onrecord.edges",
    "onrecord.statements",
    "onrecord.people",
    "onrecord.events",
    "onrecord.dates",
}
READER = MODEL | WORLD | PARTS | {"onrecord.saying", "onrecord.interpret", "onrecord.reader"}
EVENTS = {"onrecord.days", "onrecord.whole"}  # what an event is to whoever keeps it or hands it on
# A folder or file of the package → the modules and packages of onrecord it may name.
MAY_IMPORT = {
    "__init__": VOCABULARY | {"onrecord.reader", "onrecord.store"},  # names only, looked up when they are used
    "__main__": {"onrecord.cli"},
    "types": set(),
    "errors": set(),
    "answers": {"onrecord.types"},
    "days": set(),
    "whole": {"onrecord.types"},
    "quotes": set(),
    "sentences": {"onrecord.types"},
    "datelines": set(),
    "edges": VOCABULARY | {"onrecord.inflection"},
    "inflection": set(),
    "model": MODEL,
    "conventions": MODEL,
    "statements": MODEL | {"onrecord.conventions", "onrecord.edges"},
    "saying": VOCABULARY | {"onrecord.inflection", "onrecord.saying"},
    "dates": VOCABULARY | {"onrecord.dates"},
    "people": MODEL | {"onrecord.inflection", "onrecord.people"},
    "world": WORLD,
    "events": MODEL | {"onrecord.days", "onrecord.events"},
    "interpret": READER - {"onrecord.interpret", "onrecord.reader"},
    "reader": READER,
    "sources": VOCABULARY | {"onrecord.sources"},
    "store": {"onrecord", "onrecord.types", "onrecord.errors", "onrecord.answers", "onrecord.store"} | EVENTS,
    "export": VOCABULARY | {"onrecord.answers", "onrecord.export"} | EVENTS,
    "cli": READER
    | EVENTS
    | {"onrecord.answers", "onrecord.sources", "onrecord.export", "onrecord.store", "onrecord.cli"},
    "train": READER | {"onrecord.train"},
}
HEAVY = {"onnxruntime": {"model/session.py"}, "tokenizers": {"model/tokenize.py"}, "torch": set(), "onnx": set()}
FILES = sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports anywhere in it; of `from a import b` both a and a.b, as b may be a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if is_module(node.module, alias.name))


def is_module(package: str, name: str) -> bool:
    folder = SOURCE.parent.joinpath(*package.split("."))
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir()


def part(path: Path) -> str:
    """The row of MAY_IMPORT that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_every_part_of_the_package_has_a_row() -> None:
    assert {part(path) for path in FILES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_imports_only_what_lies_below_it(path: Path) -> None:
    allowed = MAY_IMPORT[part(path)]
    packages = tuple(f"{name}." for name in allowed - {"onrecord"})
    ours = {name for name in imports(path) if name.split(".")[0] == "onrecord"}
    above = {name for name in ours if name not in allowed and not name.startswith(packages)}
    assert not above


@pytest.mark.parametrize("path", [path for path in FILES if part(path) != "train"], ids=named)
def test_heavy_libraries_stand_in_one_file_each(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path)}
    assert {library for library, where in HEAVY.items() if library in roots and named(path) not in where} == set()


def test_the_rows_point_one_way() -> None:
    """No two parts name each other: what a row allows lies below it."""
    for name, allowed in MAY_IMPORT.items():
        for other in allowed - {"onrecord", f"onrecord.{name}"}:
            assert f"onrecord.{name}" not in MAY_IMPORT[other.removeprefix("onrecord.")] or name == "__init__", other


def test_imports_are_seen_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("def f():\n    from onrecord import reader\n    import onrecord.cli.main as main\n")
    assert set(imports(file)) == {"onrecord", "onrecord.reader", "onrecord.cli.main"}

"""`import onrecord` is light, and shows what it offers."""

from __future__ import annotations

import json
import subprocess
import sys

import onrecord

HEAVY = ("onnxruntime", "tokenizers", "numpy", "torch", "trafilatura", "lxml", "httpx", "typer", "rich", "jinja2")
LONGEST = 0.3  # seconds
MEASURE = """
import json, sys, time
began = time.perf_counter()
import onrecord
seconds = time.perf_counter() - began
print(json.dumps([seconds, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def measured() -> tuple[float, list[str]]:
    """Seconds that the import takes in a fresh process, and what is loaded after it."""
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    seconds, modules = json.loads(done.stdout)
    return seconds, modules


def test_import_is_light() -> None:
    runs = [measured() for _ in range(3)]
    loaded = set(runs[0][1])
    assert "onrecord" in loaded
    assert not loaded.intersection(HEAVY)
    assert min(seconds for seconds, _ in runs) < LONGEST


def test_every_name_of_the_surface_can_be_had() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(onrecord, "reed")


def test_a_star_gives_the_surface() -> None:
    space: dict[str, object] = {}
    exec("from onrecord import *", space)  # noqa: S102
    assert set(onrecord.__all__) <= set(space)

"""What several tests share: the model in the package, and the articles of examples/."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord import Article, Reader
from onrecord.model.files import WEIGHTS
from onrecord.sources import articles

# On CI the same examples for the same code; new ones are drawn wherever else the tests run. How long an example takes
# says more of what else the machine does than of the code: tests of speed time themselves.
settings.register_profile("onrecord", derandomize=bool(os.environ.get("CI")), deadline=None)
settings.load_profile("onrecord")

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The folder of the model in the package."""
    return WEIGHTS


@pytest.fixture(scope="session")
def reader(model_folder: Path) -> Reader:
    return Reader(model_folder)


@pytest.fixture(scope="session")
def examples() -> list[Article]:
    """The articles of examples/."""
    found = list(articles([str(path) for path in sorted(EXAMPLES.iterdir())]))
    result = [article for article in found if isinstance(article, Article)]
    assert len(result) == len(found), "one could not be read"
    return result


@pytest.fixture
def seconds() -> Callable[[Callable[[], object]], float]:
    """The processor time of one call: a second one would find its answers in a cache. Neither other threads' work
    counts nor the collector's pauses, which grow with all that the tests hold."""

    def measured(call: Callable[[], object]) -> float:
        gc.collect()
        gc.disable()
        try:
            began = time.thread_time()
            call()
            return time.thread_time() - began
        finally:
            gc.enable()

    return measured

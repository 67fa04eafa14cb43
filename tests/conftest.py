"""What several tests share: the model in the package, and the articles of examples/."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord import Article, Reader
from onrecord.model.files import WEIGHTS
from onrecord.sources import articles

if os.environ.get("CI"):  # the same examples for the same code; new ones are drawn wherever else the tests run
    settings.register_profile("ci", derandomize=True)
    settings.load_profile("ci")

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

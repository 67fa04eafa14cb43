"""What several tests share: the model in the package, and the articles of examples/."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Article, Reader
from onrecord.model.files import WEIGHTS
from onrecord.sources import articles

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

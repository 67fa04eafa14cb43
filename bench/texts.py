"""The articles that the benches read: PolNeAR where it is at hand, else the texts of examples/ again and again."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from onrecord.types import Article

EXAMPLES = Path(__file__).parent.parent / "examples"
_NUMBER = re.compile(r"\d+")


def articles(corpora: Path | None, count: int) -> Iterator[Article]:
    """`count` articles, the same ones every time. corpora: a folder that holds polnear/; None for the examples."""
    rng = random.Random(0)
    if corpora is None:
        found = examples()
    else:
        with gzip.open(corpora / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
            found = [json.loads(line)["text"] for line in lines]
    rng.shuffle(found)
    for k, text in enumerate(islice(cycle(found), count)):
        yield Article(text if k < len(found) else _renumbered(text, rng), id=str(k))


def examples() -> list[str]:
    """The texts of examples/*.txt."""
    return [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]


def article_of(words: int) -> Article:
    """An article of so many words: the examples' paragraphs in turn, each time with other numbers."""
    rng = random.Random(words)
    paragraphs: list[str] = []
    for paragraph in cycle("\n\n".join(examples()).split("\n\n")):
        own = _renumbered(paragraph, rng).split(" ")[:words]
        paragraphs.append(" ".join(own))
        words -= len(own)
        if words <= 0:
            break
    return Article("\n\n".join(paragraphs))


def count_words(text: str) -> int:
    """Words between white space."""
    return len(text.split())


def _renumbered(text: str, rng: random.Random) -> str:
    return _NUMBER.sub(lambda number: str(rng.randrange(10 ** len(number.group()))), text)

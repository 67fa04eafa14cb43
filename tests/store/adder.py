"""A process that adds made-up readings until it is killed, and says of each that it is stored.

python adder.py URL FIRST SEED
"""

from __future__ import annotations

import itertools
import random
import sys

from onrecord.store import Record
from onrecord.types import Reading
from store.made import tunnel


def numbered(number: int) -> Reading:
    """An article with statements, events and people, unlike the others."""
    text = (
        tunnel().article.text
        + " ".join(f"{number} {word} {number}." for word in ("More", "news", "came", "later")) * 20
    )
    return tunnel(url=f"https://northline.example/{number}", text=text)


def main(url: str, first: int, seed: int) -> None:
    chance = random.Random(seed)
    with Record.open(url) as record:
        for number in itertools.count(first):
            record.add(numbered(number))
            print(number, flush=True)  # noqa: T201 - what the test waits for
            if chance.random() < 0.2:
                record.correct(
                    record.search("dry ground", sort="newest").rows[0].id, speaker="Tomas Reyl", by="E", why="w"
                )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

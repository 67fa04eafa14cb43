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

TOGETHER = 3  # the most that are stored at once


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
        numbers = itertools.count(first)
        while True:
            several = list(itertools.islice(numbers, chance.choice((1, 1, TOGETHER))))
            if len(several) == 1:
                record.add(numbered(several[0]))
            else:
                record.add_many([(numbered(number), None) for number in several])
            print(*several, sep="\n", flush=True)  # noqa: T201 - what the test waits for
            if chance.random() < 0.2:
                newest = record.search("dry ground", sort="newest").rows[0]
                if newest.speaker_name != "Tomas Reyl":
                    record.correct(newest.id, speaker="Tomas Reyl", by="E", why="w")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

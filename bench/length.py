"""Time per word for short and for long articles: `read_many` of several of each, as many words as the longest has."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter

from texts import article_of

from onrecord.reader import Reader

LENGTHS = (100, 1_000, 10_000, 100_000)  # words
FEWEST = 3  # articles, so that the network reads the next one while one is put together
COMPARED = 1_000  # words; shorter articles do not fill a window


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--longest", type=int, default=LENGTHS[-1], help="leave out articles longer than this")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path, help="a model's folder (default: the one in the package)")
    options = parser.parse_args()

    reader = Reader(options.model, threads=options.threads)
    reader.read(article_of(COMPARED))
    sys.stdout.write(f"{'words an article':>16} {'articles':>9} {'statements':>11} {'µs a word':>10}\n")
    took: dict[int, float] = {}
    for length in LENGTHS:
        if length > options.longest:
            break
        many = max(options.longest // length, FEWEST)
        article = article_of(length)
        start = perf_counter()
        found = sum(len(reading.statements) for reading in reader.read_many([article] * many))
        took[length] = (perf_counter() - start) / (many * length) * 1e6
        sys.stdout.write(f"{length:16,} {many:9,} {found:11,} {took[length]:10.1f}\n")
        sys.stdout.flush()
    compared = [time for length, time in took.items() if length >= COMPARED]
    if compared:
        sys.stdout.write(f"slowest / fastest from {COMPARED:,} words on: {max(compared) / min(compared):.2f}\n")


if __name__ == "__main__":
    main()

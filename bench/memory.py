"""Peak memory of a process that reads 200 and then 1,000 articles. Exit code 1: it went over 1 GiB."""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path

from texts import articles

from onrecord.reader import Reader

LIMIT = 1024  # MiB


def peak() -> float:
    """Peak resident memory of this process so far, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder that holds polnear/ (default: the texts of examples/)")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--first", type=int, default=200, help="articles after which the peak is taken too")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path, help="a model's folder (default: the one in the package)")
    options = parser.parse_args()

    reader = Reader(options.model, threads=options.threads)
    early = 0.0
    for k, _ in enumerate(reader.read_many(articles(options.corpora, options.articles)), 1):
        if k == options.first:
            early = peak()
    late = peak()
    sys.stdout.write(
        f"peak after {options.first} articles: {early:,.0f} MiB\n"
        f"peak after {options.articles} articles: {late:,.0f} MiB\n"
        f"growth: {late - early:,.0f} MiB; limit: {LIMIT:,} MiB\n"
    )
    return int(late > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

"""How often PLOVER's own examples get PLOVER's own type.

    python eval/plover.py --corpora DIR [--model DIR]

Of the 322 sentences of plover/PLOVER_GSR_CAMEO.txt: in how many an event of the sentence's type is found.
Types of older editions count as what became of them (DEMAND → REQUEST, DISAPPROVE and INVESTIGATE → ACCUSE, FIGHT →
ASSAULT); planned cooperation counts as AGREE too, as PLOVER folds it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from onrecord import Article, Reader
from onrecord.events.plover import folded

NOW = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--model", type=Path)
    chosen = arguments.parse_args()
    gold = json.loads((chosen.corpora / "plover" / "PLOVER_GSR_CAMEO.txt").read_text("utf-8"))
    reader = Reader(chosen.model)
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in gold:
        if row["event"] == "DOCUMENT":
            continue
        wanted = NOW.get(row["event"], row["event"])
        events = reader.read(Article(row["text"])).events
        every[wanted] += 1
        right[wanted] += wanted in {kind for e in events for kind in (e.type, folded(e.type, e.status))}
    print(f"{100 * right.total() / every.total():.1f} % of {every.total()}")
    for kind, n in every.most_common():
        print(f"{kind:10} {right[kind]:3} of {n}")


if __name__ == "__main__":
    main()

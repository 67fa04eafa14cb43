"""How many pronouns for people are linked to a right antecedent, in GUM's development part.

    python eval/antecedents.py --corpora DIR [--model DIR]

A pronoun counts if it is a mention of a person in a chain with an earlier mention. What it is linked to is the last
mention before it of its entity (people/); for first and second persons, and where people/ links nothing, the network's
own link. It is right if it stands in a mention of the same chain.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fit_pronouns import Network

from onrecord.model.answer import Answer
from onrecord.model.files import WEIGHTS
from onrecord.people import resolve
from onrecord.people.pronouns import PRONOUNS, Pronoun
from onrecord.types import Article, Span

Row = Mapping[str, Any]


def pronouns(row: Row) -> Iterator[tuple[Span, str, Pronoun]]:
    """People's pronouns that refer back: place, chain, and what they are."""
    seen = set()
    for mention in sorted(row["mentions"], key=lambda m: (m["start"], m["end"])):
        known = PRONOUNS.get(row["text"][mention["start"] : mention["end"]].lower())
        if known and mention["type"] == "person" and mention["chain"] in seen:
            yield Span(mention["start"], mention["end"]), mention["chain"], known
        seen.add(mention["chain"])


def antecedents(row: Row, entities: Sequence[Any], mentions: Answer) -> dict[int, Span]:
    """Where a pronoun begins → what it is linked to."""
    found = {}
    for link in mentions.links:
        if link.target is not None:
            target = mentions.marks[link.target]
            found[mentions.marks[link.head].start] = Span(target.start, target.end)
    for entity in entities:
        for earlier, later in zip(entity.mentions, entity.mentions[1:], strict=False):
            found[later.start] = earlier
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--model", type=Path, default=WEIGHTS)
    chosen = arguments.parse_args()
    network = Network(chosen.model)
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in (chosen.corpora / "gum" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        names, mentions, found = network(row["text"])
        entities, _ = resolve(Article(row["text"]), found, names, mentions)
        linked = antecedents(row, entities, mentions)
        short = sorted(row["mentions"], key=lambda m: m["end"] - m["start"])
        for span, chain, known in pronouns(row):
            target = linked.get(span.start)
            meant = target and next((m for m in short if m["start"] <= target.start and target.end <= m["end"]), None)
            for group in ("all", known.kind):
                every[group] += 1
                right[group] += bool(meant) and meant["chain"] == chain
    for group, count in every.most_common():
        print(f"{group:10} {right[group]:4} of {count:4}  {100 * right[group] / count:5.1f} %")


if __name__ == "__main__":
    main()

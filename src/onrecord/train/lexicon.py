"""How much a word tells by itself of the events in a text: counted on the training articles, smoothed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.events.lexicon import WORD

SMOOTH = 10.0  # occurrences of any word that stand behind each word's own
Counts = Mapping[str, Mapping[str, int]]


def trigger_words(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Word → type → nats: how much oftener than any word it begins a trigger of the type; only what speaks for it.

    rows: articles of data/events.
    """
    all_words: Counter[str] = Counter()
    triggers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        all_words.update(word.lower() for word in WORD.findall(row["text"]))
        for event in row["events"]:
            if word := _first_word(row["text"], event["trigger"]):
                triggers[word][event["type"]] += 1
    return _nats(triggers, all_words)


def _first_word(text: str, span: tuple[int, int]) -> str | None:
    match = WORD.match(text, span[0])
    return match.group().lower() if match else None


def _nats(counts: Counts, totals: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """log of the share that a label has of a word's occurrences over its share of all; what is above 0."""
    everything = sum(totals.values())
    of_all: Counter[str] = Counter()
    for labels in counts.values():
        of_all.update(labels)
    share = {label: n / everything for label, n in of_all.items()}
    found: dict[str, dict[str, float]] = {}
    for word, labels in sorted(counts.items()):
        for label, n in sorted(labels.items()):
            odds = (n + SMOOTH * share[label]) / (totals[word] + SMOOTH) / share[label]
            if odds > 1:
                found.setdefault(word, {})[label] = round(math.log(odds), 2)
    return found


def weighed(lexicon: Mapping[str, Mapping[str, float]], weight: float) -> dict[str, dict[str, float]]:
    """The lexicon with its nats times a weight; nothing for a weight of 0."""
    if not weight:
        return {}
    return {word: {label: round(weight * nats, 2) for label, nats in of.items()} for word, of in lexicon.items()}

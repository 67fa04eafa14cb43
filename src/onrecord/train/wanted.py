"""What a release must reach on the development parts: no threshold is chosen for a gain elsewhere that costs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from onrecord.train.score import Tally

POLNEAR: Final = "polnear/dev.jsonl.gz"
WORLD: Final = "statements/dev.jsonl"
LEVELS: Final[Mapping[str, Mapping[str, float]]] = {
    POLNEAR: {"soft": 74.5, "exact": 59, "source": 83, "cue": 75.5, "content": 65, "direct": 93},
    WORLD: {"soft": 72, "quoted": 85},
}
"""F1, of "direct" and "quoted" recall, in percent."""

LACKING: Final = 1000.0
"""What a point that a release lacks of the following weighs, where a gain elsewhere weighs a point."""
EVENTS: Final = 63.0
STATUS_RIGHT: Final = 82.0
STATUS_MACRO: Final = 66.0
"""Of events: F1 of trigger and type; percent of the statuses that are right, and the mean over the statuses."""


def shortfall(corpus: str, found: Tally) -> float:
    """By how many points, in all, a part's figures lie below what is wanted of them."""
    return sum(max(0.0, level - found[measure].f1) for measure, level in LEVELS.get(corpus, {}).items())

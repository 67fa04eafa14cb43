"""What stands around a trigger, as signs of its status: the words before and behind it, its own form, its type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.events.status import by_rules
from onrecord.model.decode import TaggedSpan
from onrecord.model.tokenize import Pieces
from onrecord.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|[.,;:?!\"“”]|\n")
_BEFORE, _BEHIND = 110, 60  # characters that are looked at
_MOST_BEFORE, _MOST_BEHIND = 9, 4  # words of them
_NEAR = 3  # words before whose place counts
_ENDINGS = ("ing", "ed", "s")
Signs = Mapping[str, Mapping[str, float]]
"""A sign → status → nats."""


def signs(text: str, trigger: Span, kind: str) -> set[str]:
    """The signs of one trigger. kind: its PLOVER type."""
    before = _words(text[max(0, trigger.start - _BEFORE) : trigger.start])[-_MOST_BEFORE:][::-1]
    behind = _words(text[trigger.end : trigger.end + _BEHIND])[:_MOST_BEHIND]
    own = _words(text[trigger.start : trigger.end]) or [""]
    ending = next((ending for ending in _ENDINGS if own[0].endswith(ending)), "")
    rule = by_rules(text, trigger)
    found = {f"first {own[0]}", f"last {own[-1]}", f"type {kind}", f"ending {ending}", f"rule {rule}"}
    found |= {f"rule {rule} {kind}", f"capital {text[trigger.start].isupper()}"}
    found |= {f"before {word}" for word in before} | {f"behind {word}" for word in behind}
    found |= {f"before {word} {n}" for n, word in enumerate(before[:_NEAR], 1)}
    found |= {f"before {word} {n} {ending}" for n, word in enumerate(before[: _NEAR - 1], 1)}
    return found | {f"behind {word} {n}" for n, word in enumerate(behind[:2], 1)}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def sign_sums(
    text: str, pieces: Pieces, triggers: Sequence[TaggedSpan], table: Signs, statuses: Sequence[str]
) -> NDArray[np.float32]:
    """[triggers, statuses], in nats: what the signs of each trigger tell of its status, in all."""
    sums = np.zeros((len(triggers), len(statuses)), np.float32)
    for row, trigger in enumerate(triggers if table else ()):
        place = Span(int(pieces.offsets[trigger.start, 0]), int(pieces.offsets[trigger.end - 1, 1]))
        for sign in signs(text, place, trigger.label):
            for status, nats in table.get(sign, {}).items():
                sums[row, statuses.index(status)] += nats
    return sums

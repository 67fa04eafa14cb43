"""Tables of words, written as they are read."""

from __future__ import annotations


def pairs(text: str) -> dict[str, str]:
    """ "sen: senator; gov: governor" as a dictionary."""
    rows = (row.partition(":") for row in text.split(";"))
    return {" ".join(left.split()): " ".join(right.split()) for left, _, right in rows if right}


def phrases(text: str) -> frozenset[str]:
    """The expressions between semicolons."""
    return frozenset(" ".join(words.split()) for words in text.split(";")) - {""}

"""Pronouns, and whom each may stand for."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

PronounKind = Literal["he", "she", "they", "it", "I", "we", "relative", "any"]


class Pronoun(NamedTuple):
    """kind: its nominative; possessive: "his", "their"."""

    kind: PronounKind
    possessive: bool = False


PRONOUNS: dict[str, Pronoun] = {
    "he": Pronoun("he"), "him": Pronoun("he"), "his": Pronoun("he", True), "himself": Pronoun("he"),
    "she": Pronoun("she"), "her": Pronoun("she", True), "hers": Pronoun("she", True), "herself": Pronoun("she"),
    "they": Pronoun("they"), "them": Pronoun("they"), "their": Pronoun("they", True), "theirs": Pronoun("they", True),
    "themselves": Pronoun("they"),
    "it": Pronoun("it"), "its": Pronoun("it", True), "itself": Pronoun("it"),
    "i": Pronoun("I"), "me": Pronoun("I"), "my": Pronoun("I", True), "mine": Pronoun("I", True), "myself": Pronoun("I"),
    "we": Pronoun("we"), "us": Pronoun("we"), "our": Pronoun("we", True), "ours": Pronoun("we", True),
    "ourselves": Pronoun("we"),
    "who": Pronoun("relative"), "whom": Pronoun("relative"), "whose": Pronoun("relative", True),
    "which": Pronoun("relative"), "that": Pronoun("relative"),
    "you": Pronoun("any"), "your": Pronoun("any", True), "one": Pronoun("any"), "anyone": Pronoun("any"),
    "anybody": Pronoun("any"), "nobody": Pronoun("any"), "everyone": Pronoun("any"), "everybody": Pronoun("any"),
    "someone": Pronoun("any"), "somebody": Pronoun("any"), "no one": Pronoun("any"), "people": Pronoun("any"),
}  # fmt: skip

# These are followed through the whole text; the others only where they are sources.
FOLLOWED = re.compile(
    r"\b(?:[Hh](?:e|im|is|imself|ers?|erself)|[Ss]he|[Tt]he(?:y|m|ir|irs|mselves)|I|[Mm](?:e|y|yself)|[Ww]e|us|[Oo](?:ur|urs|urselves))\b(?!\.\w)"
)


def pronoun(words: str) -> Pronoun | None:
    """The pronoun that these words are; "US" is none."""
    return None if words.isupper() and len(words) > 1 else PRONOUNS.get(words.lower())

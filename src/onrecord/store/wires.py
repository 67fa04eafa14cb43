"""Near-duplicates: the wire's text as several outlets print it, cut, headed and corrected a little.

MinHash over shingles of words (Broder 1997) with locality-sensitive hashing: articles that share a bucket are compared
exactly. datasketch does this too, but brings SciPy along and keeps its buckets in memory or in Redis; here they are
rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.store.words import folded_words

SHINGLE: Final = 5  # words
BANDS: Final = 24
ROWS: Final = 4  # two texts that share 60 % of their shingles meet in a bucket in 96 of 100 cases, 20 % in 4
SAME: Final = 0.6
"""The least part of all shingles of two texts that both have (Jaccard) for one to be a copy."""
CUT: Final = 0.9
"""Or the least part of the shorter one's shingles that the longer has: a copy of which paragraphs were cut ..."""
LEAST: Final = 40
"""... where the shorter one has at least so many shingles."""

_SEEDS: Final = np.random.default_rng(5).integers(0, 1 << 64, size=(BANDS * ROWS, 1), dtype=np.uint64, endpoint=False)
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of SplitMix64 (Steele et al. 2014)

Shingles = NDArray[np.uint64]


def shingles(text: str) -> Shingles:
    """Hashes of all runs of 5 words, of 64 bits, each once; of the whole text when it is shorter."""
    words = folded_words(text)
    numbers = np.array([_hash(word) for word in words], np.uint64)
    runs = max(1, len(words) - SHINGLE + 1)
    found = np.zeros(runs, np.uint64)
    for step in range(min(SHINGLE, len(words))):
        found = found * _MIX[0] + numbers[step : step + runs]  # a polynomial of the words' hashes, modulo 2**64
    return np.unique(found)


@lru_cache(50_000)
def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def buckets(found: Shingles) -> list[int]:
    """A number of 63 bits for each band: what two near-duplicates probably share at least one of."""
    least = _permuted(found).min(axis=1)
    return [_bucket(band, least[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


class Fingerprint(NamedTuple):
    """What a text is compared with others by."""

    shingles: Shingles
    buckets: list[int]

    @classmethod
    def of(cls, text: str) -> Fingerprint:
        found = shingles(text)
        return cls(found, sorted(set(buckets(found))))


def _permuted(found: Shingles) -> Shingles:
    """The hashes mixed anew for each row, [rows, shingles]: as good as that many random orders of all shingles."""
    mixed = found[None, :] ^ _SEEDS
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
    return mixed ^ (mixed >> np.uint64(31))


def _bucket(band: int, least: NDArray[np.uint64]) -> int:
    digest = hashlib.blake2b(bytes([band]) + least.tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def likeness(one: Shingles, other: Shingles) -> float:
    """How far one is a copy of the other: at least 1 where it is."""
    shared = np.intersect1d(one, other, assume_unique=True).size
    shorter = min(one.size, other.size)
    jaccard = shared / (one.size + other.size - shared)
    contained = shared / shorter if shorter >= LEAST else 0.0
    return max(float(jaccard) / SAME, contained / CUT)


def best(one: Shingles, others: Sequence[tuple[int, Shingles]]) -> int | None:
    """The number of the text that this one is most a copy of, the first of equals; None where it is of none."""
    found = max(((likeness(one, other), -number) for number, other in others), default=(0.0, 0))
    return -found[1] if found[0] >= 1 else None

"""The best path equals the best of all paths; forbidden steps are never taken."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.model.decode import Floats, tagged_spans
from onrecord.model.spec import TaskSpec
from onrecord.model.viterbi import CHUNK, surely_outside, viterbi

TAGS = 5  # O and B, I of two labels
TASK = TaskSpec("toy", ("A", "B"))
QUARTERS = st.integers(-20, 20).map(lambda n: n / 4)  # exact in float32: ties are ties


def forbidden() -> Floats:
    chain = np.zeros((TAGS, TAGS), np.float32)
    for k in (2, 4):
        chain[:, k] = -1e4
        chain[k - 1, k] = chain[k, k] = 0
    return chain


def worth(path: tuple[int, ...], scores: Floats, chain: Floats) -> float:
    steps = sum(float(chain[a, b]) for a, b in pairwise(path))
    return steps + sum(float(scores[t, tag]) for t, tag in enumerate(path))


@given(st.data())
def test_equals_the_best_of_all_paths(data: st.DataObject) -> None:
    length = data.draw(st.integers(1, 4))
    scores = data.draw(arrays(np.float32, (length, TAGS), elements=QUARTERS))
    chain = data.draw(arrays(np.float32, (TAGS, TAGS), elements=QUARTERS))
    best = max(worth(path, scores, chain) for path in product(range(TAGS), repeat=length))
    assert worth(tuple(int(tag) for tag in viterbi(scores, chain)), scores, chain) == best


@given(arrays(np.float32, st.tuples(st.integers(1, 30), st.just(TAGS)), elements=QUARTERS))
def test_an_i_follows_only_its_own_label(scores: Floats) -> None:
    scores[0, [2, 4]] = -1e4  # nor begins a text, in training
    tags = viterbi(scores, forbidden())
    for before, tag in pairwise(tags):
        assert tag not in (2, 4) or before in (tag - 1, tag)


def test_nothing() -> None:
    assert viterbi(np.zeros((0, TAGS), np.float32), forbidden()).tolist() == []


def plain(scores: Floats, chain: Floats) -> list[int]:
    """The recursion as the textbook has it."""
    best, back = scores[0].astype(float), []
    for row in scores[1:]:
        paths = best[:, None] + chain
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())]
    for chosen in reversed(back):
        tags.append(int(chosen[tags[-1]]))
    return tags[::-1]


@given(st.integers(1, 60), st.floats(0, 1), st.integers(0, 2**32 - 1))
def test_parts_side_by_side_are_the_whole(length: int, share: float, seed: int) -> None:
    """Texts most of whose pieces are surely outside, as those of events are."""
    random = np.random.default_rng(seed)
    scores = random.normal(0, 4, (length, TAGS)).astype(np.float32)
    scores[random.random(length) < share, 0] += 40
    chain = forbidden() + random.normal(0, 1, (TAGS, TAGS)).astype(np.float32)
    scores[0, [2, 4]] = -1e4
    found = viterbi(scores, chain)
    assert worth(tuple(found.tolist()), scores, chain) == pytest.approx(
        worth(tuple(plain(scores, chain)), scores, chain), abs=1e-3
    )
    assert not found[surely_outside(scores, chain)].any()


@given(st.integers(2 * CHUNK + 1, 5 * CHUNK), st.integers(0, 2**32 - 1))
def test_chunks_joined_are_the_whole(length: int, seed: int) -> None:
    """Texts of one long part, as quotations make them."""
    random = np.random.default_rng(seed)
    scores = random.normal(0, 4, (length, TAGS)).astype(np.float32)
    scores[:, 0] = -5
    scores[0, [2, 4]] = -1e4
    chain = forbidden() + random.normal(0, 1, (TAGS, TAGS)).astype(np.float32)
    assert not surely_outside(scores, chain).any()
    found = viterbi(scores, chain)
    assert worth(tuple(found.tolist()), scores, chain) == pytest.approx(
        worth(tuple(plain(scores, chain)), scores, chain), abs=1e-3
    )


def test_most_of_a_text_is_surely_outside() -> None:
    """So the check above checks parts."""
    scores = np.zeros((5, TAGS), np.float32)
    scores[[0, 1, 3, 4], 0] = 20
    assert surely_outside(scores, forbidden()).tolist() == [True, True, False, True, True]
    scores[2, 2] = 30  # an I: the piece before it is not sure, since B would have to take its place
    assert surely_outside(scores, forbidden()).tolist() == [True, False, False, True, True]


def test_runs_become_spans() -> None:
    tags = np.array([2, 2, 0, 1, 1, 2, 3, 4, 2, 0, 3])
    scores = np.zeros((len(tags), TAGS), np.float32)
    scores[np.arange(len(tags)), tags] = np.arange(len(tags)) + 1
    spans = tagged_spans(scores, tags, TASK)
    assert [(s.start, s.end, s.label) for s in spans] == [
        (0, 2, "A"), (3, 4, "A"), (4, 6, "A"), (6, 8, "B"), (8, 9, "A"), (10, 11, "B"),
    ]  # fmt: skip
    assert [s.inside for s in spans] == [1.5, 4.0, 5.5, 7.5, 9.0, 11.0], "the mean margin over O"
    assert [s.edge for s in spans] == [1.0, 4.0, 5.0, 7.0, 9.0, 11.0], "the first piece or the one behind the last"


def test_a_margin_may_be_negative() -> None:
    scores = np.array([[5.0, 1.0, 0.0, 3.0, 0.0]], np.float32)
    (span,) = tagged_spans(scores, np.array([1]), TASK)
    assert (span.inside, span.edge) == (-4.0, -4.0)

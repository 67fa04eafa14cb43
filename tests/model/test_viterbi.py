"""The best path equals the best of all paths; forbidden steps are never taken."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.model.decode import Floats, tagged_spans
from onrecord.model.spec import TaskSpec
from onrecord.model.viterbi import viterbi, viterbi_lines

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
    assert viterbi_lines(np.zeros((0, TAGS), np.float32), forbidden(), np.zeros(0, np.int64)).tolist() == []


@given(st.data())
def test_each_line_by_itself_is_the_line_alone(data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    scores = data.draw(arrays(np.float32, (sum(lengths), TAGS), elements=QUARTERS))
    chain = forbidden() + data.draw(arrays(np.float32, (TAGS, TAGS), elements=QUARTERS))
    tags = viterbi_lines(scores, chain, np.repeat(np.arange(len(lengths)), lengths) + 3)
    ends = np.cumsum(lengths)
    for end, length in zip(ends, lengths, strict=True):
        alone = scores[end - length : end]
        assert worth(tuple(tags[end - length : end].tolist()), alone, chain) == worth(
            tuple(viterbi(alone, chain).tolist()), alone, chain
        )


def test_a_quiet_line_has_no_spans() -> None:
    scores = np.zeros((4, TAGS), np.float32)
    scores[:, 1:] = -30
    scores[2:, 1] = 1
    assert viterbi_lines(scores, np.zeros((TAGS, TAGS), np.float32), np.array([0, 0, 1, 1])).tolist() == [0, 0, 1, 1]


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

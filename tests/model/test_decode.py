"""Spans and links from scores made by hand: projections of width 1, so that a link's score is a product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from onrecord.model.decode import Block, Decoded, Floats, Tables, decode
from onrecord.model.pairs import BETWEEN, GAPS, LINES, SIZES, Places, relations
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.model.windows import Window


def model(**link: bool) -> ModelSpec:
    """One task with the labels A and B; A points to B."""
    task = TaskSpec("toy", ("A", "B"), (LinkSpec("to", ("A",), ("B",), **link),))
    return ModelSpec("toy", "0", (task,), link_size=1)


def tables(relation: Floats | None = None) -> Tables:
    bias = np.zeros(sum(SIZES), np.float32) if relation is None else relation
    return Tables({"toy": np.zeros((5, 5), np.float32)}, {"toy.to": bias})


def scores(letters: str, head: dict[int, float], target: dict[int, float], none: float = 0.0) -> Floats:
    """Letters are tags: A a, B b (begin, inside), "." outside. head, target: piece → its projection."""
    rows = np.zeros((len(letters), 5 + 3), np.float32)
    for at, letter in enumerate(letters):
        rows[at, ".AaBb".index(letter)] = 10
        rows[at, 5:] = head.get(at, 0.0), target.get(at, 0.0), none
    return rows


def run(
    rows: Floats,
    spec: ModelSpec,
    *,
    lines: Sequence[int] = (),
    relation: Floats | None = None,
    windows: Sequence[tuple[int, int, int, int]] = (),
    outside: Mapping[str, float] | None = None,
    none: Mapping[str, float] | None = None,
    prior: Floats | None = None,
) -> Decoded:
    """lines: of the pieces, else all on one.  windows: which see these scores, else one that sees all."""
    whole = [(0, len(rows), 0, len(rows))] if len(rows) else []
    blocks = [Block(Window(*window), rows[window[0] : window[1]]) for window in windows or whole]
    where = np.array(lines or [0] * len(rows), np.int64)
    return decode(blocks, spec, spec.tasks[0], tables(relation), where, outside=outside, none=none, prior=prior)


def targets(decoded: Decoded) -> list[tuple[int, int | None]]:
    return [(link.head, link.target) for link in decoded.links]


def test_spans_and_one_target() -> None:
    rows = scores("Bb.Aa.B.A", head={3: 1.0, 8: -1.0}, target={0: 2.0, 6: 1.0}, none=0.5)
    decoded = run(rows, model())
    assert [span[:3] for span in decoded.spans] == [(0, 2, "B"), (3, 5, "A"), (6, 7, "B"), (8, 9, "A")]
    assert targets(decoded) == [(1, 0), (3, None)]
    every = np.exp([2.0, 1.0, 0.5])
    assert decoded.links[0].probability == pytest.approx(every[0] / every.sum(), rel=1e-5)


def test_one_target_serves_several_heads() -> None:
    decoded = run(scores("A.B.A", head={0: 1.0, 4: 1.0}, target={2: 2.0}), model())
    assert targets(decoded) == [(0, 1), (2, 1)]


def test_several_targets() -> None:
    rows = scores("B.A.B.B", head={2: 1.0}, target={0: 2.0, 4: 0.4, 6: 3.0}, none=0.5)
    decoded = run(rows, model(several=True))
    assert targets(decoded) == [(1, 0), (1, 3)]
    assert decoded.links[0].probability == pytest.approx(1 / (1 + np.exp(-1.5)), rel=1e-5)


def test_an_antecedent_begins_earlier() -> None:
    rows = scores("B.A.B", head={2: 1.0}, target={0: 1.0, 4: 5.0})
    assert targets(run(rows, model())) == [(1, 2)]
    assert targets(run(rows, model(earlier=True))) == [(1, 0)]
    assert targets(run(scores("A.B", head={0: 1.0}, target={2: 5.0}), model(earlier=True))) == [(0, None)]


def test_a_span_does_not_point_to_itself() -> None:
    task = TaskSpec("toy", ("A", "B"), (LinkSpec("to", ("A",), ("A",)),))
    spec = ModelSpec("toy", "0", (task,), link_size=1)
    rows = scores("A.A", head={0: 3.0, 2: 3.0}, target={0: 1.0, 2: 0.5})
    assert targets(run(rows, spec)) == [(0, 1), (1, 0)]
    assert targets(run(scores("A", head={0: 3.0}, target={0: 3.0}), spec)) == [(0, None)]


def test_a_head_takes_a_target_that_its_own_window_sees() -> None:
    rows = scores("A.B.A", head={0: 1.0, 4: 1.0}, target={2: 2.0})
    assert targets(run(rows, model(), windows=[(0, 2, 0, 2), (2, 5, 2, 5)])) == [(0, None), (2, 1)]
    assert targets(run(rows, model(), windows=[(0, 3, 0, 2), (2, 5, 2, 5)])) == [(0, 1), (2, 1)]
    assert targets(run(rows, model(), windows=[(0, 3, 0, 3), (3, 5, 3, 5)])) == [(0, 1), (2, None)]


@pytest.mark.parametrize("several", [False, True])
def test_windows_that_see_all_answer_as_one(several: bool) -> None:
    random = np.random.default_rng(7)
    rows = scores("".join(random.choice(list("AB.."), 300)), {}, {})
    rows[:, 5:] = random.normal(size=(300, 3)).astype(np.float32)
    lines = np.cumsum(random.random(300) < 0.1).tolist()
    relation = random.normal(size=sum(SIZES)).astype(np.float32)
    spec = model(several=several)
    one = run(rows, spec, lines=lines, relation=relation)
    parts = [(0, 300, 0, 90), (0, 300, 90, 91), (0, 300, 91, 300)]
    other = run(rows, spec, lines=lines, relation=relation, windows=parts)
    assert other.spans == one.spans
    assert targets(other) == targets(one)
    assert [link.probability for link in other.links] == pytest.approx(
        [link.probability for link in one.links], abs=1e-5
    )


def test_no_targets_at_all() -> None:
    assert targets(run(scores("A.A", {0: 1.0}, {}), model())) == [(0, None), (1, None)]
    assert run(scores("...", {}, {}), model()) == Decoded((), ())
    assert run(scores("", {}, {}), model()) == Decoded((), ())


def test_relations_decide_where_projections_do_not() -> None:
    bias = np.zeros(sum(SIZES), np.float32)
    bias[0] = 1.0  # a target before the head on the same line
    rows = scores("B.A.B", {}, {}, none=0.5)
    assert targets(run(rows, model(), relation=bias)) == [(1, 0)]
    assert targets(run(rows, model(), relation=bias, lines=[0, 0, 1, 1, 1])) == [(1, None)]


def test_outside_takes_from_the_beginnings_of_a_label() -> None:
    rows = scores("A.", {}, {})
    assert len(run(rows, model(), outside={"A": 9.0}).spans) == 1
    assert len(run(rows, model(), outside={"A": 11.0}).spans) == 0
    assert len(run(rows, model(), outside={"B": 11.0}).spans) == 1
    assert [span.label for span in run(scores(".", {}, {}), model(), outside={"B": -11.0}).spans] == ["B"]


def test_what_is_taken_from_an_i_shortens_spans() -> None:
    rows = scores("Aa.", {}, {})
    assert [span[:2] for span in run(rows, model()).spans] == [(0, 2)]
    assert [span[:2] for span in run(rows, model(), outside={"I-A": 11.0}).spans] == [(0, 1)]


def test_none_gives_way() -> None:
    rows = scores("A.B", {0: 1.0}, {2: 1.0}, none=2.0)
    assert targets(run(rows, model())) == [(0, None)]
    assert targets(run(rows, model(), none={"to": 1.5})) == [(0, 1)]
    assert targets(run(rows, model(several=True), none={"to": 1.5})) == [(0, 1)]


def test_a_prior_is_added_to_the_tags() -> None:
    rows = scores("A..", {}, {})
    prior = np.zeros((3, 5), np.float32)
    prior[0, 1], prior[2, 3] = -20, 20
    assert [span[:3] for span in run(rows, model(), prior=prior).spans] == [(2, 3, "B")]


def test_margins_are_the_network_s_own() -> None:
    rows = scores("A..", {}, {})
    assert run(rows, model(), outside={"A": 3.0}).spans == run(rows, model()).spans


def test_decoding_leaves_the_scores_alone() -> None:
    rows = scores("A.B", {0: 1.0}, {2: 1.0})
    before = rows.copy()
    run(rows, model(), outside={"A": 1.0, "B": 1.0})
    assert np.array_equal(rows, before)


def test_relations_of_two_spans() -> None:
    def places(*spans: tuple[int, int, int, int]) -> Places:
        return Places(*(np.array(column) for column in zip(*spans, strict=True)))

    heads = places((10, 12, 1, 1))
    others = places((0, 1, 0, 0), (8, 9, 1, 1), (12, 14, 1, 2), (40, 41, 3, 3))
    found = relations(heads, others)[0].tolist()
    gaps = len(GAPS) + 1
    assert found == [
        [1, 1, 3],  # a line between, one target between, 9 pieces between
        [0, 0, 1],
        [LINES, BETWEEN, gaps],
        [LINES + 2, BETWEEN + 1, gaps + 5],
    ]


def test_relations_lie_in_their_tables() -> None:
    random = np.random.default_rng(3)
    starts = np.unique(random.integers(0, 3000, 200))
    every = Places(starts, starts + 1, starts // 50, starts // 50)
    assert (relations(every, every).reshape(-1, 3).max(0) < SIZES).all()
    assert relations(every, every).min() >= 0

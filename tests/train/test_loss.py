"""The losses against sums over all paths and arithmetic by hand."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from onrecord.model.pairs import SIZES  # noqa: E402
from onrecord.model.spec import LinkSpec, TaskSpec  # noqa: E402
from onrecord.train.data import Pairs  # noqa: E402
from onrecord.train.loss import kept_loss, link_loss  # noqa: E402
from onrecord.train.network import LinkHead, TagHead  # noqa: E402

TASK = TaskSpec("toy", ("A", "B"))


def test_the_loss_of_tags_equals_the_sum_over_all_paths() -> None:
    torch.manual_seed(3)
    head = TagHead(TASK, 4)
    head.transitions.data.normal_()
    scores = torch.randn(2, 4, 5)
    rows = [[0, 1, 2, 3], [3, 4, 0, 0]]
    lengths = [4, 3]
    mask = torch.tensor([[k < n for k in range(4)] for n in lengths])
    chain = head.chain().detach()

    def worth(row: int, path: tuple[int, ...]) -> float:
        steps = sum(float(chain[a, b]) for a, b in pairwise(path))
        return steps + sum(float(scores[row, t, tag]) for t, tag in enumerate(path))

    total = 0.0
    for row, length in enumerate(lengths):
        every = [worth(row, path) for path in product(range(5), repeat=length)]
        total += math.log(sum(math.exp(value) for value in every)) - worth(row, tuple(rows[row][:length]))
    found = head.loss(scores, torch.tensor(rows), mask).detach()
    assert float(found) == pytest.approx(total / sum(lengths), abs=1e-5)


def test_what_stands_behind_a_row_s_end_changes_nothing() -> None:
    head = TagHead(TASK, 4)
    scores, tags = torch.randn(1, 3, 5), torch.tensor([[1, 2, 0]])
    mask = torch.tensor([[True, True, False]])
    other = scores.clone()
    other[0, 2] = 100
    assert torch.equal(head.loss(scores, tags, mask), head.loss(other, tags, mask))
    assert not torch.equal(head.loss(scores, tags, mask), head.loss(other, tags, mask | True))


def test_an_i_follows_only_its_own_label() -> None:
    forbidden = (TagHead(TASK, 4).chain() < -1e3).tolist()
    allowed = {(a, b) for a in range(5) for b in range(5) if not forbidden[a][b]}
    assert allowed == {(a, b) for a in range(5) for b in (0, 1, 3)} | {(1, 2), (2, 2), (3, 4), (4, 4)}


def test_what_a_task_keeps_to_is_the_other_network_s_probabilities() -> None:
    scores, goal = torch.tensor([[[0.0, 0.0], [5.0, 0.0]]]), torch.tensor([[[math.log(3.0), 0.0], [0.0, 5.0]]])
    only_first = torch.tensor([[True, False]])
    wanted = 0.75 * math.log(0.75 / 0.5) + 0.25 * math.log(0.25 / 0.5)
    assert float(kept_loss(scores, goal, only_first)) == pytest.approx(wanted, abs=1e-6)
    assert float(kept_loss(goal + 2.0, goal, only_first | True)) == pytest.approx(0.0, abs=1e-6)


def head(**form: bool) -> LinkHead:
    return LinkHead(LinkSpec("to", ("A",), ("B",), **form), 4, 1)


def columns(*rows: tuple[float, float, float]) -> torch.Tensor:
    """Of each piece: head projection, target projection, none."""
    return torch.tensor([rows])


def pairs(heads: list[int], targets: list[int], wanted: list[list[float]]) -> Pairs:
    relations = torch.zeros(len(heads), len(targets), 3, dtype=torch.long)
    places = torch.tensor(heads), torch.tensor(targets, dtype=torch.long)
    return Pairs(0, *places, relations, torch.tensor(wanted, dtype=torch.float32))


def loss(head: LinkHead, columns: torch.Tensor, windows: list[Pairs]) -> float:
    return float(link_loss(head, columns, windows).detach())


# pieces: a head whose scores are 2 with piece 1, 1 with piece 2, 0.5 with none
ROWS = ((1.0, 9.0, 0.5), (0.0, 2.0, 0.0), (0.0, 1.0, 0.0))


def test_one_target() -> None:
    found = loss(head(), columns(*ROWS), [pairs([0], [1, 2], [[0, 1, 0]])])
    assert found == pytest.approx(math.log(math.exp(2) + math.exp(1) + math.exp(0.5)) - 1, abs=1e-6)


def test_no_target() -> None:
    found = loss(head(), columns(*ROWS), [pairs([0], [1, 2], [[0, 0, 1]])])
    assert found == pytest.approx(math.log(math.exp(2) + math.exp(1) + math.exp(0.5)) - 0.5, abs=1e-6)


def test_several_targets() -> None:
    found = loss(head(several=True), columns(*ROWS), [pairs([0], [1, 2], [[1, 0, 0]])])
    by_hand = math.log(1 + math.exp(-(2 - 0.5))) + math.log(1 + math.exp(1 - 0.5))
    assert found == pytest.approx(by_hand, abs=1e-6)


def test_an_earlier_target() -> None:
    """Piece 2 points to what begins before it: 3 with piece 0, nothing with piece 1's later neighbour."""
    rows = ((0.0, 3.0, 0.0), (1.0, 0.0, 0.5), (0.0, 7.0, 0.0))
    earlier = loss(head(earlier=True), columns(*rows), [pairs([1], [0, 2], [[1, 0, 0]])])
    assert earlier == pytest.approx(math.log(math.exp(3) + math.exp(0.5)) - 3, abs=1e-6)
    either = loss(head(), columns(*rows), [pairs([1], [0, 2], [[1, 0, 0]])])
    assert either == pytest.approx(math.log(math.exp(3) + math.exp(7) + math.exp(0.5)) - 3, abs=1e-6)


def test_a_span_is_not_its_own_target() -> None:
    found = loss(head(), columns(*ROWS), [pairs([0], [0, 1], [[0, 1, 0]])])
    assert found == pytest.approx(math.log(math.exp(2) + math.exp(0.5)) - 2, abs=1e-6)


def test_relations_are_added() -> None:
    one = head()
    one.relations.data[SIZES[0] + 2] = 4.0  # the third bucket of the second relation
    window = pairs([0], [1, 2], [[0, 1, 0]])
    window.relations[0, 1, 1] = 2
    found = loss(one, columns(*ROWS), [window])
    assert found == pytest.approx(math.log(math.exp(2) + math.exp(5) + math.exp(0.5)) - 5, abs=1e-6)


def test_it_is_the_mean_over_heads_of_all_windows() -> None:
    window = pairs([0], [1, 2], [[0, 1, 0]])
    other = pairs([0, 0], [1, 2], [[0, 1, 0], [0, 0, 1]])
    one = loss(head(), columns(*ROWS), [window])
    assert loss(head(), columns(*ROWS), [window, other]) == pytest.approx((3 * one + 0.5) / 3, abs=1e-6)
    with_none = pairs([0], [], [[1]])
    assert loss(head(), columns(*ROWS), [with_none]) == pytest.approx(0, abs=1e-6)

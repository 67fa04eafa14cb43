"""Examples to windows and batches."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("torch")

from onrecord.model.spec import LinkSpec, TaskSpec
from onrecord.model.tokenize import Tokenizer
from onrecord.train.data import Cut, Document, Pairs, _pairs, batches, collate, cuts, document, documents
from onrecord.train.examples import Annotation, Example, Labelled

from .toy import EVENTS, SPEC, STATEMENTS, examples

TEXT = "Mara Venn said the dam holds. Odo Pell denied it."
#       0    1    2    3   4   5    6 7   8    9      10 11


def labelled(words: str, label: str) -> Labelled:
    return Labelled(TEXT.index(words), TEXT.index(words) + len(words), label)


def made(tokenizer: Tokenizer, *spans: Labelled, links: tuple[tuple[str, int, int], ...] = ()) -> Document:
    return document(Example("a", TEXT, {"statements": Annotation(spans, links)}), tokenizer, SPEC)


WHO, SAID, WHAT = labelled("Mara Venn", "Source"), labelled("said", "Cue"), labelled("the dam holds", "Content")
OTHER, DENIED, IT = labelled("Odo Pell", "Source"), labelled("denied", "Cue"), labelled(" it", "Content")
LINKS = (("cue", 2, 1), ("source", 1, 0), ("cue", 5, 4), ("source", 4, 3))


@pytest.fixture
def doc(tokenizer: Tokenizer) -> Document:
    return made(tokenizer, WHO, SAID, WHAT, OTHER, DENIED, IT, links=LINKS)


def words_of(doc: Document) -> list[str]:
    return [TEXT[a:b] for a, b in doc.pieces.offsets.tolist()]


def test_a_goal_in_pieces(doc: Document) -> None:
    goal = doc.goals["statements"]
    assert words_of(doc)[:7] == ["Mara", "Venn", "said", "the", "dam", "holds", "."]
    names = [STATEMENTS.tags[tag] for tag in goal.tags]
    assert names[:7] == ["B-Source", "I-Source", "B-Cue", "B-Content", "I-Content", "I-Content", "O"]
    assert (goal.starts[:3].tolist(), goal.ends[:3].tolist()) == ([0, 2, 3], [2, 3, 6])
    assert goal.labels.tolist() == [0, 1, 2, 0, 1, 2]
    assert goal.links["cue"].tolist() == [[2, 1], [5, 4]]
    assert goal.links["source"].tolist() == [[1, 0], [4, 3]]


def test_of_spans_that_overlap_the_first_keeps_the_pieces(tokenizer: Tokenizer) -> None:
    longer = labelled("said the dam holds", "Content")
    goal = made(tokenizer, WHAT, longer, SAID, WHO, links=(("cue", 0, 2), ("cue", 1, 2), ("source", 2, 3))).goals[
        "statements"
    ]
    assert (goal.starts.tolist(), goal.ends.tolist()) == ([0, 2], [2, 6])
    assert [len(goal.links[name]) for name in ("cue", "source")] == [0, 0], "their links go with those that are lost"


def test_a_span_of_no_piece_is_left_out(tokenizer: Tokenizer) -> None:
    goal = made(tokenizer, Labelled(4, 5, "Cue"), WHAT, links=(("cue", 1, 0),)).goals["statements"]
    assert goal.starts.tolist() == [3]
    assert len(goal.links["cue"]) == 0


def test_only_the_model_s_tasks_are_kept(tokenizer: Tokenizer) -> None:
    example = Example("a", TEXT, {"statements": Annotation(()), "weather": Annotation(())})
    assert set(document(example, tokenizer, SPEC).goals) == {"statements"}


def test_an_example_that_comes_twice_is_cut_once(tokenizer: Tokenizer) -> None:
    one, other = examples(each=1)[:2]
    first, second, third = documents([one, other, one], tokenizer, SPEC)
    assert first is third
    assert first is not second


def pairs(doc: Document, start: int, end: int, link: str = "cue", missed: float = 0.0) -> Pairs | None:
    spec = next(own for own in STATEMENTS.links if own.name == link)
    return _pairs(0, Cut(doc, start, end), doc.goals["statements"], STATEMENTS, spec, random.Random(1), missed)


def test_pairs_of_a_whole_text(doc: Document) -> None:
    found = pairs(doc, 0, len(doc.pieces))
    assert found is not None
    assert found.heads.tolist() == [4, doc.goals["statements"].starts[5] + 1], "the mark at the front counts"
    assert found.targets.tolist() == [3, doc.goals["statements"].starts[4] + 1]
    assert found.wanted.tolist() == [[1, 0, 0], [0, 1, 0]]
    assert found.relations.shape == (2, 2, 3)


def test_a_head_whose_target_is_cut_off_is_left_out(doc: Document) -> None:
    later = pairs(doc, 3, len(doc.pieces))
    assert later is not None
    assert len(later.heads) == 1, "the first content's cue lies before the window"
    assert later.heads.tolist() == [doc.goals["statements"].starts[5] - 3 + 1]
    assert later.wanted.tolist() == [[1, 0]]
    assert pairs(doc, 3, 7) is None


def test_a_head_without_any_target_points_to_none(tokenizer: Tokenizer) -> None:
    found = pairs(made(tokenizer, SAID, WHAT), 0, 7)
    assert found is not None
    assert found.wanted.tolist() == [[0, 1]]


def test_what_pointed_to_a_missed_target_points_to_none(doc: Document) -> None:
    found = pairs(doc, 0, len(doc.pieces), missed=1.0)
    assert found is not None
    assert len(found.targets) == 0
    assert found.wanted.tolist() == [[1], [1]]
    kept = pairs(doc, 0, len(doc.pieces), missed=0.0)
    assert kept is not None
    assert len(kept.targets) == 2


def test_several_targets_are_all_wanted(tokenizer: Tokenizer) -> None:
    text = "Mara Venn and Odo Pell met."
    annotation = Annotation(
        (Labelled(0, 9, "Party"), Labelled(14, 22, "Party"), Labelled(23, 26, "Act")),
        (("party", 2, 0), ("party", 2, 1)),
    )
    doc = document(Example("a", text, {"events": annotation}), tokenizer, SPEC)
    found = _pairs(0, Cut(doc, 0, len(doc.pieces)), doc.goals["events"], EVENTS, EVENTS.links[0], None, 0.0)
    assert found is not None
    assert found.wanted.tolist() == [[1, 1, 0]]


def test_a_batch(doc: Document, docs: list[Document], tokenizer: Tokenizer) -> None:
    other = next(d for d in docs if "events" in d.goals)
    batch = collate([Cut(doc, 0, 7), Cut(other, 0, 4)], SPEC, tokenizer)
    assert batch.ids.shape == (2, 9)
    assert batch.ids[0].tolist() == [tokenizer.cls, *doc.pieces.ids[:7].tolist(), tokenizer.sep]
    assert batch.ids[1].tolist() == [tokenizer.cls, *other.pieces.ids[:4].tolist(), tokenizer.sep, *[tokenizer.pad] * 3]
    assert batch.mask.sum(1).tolist() == [9, 6]
    assert batch.annotated["statements"].tolist() == [True, False]
    assert batch.annotated["events"].tolist() == [False, True]
    assert batch.tags["statements"][0].tolist() == [0, *doc.goals["statements"].tags[:7].tolist(), 0]
    assert batch.tags["statements"][1].sum() == 0
    assert batch.features["case"][0, 1:8].tolist() == doc.pieces.features["case"][:7].tolist()
    assert [p.window for p in batch.links["statements", "cue"]] == [0]
    assert all(p.window == 1 for p in batch.links["events", "party"])


def test_a_span_that_the_window_cuts_begins_anew(doc: Document, tokenizer: Tokenizer) -> None:
    batch = collate([Cut(doc, 4, 7)], SPEC, tokenizer)
    assert [STATEMENTS.tags[tag] for tag in batch.tags["statements"][0].tolist()] == [
        "O", "B-Content", "I-Content", "O", "O",
    ]  # fmt: skip


def test_windows_of_a_text_lie_side_by_side_and_begin_at_lines(docs: list[Document]) -> None:
    longest = SPEC.window - 2
    at_lines = windows = 0
    for number in range(20):
        for doc in docs:
            parts = list(cuts(doc, longest, random.Random(number)))
            assert (parts[0].start, parts[-1].end) == (0, len(doc.pieces))
            assert all(0 < part.end - part.start <= longest for part in parts)
            for left, right in pairwise(parts):
                assert left.end == right.start
                windows += 1
                at_lines += bool(doc.pieces.features["gap"][right.start] >= 2)
    assert windows > 400
    assert at_lines > 0.95 * windows, "a line that is longer than half a window may be cut"


def test_windows_differ_between_epochs(docs: list[Document]) -> None:
    doc = max(docs, key=lambda d: len(d.pieces))
    assert len({tuple(cut.end for cut in cuts(doc, SPEC.window - 2, random.Random(k))) for k in range(20)}) > 1


def test_a_line_longer_than_a_window_is_cut_all_the_same(tokenizer: Tokenizer) -> None:
    doc = document(Example("a", "the dam holds " * 30, {}), tokenizer, SPEC)
    parts = list(cuts(doc, 20, random.Random(1)))
    assert [part.end - part.start for part in parts[1:-1]] == [20] * (len(parts) - 2)


def test_batches_cover_every_piece_once(docs: list[Document], tokenizer: Tokenizer) -> None:
    epoch = batches(docs, SPEC, tokenizer, 100, random.Random(3))
    seen = Counter((id(cut.document), at) for batch in epoch for cut in batch for at in range(cut.start, cut.end))
    assert seen == Counter((id(doc), at) for doc in docs for at in range(len(doc.pieces)))
    firsts = [batch[0].end - batch[0].start + 2 for batch in epoch]
    assert all(len(batch) * first <= 100 for batch, first in zip(epoch, firsts, strict=True))
    assert len(epoch) < sum(len(batch) for batch in epoch), "several windows a batch"


def test_the_same_seed_gives_the_same_batches(docs: list[Document], tokenizer: Tokenizer) -> None:
    def drawn(seed: int) -> list[list[tuple[int, int, int]]]:
        epoch = batches(docs, SPEC, tokenizer, 100, random.Random(seed))
        return [[(id(cut.document), cut.start, cut.end) for cut in batch] for batch in epoch]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_a_task_may_link_a_label_to_itself(tokenizer: Tokenizer) -> None:
    task = TaskSpec("statements", ("Source",), (LinkSpec("same", ("Source",), ("Source",), earlier=True),))
    example = Example("a", TEXT, {"statements": Annotation((WHO, OTHER), (("same", 1, 0),))})
    doc = document(example, tokenizer, replace(SPEC, tasks=(task,)))
    found = _pairs(0, Cut(doc, 0, len(doc.pieces)), doc.goals["statements"], task, task.links[0], None, 0.0)
    assert found is not None
    assert np.array_equal(found.wanted.numpy(), [[0, 0, 1], [1, 0, 0]])

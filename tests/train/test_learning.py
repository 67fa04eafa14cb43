"""Tasks described as data are learned together, and what was learned is read off a text again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from onrecord.model.decode import Decoded, decode
from onrecord.model.files import ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import TaskSpec
from onrecord.train.examples import Example
from onrecord.train.release import write

from .conftest import Trained
from .toy import COREFERENCE, EVENTS, SPEC, STATEMENTS, examples

Place = tuple[int, int]
Facts = tuple[set[tuple[Place, str]], set[tuple[str, Place, Place]]]


@pytest.fixture(scope="module", params=[False, True], ids=["float32", "int8"])
def files(
    request: pytest.FixtureRequest, trained: Trained, encoder: Path, tmp_path_factory: pytest.TempPathFactory
) -> ModelFiles:
    return write(trained.network, encoder, tmp_path_factory.mktemp("model"), quantised=request.param)


def test_the_loss_falls(trained: Trained) -> None:
    for name in ("statements", "statements.cue", "coreference", "coreference.antecedent", "events", "events.party"):
        course = [parts[name] for parts in trained.losses if name in parts]
        assert np.mean(course[-5:]) < np.mean(course[:5]) / 3, name


def wanted(example: Example, task: TaskSpec) -> Facts:
    annotation = example.tasks[task.name]
    places = [(span.start, span.end) for span in annotation.spans]
    spans = {(place, span.label) for place, span in zip(places, annotation.spans, strict=True)}
    return spans, {(name, places[head], places[target]) for name, head, target in annotation.links}


def facts(decoded: Decoded, offsets: np.typing.NDArray[np.int64]) -> Facts:
    places = [(int(offsets[span.start, 0]), int(offsets[span.end - 1, 1])) for span in decoded.spans]
    spans = {(place, span.label) for place, span in zip(places, decoded.spans, strict=True)}
    return spans, {(k.name, places[k.head], places[k.target]) for k in decoded.links if k.target is not None}


@pytest.mark.parametrize("task", [STATEMENTS, COREFERENCE, EVENTS], ids=lambda task: task.name)
def test_what_was_learned_is_read_again(task: TaskSpec, files: ModelFiles) -> None:
    session, tables = Session(files, 1), files.read_decoding().tables
    right = asked = found = windows = 0
    for example in examples():
        if task.name in example.tasks:
            pieces = session.tokenizer(example.text)
            blocks = [block.result() for block in session.start(pieces)]
            windows = max(windows, len(blocks))
            got = facts(decode(blocks, SPEC, task, tables, pieces.lines), pieces.offsets)
            for one, other in zip(got, wanted(example, task), strict=True):
                right, found, asked = right + len(one & other), found + len(one), asked + len(other)
    assert windows > 1, "longer texts are read in several windows"
    assert right > 0.95 * asked
    assert right > 0.95 * found

"""A model's spec as data, and a model's folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.model.files import ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import LinkSpec, ModelSpec, TaskSpec
from onrecord.model.tokenize import Tokenizer

WHO = TaskSpec("who", ("A", "B"), (LinkSpec("to", ("A",), ("B",)), LinkSpec("back", ("B",), ("A", "B"), earlier=True)))
WHAT = TaskSpec("what", ("C",), (LinkSpec("all", ("C",), ("C",), several=True),))
SPEC = ModelSpec("toy", "7", (WHO, WHAT), window=100, overlap=10, link_size=3, features={"case": 7})


def test_json_and_back() -> None:
    assert ModelSpec.from_json(SPEC.to_json()) == SPEC


def test_columns_lie_side_by_side() -> None:
    columns = [(task.name, link and link.name, where.start, where.stop) for task, link, where in SPEC.columns()]
    assert columns == [
        ("who", None, 0, 5),
        ("who", "to", 5, 12),
        ("who", "back", 12, 19),
        ("what", None, 19, 22),
        ("what", "all", 22, 29),
    ]
    assert SPEC.width == 29


def test_tags_and_tasks_by_name() -> None:
    assert WHO.tags == ("O", "B-A", "I-A", "B-B", "I-B")
    assert SPEC.task("what") is WHAT
    assert SPEC.label == "toy 7"
    with pytest.raises(ModelError, match=r"'toy 7' has no task 'when'; it has \['who', 'what'\]"):
        SPEC.task("when")


def test_a_link_names_labels_of_its_task() -> None:
    with pytest.raises(ModelError, match=r"task 'x': link 'to' names the labels \['D'\]"):
        TaskSpec("x", ("A",), (LinkSpec("to", ("A",), ("D",)),))


NOT_SPECS = [
    "",
    "[]",
    '"spec"',
    "{}",
    '{"tasks": 1}',
    '{"tasks": [{}]}',
    '{"tasks": []}',
    '{"name": "a", "version": "1", "tasks": [], "colour": 1}',
]


@pytest.mark.parametrize("text", NOT_SPECS)
def test_what_is_not_a_spec(text: str) -> None:
    with pytest.raises(ModelError, match="not a model spec"):
        ModelSpec.from_json(text)


@pytest.fixture
def copy(model_folder: Path, tmp_path: Path) -> ModelFiles:
    """The model in a folder that may be broken."""
    shutil.copytree(model_folder, tmp_path / "model")
    return ModelFiles(tmp_path / "model")


def test_a_missing_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere: no model there, spec.json, network.onnx, tokenizer.json, decoding"):
        ModelFiles(tmp_path / "nowhere")


def test_one_missing_file_is_named(copy: ModelFiles) -> None:
    copy.tokenizer.unlink()
    with pytest.raises(ModelError, match=r": no model there, tokenizer.json missing"):
        ModelFiles(copy.folder)


def test_broken_files_are_named(copy: ModelFiles) -> None:
    for path, use in [
        (copy.decoding, copy.read_decoding),
        (copy.network, lambda: Session(copy)),
        (copy.tokenizer, lambda: Tokenizer(copy.tokenizer)),
        (copy.spec, copy.read_spec),
    ]:
        path.write_bytes(b"\xff{")
        with pytest.raises(ModelError, match=path.name):
            use()


@pytest.mark.parametrize("key", ["transitions", "relations", "outside", "none", "confidence", "least"])
def test_decoding_has_all_its_keys(copy: ModelFiles, key: str) -> None:
    row = json.loads(copy.decoding.read_text())
    del row[key]
    copy.decoding.write_text(json.dumps(row))
    with pytest.raises(ModelError, match=f"decoding.json: not the decoding tables of a model: KeyError\\('{key}'"):
        copy.read_decoding()


def test_the_packaged_model_fits_itself(model_folder: Path) -> None:
    files = ModelFiles(model_folder)
    spec, decoding = files.read_spec(), files.read_decoding()
    for task, link, _ in spec.columns():
        if link is None:
            assert decoding.tables.transitions[task.name].shape == (len(task.tags), len(task.tags))
        else:
            assert decoding.tables.relations[f"{task.name}.{link.name}"].ndim == 1
    session = Session(files, 1)
    pieces = session.tokenizer("The dam holds, said Mara Venn. " * 100)
    blocks = [started.result() for started in session.start(pieces)]
    assert len(blocks) > 1
    assert all(b.scores.shape == (b.window.end - b.window.start, spec.width) for b in blocks)
    assert sum(len(b.kept) for b in blocks) == len(pieces)
    assert session.start(session.tokenizer("")) == []

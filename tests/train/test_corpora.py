"""The corpora as examples: small invented files in their format."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import CorpusError
from onrecord.train.attributions import attributions, joined
from onrecord.train.corpora import NAMES, STATEMENTS, TRAIN, Source, examples, read_jsonl, training_examples
from onrecord.train.examples import Labelled

from .toy import write_corpora

TEXT = "“The dam holds,” Mara Venn said, “for now.” She warned that it leaks."


def place(words: str, text: str = TEXT) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def attribution(source: list[str], cue: list[str], content: list[str]) -> dict[str, Any]:
    return {
        "source": [place(words) for words in source],
        "cue": [place(words) for words in cue],
        "content": [place(words) for words in content],
    }


def words(spans: tuple[Labelled, ...], text: str = TEXT) -> list[tuple[str, str]]:
    return [(span.label, text[span.start : span.end]) for span in spans]


def test_an_attribution_becomes_spans_and_links() -> None:
    found = attributions(TEXT, [attribution(["Mara Venn"], ["said"], ["“The dam holds,”", "“for now.”"])])
    assert words(found.spans) == [
        ("Source", "Mara Venn"), ("Cue", "said"), ("Content", "The dam holds"), ("Content", "for now"),
    ]  # fmt: skip
    assert found.links == (("cue", 2, 1), ("cue", 3, 1), ("source", 1, 0))


def test_a_source_that_two_cues_share_is_one_span() -> None:
    rows = [
        attribution(["Mara Venn"], ["said"], ["The dam holds"]),
        attribution(["Mara Venn"], ["warned"], ["it leaks"]),
    ]
    found = attributions(TEXT, rows)
    assert [label for label, _ in words(found.spans)].count("Source") == 1
    assert [(head, target) for name, head, target in found.links if name == "source"] == [(1, 0), (3, 0)]


def test_the_cue_points_to_the_source_s_first_piece() -> None:
    found = attributions(TEXT, [attribution(["She", "Mara Venn"], ["warned"], ["it leaks"])])
    assert words(found.spans)[:2] == [("Source", "Mara Venn"), ("Source", "She")]
    assert [link for link in found.links if link[0] == "source"] == [("source", 2, 0)]


def test_without_a_cue_nothing_is_linked() -> None:
    found = attributions(TEXT, [attribution(["Mara Venn"], [], ["The dam holds"])])
    assert len(found.spans) == 2
    assert found.links == ()


def test_pieces_that_only_signs_divide_are_joined() -> None:
    assert joined("“It holds. It leaks,”", [(0, 10), (11, 21)]) == [(1, 19)]
    assert joined("It holds and leaks", [(13, 18), (0, 8)]) == [(0, 8), (13, 18)]
    assert joined("It holds", [(0, 8), (3, 5)]) == [(0, 8)], "one in the other"
    assert joined("It holds", [(3, 3)]) == [], "nothing"
    assert joined("It – holds", [(3, 4)]) == [(3, 4)], "signs alone stay"


@pytest.mark.parametrize("file", ["part.jsonl", "part.jsonl.gz"])
def test_a_file_is_read(file: str, tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "statements": [attribution(["Mara Venn"], ["said"], ["The dam holds"])]}
    write_corpora(tmp_path, {file: [row]})
    (example,) = examples(tmp_path / file, Source(file, STATEMENTS))
    assert (example.id, example.text) == ("a", TEXT)
    assert example.tasks == {"statements": attributions(TEXT, row["statements"])}


ANNOTATED = {"statements": [], "events": [], "mentions": [], "entities": []}


def test_all_corpora_as_often_as_they_count(tmp_path: Path) -> None:
    write_corpora(tmp_path, {s.file: [{"id": s.file, "text": s.file, **ANNOTATED}] for s in TRAIN})
    read = [example.id for example in training_examples(tmp_path)]
    assert {s.file: s.times for s in TRAIN} == {file: read.count(file) for file in read}


def test_a_text_in_several_corpora_is_read_once_with_all_that_they_say(tmp_path: Path) -> None:
    write_corpora(tmp_path, {s.file: [{"id": s.file, "text": TEXT, **ANNOTATED}] for s in TRAIN})
    read = training_examples(tmp_path)
    assert len(read) == max(s.times for s in TRAIN)
    assert set(read[0].tasks) == {"statements", "mentions", "events", "status", "names"}


def test_single_sentences_make_texts_of_several_lines(tmp_path: Path) -> None:
    sentences = ["Mara Venn left.", "It rains.", "Odo Pell met Mara Venn."]
    found = [[], [], [(0, 8), (13, 22)]]
    found[0] = [(0, 9)]
    rows = [
        {"id": str(k), "text": text, "entities": [{"start": a, "end": b, "type": "PER"} for a, b in places]}
        for k, (text, places) in enumerate(zip(sentences, found, strict=True))
    ]
    write_corpora(tmp_path, {"names.jsonl": rows})
    one, other = examples(tmp_path / "names.jsonl", Source("names.jsonl", NAMES, joined=2))
    assert one.text == "Mara Venn left.\nIt rains."
    assert other.text == sentences[2]
    (whole,) = examples(tmp_path / "names.jsonl", Source("names.jsonl", NAMES, joined=9))
    assert words(whole.tasks["names"].spans, whole.text) == [
        ("Person", "Mara Venn"), ("Person", "Odo Pell"), ("Person", "Mara Venn"),
    ]  # fmt: skip


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"polnear/train.jsonl.gz: no such corpus file; --corpora names the folder"):
        training_examples(tmp_path)


BROKEN = [
    ("{not json}", r":4: not JSON"),
    ("[1]", r":4: not a JSON object"),
    ('{"id": "b"}', r":4: not an article annotated for statements: KeyError\('text'\)"),
    (
        '{"id": "b", "text": null, "statements": [{"source": [], "cue": [], "content": [[0, 3]]}]}',
        r":4: not an article",
    ),
    ('{"id": "b", "text": "a", "statements": [{"source": [], "cue": [], "content": [[0, 9]]}]}', r":4: not an article"),
    ('{"id": "b", "text": "a", "statements": [{"source": [], "cue": [], "content": [[0]]}]}', r":4: not an article"),
]


@pytest.mark.parametrize(("line", "why"), BROKEN)
def test_a_broken_line_is_named(line: str, why: str, tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT, "statements": []})
    path = tmp_path / "part.jsonl"
    path.write_text(f"{good}\n\n{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=f"part.jsonl{why}"):
        list(examples(path, Source("part.jsonl", STATEMENTS)))


def test_a_file_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"a": 1}\n' * 1000)[:-20])
    with pytest.raises(CorpusError, match=r"part.jsonl.gz: broken behind line \d+: .*; get the file anew"):
        list(read_jsonl(path))
    path.write_bytes(b"plain")
    with pytest.raises(CorpusError, match=r"broken behind line 0: Not a gzipped file"):
        list(read_jsonl(path))


def test_what_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "part.jsonl").write_bytes(b'{"id": "caf\xe9"}\n')
    with pytest.raises(CorpusError, match=r"part.jsonl: broken behind line 0: 'utf-8' codec"):
        list(read_jsonl(tmp_path / "part.jsonl"))

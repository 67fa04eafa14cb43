"""`onrecord export`: every format from the command line, its filters, its refusals and exit codes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.cli.export_plan import FILTERS
from onrecord.cli.export_settings import ExportFormat, What
from onrecord.export.brat import Standoff, attributions
from onrecord.export.contract import from_json, json_schema
from onrecord.export.web_annotation import read_back
from onrecord.store import Record
from store.made import brief, tunnel

from .calls import call

pytestmark = pytest.mark.usefixtures("folder")
DOCS = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


@pytest.fixture
def filled(folder: Path) -> Path:
    """A record of three articles, in which one speaker was corrected and one statement rejected."""
    with Record.open("onrecord.db") as record:
        record.add(tunnel())
        record.add(brief(1, "Tomas Reyl", "we will build it", outlet="Daily", published="2025-04-02"))
        record.add(brief(2, "Odd Lervik", "the pumps run", outlet="Daily"))
        for words, change in (("ground", {"speaker": "Odd Lervik"}), ("charge", {"reject": True})):
            (one,) = record.search(words).rows
            record.correct(one.id, by="Edda", why="heard it", **change)
    return folder


def exported(*words: str) -> str:
    code, out, err = call("export", *words)
    assert (code, err) == (0, "")
    return out


def documents(*words: str) -> list[Any]:
    found = json.loads(exported(*words))
    return list(found["@graph"] if isinstance(found, dict) else found)


@pytest.mark.usefixtures("filled")
def test_csv_has_what_holds() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("--format", "csv"), newline="")))
    assert [(row["exact"], row["speaker"], row["read_as"]) for row in rows] == [
        ("that the tunnel would “stay shut until the survey is done.”", "Ilse Brandvik", ""),
        ("“We were promised dry ground,”", "Odd Lervik", "Ilse Brandvik"),
        ("“The model we bid on was drawn in 1998,”", "Tomas Reyl", ""),
        ("“we will build it,”", "Tomas Reyl", ""),
        ("“the pumps run,”", "Odd Lervik", ""),
    ]
    text = exported("--format", "csv", "--rejected", "charge")
    assert [row["rejected"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["True"]


@pytest.mark.usefixtures("filled")
def test_rejected_events_are_marked() -> None:
    with Record.open("onrecord.db") as record:
        (strike,) = record.events(type="PROTEST").rows
        record.correct(strike.id, reject=True, by="Edda", why="a caption")
    assert "PROTEST" not in exported("--what", "events", "-f", "csv")
    rows = csv.DictReader(io.StringIO(exported("--what", "events", "-f", "csv", "--rejected"), newline=""))
    assert {row["type"]: row["rejected"] for row in rows} == {
        "PROTEST": "True", "CONSULT": "False", "COOPERATE": "False",
    }  # fmt: skip


@pytest.mark.usefixtures("filled")
def test_jsonl_is_the_contract_and_is_read_back() -> None:
    lines = [json.loads(line) for line in exported("-f", "jsonl").splitlines()]
    readings = [from_json(line) for line in lines]
    assert [Draft202012Validator(json_schema()).is_valid(line) for line in lines] == [True] * 3
    with Record.open("copy.db") as copy, Record.open("onrecord.db") as record:
        for reading in readings:
            copy.add(reading)
        assert [one.reading for one in copy.each_article()] == readings
        assert readings == [record.load(ref, corrected=True) for ref in record.articles()]


def test_jsonl_is_added_as_articles(filled: Path) -> None:
    exported("-f", "jsonl")
    (filled / "all.jsonl").write_text(exported("-f", "jsonl"), encoding="utf-8")
    assert call("add", "all.jsonl", "--record", "again.db")[0] == 0
    with Record.open("again.db") as again, Record.open("onrecord.db") as record:
        assert list(again.articles()) == list(record.articles())


@pytest.mark.usefixtures("filled")
def test_jsonl_of_rows_is_that_of_the_listings() -> None:
    for what, listing in (("statements", "search"), ("events", "events")):
        mine = [json.loads(line) for line in exported("-f", "jsonl", "--what", what).splitlines()]
        listed = [json.loads(line) for line in call(listing, "--limit", "50")[1].splitlines()]
        assert sorted(map(str, mine)) == sorted(map(str, listed))
    people = [json.loads(line) for line in exported("-f", "jsonl", "--what", "people").splitlines()]
    assert {one["party"]["name"]: one["statements"] for one in people} == {
        "Ilse Brandvik": 1,
        "Tomas Reyl": 2,
        "Reyl & Sons": 0,  # its statement was rejected; it takes part in an event
        "Odd Lervik": 2,
    }


@pytest.mark.usefixtures("filled")
def test_annotations_stand_in_their_texts_and_tell_corrections() -> None:
    found = documents("-f", "webannotation")
    assert len(found) == 5
    assert all(one.whole for one in read_back(found[:3], tunnel().article.text))
    (ground,) = documents("-f", "webannotation", "ground")
    assert ground == found[1]
    fields = ground["body"][-1]
    assert fields["speaker"] == {"type": "Person", "name": "Odd Lervik"}
    (correction,) = fields["corrections"]
    assert (correction["by"], correction["why"], correction["before"]) == ("Edda", "heard it", "Ilse Brandvik")
    events = documents("-f", "webannotation", "--what", "events", "--type", "protest")
    assert [one["body"][-1]["plover"] for one in events] == ["PROTEST"]


@pytest.mark.usefixtures("filled")
def test_claims_are_drafts() -> None:
    with Record.open("onrecord.db") as record:
        (row,) = record.search("charge OR shut").rows
        assert row.act == "promises"
        (charge,) = record.each_statement(words="charge", rejected=True)
        record.correct(charge.corrections[0], undo=True, by="Edda", why="it is one")
    # “denied, negated” is what the article says was not denied: no claim
    assert [one["@type"] for one in documents("-f", "claimreview", "--by", "Checkers", "charge")] == []
    code, _, err = call("export", "-f", "claimreview", "--by", "Checkers", "-o", "drafts.json")
    assert (code, err) == (0, "onrecord: drafts.json: 0 drafts")
    whole = json.loads(Path("drafts.json").read_text(encoding="utf-8"))
    assert whole["@context"] == "https://schema.org"
    assert {one["@type"] for one in whole["@graph"]} == {"NewsArticle", "Quotation"}


@pytest.mark.usefixtures("filled")
def test_linked_data_is_that_to_other_libraries() -> None:
    pytest.importorskip("rdflib")
    from export.linked import triples
    from export.vocabulary import faults

    annotated = triples(documents("-f", "webannotation"))
    made = "http://www.w3.org/ns/oa#Annotation"
    assert len([one for one in annotated.objects() if str(one) == made]) == 5
    nodes = documents("-f", "claimreview", "--by", "Checkers")
    assert [list(faults(node)) for node in nodes] == [[]] * len(nodes)
    assert {"NewsArticle", "Quotation"} <= {node["@type"] for node in nodes}


def test_parquet_is_a_file(filled: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert call("export", "-o", "all.parquet", "--kind", "direct") == (0, "", "onrecord: all.parquet: 4 statements")
    assert pq.read_table(filled / "all.parquet").column("kind").to_pylist() == ["direct"] * 4
    assert call("export", "-f", "parquet", "--what", "people", "-o", "p.parquet")[0] == 0
    assert pq.read_table(filled / "p.parquet").num_rows == 4


def test_brat_is_a_folder(filled: Path) -> None:
    assert call("export", "-f", "brat", "-o", "brat", "--outlet", "daily") == (0, "", "onrecord: brat: 2 articles")
    names = sorted(path.name for path in (filled / "brat").iterdir())
    assert [name.split("-a")[0] for name in names if name.endswith(".ann")] == ["brief-1", "brief-2"]
    assert {"annotation.conf", "visual.conf"} <= set(names)
    for path in (filled / "brat").glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        (said,) = attributions(Standoff(text, path.read_text(encoding="utf-8")))
        assert text[slice(*said.content[0])].startswith("“")
    code, _, err = call("export", "-f", "brat", "-o", "brat")
    assert code == 2
    assert "brat is not empty; --overwrite writes into it" in err
    before = {path.name: path.read_bytes() for path in (filled / "brat").iterdir()}
    assert call("export", "-f", "brat", "-o", "brat", "--outlet", "daily", "--overwrite")[0] == 0
    assert {path.name: path.read_bytes() for path in (filled / "brat").iterdir()} == before


@pytest.mark.usefixtures("filled")
def test_plover_names_events_by_their_article() -> None:
    found = documents("-f", "plover", "--actor", "Brandvik")
    with Record.open("onrecord.db") as record:
        (one,) = record.events(actor="Brandvik").rows
    assert [record["id"] for record in found] == [f"{one.evidence.where.article}-CONSULT-0002"]
    assert len(documents("-f", "plover")) == 3


def test_corrections_are_training_data(filled: Path) -> None:
    (row,) = map(json.loads, exported("--corrections", "jsonl").splitlines())
    assert [one["speaker"]["name"] for one in row["statements"]] == ["Ilse Brandvik", "Odd Lervik", "Tomas Reyl"]
    assert [(one["action"], one["by"], one["why"]) for one in row["corrections"]] == [
        ("speaker", "Edda", "heard it"),
        ("reject", "Edda", "heard it"),
    ]
    assert call("export", "--corrections", "brat", "-o", "brat")[2] == "onrecord: brat: 1 article"
    (annotations,) = (filled / "brat").glob("*.ann")
    assert "\tRejected " in annotations.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_alone(filled: Path) -> None:
    (filled / "a.csv").write_text("mine", encoding="utf-8")
    code, out, err = call("export", "-o", "a.csv")
    assert (code, out) == (2, "")
    assert err == "onrecord: a.csv exists already; --overwrite writes over it"
    assert (filled / "a.csv").read_text(encoding="utf-8") == "mine"
    assert call("export", "-o", "a.csv", "--overwrite", "pumps")[2] == "onrecord: a.csv: 1 statement"
    assert (filled / "a.csv").read_text(encoding="utf-8").startswith("id,day,speaker")


def test_a_file_that_ends_with_gz_is_packed(filled: Path) -> None:
    for name, more in (("a.csv.gz", ()), ("a.jsonl.gz", ()), ("a.gz", ("-f", "plover"))):
        plain = exported("-f", more[-1] if more else name.split(".")[1])
        assert call("export", "-o", name, *more)[0] == 0
        assert gzip.decompress((filled / name).read_bytes()).decode().replace("\r\n", "\n") == plain


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_what_cannot_be_written_is_named(filled: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-c", "from onrecord.cli.main import run; run()", "export", "-f", "csv"]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "onrecord: standard output: No space left on device\n")


@pytest.mark.usefixtures("filled")
def test_corrections_in_csv_are_no_formulas() -> None:
    with Record.open("onrecord.db") as record:
        (one,) = record.search("survey").rows
        record.correct(one.id, by="=by()", why="@why", speaker="Odd Lervik")
    code, out, _ = call("corrections", "--format", "csv")
    assert code == 0
    row = next(row for row in csv.DictReader(io.StringIO(out, newline="")) if "by()" in row["by"])
    assert (row["by"], row["why"], row["after"]) == ("'=by()", "'@why", "Odd Lervik")


def test_a_file_appears_when_it_is_whole(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.export.columns.TABLES", {})
    with pytest.raises(KeyError):
        call("export", "-o", "a.csv")
    assert [path.name for path in filled.iterdir() if "a.csv" in path.name] == []


WRONG = [
    ((), 2, "say in which format: --format csv, jsonl, parquet"),
    (("-o", "a.txt"), 2, "say in which format"),
    (("-f", "xml"), 2, "'xml' is not one of"),
    (("-f", "parquet"), 2, "parquet needs --out: the file to write"),
    (("-f", "brat"), 2, "brat needs --out: the folder to write"),
    (("--corrections", "brat"), 2, "brat needs --out"),
    (("--corrections", "jsonl", "-f", "csv"), 2, "--corrections names its own format"),
    (("-f", "claimreview"), 2, "claimreview needs --by"),
    (("-f", "csv", "--by", "Edda"), 2, "--by is of claimreview alone"),
    (("-f", "plover", "--what", "people"), 2, "plover holds no people; it is for events"),
    (("-f", "csv", "--what", "people", "--kind", "direct"), 2, "--kind is no filter of people; there is none"),
    (("-f", "plover", "word"), 2, "WORDS are no filter of events; there are --type"),
    (("--what", "events", "-f", "csv", "--type", "PROTSET"), 2, "'PROTSET' is no type of event"),
    (("-f", "csv", "--type", "AID"), 2, "--type is no filter of statements; there are WORDS, --speaker"),
    (("-f", "brat", "-o", "x", "--rejected"), 2, "--rejected is for csv, jsonl and parquet"),
    (("-f", "csv", "--since", "soon"), 2, "'soon' is not a date"),
    (("-f", "csv", "--since", "2025-03-02", "--until", "2025-03-01"), 2, "nothing is since 2025-03-02 and until"),
    (("-f", "plover", "--since", "2025-03-02", "--until", "2025-03-01"), 2, "nothing is since 2025-03-02 and until"),
    (("-f", "jsonl", "--since", "2025-03-02", "--until", "2025-03-01"), 2, "nothing is since 2025-03-02 and until"),
    (("-o", "a.parquet.gz"), 2, "parquet is packed in itself"),
    (("-f", "csv", "--kind", "loud"), 2, "'loud' is no kind"),
    (("-f", "csv", "-o", "no/a.csv"), 2, "there is no folder no; make it first"),
    (("-f", "csv", "-o", "."), 2, ". is a folder; name a file in it"),
    (("-f", "brat", "-o", "onrecord.db"), 2, "onrecord.db is a file; brat needs a folder"),
    (("-f", "csv", "--speaker", "Nobody Atall"), 1, "nobody in the record goes by 'Nobody Atall'"),
    (("-f", "jsonl", "--outlet", "Nowhere"), 1, "no outlet in the record is called 'Nowhere'"),
    (("-f", "csv", "--record", "no.db"), 1, "there is no record here"),
]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("words", "code", "why"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_calls_that_cannot_be(words: tuple[str, ...], code: int, why: str) -> None:
    got, _, err = call("export", *words)
    assert got == code
    assert why in err


def test_the_docs_tell_every_format_and_filter() -> None:
    formats = DOCS[DOCS.index("| format | is for |") : DOCS.index("Without `--format`")]
    assert {line.split("`")[1] for line in formats.splitlines()[2:] if line} == {form.value for form in ExportFormat}
    start = DOCS.index("## What is handed on")
    rows = {
        line.split("`")[1]: line for line in DOCS[start : DOCS.index("## Tables")].splitlines() if line[:3] == "| `"
    }
    for what, names in FILTERS.items():
        for name in names:
            assert (f"--{name}`" in rows[what]) or name == "words", (what, name)
    assert set(rows) == set(What)

"""The command from its words to its exit code, with the toy reader in the place of the model."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import onrecord
from onrecord.cli.main import app
from onrecord.errors import ModelError
from onrecord.export.brat import Standoff, attributions
from onrecord.export.contract import from_json, json_schema

from .toy import ToyReader

STORY = "“We will not sign this paper,” said Mara Venn. The council met again on Monday evening in the town hall.\n"
OTHER = "Nothing was decided at the meeting of the harbour board on Tuesday, and the members went home early.\n"


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy reader for every test here; no colour, a fixed width."""
    monkeypatch.setattr("onrecord.reader.Reader", ToyReader)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a.txt has a statement, b.txt none, and two.jsonl an article of each kind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    lines = [json.dumps({"id": "one/1", "text": STORY}), json.dumps({"id": "two", "text": OTHER})]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def call(*words: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, standard output, standard error (blanks and box signs folded, as messages wrap)."""
    done = CliRunner().invoke(app, list(words), input=text)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, " ".join(done.stderr.replace("│", " ").split())


def test_version() -> None:
    assert call("--version") == (0, f"onrecord {onrecord.__version__}\n", "")


@pytest.mark.usefixtures("folder")
def test_off_a_terminal_it_is_lines_of_the_contract() -> None:
    code, out, err = call("read", "a.txt", "two.jsonl")
    assert (code, err) == (0, "")
    values = [json.loads(line) for line in out.splitlines()]
    assert [value["id"] for value in values] == ["a", "one/1", "two"]
    for value in values:
        Draft202012Validator(json_schema()).validate(value)
        from_json(value)


@pytest.mark.usefixtures("folder")
def test_standard_input_and_what_the_article_lacks() -> None:
    given = ("--published", "2025-02-08", "--title", "T", "--outlet", "O", "--url", "https://o.example/t")
    code, out, _ = call("read", "-", *given, text=STORY)
    value = json.loads(out)
    assert code == 0
    assert [value[key] for key in ("published", "title", "outlet", "url")] == [
        "2025-02-08", "T", "O", "https://o.example/t",
    ]  # fmt: skip


@pytest.mark.usefixtures("folder")
def test_json_is_one_document() -> None:
    one = json.loads(call("read", "a.txt", "-f", "json")[1])
    assert one["statements"][0]["source"] == {"text": "Mara Venn", "spans": [[36, 45]]}
    assert [v["id"] for v in json.loads(call("read", "a.txt", "b.txt", "-f", "json")[1])] == ["a", "b"]
    assert [v["id"] for v in json.loads(call("read", "two.jsonl", "-f", "json")[1])] == ["one/1", "two"]
    assert [v["id"] for v in json.loads(call("read", "a.txt", "no", "-f", "json")[1])] == ["a"]
    assert json.loads(call("read", "no", "no", "-f", "json")[1]) == []
    assert call("read", "no", "-f", "json")[1] == ""


@pytest.mark.usefixtures("folder")
def test_each_failure_is_told_and_the_rest_goes_on() -> None:
    code, out, err = call("read", "no.txt", "a.txt", ".", "b.txt")
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]
    assert err.startswith("onrecord: no.txt: ")
    assert "onrecord: .: " in err


def test_a_failure_cannot_act_on_the_terminal(folder: Path) -> None:
    (folder / "lines.jsonl").write_text('{"text": 1, "id": "x"}\n', encoding="utf-8")
    _, _, err = call("read", "lines.jsonl", "\x1b[31mred")
    assert "lines.jsonl:1" in err
    assert "\x1b" not in err
    assert "\\u001b[31mred" in err


WRONG = [
    (("read",), "Missing argument 'SOURCE'"),
    (("read", "a.txt", "--format", "xml"), "'xml' is not one of"),
    (("read", "a.txt", "--published", "last week"), "'last week' is not a date like 2025-02-08"),
    (("read", "a.txt", "--min-confidence", "2"), "--min-confidence"),
    (("read", "a.txt", "--timeout", "0"), "0 is not above 0."),
    (("read", "a.txt", "--max-chars", "0"), "--max-chars"),
    (("read", "a.txt", "--threads", "0"), "--threads"),
    (("read", "a.txt", "--format", "pdf"), "for '--format' / '-f': 'pdf' is not one of"),
    (("read", "a.txt", "--max-chars", "9" * 20), "--max-chars"),
    (("read", "a.txt", "--timeout", "inf"), "inf is more than 86400, a day."),
    (("read", "a.txt", "--timeout", "nan"), "nan is not above 0."),
    (("read", "a.txt", "--delay", "inf"), "--delay"),
    (("read", "a.txt", "--max-pages", "9" * 20), "--max-pages"),
    (("read", "a.txt", "--width", "9" * 14), "--width"),
    (("search", "--limit", "9" * 20), "--limit: 99999999999999999999 is more than"),
    (("who", "--offset", "9" * 20), "--offset: 99999999999999999999 is more than"),
    (
        ("read", "a.txt", "--out", "a.csv"),
        "no format of `onrecord read` ends with .csv; name a file that ends with .txt,",
    ),
    (("read", "a.txt", "--out", "a.parquet.gz"), "ends with .parquet"),
    (("read", "a.txt", "-f", "jsonl", "--out", "a.jsonl.zst"), "nothing is packed as .zst"),
    (("read", "a.txt", "--out", "nowhere/x.json"), "there is no folder nowhere"),
    (("read", "a.txt", "b.txt", "-f", "html"), "html makes one page for each article"),
    (("read", "a.txt", "b.txt", "-f", "brat"), "brat makes two files for each article"),
    (("read", "a.txt", "b.txt", "--out", "x.html"), "name a folder, such as --out readings/"),
    (("read", "two.jsonl", "-f", "html"), "name a folder, such as --out readings/"),
    (("read", "a.txt", "-f", "brat", "--out", "b.txt"), "b.txt is a file"),
    (("read", "a.txt", "--colour"), "No such option"),
    (("write",), "No such command 'write'"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("words", "why"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_a_wrong_call_ends_with_2_and_says_why(words: tuple[str, ...], why: str) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert why in err


def test_out_is_a_file_as_it_ends(folder: Path) -> None:
    for name, begins in [
        ("x.html", "<!DOCTYPE html>"),
        ("x.json", "{\n"),
        ("x.jsonl", '{"schema": 1'),
        ("x.txt", "a\n"),
    ]:
        assert call("read", "a.txt", "--out", name) == (0, "", "")
        assert (folder / name).read_text(encoding="utf-8").startswith(begins)
    assert not list(folder.glob(".*"))


def test_a_name_that_ends_with_gz_is_packed(folder: Path) -> None:
    for form, name in [("json", "x.json.gz"), ("jsonl", "x.ndjson.GZ"), ("html", "x.html.gz"), ("text", "x.txt.gz")]:
        assert call("read", "a.txt", "--out", name) == (0, "", "")
        unpacked = gzip.decompress((folder / name).read_bytes()).decode()
        assert unpacked == call("read", "a.txt", "-f", form, "--width", "80")[1]
    first = (folder / "x.json.gz").read_bytes()
    assert call("read", "a.txt", "--out", "x.json.gz", "--overwrite")[0] == 0
    assert (folder / "x.json.gz").read_bytes() == first
    assert [json.loads(line)["id"] for line in call("read", "x.ndjson.GZ")[1].splitlines()] == ["a"]


def test_with_a_format_a_name_may_end_as_it_likes(folder: Path) -> None:
    assert call("read", "a.txt", "-f", "jsonl", "--out", "a.out")[0] == 0
    assert call("read", "a.txt", "--out", "lines")[0] == 0
    assert (folder / "a.out").read_bytes() == (folder / "lines").read_bytes()


def test_what_is_there_is_written_over_only_when_told(folder: Path) -> None:
    (folder / "x.jsonl").write_text("mine", encoding="utf-8")
    code, out, err = call("read", "a.txt", "--out", "x.jsonl")
    assert (code, out) == (2, "")
    assert "x.jsonl exists already; --overwrite writes over it" in err
    assert (folder / "x.jsonl").read_text(encoding="utf-8") == "mine"
    assert call("read", "a.txt", "--out", "x.jsonl", "--overwrite") == (0, "", "")
    assert json.loads((folder / "x.jsonl").read_text(encoding="utf-8"))["id"] == "a"


@pytest.mark.parametrize(("source", "name"), [("a.txt", "a"), ("two.jsonl", "one_1")])
def test_an_annotator_s_work_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, name: str) -> None:
    """What a source's own name tells, and what only its articles tell: both before the model is loaded."""
    made = folder / "made"
    assert call("read", source, "-f", "brat", "--out", "made")[0] == 0
    for path in (made / f"{name}.ann", made / "visual.conf"):
        path.write_text("mine", encoding="utf-8")
    (made / f"{name}.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.reader.Reader", None)
        code, _, err = call("read", source, "-f", "brat", "--out", "made")
    assert code == 2
    assert f"made/{name}.ann exists already; --overwrite writes over it" in err
    assert [path.read_text("utf-8") for path in (made / f"{name}.ann", made / "visual.conf")] == ["mine", "mine"]
    assert call("read", "b.txt", "-f", "brat", "--out", "made")[0] == 0
    assert (made / "visual.conf").read_text(encoding="utf-8") == "mine"
    assert call("read", source, "-f", "brat", "--out", "made", "--overwrite")[0] == 0
    assert (made / f"{name}.ann").read_text(encoding="utf-8").startswith("T1\t")


def test_what_came_before_a_file_that_is_there_is_written(folder: Path) -> None:
    (folder / "made").mkdir()
    (folder / "made" / "two.html").write_text("mine", encoding="utf-8")
    assert call("read", "two.jsonl", "-f", "html", "--out", "made")[0] == 2
    assert (folder / "made" / "one_1.html").exists()
    assert (folder / "made" / "two.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["keep.json", "keep.jsonl", "keep.html", "keep.txt"])
def test_an_older_file_stays_where_no_article_was_read(folder: Path, name: str) -> None:
    (folder / name).write_text("mine", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    assert call("read", "no.txt", "--out", name, "--overwrite")[0] == 1
    assert (folder / name).read_text(encoding="utf-8") == "mine"
    assert call("read", "no.txt", "--out", f"new-{name}")[0] == 1
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_file_is_not_touched_when_the_call_fails(folder: Path) -> None:
    (folder / "page.html").write_text("as before", encoding="utf-8")
    code, _, _ = call("read", "two.jsonl", "--out", "page.html", "--overwrite")
    assert code == 2
    assert (folder / "page.html").read_text(encoding="utf-8") == "as before"
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(("form", "ending"), [("html", "html"), ("json", "json"), ("text", "txt"), ("jsonl", "jsonl")])
def test_out_is_a_folder_with_a_file_an_article(folder: Path, form: str, ending: str) -> None:
    code, out, _ = call("read", "a.txt", "two.jsonl", "a.txt", "-f", form, "--out", "made/")
    assert (code, out) == (0, "")
    assert sorted(path.name for path in (folder / "made").iterdir()) == [
        f"{name}.{ending}" for name in ("a-2", "a", "one_1", "two")
    ]


def test_brat_makes_two_files_an_article(folder: Path) -> None:
    assert call("read", "two.jsonl", "-f", "brat", "--out", "made")[0] == 0
    made = folder / "made"
    assert sorted(path.name for path in made.iterdir()) == [
        "annotation.conf", "one_1.ann", "one_1.txt", "two.ann", "two.txt", "visual.conf",
    ]  # fmt: skip
    assert (made / "one_1.txt").read_bytes().decode() == STORY
    files = Standoff(STORY, (made / "one_1.ann").read_text(encoding="utf-8"))
    assert [a.source for a in attributions(files)] == [((36, 45),)]
    assert call("read", "a.txt", "-f", "brat")[1].startswith("T1\tSource 36 45\tMara Venn\n")


@pytest.mark.usefixtures("folder")
def test_plover_is_one_list_of_all_articles_events() -> None:
    found = json.loads(call("read", "a.txt", "two.jsonl", "-f", "plover")[1])
    assert [(record["article"], record["event"], record["status"]) for record in found] == [
        ("a", "CONSULT", "occurred"),
        ("one/1", "CONSULT", "occurred"),
    ]
    assert [re.sub("[0-9a-f]{10}", "HASH", record["id"]) for record in found] == [
        "a-HASH-CONSULT-0001",
        "one_1-HASH-CONSULT-0001",
    ]
    assert found[0]["source"] == [{"actorText": "The council", "code": ""}]
    assert found[0]["dateCoded"] >= "2025"
    assert call("read", "b.txt", "-f", "plover")[1] == "[]\n"


def test_plover_s_ids_differ(folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "a.txt").write_text(STORY + "Rain fell.\n", encoding="utf-8")
    given = ("a.txt", "x/a.txt", "a.txt", "two.jsonl")
    found = json.loads(call("read", *given, "-f", "plover")[1])
    assert len({record["id"] for record in found}) == len(found) == 4
    assert found[2]["id"] == found[0]["id"].replace("-CONSULT", "-2-CONSULT")


def test_plover_leads_to_the_address(folder: Path) -> None:
    found = json.loads(call("read", "a.txt", "-f", "plover", "--url", "https://o.example/t")[1])
    assert [record["url"] for record in found] == ["https://o.example/t"]


def test_plover_in_a_folder_is_a_list_an_article(folder: Path) -> None:
    assert call("read", "a.txt", "b.txt", "-f", "plover", "--out", "made/")[0] == 0
    sizes = {path.name: len(json.loads(path.read_text(encoding="utf-8"))) for path in (folder / "made").iterdir()}
    assert sizes == {"a.json": 1, "b.json": 0}


@pytest.mark.usefixtures("folder")
def test_the_text_view_says_when_there_is_nothing() -> None:
    assert "No statements were found in this article." in call("read", "b.txt", "-f", "text")[1]
    shown = call("read", "a.txt", "b.txt", "-f", "text")[1]
    assert "⟦We will not sign this paper,⟧¹” ‹said›¹ {Mara Venn}¹." in shown
    assert "\x1b" not in shown
    assert "\x1b[" in call("read", "a.txt", "-f", "text", "--color", "always")[1]


@pytest.mark.usefixtures("folder")
def test_min_confidence_and_threads_reach_the_reader() -> None:
    value = json.loads(call("read", "a.txt", "--min-confidence", "0.8", "--threads", "3")[1])
    assert value["statements"] == []
    assert value["model"] == "toy 3"


@pytest.mark.usefixtures("folder")
def test_a_model_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModelError("m: holds no spec.json; name the folder of a model")

    monkeypatch.setattr("onrecord.reader.Reader", broken)
    assert call("read", "a.txt", "--model", "m") == (
        2,
        "",
        "onrecord: m: holds no spec.json; name the folder of a model",
    )
    assert call("read", "a.txt")[0] == 1


@pytest.mark.usefixtures("folder")
def test_the_model_is_not_loaded_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reader.Reader", None)
    assert call("read", "no.txt")[0] == 1


def test_one_address_is_one_article_s(folder: Path) -> None:
    code, _, err = call("read", "a.txt", "a.txt", "--url", "https://bay.example/1")
    assert code == 2
    assert "--url: is one article's address, and 2 sources are given" in " ".join(err.split())

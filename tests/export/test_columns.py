"""The record's rows as CSV and Parquet: the same columns, read back by other programs' readers."""

from __future__ import annotations

import csv
import io
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import OnrecordError
from onrecord.export import parquet
from onrecord.export.columns import ARTICLES, EVENTS, PEOPLE, STATEMENTS, TABLES, Column, Table
from onrecord.export.sheet_csv import harmless, lines
from onrecord.store import Record
from store.made import brief, tunnel

DOCS = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The rows of a small record, by table; one speaker is corrected, one name holds what UTF-8 cannot."""
    with Record.open(tmp_path_factory.mktemp("columns") / "a.db") as record:
        record.add(tunnel())
        record.add(tunnel("Courier; Sun", "https://courier.example/tunnel"))
        odd = brief(1, "Tomas Reyl", 'a, "b"\nc', published=None)
        record.add(replace(odd, article=replace(odd.article, title="Brief\ud800")))
        (row,) = record.search("charge").rows
        record.correct(row.id, speaker="Odd Lervik", by="Edda", why="heard it")
        return {
            "statements": list(record.each_statement()),
            "events": list(record.each_event()),
            "articles": list(record.each_article()),
            "people": list(record.each_voice()),
        }


def in_csv(rows: list[Any], table: Table) -> list[dict[str, str]]:
    text = "".join(lines(rows, table))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def in_parquet(rows: list[Any], table: Table) -> Any:
    file = io.BytesIO()
    parquet.write(rows, table, file)
    return pq.read_table(io.BytesIO(file.getvalue()))


def test_a_statement_in_csv(rows: dict[str, list[Any]]) -> None:
    first, *_, charge, _, last = in_csv(rows["statements"], STATEMENTS)
    assert (first["speaker"], first["speaker_wikidata"], first["act"]) == ("Ilse Brandvik", "Q900001", "promises")
    assert (first["day"], first["said"], first["addressee"]) == ("2025-03-03", "2025-03-03", "reporters")
    assert first["outlets"] == "Northline; Courier; Sun"
    start, end = map(int, first["spans"].split("-"))
    text = tunnel().article.text
    assert text[start:end] == first["exact"]
    assert text[end:].startswith(first["suffix"])
    assert (charge["speaker"], charge["read_as"], charge["negated"]) == ("Odd Lervik", "Reyl & Sons", "True")
    assert re.fullmatch("c[0-9a-z]{13}", charge["corrections"])
    assert (last["exact"], last["day"], last["published"]) == ('“a, "b"\nc,”', "", "")


FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''@x"]


def test_a_spreadsheet_runs_no_text(tmp_path: Path) -> None:
    """What an article, its outlet and its authors say, in each table that holds it; Parquet keeps it as it is."""
    odd = brief(1, "Tomas Reyl", "=1+1 and more")
    article = replace(odd.article, outlet=FORMULAS[0], title="=1+1", authors=("@SUM(A1)", "Edda"), id="-1")
    with Record.open(tmp_path / "a.db") as record:
        record.add(replace(odd, article=article))
        statements, articles = list(record.each_statement()), list(record.each_article())
    (statement,) = in_csv(statements, STATEMENTS)
    assert (statement["outlet"], statement["outlets"], statement["title"]) == (
        *(f"'{FORMULAS[0]}", f"'{FORMULAS[0]}"),
        "'=1+1",
    )
    (row,) = in_csv(articles, ARTICLES)
    assert (row["name"], row["title"], row["authors"]) == ("'-1", "'=1+1", "'@SUM(A1); Edda")
    assert in_parquet(articles, ARTICLES).to_pylist()[0]["title"] == "=1+1"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_a_text_and_can_be_had_back(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert re.sub("^'('*[=+\\-@\t\r\n])", r"\1", harmless(text)) == text


def test_other_texts_and_numbers_stay() -> None:
    for text in ("", "'We will not'", "“=1”", " =1", "a=b", "1-2"):
        assert harmless(text) == text
    table = (Column("n", "count", lambda row: row), Column("x", "number", lambda row: row / 3))
    assert list(lines([-2], table)) == ["n,x\r\n", "-2,-0.6667\r\n"]


def test_columns_of_parquet_are_typed(rows: dict[str, list[Any]]) -> None:
    table = in_parquet(rows["statements"], STATEMENTS)
    first, *_, last = table.to_pylist()
    assert first["day"] == date(2025, 3, 3)
    assert (first["negated"], first["confidence"]) == (False, 0.9)
    assert first["outlets"] == ["Northline", "Courier; Sun"]
    (span,) = first["spans"]
    assert tunnel().article.text[span["start"] : span["end"]] == first["exact"]
    assert (last["day"], last["act"], last["speaker"]) == (None, None, "Tomas Reyl")
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["day"], types["rejected"], types["corrections"]) == (
        "date32[day]",
        "bool",
        "list<element: string>",
    )


def test_both_hold_the_same(rows: dict[str, list[Any]]) -> None:
    for name, table in (("statements", STATEMENTS), ("events", EVENTS), ("articles", ARTICLES), ("people", PEOPLE)):
        shown = in_csv(rows[name], table)
        typed = in_parquet(rows[name], table).to_pylist()
        assert len(shown) == len(typed) == len(rows[name]) > 0
        for one, other in zip(shown, typed, strict=True):
            assert list(one) == list(other) == [column.name for column in table]
            for column in table:
                value = other[column.name]
                if column.type in ("text", "count", "day") and "\ud800" not in one[column.name]:
                    assert one[column.name] == ("" if value is None else str(value)), column.name


def test_who_takes_part_in_an_event(rows: dict[str, list[Any]]) -> None:
    strike, met, _ = in_parquet(rows["events"], EVENTS).to_pylist()
    assert (strike["actors"], strike["actor_ids"], strike["status"]) == (["Harbour workers"], [None], "planned")
    assert (met["actors"], met["recipients"], met["date"], met["country"]) == (
        ["Ilse Brandvik"],
        ["Tomas Reyl"],
        "2025-W09",
        "NOR",
    )
    assert met["actor_ids"][0].startswith("p")


def test_an_article_has_its_text_and_numbers(rows: dict[str, list[Any]]) -> None:
    first, copy, odd = in_parquet(rows["articles"], ARTICLES).to_pylist()
    assert first["text"] == copy["text"] == tunnel().article.text
    assert (first["statements"], first["events"], first["version"]) == (4, 3, 1)
    assert (first["day"], first["published"]) == (date(2025, 3, 4), "2025-03-04T08:30:00+01:00")
    assert first["authors"] == ["Maris Oldeby"]
    assert odd["title"] == "Brief\ufffd"


def test_no_rows_are_a_table_too() -> None:
    for table in TABLES.values():
        assert in_csv([], table) == []
        assert in_parquet([], table).column_names == [column.name for column in table]


def test_row_groups_are_written_as_they_fill(rows: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    file = io.BytesIO()
    parquet.write(iter(rows["statements"]), STATEMENTS, file)
    assert pq.ParquetFile(io.BytesIO(file.getvalue())).num_row_groups == 3


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OnrecordError, match=r"pip install 'onrecord\[parquet\]'"):
        parquet.needed()


@pytest.mark.parametrize(("name", "table"), [("events", EVENTS), ("articles", ARTICLES), ("people", PEOPLE)])
def test_the_docs_name_every_column(name: str, table: Table) -> None:
    start = DOCS.index(f"\n`{name}`: ")
    told = set(re.findall(r"`(\w+)`", DOCS[start : DOCS.index("\n\n", start)])) - {name}
    evidence = {column.name for column in table} & {"prefix", "suffix", "spans", "in_text", "in_page"}
    where = {"article", "outlet", "published", "title", "url"} if name == "events" else set()
    assert told | evidence | where == {column.name for column in table}


def test_the_docs_tell_every_column_of_statements() -> None:
    start = DOCS.index("| column | type | says |")
    rows = DOCS[start : DOCS.index("\n\n", start)].splitlines()[2:]
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(told) == sorted(column.name for column in STATEMENTS)

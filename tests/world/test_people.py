"""A user's own people: used like the shipped table, refused with the line that is wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError, PeopleError
from onrecord.world.offices import Offices

CSV = """name,aliases,title,country,start,end,wikidata,code
Mara Venn,Mara V. Venn|La Venn,Mayor of Lower Ambry,Norway,2021-05,,Q1,NORGOV
Odo Pell,,,,,,,
Angela Merkel,,harbour pilot,Germany,,,,
"""
DAY = date(2024, 1, 1)


def offices(tmp_path: Path, text: str, name: str = "people.csv") -> Offices:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Offices.load().with_people(path)


def test_own_people_are_found_like_others(tmp_path: Path) -> None:
    own = offices(tmp_path, CSV)
    found = own.resolve("Mara Venn", (), DAY)
    assert found.holder is not None
    assert (found.holder.title, found.holder.actor, found.holder.wikidata, found.standing) == (
        "Mayor of Lower Ambry", "NORGOV", "Q1", "in office",
    )  # fmt: skip
    assert own.resolve("Venn", ["mayor of Lower Ambry"], DAY).holder == found.holder
    assert own.resolve("Odo Pell", (), DAY).standing == "no office"
    assert own.resolve("Emmanuel Macron", (), DAY).holder is not None


def test_they_go_before_the_shipped_ones(tmp_path: Path) -> None:
    found = offices(tmp_path, CSV).resolve("Angela Merkel", (), DAY)
    assert found.holder is not None
    assert found.holder.title == "harbour pilot"
    assert Offices.load().resolve("Angela Merkel", (), DAY).holder != found.holder


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    row = {"name": "Mara Venn", "aliases": ["La Venn"], "title": "Mayor", "country": "NOR", "start": "2021"}
    own = offices(tmp_path, json.dumps(row) + "\n\n", "people.jsonl")
    found = own.resolve("Mara Venn", (), DAY)
    assert found.holder is not None
    assert (found.holder.variants, found.holder.country, found.holder.actor) == (("La Venn",), "Norway", "NORGOV")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mame\nMara Venn\n", ":1: the first line must name the columns"),
        ("name,height\nMara Venn,180\n", ":2: does not know height"),
        ("name,start\nMara Venn,May 2021\n", ":2: start 'May 2021' is not a date"),
        ("name,start\nMara Venn,2021-13-01\n", ":2: start '2021-13-01' is not a date"),
        ("name,start,end\nMara Venn,2021,2020\n", ":2: its end 2020 is before its start 2021"),
        ("name,country\nOdo Pell,\nMara Venn,Ambria\n", ":3: country 'Ambria' is not known"),
        ("name,wikidata\nMara Venn,22686\n", ":2: wikidata '22686' is not an id"),
        ("name,code\nMara Venn,norgov\n", ":2: code 'norgov' is not a code"),
        ("name,title\n,Mayor\n", ":2: has no name"),
        ("name,title\nMara Venn,Mayor,of Ambry\n", ":2: has more or fewer fields"),
        ("name\n", "holds no one"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PeopleError) as caught:
        offices(tmp_path, text)
    assert said in str(caught.value)
    assert caught.value.where.startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "Mara', ":1: is not JSON"),
        ('["Mara"]', ":1: must be an object"),
        ('{"name": 3}', ":1: name must be text"),
    ],
)
def test_so_it_is_of_json(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PeopleError, match=said):
        offices(tmp_path, text, "people.jsonl")


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(PeopleError, match="must end with one of"):
        offices(tmp_path, CSV, "people.txt")
    with pytest.raises(OnrecordError, match="cannot be read"):
        Offices.load().with_people(tmp_path / "none.csv")
    (tmp_path / "bad.csv").write_bytes(b"name\n\xff\n")
    with pytest.raises(PeopleError, match="cannot be read as UTF-8"):
        Offices.load().with_people(tmp_path / "bad.csv")

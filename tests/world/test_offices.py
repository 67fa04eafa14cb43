"""The table of offices: what it holds, and whom a name stands for."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from onrecord.world.countries import index
from onrecord.world.holders import Holder, first_day, last_day
from onrecord.world.offices import Match, Offices

OFFICES = Offices.load()
ROWS = list(csv.DictReader(files("onrecord").joinpath("data", "offices.csv").read_text(encoding="utf-8").splitlines()))
NOW = date(2025, 2, 8)


def told(match: Match) -> str:
    if match.holder is None:
        return " or ".join(match.candidates) or "nobody"
    return f"{match.holder.name}, {match.holder.title}, {match.holder.alpha_3}, {match.standing}"


@pytest.mark.parametrize(
    ("name", "roles", "on", "wanted"),
    [
        ("Volodymyr Zelensky", [], NOW, "Volodymyr Zelenskyy, President, UKR, in office"),
        ("Vladimir Zelenskiy", [], NOW, "Volodymyr Zelenskyy, President, UKR, in office"),
        ("Zelenskyi", ["Ukrainian President"], NOW, "Volodymyr Zelenskyy, President, UKR, in office"),
        ("Donald Trump", [], NOW, "Donald Trump, President, USA, in office"),
        ("Donald Trump", ["Republican nominee"], date(2016, 6, 1), "Donald Trump, President, USA, later"),
        ("Donald Trump", [], date(2023, 1, 1), "Donald Trump, President, USA, former"),
        ("Trump", ["President"], NOW, "Donald Trump, President, USA, in office"),
        ("Trump", ["former president"], date(2023, 1, 1), "Donald Trump, President, USA, former"),
        ("Waltz", ["national security adviser"], NOW, "Mike Waltz, National Security Adviser, USA, in office"),
        ("Putin", ["Kremlin chief"], NOW, "Vladimir Vladimirovich Putin, President, RUS, in office"),
        ("Vladimir Putin", [], date(2010, 1, 1), "Vladimir Putin, Prime Minister, RUS, in office"),
        ("Ramzan Kadirov", [], NOW, "Ramzan Kadyrov, Head of the Chechen Republic, RUS, in office"),
        ("Alexander Turchinov", [], date(2014, 3, 1), "Oleksandr Turchynov, Acting President, UKR, in office"),
        ("el-Sissi", ["Egyptian President"], NOW, "Abdelfattah Said Elsisi, President, EGY, in office"),
        ("Sanders", ["Vermont senator"], date(2016, 1, 1), "Bernard Sanders, Senator from Vermont, USA, in office"),
        ("Pope Francis", [], date(2016, 1, 1), "Francis, Pope, VAT, in office"),
        ("Abdullah II", ["King"], date(2017, 4, 5), "Abdallah II, King, JOR, in office"),
        ("Hun Sen", [], date(2017, 2, 14), "Hun Sen, Prime Minister, KHM, in office"),
        (
            "Clinton",
            ["former Secretary of State"],
            date(2016, 3, 1),
            "Hillary Clinton, Secretary of State, USA, former",
        ),
        ("Clinton", ["former president"], date(2016, 3, 1), "William Clinton, President, USA, former"),
        ("George W. Bush", [], date(2015, 1, 1), "George W. Bush, President, USA, former"),
        ("Mark Rutte", [], date(2016, 1, 1), "Mark Rutte, Prime Minister, NLD, in office"),
        ("Mark Rutte", [], NOW, "Mark Rutte, Secretary-General, IGO, in office"),
        ("Joe Biden", ["Vice President"], date(2016, 1, 1), "Joseph Biden, Vice President, USA, in office"),
    ],
)
def test_whom_a_name_stands_for(name: str, roles: list[str], on: date, wanted: str) -> None:
    assert told(OFFICES.resolve(name, roles, on)) == wanted


@pytest.mark.parametrize(
    ("name", "roles", "on"),
    [
        ("Trump", [], NOW), ("Putin", ["French president"], NOW), ("Imran Khan", ["actor"], NOW),
        ("John Kennedy", ["judge"], NOW), ("Mike Kelly", ["farmer"], NOW), ("Paul Ryan", ["actor"], date(2016, 1, 1)),
        ("Mike Johnson", [], date(2014, 1, 1)), ("Juan Carlos", [], NOW), ("Francis", [], date(2016, 1, 1)),
        ("Michelle Obama", ["first lady"], date(2016, 1, 1)), ("Trump", ["Republican nominee"], date(2016, 6, 1)),
        ("Clinton", ["Democratic candidate"], date(2016, 3, 1)), ("Mara Venn", ["President"], NOW), ("", [], NOW), ("the", [], None),
    ],
)  # fmt: skip
def test_who_is_nobody(name: str, roles: list[str], on: date | None) -> None:
    assert told(OFFICES.resolve(name, roles, on)) == "nobody"


def test_an_open_match_says_between_whom() -> None:
    assert (
        told(OFFICES.resolve("George Bush", ["former president"], date(2015, 1, 1)))
        == "George H. W. Bush or George W. Bush"
    )
    assert told(OFFICES.resolve("Rogers", ["congressman"], NOW)) == "Mike Rogers or Harold Rogers"


def test_candidates_are_all_the_terms() -> None:
    found = OFFICES.candidates("Medvedev", date(2016, 1, 1))
    assert [(holder.title, holder.standing(date(2016, 1, 1))) for holder in found] == [
        ("Premier", "in office"),
        ("President", "former"),
    ]
    assert OFFICES.candidates("Mara Venn") == []


def test_the_table_is_whole() -> None:
    assert len(ROWS) > 1500
    for row in ROWS:
        assert row["alpha_3"] == "IGO" or row["alpha_3"] in index().countries, row
        assert row["name"].strip() == row["name"] != "", row
        assert "&" not in row["country"] + row["name"], row
        assert not row["start"] or not row["end"] or first_day(row["start"]) <= first_day(row["end"]), row
        assert row["surname"].lower() in row["name"].lower() or row["variants"], row


def test_the_keys_are_those_that_names_have_today() -> None:
    for holder, row in zip(OFFICES.holders, ROWS, strict=True):
        assert " ".join(sorted(holder.found_by())) == row["keys"], "run tools/offices.py again"


def test_leaders_follow_each_other() -> None:
    """No two hold one country's highest offices at a time; a few days of overlap are the public record's."""
    offices: defaultdict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in OFFICES.holders:
        if holder.title in ("President", "Prime Minister", "Chancellor", "King") and holder.alpha_3 != "USA":
            offices[holder.alpha_3, holder.title].append(holder)
    for holders in offices.values():
        holders.sort(key=lambda holder: first_day(holder.start or "1900"))
        for holder, following in pairwise(holders):
            assert holder.end, (holder, following)
            assert first_day(holder.end) <= first_day(following.start or "1900"), (holder, following)


def test_days() -> None:
    assert (first_day("2016"), first_day("2016-05"), first_day("2016-05-03")) == (
        date(2016, 1, 1), date(2016, 5, 1), date(2016, 5, 3),
    )  # fmt: skip
    assert (last_day("2016"), last_day("2016-12"), last_day("2016-05")) == (
        date(2017, 1, 1), date(2017, 1, 1), date(2016, 6, 1),
    )  # fmt: skip


def test_loading_is_quick(seconds: Callable[..., float]) -> None:
    from onrecord.world.offices import _shipped

    assert min(seconds(_shipped.__wrapped__) for _ in range(3)) < 0.2

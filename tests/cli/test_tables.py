"""The tables beside an article: who said it, who is who, and one row an event, at every width."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from export.talks import talks
from onrecord.cli.look import Look
from onrecord.cli.terminal import view
from onrecord.types import Article, Reading

STATEMENTS = """\
#  Who               Cue        What                              Kind      Sure
────────────────────────────────────────────────────────────────────────────────
1  Ilse Brandvik     said       that she would meet her Ostmark   indirect  90 %
                                counterpart, Tomas Reyl, in Lyrn
                                next week
                                · 2025-03-03 (Monday)
2  Ilse Brandvik     accused    Ostmark of seizing two fishing    indirect  60 %
   (She)                        boats
3  Ilse Brandvik     told       "We will talk about everything,   direct    90 %
                                also about the boats," … "I hope
                                that they are released before we
                                sit down."
                                · hedged · to reporters
4  Tomas Reyl        denied     that any boats had been seized    indirect  90 %
5  Tomas Reyl (he)   called on  Veld to lift its sanctions        indirect  90 %
                                · demands · In an interview with
                                the Ostmark Herald
"""
PEOPLE = """\
Who is who     Kind    In the article                     Known as
────────────────────────────────────────────────────────────────────────────────
Ilse Brandvik  person  foreign minister · 2 mentions      foreign minister, Veld
                                                          · VELGOV
Tomas Reyl     person  counterpart · 1 mention            Tomas Reyl (writer) or
                                                          Tomas Reyl (minister)?
Veld           place   1 mention                          VEL
Ostmark        place   1 mention                          OST
"""
EVENTS = """\
 #  Event     Status     Who, what, to whom   When, where       Vouched for by
────────────────────────────────────────────────────────────────────────────────
 1  CONSULT   planned    Veld, Ostmark                          Northline
                         “meet”
 2  CONSULT   planned    Ilse Brandvik,       2025-W11 · Lyrn   Ilse Brandvik¹·³
                         Tomas Reyl “meet,    (NOR)
                         talk”
 3  ACCUSE    occurred   Ilse Brandvik                          Northline
                         “accused” → Ostmark
 4  COERCE    occurred   Ostmark “seizing” →                    Ilse Brandvik²
                         two fishing boats
 5  RETREAT   possible   “released” → they                      Ilse Brandvik³
 6  COERCE    denied     “seized” → any                         Tomas Reyl⁴
                         boats
 7  REQUEST   occurred   Tomas Reyl “called                     Northline
                         on” → Veld
 8  RETREAT   demanded   Veld “lift”                            Tomas Reyl⁵
 9  SANCTION  ongoing    Veld “sanctions”                       Tomas Reyl⁵
10  CONSULT   occurred   The two ministers    2025-01           Northline
    phone                “spoke by phone”
"""
LIST = """\
Events

1  CONSULT  planned  Northline
   Veld, Ostmark “meet”

2  CONSULT  planned  Ilse Brandvik¹·³
   Ilse Brandvik, Tomas Reyl “meet, talk” ·
   2025-W11 · Lyrn (NOR)
"""


@pytest.mark.parametrize("table", [STATEMENTS, PEOPLE, EVENTS], ids=["statements", "people", "events"])
def test_below_the_article_at_80_columns(table: str) -> None:
    assert table in view(talks(), Look(width=80))


def test_lists_at_50_columns() -> None:
    shown = view(talks(), Look(width=50))
    assert LIST in shown
    assert "\n10  CONSULT phone  occurred  Northline\n" in shown
    assert "Who is who\nIlse Brandvik  person · foreign minister · 2\nmentions" in shown


def test_beside_the_article_at_160_columns() -> None:
    lines = view(talks(), Look(width=160)).splitlines()
    assert any(line.startswith("‹accused›²") and "Ilse Brandvik" in line for line in lines)
    assert any(re.search(r"^ +2  CONSULT +planned +Ilse Brandvik, ", line) for line in lines)


@pytest.mark.parametrize("width", [40, 69, 70, 80, 100, 139, 140, 160, 250])
@pytest.mark.parametrize("colors", [None, "truecolor"])
def test_no_line_is_wider(width: int, colors: object) -> None:
    shown = view(talks(), Look(width=width, colors=colors))  # type: ignore[arg-type]
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert max(map(cell_len, plain.splitlines())) <= width
    assert all(event.type in plain and event.status in plain for event in talks().events)


def test_colour_tells_the_statuses_apart() -> None:
    shown = view(talks(), Look(width=100, colors="standard"))
    looks = {
        status: set(re.findall(rf"\x1b\[([\d;]+)m{status}", shown)) for status in ("planned", "denied", "occurred")
    }
    assert len({frozenset(look) for look in looks.values()}) == 3


def test_signs_of_ascii_alone() -> None:
    shown = view(talks(), Look(width=120, ascii=True))
    assert 'Ilse Brandvik "accused" -> Ostmark' in shown
    assert "Ilse Brandvik^1,3" in shown
    assert [line for line in shown.splitlines() if not line.isascii() and "…" not in line] == ["Northline · 2025-03-04"]


def test_facts_under_words_are_marked_in_ascii_too() -> None:
    assert re.search(r"\| +\|- hedged - to reporters", view(talks(), Look(width=80, ascii=True)))


def test_known_as_takes_no_room_where_nobody_is_known() -> None:
    plain = tuple(replace(one, code=None, office=None, candidates=()) for one in talks().entities)
    shown = view(replace(talks(), entities=plain), Look(width=80))
    assert "Who is who" in shown
    assert "Known as" not in shown
    assert "Known as" in view(talks(), Look(width=80))


def test_no_events_are_told_only_where_they_were_looked_for() -> None:
    article = Article("Rain fell.", id="rain")
    looked = view(Reading(article, "toy", tasks=("statements", "events")), Look(width=80))
    assert "No events were found in this article." in looked
    assert "events" not in view(Reading(article, "toy"), Look(width=80))

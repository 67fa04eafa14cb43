"""The text view, line by line: below the article at 80 columns, beside it at 160, with colour and without."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from onrecord.cli.look import Look
from onrecord.cli.tables import shortened
from onrecord.cli.terminal import view
from onrecord.types import Article, Reading, Span, Speaker, Statement, Words

TEXT = (
    "Ferry stops at the quay\n\n“It is over,” Asger Lund said on Monday, adding that the crew had “no more coffee” and "
    "that he would not sail again before the weekend.\n\n“Ask me on Friday,\x1b[2J\u202e he said."
)


def _words(*texts: str) -> Words:
    return Words.of(TEXT, tuple(Span(TEXT.index(t), TEXT.index(t) + len(t)) for t in texts))


UNKNOWN = Speaker(None, "unknown", "speakers are not read yet")
READING = Reading(
    Article(TEXT, id="ferry", title="Ferry stops at the quay", outlet="Northline", published="2025-03-11"),
    "toy",
    (
        Statement("direct", 0.97, _words("Asger Lund"), _words("said"), _words("“It is over,”"), UNKNOWN),
        Statement(
            "mixed",
            0.815,
            _words("Asger Lund"),
            _words("adding"),
            _words("that the crew had “no more coffee” and that he would not sail again before the weekend"),
            UNKNOWN,
        ),
        Statement(
            "direct", 0.5, None, None, _words("“Ask me on Friday,\x1b[2J\u202e"), Speaker("Asger Lund", "person")
        ),
    ),
)
BELOW = """\
Northline · 2025-03-11

Ferry stops at the quay

⟦“It is over,”⟧¹ {Asger Lund}¹·² ‹said›¹ on Monday, ‹adding›² ⟦that the crew had
“no more coffee” and that he would not sail again before the weekend⟧².

⟦“Ask me on Friday,\\u001b[2J\\u202e⟧³ he said.

#  Who         Cue     What                                         Kind    Sure
────────────────────────────────────────────────────────────────────────────────
1  Asger Lund  said    “It is over,”                                direct  97 %
2  Asger Lund  adding  that the crew had “no more coffee” and that  mixed   82 %
                       he would not sail again before the weekend
3  Asger Lund  -       “Ask me on Friday,\\u001b[2J\\u202e            direct  50 %

{source}  ‹cue›  ⟦content⟧  ¹ statement 1
"""


def test_below_at_80_columns_without_colour() -> None:
    assert view(READING, Look(width=80)) == BELOW


def test_beside_at_160_columns_without_colour() -> None:
    lines = view(READING, Look(width=160)).splitlines()
    assert lines[0].startswith("Northline · 2025-03-11   ")
    assert re.search(r" #  Who +Cue +What +Kind +Sure$", lines[0])
    assert re.search(r"^Ferry stops at the quay +1  Asger Lund +said +“It is over,” +direct +97 %$", lines[2])
    assert max(map(cell_len, lines)) <= 160
    assert sum("⟦“It is over,”⟧¹" in line for line in lines) == 1


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160, 300])
@pytest.mark.parametrize("colors", [None, "standard", "truecolor"])
def test_no_line_is_wider_and_nothing_acts(width: int, colors: object) -> None:
    shown = view(READING, Look(width=width, colors=colors))  # type: ignore[arg-type]
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert (plain == shown) == (colors is None)
    assert max(map(cell_len, plain.splitlines())) <= width
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", plain)
    assert colors or not any(line.endswith(" ") for line in plain.splitlines())


def test_a_list_at_40_columns() -> None:
    lines = view(READING, Look(width=40)).splitlines()
    assert lines[-10:-2] == [
        "2  Asger Lund  adding  mixed  82 %",
        "   that the crew had “no more coffee”",
        "   and that he would not sail again",
        "   before the weekend",
        "",
        "3  Asger Lund  -  direct  50 %",
        "   “Ask me on Friday,\\u001b[2J\\u202e",
        "",
    ]


def test_colour_takes_the_place_of_brackets() -> None:
    shown = view(READING, Look(width=80, colors="truecolor"))
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert "“It is over,”¹ Asger Lund¹·² said¹ on Monday, adding²" in plain
    assert not set("⟦⟧‹›{}") & set(plain)
    assert re.search(r"\x1b\[[\d;]*32[\d;]*m“It is over,”", shown)
    assert re.search(r"\x1b\[[\d;]*34[\d;]*mAsger Lund", shown)
    assert re.search(r"\x1b\[[\d;]*35[\d;]*msaid", shown)


def test_signs_of_ascii_alone() -> None:
    shown = view(READING, Look(width=80, ascii=True))
    assert "[“It is over,”]^1 {Asger Lund}^1,2 <said>^1" in shown
    assert not set("⟦⟧‹›─│¹²³") & set(shown)


def test_an_article_without_statements_or_text() -> None:
    empty = view(Reading(Article("", id="e"), "toy"), Look(width=160))
    assert empty == "e\n\nThe article has no text.\n\nNo statements were found in this article.\n"


def test_marks_of_the_text_are_not_mistaken_for_markup() -> None:
    shown = view(Reading(Article("[bold]He[/bold] :smile: left https://x.example [/nope]"), "toy"), Look(width=80))
    assert shown.startswith("[bold]He[/bold] :smile: left https://x.example [/nope]\n")


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-03-11", "2025-03-11"),
        ("2025-03-11T16:20:00+01:00", "2025-03-11 16:20 +01:00"),
        ("2025-03-11T16:20:31.5Z", "2025-03-11 16:20 UTC"),
        ("2025-03-11 16:20", "2025-03-11 16:20"),
        ("2025-03-11T16", "2025-03-11T16"),
    ],
)
def test_when_it_was_published_is_written_for_people(published: str, shown: str) -> None:
    reading = replace(READING, article=replace(READING.article, published=published))
    assert view(reading, Look(width=80)).startswith(f"Northline · {shown}\n")


def test_shortened_between_words() -> None:
    assert shortened("one two three four", 18) == "one two three four"
    assert shortened("one two three four", 14) == "one two …"
    assert shortened("x" * 30, 10) == "x" * 8 + " …"

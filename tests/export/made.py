"""Readings made by hand: the words of a statement are looked up in the text, in their order."""

from __future__ import annotations

from pathlib import Path

from onrecord.types import Article, Kind, Reading, Span, Speaker, Statement, Words

EXAMPLES = Path(__file__).parents[2] / "examples"
UNKNOWN = Speaker(None, "unknown", "speakers are not read yet")


def place(text: str, words: str, after: int = 0) -> Span:
    """Where these words first stand at or after a place; ValueError when they do not."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def said(
    text: str,
    source: str | None,
    cue: str | None,
    *content: str,
    kind: Kind = "direct",
    confidence: float = 0.9,
    speaker: Speaker = UNKNOWN,
    after: int = 0,
) -> Statement:
    """A statement whose content begins after a place; source and cue are those next to it."""
    pieces: list[Span] = []
    for words in content:
        pieces.append(place(text, words, pieces[-1].end if pieces else after))
    near = max(after, text.rfind("\n", 0, pieces[0].start))

    def by(words: str | None) -> Words | None:
        return Words.of(text, (place(text, words, near),)) if words else None

    return Statement(kind, confidence, by(source), by(cue), Words.of(text, tuple(pieces)), speaker)


def tunnel() -> Reading:
    """The tunnel article of examples/, with some of its statements."""
    text = (EXAMPLES / "harbour-tunnel.txt").read_text(encoding="utf-8")
    brandvik = Speaker("Ilse Brandvik", "person")
    statements = (
        said(
            text,
            "its mayor",
            "said",
            "the builders had ignored a survey that could have prevented it",
            kind="indirect",
            confidence=0.71,
            speaker=brandvik,
        ),
        said(
            text,
            "Mayor Ilse Brandvik",
            "told",
            '"We were promised dry ground, and we have been given a swimming pool,"',
            '"Nobody goes down there again until I have seen the numbers myself."',
            confidence=0.984,
            speaker=brandvik,
        ),
        said(
            text,
            "Tomas Reyl",
            "said",
            'the company had "followed the ground model it was given" and had warned the city in writing last autumn '
            "that the model was out of date",
            kind="mixed",
            confidence=0.83,
        ),
        said(
            text,
            "Reyl",
            "said",
            '"The model we bid on was drawn in 1998,"',
            '"A harbour moves in that time. Silt moves, sand moves, and the water finds the way between them.',
            '"We asked for eleven new borings. We were allowed three. I do not say this to blame anyone, but it is '
            "what the letters show.",
            '"If the city wants to read them out loud, we will bring the copies."',
            confidence=0.95,
        ),
        said(
            text,
            "fire chief Odd Lervik",
            "said",
            "About 40 workers left the shaft when an alarm sounded shortly after 5 a.m.",
            kind="indirect",
            confidence=0.655,
        ),
        said(
            text,
            "fire chief Odd Lervik",
            "adding",
            "that his crews had pumped out some 600 cubic metres by noon",
            kind="indirect",
            confidence=0.62,
            after=text.index("5 a.m."),
        ),
        said(text, "she", None, '"I believe in tides."', confidence=0.44),
    )
    article = Article(
        text,
        id="harbour-tunnel",
        title="Port city halts tunnel after flooding, blames missing survey",
        outlet="Northline",
        authors=("Maris Oldeby", "Sanne Hoek"),
        published="2025-03-04",
        url="https://northline.example/tunnel",
    )
    return Reading(article, "onrecord-en 1", statements)


def hostile() -> Reading:
    """Text that would act on a page or a terminal, and a statement inside another's content."""
    text = (
        "<script>alert(1)</script> & “quoted”\r\n\r\nThe \u202eevil\u202c \x1b[31mclerk\x1b[0m, Bo \x00 Ravn, "
        'said that Ada Holt had said "it is <b>late</b>\u2028and cold" and left \ud800.'
        "\r\n\r\nNothing \"more'\u0007 onclick=x."
    )
    statements = (
        said(
            text,
            "Bo \x00 Ravn",
            "said",
            'that Ada Holt had said "it is <b>late</b>\u2028and cold" and left \ud800',
            kind="mixed",
            confidence=0.5,
            speaker=Speaker('<img src=x onerror="alert(2)">', "person"),
        ),
        said(text, "Ada Holt", "had said", '"it is <b>late</b>\u2028and cold"', confidence=0.25),
    )
    article = Article(
        text,
        id="../../etc/<passwd>",
        url="javascript:alert(3)",
        title="</title><script>alert(4)</script>\u202e",
        outlet='"><script>alert(5)</script>',
        authors=("<b>A</b>",),
        published="2025-03-04",
    )
    return Reading(article, "<model>", statements)


def nothing() -> Reading:
    """An article without a statement."""
    return Reading(Article("Rain fell on the hills.\nIt stopped at noon.", id="rain"), "onrecord-en 1")

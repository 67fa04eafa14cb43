"""A reading made by hand with all there can be: people, dates and events, of an invented dispute over two boats."""

from __future__ import annotations

from dataclasses import replace

from onrecord.types import (
    Article,
    Entity,
    Event,
    Office,
    Participant,
    Place,
    Reading,
    Speaker,
    Stance,
    Status,
    Time,
    Words,
)

from .made import place, said

TEXT = """\
Veld and Ostmark to meet over boats

Veld's foreign minister, Ilse Brandvik, said on Monday that she would meet her Ostmark counterpart, Tomas Reyl, in \
Lyrn next week. She accused Ostmark of seizing two fishing boats.

"We will talk about everything, also about the boats," Brandvik told reporters. "I hope that they are released before \
we sit down."

Reyl denied that any boats had been seized. In an interview with the Ostmark Herald he called on Veld to lift its \
sanctions.

The two ministers last spoke by phone in January.
"""
BRANDVIK, REYL, VELD, OSTMARK, HERALD = range(5)


def words(phrase: str, after: str = "") -> Words:
    """These words, where they first stand behind others."""
    return Words.of(TEXT, (place(TEXT, phrase, TEXT.index(after)),))


def who(phrase: str, entity: int | None = None, after: str = "") -> Participant:
    return Participant(words(phrase, after), entity)


def event(kind: str, status: Status, trigger: Words, group: int, **more: object) -> Event:
    quad = {"CONSULT": "verbal cooperation", "RETREAT": "material cooperation", "SANCTION": "material conflict"}.get(
        kind
    )
    made = Event(kind, status, trigger, 0.8, group=group, quad=quad)
    return replace(made, **more)  # type: ignore[arg-type]


MONDAY = Time(words("Monday"), "DATE", "2025-03-03")
NEXT_WEEK = Time(words("next week"), "DATE", "2025-W11")
JANUARY = Time(words("January"), "DATE", "2025-01")


def talks() -> Reading:
    brandvik = Speaker("Ilse Brandvik", "person", None, BRANDVIK)
    reyl = Speaker("Tomas Reyl", "person", None, REYL)
    first = said(
        TEXT,
        "Veld's foreign minister, Ilse Brandvik",
        "said",
        "that she would meet her Ostmark counterpart, Tomas Reyl, in Lyrn next week",
        kind="indirect",
        speaker=brandvik,
    )
    second = said(
        TEXT,
        "Brandvik",
        "told",
        '"We will talk about everything, also about the boats,"',
        '"I hope that they are released before we sit down."',
        speaker=brandvik,
    )
    accused = said(
        TEXT,
        "She",
        "accused",
        "Ostmark of seizing two fishing boats",
        kind="indirect",
        confidence=0.6,
        speaker=brandvik,
        after=TEXT.index("She accused"),
    )
    denied = said(TEXT, "Reyl", "denied", "that any boats had been seized", kind="indirect", speaker=reyl)
    called = said(
        TEXT,
        "he",
        "called on",
        "Veld to lift its sanctions",
        kind="indirect",
        speaker=reyl,
        after=TEXT.index("he called"),
    )
    statements = (
        replace(first, stance=Stance("asserts"), said=MONDAY),
        replace(accused, stance=Stance("accuses")),
        replace(second, stance=Stance("asserts", hedged=True), addressee=words("reporters")),
        replace(denied, stance=Stance("denies")),
        replace(called, stance=Stance("demands"), occasion=words("In an interview with the Ostmark Herald")),
    )  # fmt: skip
    entities = (
        Entity("Ilse Brandvik", "person", (words("foreign minister"),), words("Ilse Brandvik").spans + words("Brandvik", '"We').spans, {"wikidata": "Q1"}, "VELGOV", Office("foreign minister", "Veld", "2024-05-01")),
        Entity("Tomas Reyl", "person", (words("counterpart"),), words("Tomas Reyl").spans, candidates=("Tomas Reyl (writer)", "Tomas Reyl (minister)")),
        Entity("Veld", "place", mentions=words("Veld").spans, code="VEL"),
        Entity("Ostmark", "place", mentions=words("Ostmark").spans, code="OST"),
        Entity("Ostmark Herald", "organization", mentions=words("Ostmark Herald").spans),
    )  # fmt: skip
    events = (
        event("CONSULT", "planned", words("meet"), 0, actor=(who("Veld", VELD), who("Ostmark", OSTMARK)), cameo=("04", "03")),
        event("CONSULT", "planned", words("meet", "she would"), 1, actor=(who("she", BRANDVIK, "that she"), who("her Ostmark counterpart, Tomas Reyl", REYL)), date=NEXT_WEEK, place=Place(words("Lyrn"), "Lyrn", "NOR"), voucher=0, cameo=("04", "03")),
        event("ACCUSE", "occurred", words("accused"), 2, actor=(who("She", BRANDVIK),), recipient=(who("Ostmark", OSTMARK, "accused"),)),
        event("COERCE", "occurred", words("seizing"), 3, actor=(who("Ostmark", OSTMARK, "accused"),), recipient=(who("two fishing boats"),), voucher=1),
        event("CONSULT", "planned", words("talk", '"We'), 1, actor=(who("We", None, '"We'),), voucher=2),
        event("RETREAT", "possible", words("released"), 4, recipient=(who("they", None, "hope"),), voucher=2),
        event("COERCE", "denied", words("seized"), 5, recipient=(who("any boats"),), voucher=3),
        event("REQUEST", "occurred", words("called on"), 6, actor=(who("he", REYL, "Herald he"),), recipient=(who("Veld", VELD, "called on"),)),
        event("RETREAT", "demanded", words("lift"), 7, actor=(who("Veld", VELD, "called on"),), voucher=4),
        event("SANCTION", "ongoing", words("sanctions"), 8, actor=(who("its", VELD, "lift its"),), voucher=4),
        event("CONSULT", "occurred", words("spoke by phone"), 9, actor=(who("The two ministers"),), date=JANUARY, mode="phone"),
    )  # fmt: skip
    article = Article(
        TEXT, "talks", title="Veld and Ostmark to meet over boats", outlet="Northline", published="2025-03-04"
    )
    return Reading(
        article,
        "onrecord-en 2",
        statements,
        ("statements", "people", "dates", "events"),
        entities,
        events,
        (MONDAY, NEXT_WEEK, JANUARY),
    )

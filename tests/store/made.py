"""Made-up news for the record: each call of `story` is an article whose words are looked up in its text."""

from __future__ import annotations

from dataclasses import replace

from onrecord.types import (
    Article,
    Entity,
    EntityKind,
    Event,
    Kind,
    Office,
    Participant,
    Place,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Time,
    Words,
)

MODEL = "toy 1"
UNKNOWN = Speaker(None, "unknown", "nobody is named")


def words(text: str, exact: str, after: int = 0) -> Words:
    """Where these words first stand; pieces are joined by " … "."""
    spans = []
    for piece in exact.split(" … "):
        start = text.index(piece, after)
        after = start + len(piece)
        spans.append(Span(start, after))
    return Words.of(text, tuple(spans))


def everywhere(text: str, *names: str) -> tuple[Span, ...]:
    """All places of these names."""
    found = set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.add(Span(at, at + len(name)))
            at = text.find(name, at + 1)
    return tuple(sorted(found))


def person(
    text: str, name: str, *more: str, role: str | None = None, qid: str | None = None, kind: EntityKind = "person"
) -> Entity:
    """An entity with its mentions by name."""
    roles = (words(text, role),) if role else ()
    return Entity(name, kind, roles, everywhere(text, name, *more), {"wikidata": qid} if qid else {})


def said(
    text: str,
    content: str,
    *,
    source: str | None = None,
    cue: str | None = "said",
    speaker: Speaker = UNKNOWN,
    kind: Kind = "direct",
    to: str | None = None,
    stance: Stance | None = None,
    when: Time | None = None,
    confidence: float = 0.9,
) -> Statement:
    """A statement."""
    return Statement(
        kind,
        confidence,
        words(text, source) if source else None,
        words(text, cue) if cue and cue in text else None,
        words(text, content),
        speaker,
        addressee=words(text, to) if to else None,
        stance=stance,
        said=when,
    )


def by(entities: tuple[Entity, ...], name: str) -> Speaker:
    """The speaker that an entity stands for."""
    number = next(n for n, one in enumerate(entities) if one.name == name)
    kind: SpeakerKind = "person" if entities[number].kind == "person" else "organization"
    return Speaker(name, kind, entity=number)


TUNNEL = (
    "Port city halts tunnel after flooding\n\n"
    "Mayor Ilse Brandvik told reporters on Monday that the tunnel would “stay shut until the survey is done.” "
    "“We were promised dry ground,” Brandvik said. The builder, Reyl & Sons, denied the charge. "
    "“The model we bid on was drawn in 1998,” said its director, Tomas Reyl. "
    "Harbour workers will strike on Friday, and Brandvik met Reyl in Osthaven last week.\n"
)


def tunnel(
    outlet: str = "Northline", url: str | None = "https://northline.example/tunnel", text: str = TUNNEL
) -> Reading:
    """Two people, an organization, statements of each kind, two events that one of them vouches for, times."""
    brandvik = person(text, "Ilse Brandvik", "Brandvik", role="Mayor", qid="Q900001")
    brandvik = replace(brandvik, code="NORGOV", office=Office("mayor of Osthaven", "NOR", "2023-10-01"))
    entities = (
        brandvik,
        person(text, "Tomas Reyl", role="director"),
        person(text, "Reyl & Sons", kind="organization"),
        replace(person(text, "Osthaven", kind="place"), mentions=everywhere(text, "Osthaven")),
    )
    monday = Time(words(text, "Monday"), "DATE", "2025-03-03")
    friday = Time(words(text, "Friday"), "DATE", "2025-03-07")
    week = Time(words(text, "last week"), "DATE", "2025-W09")
    statements = (
        said(
            text,
            "that the tunnel would “stay shut until the survey is done.”",
            source="Mayor Ilse Brandvik",
            cue="told",
            speaker=by(entities, "Ilse Brandvik"),
            kind="mixed",
            to="reporters",
            stance=Stance("promises"),
            when=monday,
        ),
        said(text, "“We were promised dry ground,”", source="Brandvik", speaker=by(entities, "Ilse Brandvik")),
        said(
            text,
            "the charge",
            source="The builder, Reyl & Sons",
            cue="denied",
            speaker=by(entities, "Reyl & Sons"),
            kind="indirect",
            stance=Stance("denies", negated=True),
            confidence=0.61,
        ),
        said(
            text,
            "“The model we bid on was drawn in 1998,”",
            source="its director, Tomas Reyl",
            speaker=by(entities, "Tomas Reyl"),
        ),
    )
    events = (
        event(text, "PROTEST", "strike", "planned", actor=[("Harbour workers", None)], date=friday, group=0),
        event(
            text,
            "CONSULT",
            "met",
            "occurred",
            actor=[("Brandvik", 0)],
            recipient=[("Reyl", 1)],
            date=week,
            place=Place(words(text, "Osthaven"), "Osthaven", "NOR"),
            group=1,
        ),
        event(text, "COOPERATE", "bid", "occurred", actor=[("we", 2)], group=2, voucher=3, confidence=0.4),
    )
    article = Article(
        text,
        "tunnel",
        url,
        "Port city halts tunnel after flooding",
        outlet,
        ("Maris Oldeby",),
        "2025-03-04T08:30:00+01:00",
    )
    return Reading(article, MODEL, statements, ("statements", "events"), entities, events, (monday, friday, week))


def event(
    text: str,
    kind: str,
    trigger: str,
    status: Status,
    *,
    actor: list[tuple[str, int | None]],
    recipient: list[tuple[str, int | None]] | None = None,
    date: Time | None = None,
    place: Place | None = None,
    group: int = 0,
    voucher: int | None = None,
    confidence: float = 0.8,
) -> Event:
    """An event; participants are (words, index of the entity)."""

    def people(found: list[tuple[str, int | None]]) -> tuple[Participant, ...]:
        return tuple(Participant(words(text, exact), number) for exact, number in found)

    return Event(
        kind, status, words(text, trigger), confidence, people(actor), people(recipient or []), date, place, voucher,
        group, None, "verbal cooperation", ("04",),
    )  # fmt: skip


def brief(
    number: int,
    speaker: str,
    content: str,
    *,
    outlet: str = "Northline",
    published: str | None = "2025-04-01",
    role: str | None = None,
    qid: str | None = None,
    about: tuple[str, ...] = (),
    kind: Kind = "direct",
    model: str = MODEL,
    filler: str = "",
    code: str | None = None,
) -> Reading:
    """A short article in which one person says one thing; `about` are organizations named in it."""
    title = f"Brief {number}"
    text = f"{title}\n\n{filler}“{content},” said {f'{role} ' if role else ''}{speaker}.\n"
    who = replace(person(text, speaker, role=role, qid=qid), code=code)
    entities = (who, *(person(text, name, kind="organization") for name in about))
    statement = said(text, f"“{content},”", source=speaker, speaker=by(entities, speaker), kind=kind)
    article = Article(
        text, f"brief-{number}", f"https://{outlet.lower()}.example/{number}", title, outlet, (), published
    )
    return Reading(article, model, (statement,), ("statements",), entities)

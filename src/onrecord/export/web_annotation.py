"""A reading as W3C Web Annotations (JSON-LD): one a statement, whose targets are what was said, and one an event.

Each piece of the words is a target of its own with both selectors; its state carries the hash of the text in which
positions count. What the reader found stands in two bodies: a line for people, and its fields in onrecord's own terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import quote

from onrecord.export import iris
from onrecord.export.rows import event_rows, manner, speaker_of, voucher
from onrecord.export.selectors import Json, Piece, find, position, select
from onrecord.export.visible import one_line
from onrecord.types import Event, Participant, Place, Reading, Span, Speaker, Statement, Time, Words

STANDARD = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:onrecord:annotation:1#"
_NAMES: Json = {term: {"@id": TERMS + term, "@type": "@id"} for term in ("statement", "group")}
CONTEXT: list[str | Json] = [STANDARD, {"@vocab": TERMS} | _NAMES]
"""The standard's context, and every other word as a term of onrecord's; the values of two of them are names."""


class Found(NamedTuple):
    """An annotation's pieces, looked for in a text, in the order of its targets. id: the annotation's."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def whole(self) -> bool:
        """Do all pieces stand in the text, at their places or at others?"""
        return all(piece.span for piece in self.pieces)


def annotations(reading: Reading, ids: Sequence[str] | None = None) -> list[Json]:
    """The statements in their order, then the events.

    ids: of the record, one for each statement and then for each event; without them names are made from the words'
    places. Raises ValueError when there are more or fewer ids.
    """
    events, statements = iris.of_events(reading, ids), iris.of_statements(reading, ids)
    writer = _Writer(reading, statements)
    return [
        *(writer.statement(name, one) for name, one in zip(statements, reading.statements, strict=True)),
        *(writer.event(name, one) for name, one in zip(events, reading.events, strict=True)),
    ]


def read_back(annotated: Iterable[Mapping[str, Any]], text: str) -> list[Found]:
    """Looks for each annotation's pieces in a text, which may have changed. Targets without selectors are left out."""
    digest = iris.text_hash(text)
    found = []
    for one in annotated:
        targets = [target for target in _each(one.get("target")) if target.get("selector")]
        pieces = (find(text, _each(target["selector"]), same=_hash(target) == digest) for target in targets)
        found.append(Found(str(one.get("id", "")), tuple(pieces)))
    return found


def _each(value: object) -> list[Mapping[str, Any]]:
    """The objects of a field that may hold one or several, or plain names."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping)]


def _hash(target: Mapping[str, Any]) -> str | None:
    return next((str(state["sha256"]) for state in _each(target.get("state")) if "sha256" in state), None)


class _Writer:
    """Annotations of one article. names: of its statements."""

    def __init__(self, reading: Reading, names: Sequence[str]) -> None:
        article = reading.article
        self._reading = reading
        self._names = names
        self._source = iris.of_article(article)
        self._copy = iris.of_text(article.text)
        self._state = {"type": "TimeState", "cached": self._copy, "sha256": iris.text_hash(article.text)}

    def statement(self, name: str, value: Statement) -> Json:
        cue = one_line(value.cue.text) if value.cue else "no cue"
        line = f"{speaker_of(value.speaker)}, {value.kind} statement: {'; '.join((cue, *manner(value)))}"
        stance = value.stance
        body = _told(
            type="Statement",
            kind=value.kind,
            confidence=float(value.confidence),
            speaker=self._speaker(value.speaker),
            sourceWords=_words(value.source),
            cue=_words(value.cue),
            addressee=_words(value.addressee),
            occasion=_words(value.occasion),
            stance={"act": stance.act, "negated": stance.negated, "hedged": stance.hedged} if stance else None,
            said=_time(value.said),
        )
        return self._annotation(name, "describing", line, body, value.content)

    def event(self, name: str, value: Event) -> Json:
        body = _told(
            type="Event",
            plover=value.type,
            mode=value.mode,
            quad=value.quad,
            cameo=list(value.cameo),
            status=value.status,
            confidence=float(value.confidence),
            actor=[self._participant(who) for who in value.actor],
            recipient=[self._participant(who) for who in value.recipient],
            date=_time(value.date),
            place=_place(value.place),
            voucher=self._voucher(value),
            group=f"{self._copy}#event-{value.group}",
        )
        return self._annotation(name, "classifying", self._line(value), body, value.trigger)

    def _annotation(self, name: str, motivation: str, line: str, body: Json, words: Words) -> Json:
        told = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": line}
        model = self._reading.model
        return {
            "@context": CONTEXT,
            "id": name,
            "type": "Annotation",
            "motivation": motivation,
            "generator": {"id": f"urn:onrecord:model:{_part(model)}", "type": "Software", "name": model},
            "body": [told, {"id": f"{name}#body"} | body],
            "target": [self._target(span) for span in words.spans] or [self._source],
        }

    def _target(self, span: Span) -> Json:
        selectors = select(self._reading.article.text, span)
        return {"type": "SpecificResource", "source": self._source, "state": self._state, "selector": selectors}

    def _line(self, value: Event) -> str:
        """The event as the tables of the terminal and the page show it."""
        row = event_rows(replace(self._reading, events=(value,)))[0]
        what = f"{row.type}{f' ({row.mode})' if row.mode else ''}, {value.status}"
        who = ", ".join(row.actors) + (f" → {', '.join(row.recipients)}" if row.recipients else "")
        by = f"vouched for by {row.vouchers[0].name}"
        return f"{what}: {'; '.join(filter(None, (who.strip(), *row.when, *row.where, by)))}"

    def _speaker(self, value: Speaker) -> Json:
        if value.name is None:
            return _told(type="Unknown", reason=value.reason)
        return self._agent(value.kind, value.name, value.entity)

    def _participant(self, who: Participant) -> Json:
        agent = code = None
        if who.entity is not None:
            entity = self._reading.entities[who.entity]
            agent, code = self._agent(entity.kind, entity.name, who.entity), entity.code
        return _told(type="Participant", words=_words(who.words), entity=agent, code=code)

    def _agent(self, kind: str, name: str, number: int | None) -> Json:
        known = None if number is None else iris.wikidata(self._reading.entities[number])
        iri = f"http://www.wikidata.org/entity/{known}" if known else None  # Wikidata's own name for it has no https
        return _told(id=iri, type=kind.capitalize(), name=name)

    def _voucher(self, value: Event) -> Json:
        by = {"name": voucher(self._reading, value).name}
        return by if value.voucher is None else by | {"statement": self._names[value.voucher]}


def _told(**fields: object) -> Json:
    """What there is; what is not known is left out."""
    return {key: value for key, value in fields.items() if value is not None and value != []}


def _words(value: Words | None) -> Json | None:
    """`at`: their places, as the targets' positions count."""
    return {"text": value.text, "at": [position(span) for span in value.spans]} if value else None


def _time(value: Time | None) -> Json | None:
    return _told(timeType=value.type, value=value.value, words=_words(value.words)) if value else None


def _place(value: Place | None) -> Json | None:
    return _told(type="Place", name=value.name, country=value.country, words=_words(value.words)) if value else None


def _part(name: str) -> str:
    return quote(name, safe="", errors="replace")

"""Readings as brat standoff: NAME.txt with the text, NAME.ann with what stands in it, annotation.conf for the folder.

Text-bound Source, Cue and Content; a statement is one Content, CuedBy its Cue, SaidBy its Source (from the Cue, or from
the Content where there is no cue). A Source may serve several cues. The kind is an attribute of the Content, confidence
and speaker are a note on it. Mentions of an entity are text-bound by its kind and equivalent to each other; what is
known of it is a note on the first. A Time's value is a note. An event has its trigger, its arguments, the Content that
vouches for it, and its status as an attribute. brat allows no annotation across a line break: such words become
fragments, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.export.brat.back import Attribution, attributions
from onrecord.export.brat.conf import ANNOTATION_CONF, VISUAL_CONF
from onrecord.export.brat.sheet import Sheet, Standoff, fragments
from onrecord.export.visible import one_line
from onrecord.types import Entity, Participant, Reading, Statement, Time, Words

__all__ = ["ANNOTATION_CONF", "VISUAL_CONF", "Attribution", "Standoff", "attributions", "fragments", "standoff"]


def standoff(reading: Reading, remarks: Sequence[str] = (), rejected: Iterable[tuple[Words, str]] = ()) -> Standoff:
    """Both files of one article. A lone surrogate, which no file can hold, becomes U+FFFD.

    remarks: on the statements, one each.  rejected: contents that people say are none, with why.
    """
    text = re.sub("[\ud800-\udfff]", "\ufffd", reading.article.text)
    sheet = Sheet(text)
    said = remarks or [""] * len(reading.statements)
    contents = [
        _statement(sheet, reading, number, remark)
        for number, remark in zip(range(len(reading.statements)), said, strict=True)
    ]
    for words, why in rejected:
        if name := sheet.bound("Rejected", words, why):
            sheet.note(name, one_line(why))
    for entity in reading.entities:
        _entity(sheet, entity)
    for time in reading.times:
        _time(sheet, time)
    for number in range(len(reading.events)):
        _event(sheet, reading, number, contents)
    return Standoff(text, "".join(f"{line}\n" for line in sheet.lines))


def _statement(sheet: Sheet, reading: Reading, number: int, remark: str) -> str:
    """The name of its Content."""
    statement = reading.statements[number]
    source = sheet.bound("Source", statement.source)
    cue = sheet.bound("Cue", statement.cue, source)  # one cue of two sources is two, so that links tell them apart
    content = sheet.bound("Content", statement.content, number)
    if content is None:
        raise ValueError(f"statement {number} of {reading.article.id!r} has no words in its content")
    if cue:
        sheet.add("R", f"CuedBy Arg1:{content} Arg2:{cue}")
    if source:
        sheet.once("R", f"SaidBy Arg1:{cue or content} Arg2:{source}")
    sheet.add("A", f"Kind {content} {statement.kind}")
    sheet.note(content, "; ".join(filter(None, [_of_statement(statement), one_line(remark)])))
    return content


def _of_statement(statement: Statement) -> str:
    name = statement.speaker.name
    who = f"; speaker {one_line(name)} ({statement.speaker.kind})" if name else ""
    return f"confidence {statement.confidence:.4f}{who}"


def _entity(sheet: Sheet, entity: Entity) -> None:
    places = (Words.of(sheet.text, (span,)) for span in entity.mentions)
    bound = list(dict.fromkeys(name for words in places if (name := sheet.bound(_kind(entity), words))))
    if not bound:
        return
    if len(bound) > 1:
        sheet.lines.append(f"*\tEquiv {' '.join(bound)}")
    ids = [f"{registry}:{value}" for registry, value in entity.ids.items()]
    sheet.note(bound[0], one_line("; ".join([entity.name, *([entity.code] if entity.code else []), *ids])) or "-")


def _time(sheet: Sheet, time: Time) -> str | None:
    name = sheet.bound("Time", time.words)
    if name:
        sheet.once("#", f"AnnotatorNotes {name}\t{time.type} {one_line(time.value or '') or 'unknown'}")
    return name


def _kind(entity: Entity) -> str:
    return entity.kind.capitalize()


def _event(sheet: Sheet, reading: Reading, number: int, contents: list[str]) -> None:
    """contents: the names of the statements' contents, of which one may vouch."""
    event = reading.events[number]
    trigger = sheet.bound(event.type, event.trigger, number)
    if trigger is None:
        return
    arguments = [
        *(("Actor", _participant(sheet, reading, who)) for who in event.actor),
        *(("Recipient", _participant(sheet, reading, who)) for who in event.recipient),
        ("Date", _time(sheet, event.date) if event.date else None),
        ("Place", sheet.bound("Place", event.place.words) if event.place else None),
        ("Voucher", None if event.voucher is None else contents[event.voucher]),
    ]
    counts: dict[str, int] = {}
    body = f"{event.type}:{trigger}"
    for role, name in arguments:
        if name:
            counts[role] = counts.get(role, 0) + 1  # brat numbers arguments of one role: Actor, Actor2, Actor3
            body += f" {role}{counts[role] if counts[role] > 1 else ''}:{name}"
    made = sheet.add("E", body)
    sheet.add("A", f"Status {made} {event.status}")
    sheet.note(
        made, f"confidence {event.confidence:.4f}; group {event.group}{f'; mode {event.mode}' if event.mode else ''}"
    )


def _participant(sheet: Sheet, reading: Reading, who: Participant) -> str | None:
    """Words that stand for an entity are of its kind; where it is mentioned there, they are that mention."""
    return sheet.bound("Participant" if who.entity is None else _kind(reading.entities[who.entity]), who.words)

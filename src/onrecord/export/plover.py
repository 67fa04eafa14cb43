"""Events as PLOVER's JSON records, one for each event of an article.

The fields are those of PLOVER's gold standard records (Open Event Data Alliance); what PLOVER has no field for stands
beside them: `status`, `voucher`, `mentions`, `quad`, `cameo`, and `folded`, the type that PLOVER itself gives where it
folds what is planned into AGREE; and `article` and `url`, where it was read. `date` is the first day of
when the article says it was, of an event without a date the day of publication; `dateBasis` says which, and `dateValue`
is what the article tells, its grain kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from typing import Any

from onrecord.days import event_day, is_told
from onrecord.export.iris import text_hash
from onrecord.export.names import file_name
from onrecord.export.rows import voucher
from onrecord.sentences import Sentences
from onrecord.types import Article, Event, Participant, Place, Reading, Span
from onrecord.whole import whole

CONVENTION = "onrecord 1"  # of these records; PLOVER's own say which edition of the gold standard they belong to
INTENT, INTENT_ROOT = "AGREE", "03"

Record = dict[str, Any]


def article_name(article: Article) -> str:
    """What the ids of an article's records begin with: its id, which other articles may have too, and a hash of it."""
    whole = json.dumps([article.url, article.id, text_hash(article.text)])
    return f"{file_name(article.id)}-{hashlib.sha256(whole.encode()).hexdigest()[:10]}"


def records(
    reading: Reading, coded: str | None = None, *, name: str | None = None, groups: Container[int] | None = None
) -> Iterator[Record]:
    """The article's events, in the order of their first mentions. coded: the day of coding, an ISO date.

    name: what the ids begin with, in place of `article_name`.  groups: which events; None for all.
    """
    sentences = Sentences(reading.article.text)
    grouped: dict[int, list[Event]] = {}
    for event in reading.events:
        grouped.setdefault(event.group, []).append(event)
    begin = article_name(reading.article) if name is None else file_name(name)
    for number, (group, mentions) in enumerate(grouped.items(), 1):
        if groups is None or group in groups:
            record = _record(reading, sentences, f"{begin}-{{}}-{number:04d}", mentions)
            yield record | ({"dateCoded": coded} if coded else {})


def _record(reading: Reading, sentences: Sentences, identity: str, mentions: Sequence[Event]) -> Record:
    article = reading.article
    told = whole(mentions, lambda number: reading.entities[number].name)
    main = mentions[told.lead]
    start, end = sentences.at(main.trigger.spans[0].start)
    day = event_day(told.date, article.published)
    record: Record = {
        "id": identity.format(main.type),
        "date": day,
        "dateBasis": None if not day else "text" if is_told(told.date) else "publication",
        "dateValue": told.date.value if told.date else None,
        "source": [_actor(reading, who) for who in told.actors],
        "target": [_actor(reading, who) for who in told.recipients],
        "event": main.type,
        "eventText": main.trigger.text,
        "text": article.text[start:end],
        "textInfo": {"markup": _markup(article.text, Span(start, end), main)},
        "language": "en",
        "publication": article.outlet or article.url or article.id,
        "article": article.id,
        "coder": reading.model,
        "version": CONVENTION,
        "status": main.status,
        "voucher": _voucher(reading, main),
        "quad": main.quad,
        "cameo": list(main.cameo),
        "folded": INTENT if main.type != INTENT and INTENT_ROOT in main.cameo else None,
        "mentions": [_mention(reading, event) for event in mentions],
    }
    if article.url:
        record["url"] = article.url
    if told.mode:
        record["mode"] = told.mode
    return record | ({"eventLoc": _location(told.place)} if told.place else {})


def _actor(reading: Reading, who: Participant) -> Record:
    """code: the country of the actor code, or what stands for one, "" where it is unknown; sector: the rest of it."""
    entity = None if who.entity is None else reading.entities[who.entity]
    code = (entity.code if entity else None) or ""
    actor: Record = {"actorText": entity.name if entity else who.words.text, "code": code[:3]}
    return actor | ({"sector": code[3:]} if code[3:] else {})


def _location(place: Place) -> dict[str, str]:
    location = {"name": place.name or place.words.text}
    return location | ({"country code": place.country} if place.country else {})


def _voucher(reading: Reading, event: Event) -> Record:
    """Who stands behind it: the speaker of a statement, by its index, or the outlet."""
    by = voucher(reading, event)
    return {"name": by.name, "kind": "outlet" if event.voucher is None else "speaker", "statement": event.voucher}


def _mention(reading: Reading, event: Event) -> Record:
    return {
        "eventText": event.trigger.text,
        "spans": [[start, end] for start, end in event.trigger.spans],
        "status": event.status,
        "voucher": _voucher(reading, event),
    }


def _markup(text: str, sentence: Span, event: Event) -> str:
    """The sentence with its parts in brackets: "(SRC: Veld) will (EVT: meet) (TAR: Ostmark)"."""
    parts = [("EVT", span) for span in event.trigger.spans]
    parts += [("SRC", span) for who in event.actor for span in who.words.spans]
    parts += [("TAR", span) for who in event.recipient for span in who.words.spans]
    marked, at = "", sentence.start
    for label, (start, end) in sorted(parts, key=lambda part: part[1]):
        if at <= start and end <= sentence.end:
            marked += f"{text[at:start]}({label}: {text[start:end]})"
            at = end
    return marked + text[at : sentence.end]

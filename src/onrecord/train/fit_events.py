"""What is fitted for events once the weights stand: how readily triggers, statuses, participants and links are found.

What single words tell is counted on the training articles, its weight is chosen on the development ones. One number
serves all sixteen types: a few hundred development events tell no more. "occurred" is told less readily than the other
statuses, as serves the mean over them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.events import events
from onrecord.events.found import STATUS, TASK, find
from onrecord.events.lexicon import Lexicon
from onrecord.events.plover import TYPES
from onrecord.model.decode import Block
from onrecord.model.files import Decoding, ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.train.corpora import read_jsonl
from onrecord.train.event_score import Tally, Told, tally
from onrecord.train.fit import logistic
from onrecord.train.lexicon import trigger_words, weighed
from onrecord.train.signs import status_signs
from onrecord.train.wanted import STATUS as STATUS_WANTED
from onrecord.train.wanted import STATUS_MACRO
from onrecord.types import Event

log = logging.getLogger("onrecord.train")

DEV = "events/dev.jsonl"
TRAIN = "events/train.jsonl"
TRIGGERS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)  # nats
WEIGHTS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4)  # of what words tell by themselves
SPANS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0)
LINKS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
OCCURRED = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
STATUS_READINESS = (-1.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5)
BEAM = 4
MOST_FALSE = 26.0  # percent of the predicted events that may overlap no gold one


@dataclass(frozen=True)
class Scored:
    """A development article with what the network said of it."""

    text: str
    gold: list[Told]
    pieces: Pieces
    blocks: list[Block]


def scored(corpora: Path, session: Session) -> list[Scored]:
    """The development articles, read by a session."""
    result = []
    for row in read_jsonl(corpora / DEV):
        pieces = session.tokenizer(row["text"])
        gold = [Told.from_row(event) for event in row["events"]]
        result.append(Scored(row["text"], gold, pieces, [block.result() for block in session.start(pieces)]))
    return result


def read(article: Scored, spec: ModelSpec, decoding: Decoding) -> tuple[Event, ...]:
    """The events of one article, without entities and times."""
    found = find(article.text, article.pieces, article.blocks, spec, decoding)
    return events(article.text, found.events, found.status)


def measure(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding) -> Tally:
    total = Tally()
    for article in articles:
        tally(total, article.gold, [Told.of(event) for event in read(article, spec, decoding)])
    return total


def fit_events(corpora: Path, files: ModelFiles) -> dict[str, Any]:
    """Fits the tables of events and status in decoding.json, writes them, and tells what they are worth.

    One choice at a time: how readily triggers are found (trigger and type, with at most MOST_FALSE false events), then
    the statuses. The BEAM choices of triggers that serve both best with these get statuses of their own. Then the spans
    in roles and the links. Other tasks' tables stay as they are.
    """
    session = Session(files)
    spec, articles = session.spec, scored(corpora, session)
    start = files.read_decoding()
    rows = list(read_jsonl(corpora / TRAIN))
    best = chosen(articles, spec, start, {TASK: trigger_words(rows), STATUS: status_signs(rows)})
    total = measure(articles, spec, best)
    best = replace(best, confidence=best.confidence | {TASK: _confidence(articles, spec, best, total)})
    files.write_decoding(best)
    return {
        "trigger and type": round(total.f1(), 1),
        "false events": round(total.false_share(), 1),
        "status": round(total.status_right(), 1),
        "status macro": round(total.status_macro(), 1),
        **{role: round(total.role_f1(role), 1) for role in total.roles},
    }


class Choice(NamedTuple):
    """One way to decode. name: for the log."""

    name: str
    apply: Callable[[Decoding], Decoding]


def chosen(
    articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding, words: Mapping[str, Lexicon] | None = None
) -> Decoding:
    """The decoding with its tables of events and status as they serve the articles best.

    words: task → what words are worth by themselves; how much of it is added is chosen too.
    """

    triggers = _readiness(TASK, TYPES, TRIGGERS, words or {})
    statuses = _status_steps(spec, words or {})

    def ranked(best: Decoding, choices: Sequence[Choice], value: Value) -> list[Decoding]:
        tried = sorted((-value(measure(articles, spec, choice.apply(best))), k) for k, choice in enumerate(choices))
        log.info("events: %s: %.2f", choices[tried[0][1]].name, -tried[0][0])
        return [choices[k].apply(best) for _, k in tried]

    def after(best: Decoding, steps: Iterable[Step]) -> Decoding:
        for choices, value in steps:
            best = ranked(best, choices, value)[0]
        return best

    best = after(decoding, [(triggers, _trigger_value), *statuses])
    if statuses:
        ways = [after(way, statuses) for way in ranked(best, triggers, _both_values)[:BEAM]]
        best = max(ways, key=lambda way: _both_values(measure(articles, spec, way)))
    return after(best, _role_steps(spec))


Value = Callable[[Tally], float]
Step = tuple[list[Choice], Value]


def _status_steps(spec: ModelSpec, words: Mapping[str, Lexicon]) -> list[Step]:
    """What is chosen of statuses, in this order: ways to try, and what they are judged by."""
    if STATUS not in [task.name for task in spec.tasks]:
        return []
    first: Step = (_readiness(STATUS, ("occurred",), OCCURRED, words), _status_value)
    others: list[Step] = [
        ([_table("outside", STATUS, {label: value}) for value in _near_zero(STATUS_READINESS)], _status_value)
        for label in ("planned", "possible", "ongoing", "demanded")
    ]
    return [first, *others, *others]


def _role_steps(spec: ModelSpec) -> list[Step]:
    """The same of participants, dates and places, and of what is linked to them."""
    spans = (("Participant", ("actor", "recipient")), ("Date", ("date",)), ("Place", ("place", "actor")))
    found: list[Step] = [
        ([_table("outside", TASK, {label: value}) for value in _near_zero(SPANS)], _mean(roles))
        for label, roles in spans
    ]
    linked: list[Step] = [
        ([_table("none", TASK, {link.name: value}) for value in _near_zero(LINKS)], _mean((link.name,)))
        for link in spec.task(TASK).links
    ]
    return [*found, *linked]


def _readiness(task: str, labels: Iterable[str], values: Sequence[float], words: Mapping[str, Lexicon]) -> list[Choice]:
    """How readily labels are found, with each weight of what words tell by themselves."""

    def choice(value: float, weight: float) -> Choice:
        table = _table("outside", task, dict.fromkeys(labels, value))
        lexicon = weighed(words[task], weight) if weight else {}

        def apply(decoding: Decoding) -> Decoding:
            return replace(table.apply(decoding), words=decoding.words | {task: lexicon})

        return Choice(f"{table.name}, words {weight}", apply)

    weights = WEIGHTS if task in words else (0.0,)
    return [choice(value, weight) for weight in weights for value in _near_zero(values)]


def _table(table: str, task: str, values: Mapping[str, float]) -> Choice:
    """Other values in a table of decoding.json."""

    def apply(decoding: Decoding) -> Decoding:
        tables: dict[str, dict[str, float]] = getattr(decoding, table)
        changed = tables | {task: tables.get(task, {}) | dict(values)}
        return replace(decoding, outside=changed) if table == "outside" else replace(decoding, none=changed)

    return Choice(f"{table} of {task} {dict(list(values.items())[:1])}", apply)


def _trigger_value(total: Tally) -> float:
    return total.f1() - 10 * max(0.0, total.false_share() - MOST_FALSE)


def _status_value(total: Tally) -> float:
    """Both measures, less five times what either lacks of what a release must reach."""
    right, macro = total.status_right(), total.status_macro()
    return right + macro - 5 * (max(0.0, STATUS_WANTED - right) + max(0.0, STATUS_MACRO - macro))


def _both_values(total: Tally) -> float:
    return _trigger_value(total) + _status_value(total)


def _near_zero(values: Sequence[float]) -> list[float]:
    """The values, those near 0 first: of equals the plainest is chosen."""
    return sorted(values, key=abs)


def _mean(roles: Sequence[str]) -> Value:
    return lambda total: sum(total.role_f1(role) for role in roles) / len(roles)


def _confidence(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding, total: Tally) -> dict[str, float]:
    """Weights of a trigger's margins: how likely it is found with the right type."""
    marks = [
        mark
        for article in articles
        for mark in find(article.text, article.pieces, article.blocks, spec, decoding).events.marks
        if mark.label in TYPES
    ]
    signals = np.array([[mark.inside, mark.edge] for mark in marks])
    return logistic(["inside", "edge"], signals, np.array(total.right, np.float64)) if marks else {}

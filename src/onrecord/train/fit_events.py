"""What is fitted on the development articles for events: how readily triggers, participants and links are found.

One number for all sixteen types: a few hundred development events tell no more. "occurred" is told less readily than
the other statuses by what serves the mean over the statuses.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np

from onrecord.events import events
from onrecord.events.found import STATUS, TASK, find, weight_of
from onrecord.events.plover import TYPES
from onrecord.events.status import by_rules
from onrecord.model.decode import Block
from onrecord.model.files import Decoding, ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.train.corpora import read_jsonl
from onrecord.train.event_score import Tally, Told, tally
from onrecord.train.fit import logistic
from onrecord.types import Event, Span, Status

log = logging.getLogger("onrecord.train")

DEV = "events/dev.jsonl"
TRAIN = "events/train.jsonl"
TRIGGERS = (-4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)  # nats
SPANS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0)
LINKS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
OCCURRED = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
MOST_FALSE = 28.0  # percent of the predicted events that may overlap no gold one

Value = Callable[[Tally], float]


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
    the statuses, the spans in roles and the links. Other tasks' tables stay as they are.
    """
    session = Session(files)
    spec, articles = session.spec, scored(corpora, session)
    start = files.read_decoding()
    start = replace(start, confidence=start.confidence | {STATUS: rule_weights(corpora)})
    best = chosen(articles, spec, start)
    total = measure(articles, spec, best)
    best = replace(best, confidence=best.confidence | {TASK: _confidence(articles, spec, best, total)})
    _write(files, best)
    return {
        "trigger and type": round(total.f1(), 1),
        "false events": round(total.false_share(), 1),
        "status": round(total.status_right(), 1),
        "status macro": round(total.status_macro(), 1),
        **{role: round(total.role_f1(role), 1) for role in total.roles},
    }


def rule_weights(corpora: Path, smooth: float = 0.5) -> dict[str, float]:
    """How likely, in nats, the rules say each status where the training articles have each: counted, and smoothed."""
    counts = {said: dict.fromkeys(get_args(Status), smooth) for said in get_args(Status)}
    for row in read_jsonl(corpora / TRAIN):
        for event in row["events"]:
            counts[event["status"]][by_rules(row["text"], Span(*event["trigger"]))] += 1
    return {
        weight_of(status, rule): round(math.log(n / sum(of.values())), 3)
        for status, of in counts.items()
        for rule, n in of.items()
    }


def chosen(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding) -> Decoding:
    """The decoding with its tables of events and status as they serve the articles best."""
    best = decoding
    for choices, value in _steps(spec):
        tried = [(value(measure(articles, spec, d)), -k, d) for k, d in enumerate(map(_applied(best), choices))]
        worth, at, best = max(tried, key=lambda one: one[:2])
        table, task, values = choices[-at]
        log.info("events: %s of %s %s: %.2f", table, task, sorted(set(values.items()))[:1], worth)
    return best


Choice = tuple[str, str, Mapping[str, float]]  # a table of decoding.json, a task, and values of its labels or links


def _steps(spec: ModelSpec) -> list[tuple[list[Choice], Value]]:
    """What is chosen, in this order: values to try, and what they are judged by. The first of equals is taken."""

    def trigger_value(total: Tally) -> float:
        return total.f1() - 10 * max(0.0, total.false_share() - MOST_FALSE)

    steps: list[tuple[list[Choice], Value]] = [
        ([("outside", TASK, dict.fromkeys(TYPES, value)) for value in _near_zero(TRIGGERS)], trigger_value)
    ]
    if STATUS in [task.name for task in spec.tasks]:
        steps.append(
            (
                [("outside", STATUS, {"occurred": value}) for value in OCCURRED],
                lambda t: t.status_right() + t.status_macro(),
            )
        )
    for label, roles in (("Participant", ("actor", "recipient")), ("Date", ("date",)), ("Place", ("place", "actor"))):
        values: list[Choice] = [("outside", TASK, {label: value}) for value in _near_zero(SPANS)]
        steps.append((values, _mean(roles)))
    return steps + [
        ([("none", TASK, {link.name: value}) for value in _near_zero(LINKS)], _mean((link.name,)))
        for link in spec.task(TASK).links
    ]


def _near_zero(values: Sequence[float]) -> list[float]:
    """The values, those near 0 first: of equals the plainest is chosen."""
    return sorted(values, key=abs)


def _mean(roles: Sequence[str]) -> Value:
    return lambda total: sum(total.role_f1(role) for role in roles) / len(roles)


def _applied(decoding: Decoding) -> Callable[[Choice], Decoding]:
    def apply(choice: Choice) -> Decoding:
        table, task, values = choice
        tables: dict[str, dict[str, float]] = getattr(decoding, table)
        changed = tables | {task: tables.get(task, {}) | dict(values)}
        return replace(decoding, outside=changed) if table == "outside" else replace(decoding, none=changed)

    return apply


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


def _write(files: ModelFiles, decoding: Decoding) -> None:
    row = json.loads(files.decoding.read_text(encoding="utf-8"))
    row |= {"outside": decoding.outside, "none": decoding.none, "confidence": decoding.confidence}
    files.decoding.write_text(json.dumps(row) + "\n", encoding="utf-8")

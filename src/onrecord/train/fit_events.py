"""What is fitted for events once the weights stand: how readily triggers, statuses, participants and links are found.

What single words tell is counted on the training articles, its weight is chosen on the development ones. One number
serves all sixteen types: a few hundred development events tell no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from onrecord.events import events
from onrecord.events.found import STATUS, TASK, decode_events, find, network_sums, triggers_of
from onrecord.events.lexicon import Lexicon
from onrecord.events.plain import plain
from onrecord.events.plover import TYPES
from onrecord.events.signs import sign_sums
from onrecord.model.answer import answer
from onrecord.model.decode import Block
from onrecord.model.files import Decoding, ModelFiles
from onrecord.model.session import Session
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces
from onrecord.train.corpora import read_jsonl
from onrecord.train.event_score import Tally, Told, match, tally
from onrecord.train.fit import logistic
from onrecord.train.lexicon import trigger_words, weighed
from onrecord.train.signs import status_signs
from onrecord.train.statuses import Asked
from onrecord.train.statuses import best as best_statuses
from onrecord.train.trials import Trials
from onrecord.train.wanted import EVENTS, LACKING, STATUS_MACRO, STATUS_RIGHT
from onrecord.types import Event, Span, Status

log = logging.getLogger("onrecord.train")

DEV = "events/dev.jsonl"
TRAIN = "events/train.jsonl"
TRIGGERS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)  # nats
WEIGHTS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4)  # of what words tell by themselves
SPANS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0)
LINKS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
WAYS = 24  # to find triggers that are tried with statuses of their own
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

    How readily triggers are found is chosen together with the statuses: the WAYS that find trigger and type best, with
    at most MOST_FALSE false events, each with the statuses that serve it best. Then, one after the other, the spans in
    roles and the links. Other tasks' tables stay as they are.
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
    words = words or {}
    with Trials(measure, articles, spec) as trials:

        def ranked(best: Decoding, choices: Sequence[Choice], value: Value) -> list[tuple[float, Decoding]]:
            ways = [choice.apply(best) for choice in choices]
            tried = sorted((-value(total), k) for k, total in enumerate(trials(ways)))
            log.info("events: %s: %.2f", choices[tried[0][1]].name, -tried[0][0])
            return [(-less, ways[k]) for less, k in tried]

        ways = ranked(decoding, _triggers(words.get(TASK, {})), _trigger_value)
        if STATUS in [task.name for task in spec.tasks]:
            ways = ways[:WAYS]
            with Trials(partial(_with_statuses, signs=words.get(STATUS, {})), articles, spec) as asked:
                told = asked([way for _, way in ways])
            ways = [(value + more, way) for (value, _), (more, way) in zip(ways, told, strict=True)]
            log.info("events: triggers with statuses: %.2f", max(ways, key=lambda way: way[0])[0])
        best = max(ways, key=lambda way: way[0])[1]
        for choices, value in _role_steps(spec):
            best = ranked(best, choices, value)[0][1]
    return best


def _with_statuses(
    articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding, *, signs: Lexicon
) -> tuple[float, Decoding]:
    """What the statuses are worth that serve these triggers best, and the decoding with them."""
    asked = _asked(articles, spec, decoding, signs)
    if not len(asked.gold):
        return 0.0, decoding
    found = best_statuses(asked)
    table = _table("outside", STATUS, found.outside).apply(decoding)
    return found.value, replace(table, words=table.words | {STATUS: weighed(signs, found.weight)})


def _read_as(text: str, trigger: Span, labels: Sequence[str]) -> list[int]:
    """The number of the status that each is read as (events.plain); its own where the task has not that one."""
    read = [plain(text, trigger, cast("Status", label)) for label in labels]
    return [labels.index(status) if status in labels else k for k, status in enumerate(read)]


def _asked(articles: Sequence[Scored], spec: ModelSpec, decoding: Decoding, signs: Lexicon) -> Asked:
    """What is known of the statuses of the events that are found with their right type."""
    labels = spec.task(STATUS).labels
    gold, read_as, network, told = [], [], [], []
    for article in articles:
        decoded = decode_events(article.text, article.pieces, article.blocks, spec, decoding)
        triggers = triggers_of(decoded)
        predicted = events(article.text, answer(decoded, article.pieces), {})
        typed = match(article.gold, [Told.of(event) for event in predicted]).typed
        triggers = [triggers[i] for i in typed]
        gold += [labels.index(article.gold[j].status) for j in typed.values()]
        read_as += [_read_as(article.text, predicted[i].trigger.spans[0], labels) for i in typed]
        network.append(network_sums(article.blocks, spec, decoding.tables, triggers))
        told.append(sign_sums(article.text, article.pieces, triggers, signs, labels))
    return Asked(
        labels,
        np.array(gold, np.int64),
        np.concatenate(network or [np.zeros((0, len(labels)), np.float32)]),
        np.concatenate(told or [np.zeros((0, len(labels)), np.float32)]),
        np.array(read_as, np.int64).reshape(len(gold), len(labels)),
    )


Value = Callable[[Tally], float]
Step = tuple[list[Choice], Value]


def _role_steps(spec: ModelSpec) -> list[Step]:
    """What is chosen of participants, dates and places, and of the links to them: ways to try, and their measure."""
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


def _triggers(words: Lexicon) -> list[Choice]:
    """How readily triggers are found, with each weight of what words tell by themselves."""

    def choice(value: float, weight: float) -> Choice:
        table = _table("outside", TASK, dict.fromkeys(TYPES, value))

        def apply(decoding: Decoding) -> Decoding:
            return replace(table.apply(decoding), words=decoding.words | {TASK: weighed(words, weight)})

        return Choice(f"{table.name}, words {weight}", apply)

    return [choice(value, weight) for weight in (WEIGHTS if words else (0.0,)) for value in _near_zero(TRIGGERS)]


def _table(table: str, task: str, values: Mapping[str, float]) -> Choice:
    """Other values in a table of decoding.json."""

    def apply(decoding: Decoding) -> Decoding:
        tables: dict[str, dict[str, float]] = getattr(decoding, table)
        changed = tables | {task: tables.get(task, {}) | dict(values)}
        return replace(decoding, outside=changed) if table == "outside" else replace(decoding, none=changed)

    return Choice(f"{table} of {task} {dict(list(values.items())[:1])}", apply)


def _trigger_value(total: Tally) -> float:
    """F1, less LACKING times what it lacks of a release's, and ten times the false events beyond the most."""
    return total.f1() - LACKING * max(0.0, EVENTS - total.f1()) - 10 * max(0.0, total.false_share() - MOST_FALSE)


def _near_zero(values: Sequence[float]) -> list[float]:
    """The values, those near 0 first: of equals the plainest is chosen."""
    return sorted(values, key=abs)


def _mean(roles: Sequence[str]) -> Value:
    """F1 of roles, less LACKING times what triggers and statuses, which change with them, lack of a release's."""

    def value(total: Tally) -> float:
        reached = total.f1() - EVENTS, total.status_right() - STATUS_RIGHT, total.status_macro() - STATUS_MACRO
        lacking = -sum(min(0.0, beyond) for beyond in reached)
        return sum(total.role_f1(role) for role in roles) / len(roles) - LACKING * lacking

    return value


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

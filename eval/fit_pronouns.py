"""Fits the weights by which people/salience.py chooses whom a pronoun stands for.

    python eval/fit_pronouns.py --corpora DIR [--model DIR]

Learns from the sources of statements/train and from the pronouns of gum/train, whose chains say what is right. The
network was trained on the same articles and is surer of them than of others, so that the weight of its links is not
learned: it is left as it is, and looked after on the development parts. Prints the share of pronouns given a right
candidate before and after, and WEIGHTS.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.answer import Answer, answer
from onrecord.model.decode import decode
from onrecord.model.files import WEIGHTS as SHIPPED
from onrecord.model.files import ModelFiles
from onrecord.model.session import Session
from onrecord.people.casting import gather, quoting
from onrecord.people.figures import Figure
from onrecord.people.mentions import source_places
from onrecord.people.names import key
from onrecord.people.pronouns import Pronoun
from onrecord.people.salience import WEIGHTS, Attention, Place
from onrecord.people.walk import Walk
from onrecord.statements import find, statements
from onrecord.types import Span, Speaker, Statement, Words

Floats = NDArray[np.float64]
Row = Mapping[str, Any]
Right = Callable[[int, Figure], bool | None]  # is this figure meant by the pronoun at this place? None: not annotated
FIXED = ("linked", "gender against")
NEWS = {"news": 1.0, "interview": 1.0}  # genres of GUM, and how much they count; others half
STEPS, RATE, DECAY = 400, 0.05, 2.0


class Example(NamedTuple):
    """The candidates of one pronoun [candidates, signs], which are right [candidates], and how much it counts."""

    signs: Floats
    right: Floats
    weight: float


@dataclass
class Lesson:
    """What is learned from one article."""

    right: Right
    weight: float


class Learning(Attention):
    """Notes the candidates of each pronoun, and takes the right one where it is known."""

    examples: list[Example] = []  # noqa: RUF012 - one list for all articles

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self.lesson = lesson

    def choose(
        self, pronoun: Pronoun, place: Place, links: Mapping[Figure, float], excluded: Collection[Figure] = ()
    ) -> Figure | None:
        candidates = list(self.candidates(pronoun, place, excluded))
        verdicts = [self.lesson.right(place.at, figure) for figure in candidates]
        if not any(verdicts):
            return super().choose(pronoun, place, {}, excluded)
        if len(candidates) > 1:
            rows = [self._row(figure, pronoun, place) for figure in candidates]
            self.examples.append(Example(np.array(rows), np.array(verdicts, float), self.lesson.weight))
        return candidates[verdicts.index(True)]

    def _row(self, figure: Figure, pronoun: Pronoun, place: Place) -> list[float]:
        found = dict.fromkeys(self.signs(figure, pronoun, place), 1.0) | dict(self.measures(figure, {}))
        return [found.get(name, 0.0) for name in WEIGHTS]


def speakers(row: Row) -> Right:
    """By the speakers of the statements whose source the pronoun is."""
    named = {s["source"][0][0]: s["speaker"]["name"] for s in row["statements"] if s["source"] and s["speaker"]["name"]}

    def right(at: int, figure: Figure) -> bool | None:
        return key(figure.display) == key(named[at]) if at in named else None

    return right


def chains(row: Row) -> Right:
    """By GUM's chains: a figure is right if one of its last mentions stands in a mention of the pronoun's chain."""
    mentions = sorted(row["mentions"], key=lambda m: m["end"] - m["start"])
    short = {m["start"]: m["chain"] for m in mentions if m["end"] - m["start"] < 10}

    def chain(span: Span) -> str | None:
        return next((m["chain"] for m in mentions if m["start"] <= span.start and span.end <= m["end"]), None)

    def right(at: int, figure: Figure) -> bool | None:
        return any(chain(span) == short[at] for span in figure.mentions[-3:]) if at in short else None

    return right


class Network:
    """The answers that people are found from."""

    def __init__(self, folder: Path) -> None:
        files = ModelFiles(folder)
        self._session = Session(files)
        self._decoding = files.read_decoding()

    def __call__(self, text: str) -> tuple[Answer, Answer, tuple[Statement, ...]]:
        """names, mentions, statements."""
        spec, decoding = self._session.spec, self._decoding
        pieces = self._session.tokenizer(text)
        blocks = [window.result() for window in self._session.start(pieces)]
        names, mentions = (
            answer(decode(blocks, spec, spec.task(task), decoding.tables, pieces.lines), pieces)
            for task in ("names", "mentions")
        )
        drafts = find(text, pieces, blocks, spec, decoding)
        return names, mentions, statements(text, drafts, decoding.confidence.get("statements", {}))


def annotated(row: Row) -> tuple[Statement, ...]:
    """The statements as the corpus has them."""

    def words(spans: Sequence[Sequence[int]]) -> Words | None:
        return Words.of(row["text"], tuple(Span(*span) for span in spans)) if spans else None

    nobody = Speaker(None, "unknown")
    return tuple(
        Statement("indirect", 1.0, words(s["source"]), words(s["cue"]), content, nobody)
        for s in row["statements"]
        if (content := words(s["content"])) is not None
    )


def lessons(corpora: Path) -> Iterator[tuple[Row, Lesson]]:
    """The articles to learn from."""
    for line in (corpora / "statements" / "train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, Lesson(speakers(row), 3.0)
    for line in (corpora / "gum" / "train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, Lesson(chains(row), NEWS.get(row["genre"], 0.5))


def learn(examples: Sequence[Example]) -> Floats:
    """Weights under which the right candidates are likeliest: softmax over candidates, Adam, L2."""
    weights = np.array(list(WEIGHTS.values()))
    free = np.array([name not in FIXED for name in WEIGHTS])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = -DECAY * weights
        for example in examples:
            likely = np.exp(scores - scores.max()) if len(scores := example.signs @ weights) else scores
            likely /= likely.sum()
            wanted = likely * example.right / (likely @ example.right)
            gradient += example.weight * (example.signs.T @ (wanted - likely))
        gradient *= free
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights = weights + RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def share(examples: Sequence[Example], weights: Floats) -> float:
    """Per cent of pronouns whose likeliest candidate is right."""
    return 100 * float(np.mean([example.right[(example.signs @ weights).argmax()] > 0 for example in examples]))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--model", type=Path, default=SHIPPED)
    chosen = arguments.parse_args()
    network = Network(chosen.model)
    for row, lesson in lessons(chosen.corpora):
        names, mentions, found = network(row["text"])
        said = annotated(row) if "statements" in row else found
        known = gather(row["text"], said, names, mentions)
        places = [source_places(row["text"], statement, known.names) for statement in said]
        Walk(known, mentions, quoting(known, said, places), Learning(lesson)).run()
    examples = Learning.examples
    weights = learn(examples)
    before = np.array(list(WEIGHTS.values()))
    print(f"{len(examples)} pronouns: {share(examples, before):.1f} % before, {share(examples, weights):.1f} % after")
    print(json.dumps({name: round(float(value), 1) for name, value in zip(WEIGHTS, weights, strict=True)}))


if __name__ == "__main__":
    main()

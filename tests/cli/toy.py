"""A reader made of two rules, for tests of what is around it: “words,” said Name, and The board met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.types import Article, Event, Participant, Reading, Span, Speaker, Statement, Vectors, Words

_SAID = re.compile(r"[“\"](?P<content>[^“”\"]+)[”\"] (?P<cue>said) (?P<source>[A-Z]\w+(?: [A-Z]\w+)*)")
_MET = re.compile(r"(?P<actor>The [a-z]+) (?P<trigger>met)\b")
CONFIDENCE = 0.75
LETTERS = "toy letters"


class ToyReader:
    """The same surface as onrecord.Reader, without a model."""

    def __init__(
        self,
        model: Path | None = None,
        *,
        threads: int | None = None,
        min_confidence: float = 0.0,
        tasks: Sequence[str] | None = None,
        people: Path | None = None,
        vectors: bool = False,
    ) -> None:
        self.model = f"toy {threads or 0}"
        self.vectors = LETTERS if vectors else None
        self._least = min_confidence
        self._tasks = tuple(tasks or ("statements", "events"))

    def read(self, article: Article | str) -> Reading:
        """All statements of one article."""
        article = article if isinstance(article, Article) else Article(article)
        found = [_statement(article.text, match) for match in _SAID.finditer(article.text)]
        events = tuple(_event(article.text, k, match) for k, match in enumerate(_MET.finditer(article.text)))
        events = events if "events" in self._tasks else ()
        kept = tuple(s for s in found if s.confidence >= self._least)
        vectors = _letters(*(one.content.text for one in kept)) if self.vectors else None
        return Reading(article, self.model, kept, self._tasks, events=events, vectors=vectors)

    def meaning(self, text: str) -> Vectors:
        """Texts of the same letters mean the same."""
        if not any(letter.isalpha() for letter in text):
            raise ValueError(f"{text!r} holds no word")
        return _letters(text)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The articles' readings, in their order."""
        for article in articles:
            yield self.read(article)


def _letters(*texts: str) -> Vectors:
    counts = [min(text.lower().count(letter), 127) for text in texts for letter in "abcdefghijklmnopqrstuvwxyz"]
    return Vectors(LETTERS, 26, bytes(counts))


def _statement(text: str, match: re.Match[str]) -> Statement:
    def words(role: str) -> Words:
        return Words.of(text, (Span(*match.span(role)),))

    unknown = Speaker(None, "unknown", "speakers are not read yet")
    return Statement("direct", CONFIDENCE, words("source"), words("cue"), words("content"), unknown)


def _event(text: str, group: int, match: re.Match[str]) -> Event:
    actor, trigger = (Words.of(text, (Span(*match.span(part)),)) for part in ("actor", "trigger"))
    return Event(
        "CONSULT", "occurred", trigger, CONFIDENCE, (Participant(actor),), group=group, quad="verbal cooperation"
    )


def run() -> None:
    """The command with this reader, for a process of its own."""
    import onrecord.reader
    from onrecord.cli.main import run

    onrecord.reader.Reader = ToyReader  # type: ignore[misc, assignment]
    run()


if __name__ == "__main__":
    run()

"""Article → Reading: the network reads ahead in its own threads while answers are put together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from onrecord.errors import ModelError
from onrecord.interpret import Interpreter, choose
from onrecord.model.decode import Block
from onrecord.model.files import WEIGHTS, ModelFiles
from onrecord.model.meaning import Meaning
from onrecord.model.session import Session
from onrecord.model.tokenize import Pieces
from onrecord.types import Article, Reading, Vectors
from onrecord.world.offices import Offices

AHEAD = 4  # windows of later articles that wait for each thread: none stands idle while answers are put together


class _Begun(NamedTuple):
    article: Article
    pieces: Pieces
    windows: list[Future[Block]]

    @property
    def size(self) -> int:
        """Windows, and one where there are none, so that empty articles do not pile up."""
        return max(len(self.windows), 1)


class Reader:
    """Reads articles with one model. May be used from several threads at once.

    model: a model's folder; None for the one in the package.  threads: None for all cores this process may use.
    min_confidence: statements below it are left out (0 to 1), and the events they vouch for.  tasks: what to look for,
    of "statements", "people", "dates" and "events"; None for all that the model can.  people: a file of people known by
    name (docs/world.md).
    vectors: whether readings tell what statements mean, so that they can be found by it; not all models can.
    Its `model` is the model's label, its `tasks` what it looks for.
    Raises ModelError when the model cannot be used, PeopleError when the people's file cannot, ValueError for numbers
    out of range and unknown tasks.
    """

    def __init__(
        self,
        model: Path | str | None = None,
        *,
        threads: int | None = None,
        min_confidence: float = 0.0,
        tasks: Sequence[str] | None = None,
        people: Path | str | None = None,
        vectors: bool = False,
    ) -> None:
        if threads is not None and threads < 1:
            raise ValueError(f"threads must be 1 or more, not {threads}")
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {min_confidence}")
        files = ModelFiles(Path(model) if model else WEIGHTS)
        self._meaning = Meaning.load(files) if vectors else None
        self._session = Session(files, threads, hidden=self._meaning is not None)
        spec, decoding = self._session.spec, files.read_decoding()
        least = decoding.least.get("statements", 0.0)
        self._interpreter = Interpreter(spec, decoding, choose(tasks, spec), least, min_confidence, _offices(people))
        self.model = spec.label
        self.tasks = self._interpreter.tasks
        self.vectors = self._meaning.model if self._meaning else None

    def read(self, article: Article | str) -> Reading:
        """All that is looked for in one article: statements, and what `tasks` names. Raises TypeError for neither."""
        return self._finish(self._begin(article))

    def read_many(self, articles: Iterable[Article | str]) -> Iterator[Reading]:
        """The articles' readings, in their order. A few articles at a time are held in memory.

        Raises TypeError for one article in place of several.
        """
        if isinstance(articles, str | Article):
            raise TypeError("read_many takes several articles; read() reads one")
        return self._read_many(articles)

    def _read_many(self, articles: Iterable[Article | str]) -> Iterator[Reading]:
        begun: deque[_Begun] = deque()
        waiting = 0  # windows behind the first article's
        for article in articles:
            begun.append(self._begin(article))
            waiting += begun[-1].size if len(begun) > 1 else 0
            while waiting > AHEAD * self._session.threads:
                yield self._finish(begun.popleft())
                waiting -= begun[0].size
        while begun:
            yield self._finish(begun.popleft())

    def meaning(self, text: str) -> Vectors:
        """The vector of a text that statements of like meaning are looked for with. Raises ModelError, ValueError."""
        if self._meaning is None:
            raise ModelError(f"the model {self.model!r} does not tell what statements mean; read with one that does")
        pieces = self._session.tokenizer(text)
        if not len(pieces):
            raise ValueError(f"{text!r} holds no word")
        return self._meaning.asked(pieces, [window.result() for window in self._session.start(pieces)])

    def _begin(self, given: Article | str) -> _Begun:
        article = given if isinstance(given, Article) else Article(given)
        pieces = self._session.tokenizer(article.text)
        return _Begun(article, pieces, self._session.start(pieces))

    def _finish(self, begun: _Begun) -> Reading:
        article, pieces, windows = begun
        blocks = [window.result() for window in windows]
        reading = self._interpreter.reading(article, pieces, blocks)
        if self._meaning is None:
            return reading
        contents = [one.content.spans for one in reading.statements]
        return replace(reading, vectors=self._meaning.said(contents, pieces, blocks))


def _offices(people: Path | str | None) -> Callable[[], Offices]:
    """The shipped table, loaded when it is first needed; with people of one's own, whose file is checked at once."""
    own = Offices.load().with_people(Path(people)) if people else None
    return lambda: own or Offices.load()


_loading = Lock()


@cache
def _reader() -> Reader:
    return Reader()


def read(text: str | Article) -> Reading:
    """All that the model in the package finds in a text: statements, people, times and events. It is loaded once."""
    with _loading:
        reader = _reader()
    return reader.read(text)


if hasattr(os, "register_at_fork"):  # not while another thread of the parent is loading: the child would wait for it
    os.register_at_fork(before=_loading.acquire, after_in_parent=_loading.release, after_in_child=_loading.release)

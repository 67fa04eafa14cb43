"""Many ways to decode the same articles, each judged by itself, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

from onrecord.model.files import Decoding
from onrecord.model.spec import ModelSpec
from onrecord.model.tokenize import Pieces

FEWEST = 20_000  # word pieces: of fewer, all trials are over before other processes have begun


class Article(Protocol):
    """What is decoded. Its numbers are handed to every process once."""

    @property
    def pieces(self) -> Pieces: ...


A = TypeVar("A", bound=Article)
T = TypeVar("T")
Judge = Callable[[Sequence[A], ModelSpec, Decoding], T]


class Trials(Generic[A, T]):
    """judge(articles, spec, way) for each way to decode, in the order of the ways. A function of a module, or a
    functools.partial of one: other processes have to find it."""

    def __init__(self, judge: Judge[A, T], articles: Sequence[A], spec: ModelSpec) -> None:
        self._all = judge, articles, spec
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Trials[A, T]:
        cores = os.cpu_count() or 1
        if cores > 1 and sum(len(article.pieces) for article in self._all[1]) >= FEWEST:
            self._pool = ProcessPoolExecutor(cores, get_context("spawn"), _hold, self._all)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def __call__(self, ways: Sequence[Decoding]) -> list[T]:
        if self._pool:
            return list(self._pool.map(_judged, ways))
        judge, articles, spec = self._all
        return [judge(articles, spec, way) for way in ways]


_held: tuple[Judge[Any, Any], Sequence[Any], ModelSpec]


def _hold(judge: Judge[Any, Any], articles: Sequence[Any], spec: ModelSpec) -> None:
    global _held
    _held = judge, articles, spec


def _judged(way: Decoding) -> Any:
    judge, articles, spec = _held
    return judge(articles, spec, way)

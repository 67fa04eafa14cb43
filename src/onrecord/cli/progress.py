"""A progress bar on standard error, and the messages that stand above it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.cli.plan import LINES
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Counts articles; the end is known only where every source is one article. Shows nothing unless `shown`."""

    def __init__(self, sources: Sequence[str], *, shown: bool, doing: str = "reading") -> None:
        self._bar: Bar | None = None
        if shown:
            self._bar, self._task = _bar(sources, doing)

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One more article is done, or refused."""
        if self._bar:
            self._bar.advance(self._task)

    def say(self, message: str) -> None:
        """A line on standard error. A terminal obeys control characters, so they are shown instead."""
        line = f"onrecord: {one_line(message)}"
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            sys.stderr.write(
                line.encode(sys.stderr.encoding or "utf-8", "backslashreplace").decode(errors="replace") + "\n"
            )
            sys.stderr.flush()


def _bar(sources: Sequence[str], doing: str) -> tuple[Bar, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    bar = Bar(
        TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    )
    whole = not any(source == "-" or source.lower().endswith(LINES) for source in sources)
    return bar, bar.add_task(doing, total=len(sources) if whole else None)

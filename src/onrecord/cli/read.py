"""`onrecord read`: sources in, statements out, and each failure told with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.cli.settings import Inputs, Settings
from onrecord.cli.streams import drop_stdout
from onrecord.errors import ModelError, PeopleError, SourceError

if TYPE_CHECKING:
    from onrecord.cli.output import Output
    from onrecord.cli.progress import Progress
    from onrecord.sources import Options
    from onrecord.types import Article

INTERRUPTED = 130
PIPE_CLOSED = 141  # what a shell reports of a program that SIGPIPE ended


def read(settings: Settings) -> int:
    """Show every statement of news articles: who said what.

    Exit code 0: all was read; 1: some was not, and why stands on standard error; 2: the call was wrong.
    """
    from onrecord.cli.output import Output
    from onrecord.cli.plan import plan
    from onrecord.cli.progress import Progress

    planned = plan(settings)
    with Progress(settings.sources, shown=planned.progress) as progress:
        try:
            with Output(planned) as output:
                return 1 if _read(settings, output, progress) else 0
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            drop_stdout()
            return PIPE_CLOSED
        except (ModelError, PeopleError) as error:
            progress.say(str(error))
            return 2 if settings.model or settings.people else 1
        except OSError as error:
            progress.say(f"{error.filename or settings.out or 'standard output'}: {error.strerror or error}")
            return 1


def _read(settings: Settings, output: Output, progress: Progress) -> int:
    """Writes every reading; returns how many inputs failed. The model loads with the first article."""
    failures = 0

    def readable() -> Iterator[Article]:
        nonlocal failures
        for item in _articles(settings):
            if isinstance(item, SourceError):
                failures += 1
                progress.say(f"{item.where}: {item.why}")
                progress.advance()
            elif output.takes(item):
                yield item
            else:
                return

    stream = readable()
    for first in stream:
        from onrecord.reader import Reader

        reader = Reader(
            settings.model,
            threads=settings.threads,
            min_confidence=settings.min_confidence,
            tasks=settings.tasks,
            people=settings.people,
        )
        for reading in reader.read_many(chain([first], stream)):
            output.write(reading)
            progress.advance()
    output.check()
    return failures


def _articles(settings: Settings) -> Iterator[Article | SourceError]:
    from onrecord.sources import articles

    return articles(settings.sources, options(settings))


def options(settings: Inputs) -> Options:
    """The settings as sources take them."""
    from onrecord.sources import Options

    return Options(
        published=settings.published,
        title=settings.title,
        outlet=settings.outlet,
        url=settings.url,
        force=settings.force,
        allow_private=settings.allow_private,
        max_chars=settings.max_chars,
        timeout=settings.timeout,
        delay=settings.delay,
        max_pages=settings.max_pages,
    )

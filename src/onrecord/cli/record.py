"""The commands that ask and mend a record. Those that read articles into it are in keep.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from onrecord.cli import record_settings as settings_of
from onrecord.cli.telling import say, told
from onrecord.errors import BadQuery

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.answers import Profile
    from onrecord.store import Record
    from onrecord.types import Vectors

DRAWN = 10_000
"""Statements and events that a picture shows, unless --limit asks for more."""


@contextmanager
def opened(where: str) -> Iterator[Record]:
    """A record that is there already."""
    from onrecord.store import Record

    with Record.open(where, make=False) as record:
        yield record


@told
def search(settings: settings_of.Search) -> int:
    """Find statements: by words, speaker, subject, outlet, day ..."""
    from onrecord.cli.listing import write

    with opened(settings.record) as record:
        like = _meaning(settings.like, settings.model, record) if settings.like is not None else None
        found = record.search(
            " ".join(settings.words) if settings.words else None,
            speaker=settings.speaker,
            about=settings.about,
            to=settings.to,
            outlet=settings.outlet,
            since=settings.since,
            until=settings.until,
            kind=settings.kind,
            stance=settings.stance,
            sort=settings.sort,
            like=like,
            limit=settings.limit,
            offset=settings.offset,
        )
    write(found, settings.format)
    return 0


def _meaning(text: str, model: Path | None, record: Record) -> Vectors:
    """The text's vector; tells of articles that it cannot be compared with."""
    from onrecord.reader import Reader

    reader = Reader(model, threads=1, tasks=("statements",), vectors=True)
    try:
        vector = reader.meaning(text)
    except ValueError as error:
        raise BadQuery(f"--like: {error}") from None
    if missing := record.without_vectors(vector.model):
        say(f"{missing} articles were read by another model and are not compared; `onrecord reread` reads them again")
    return vector


@told
def who(settings: settings_of.Who) -> int:
    """List who speaks, or show one person.

    With a NAME: statements over time, outlets, how quoted, subjects, and the newest statements.
    """
    from onrecord.cli.listing import write

    name = " ".join(settings.name) if settings.name else None
    with opened(settings.record) as record:
        several = record.who(name, limit=settings.limit, offset=settings.offset if name is None else 0)
        if name is None or len(several.rows) != 1:
            write(several, settings.format)
            return 0
        page = record.profile(several.rows[0].party.id, limit=settings.limit, offset=settings.offset)
    write(page.statements, settings.format, title=_about(page), whole=page)
    return 0


def _about(page: Profile) -> str:
    """A person's page above the statements."""
    from onrecord.export.visible import one_line

    voice = page.voice
    lines = [f"{voice.party.name}  ({voice.party.kind}, {voice.party.id})"]
    if not voice.party.named:
        lines.append("a description that articles use, not one person")
    facts = {
        "is": ", ".join(voice.roles[:5]),
        "known as": ", ".join(name for name in page.names if name != voice.party.name),
        "identifiers": ", ".join(f"{registry} {value}" for registry, value in page.ids.items()),
        "merged": ", ".join(f"{party.name} ({party.id})" for party in page.merged),
        "statements": f"{voice.statements}: {voice.direct} direct, {voice.mixed} mixed, {voice.indirect} indirect",
        "over time": ", ".join(f"{month} {number}" for month, number in page.months[-12:]),
        "in": ", ".join(f"{outlet} {number}" for outlet, number in page.outlets[:8]),
        "about": ", ".join(f"{party.name} {number}" for party, number in page.subjects[:8]),
    }
    lines += [f"  {name:12} {one_line(value)}" for name, value in facts.items() if value]
    return "\n".join(lines)


@told
def events(settings: settings_of.Events) -> int:
    """Find events: by type, actor, status, day.

    One row for each event, with who vouches for it.
    """
    from onrecord.cli.listing import write

    with opened(settings.record) as record:
        found = record.events(
            type=settings.type,
            actor=settings.actor,
            recipient=settings.recipient,
            status=settings.status,
            since=settings.since,
            until=settings.until,
            limit=settings.limit,
            offset=settings.offset,
        )
    write(found, settings.format)
    return 0


@told
def timeline(settings: settings_of.Timeline) -> int:
    """Show what people said and did, in order.

    The oldest first; --plot draws it.
    """
    from onrecord.cli.listing import write

    if settings.plot:
        from onrecord.cli.plot import check

        check(settings.plot)
    with opened(settings.record) as record:
        found = record.timeline(
            *settings.names,
            since=settings.since,
            until=settings.until,
            limit=max(settings.limit, DRAWN) if settings.plot else settings.limit,
            offset=settings.offset,
        )
    if settings.plot:
        from onrecord.cli.plot import draw

        draw(found.rows, settings.plot, title=", ".join(settings.names))
    if settings.format or not settings.plot:
        write(found, settings.format)
    return 0


@told
def correct(settings: settings_of.Correct) -> int:
    """Correct what was read, merge or split people.

    What was read stays as it was; the correction is added, with who made it and why, and holds in every listing.
    """
    from onrecord.export.visible import one_line

    with opened(settings.record) as record:
        done = record.correct(
            settings.ref,
            by=settings.by,
            why=settings.why,
            speaker=settings.speaker,
            reject=settings.reject,
            merge=settings.merge,
            split=tuple(settings.split or ()),
            undo=settings.undo,
        )
    after = f"{done.after or '-'}{', a new person' if done.value.get('new') else ''}"
    typer.echo(f"{done.id}: {done.target}: {one_line(done.before or '-')} → {one_line(after)}")
    return 0


@told
def corrections(settings: settings_of.Corrections) -> int:
    """List corrections, undone ones too."""
    from onrecord.answers import Listing
    from onrecord.cli.listing import write

    with opened(settings.record) as record:
        rows = record.corrections(settings.ref)
    end = settings.offset + settings.limit
    write(Listing(rows[settings.offset : end], settings.offset, len(rows) > end), settings.format)
    return 0


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)


@told
def forget(settings: settings_of.Forget) -> int:
    """Really delete an article or a person.

    A person goes from every article. Only the reason is kept. What was forgotten is refused when it comes again.
    """
    from onrecord.export.visible import one_line

    with opened(settings.record) as record:
        done = record.forget(settings.ref, by=settings.by, why=settings.why)
    number = f"with {_several(done.statements, 'statement')}"
    if done.kind == "person":
        number += f" in {_several(done.articles, 'article')}"
    what = f"the {done.kind} {one_line(done.what)}, {number}"
    typer.echo(f"{done.id}: {what}: forgotten, and refused from now on: {done.why}")
    if not done.wiped:
        say("the words are in no answer any more, but still in the file: another process reads it; forget once more")
        return 1
    return 0


@told
def backup(settings: settings_of.Backup) -> int:
    """Write the whole record to one SQLite file."""
    with opened(settings.record) as record:
        size = record.backup(settings.file, overwrite=settings.overwrite)
    typer.echo(f"{settings.file}: {size / 1e6:,.1f} MB")
    return 0


@told
def restore(settings: settings_of.Restore) -> int:
    """Fill a new record from a backup."""
    from onrecord.store import Record

    Record.check_backup(settings.file)  # before a record is made for it
    with Record.open(settings.record) as record:
        number = record.restore(settings.file)
        typer.echo(f"{number} articles are in {record.name}")
    return 0


@told
def verify(settings: settings_of.Verify) -> int:
    """Check that statements stand in their articles.

    Each at its place in the article's text and, where it was kept, in the page.
    """
    from onrecord.answers import Listing
    from onrecord.cli.listing import write

    with opened(settings.record) as record:
        done = tuple(record.verify(ref) for ref in settings.refs or record.articles())
    write(Listing(done), settings.format)
    return 1 if any(one.statements != one.text.get("stands", 0) for one in done) else 0

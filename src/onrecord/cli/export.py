"""`onrecord export`: the record, or a part of it, handed on in a format of others."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import typer

from onrecord.cli.export_plan import Plan, plan
from onrecord.cli.export_settings import Export, ExportFormat, What
from onrecord.cli.telling import say, told
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.answers import Kept
    from onrecord.store import Record

T = TypeVar("T")
_Counted = Callable[..., Iterator[Any]]


@told
def export(settings: Export) -> int:
    """Hand the record on: tables, JSON, and formats of others.

    What people corrected holds; what they rejected is left out. Exit code 0: done; 1: it could not be; 2: the call was
    wrong.
    """
    from onrecord.cli.progress import Progress
    from onrecord.cli.record import opened

    planned = plan(settings)
    if planned.format is ExportFormat.PARQUET:
        from onrecord.export.parquet import needed

        needed()
    count = 0

    def counted(items: Iterable[T], kind: str | None = None) -> Iterator[T]:
        """The items; kind: the @type of those that count."""
        nonlocal count
        for item in items:
            yield item
            if kind is None or (isinstance(item, dict) and item.get("@type") == kind):
                count += 1
                progress.advance()

    shown = planned.out is not None and sys.stderr.isatty()
    with opened(settings.record) as record, Progress(["-"], shown=shown, doing="exporting") as progress:
        try:
            _write(record, planned, counted)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise OnrecordError(
                f"{error.filename or planned.out or 'standard output'}: {error.strerror or error}"
            ) from None
    if planned.out:
        say(f"{planned.out}: {count} {_noun(planned, one=count == 1)}")
    return 0


def _noun(planned: Plan, *, one: bool) -> str:
    if planned.format is ExportFormat.CLAIMREVIEW:
        return "draft" if one else "drafts"
    what = planned.what.value
    return ("person" if what == "people" else what.removesuffix("s")) if one else what


def _write(record: Record, planned: Plan, counted: _Counted) -> None:
    if planned.folder and planned.out:
        _write_brat(record, planned, planned.out, counted)
        return
    from onrecord.export.contract import encode

    with _place(planned.out, packed=planned.packed) as stream:
        if planned.format is ExportFormat.PARQUET:
            from onrecord.export import parquet
            from onrecord.export.columns import TABLES

            parquet.write(counted(_rows(record, planned)), TABLES[_type(planned.what)], stream)
            return
        for text in _texts(record, planned, counted):
            stream.write(encode(text))
        stream.flush()


class _place:  # noqa: N801 - reads as a function
    """The stream to write to: a file that appears when it is whole, or standard output. packed: by gzip."""

    def __init__(self, out: Path | None, *, packed: bool) -> None:
        from onrecord.cli.output import Place

        self._place = Place(out, packed=packed) if out else None

    def __enter__(self) -> BinaryIO:
        return self._place.stream if self._place else typer.get_binary_stream("stdout")

    def __exit__(self, kind: object, *_: object) -> None:
        if self._place:
            self._place.close(whole=kind is None)


def _texts(record: Record, planned: Plan, counted: _Counted) -> Iterator[str]:
    """The document in pieces."""
    if planned.training:
        from onrecord.export.training import row

        for kept in counted(_articles(record, planned)):
            yield json.dumps(row(kept), ensure_ascii=False) + "\n"
    elif planned.format is ExportFormat.CSV:
        from onrecord.export.columns import TABLES
        from onrecord.export.sheet_csv import lines

        yield from lines(counted(_rows(record, planned)), TABLES[_type(planned.what)])
    elif planned.format is ExportFormat.JSONL:
        yield from _json_lines(counted(_rows(record, planned)), planned)
    elif planned.format is ExportFormat.CLAIMREVIEW:
        from onrecord.export.fact_check import CONTEXT
        from onrecord.export.plain import array

        nodes = (node for kept in _articles(record, planned) for node in _reviews(kept, planned))
        yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": '
        yield from array(counted(nodes, "ClaimReview"))
        yield "}\n"
    else:
        from onrecord.export.plain import array

        made = _annotations if planned.format is ExportFormat.WEBANNOTATION else _plover
        yield from array(counted(item for kept in _articles(record, planned) for item in made(kept, planned)))


def _type(what: What) -> type:
    from onrecord.answers import Happened, Kept, Said, Voice

    return {What.STATEMENTS: Said, What.EVENTS: Happened, What.ARTICLES: Kept, What.PEOPLE: Voice}[what]


def _rows(record: Record, planned: Plan) -> Iterator[Any]:
    if planned.what is What.STATEMENTS:
        return record.each_statement(**planned.filters, rejected=planned.rejected)
    if planned.what is What.EVENTS:
        return record.each_event(**planned.filters, rejected=planned.rejected)
    return _articles(record, planned) if planned.what is What.ARTICLES else record.each_voice()


def _articles(record: Record, planned: Plan) -> Iterator[Kept]:
    """Articles whole, or those that hold the statements or events that are handed on."""
    from onrecord.store.happened import EventSearch
    from onrecord.store.search import Search

    if planned.what is What.STATEMENTS:
        return record.each_article(holding=Search(**planned.filters))
    if planned.what is What.EVENTS:
        return record.each_article(happening=EventSearch(**planned.filters))
    holding = Search(**planned.by_statements) if planned.by_statements else None
    return record.each_article(holding=holding, corrected=planned.training is not None, **planned.by_publication)


def _json_lines(rows: Iterable[Any], planned: Plan) -> Iterator[str]:
    from onrecord.export.contract import to_line
    from onrecord.export.plain import to_json

    for row in rows:
        if planned.what is What.ARTICLES:
            yield to_line(row.reading) + "\n"
        else:
            yield json.dumps(to_json(row), ensure_ascii=False) + "\n"


def _annotations(kept: Kept, planned: Plan) -> Iterator[Any]:
    from onrecord.export.web_annotation import annotations

    made = annotations(kept.reading, [*(one.id for one in kept.said), *kept.events])
    if planned.what is What.STATEMENTS:
        wanted = (pair for pair in zip(made, kept.said, strict=False) if pair[1].id in kept.meeting)
        return (_with_corrections(one, kept, said.corrections) for one, said in wanted)
    groups = _groups(kept)
    of_events = zip(made[len(kept.said) :], kept.reading.events, strict=True)
    return (one for one, event in of_events if event.group in groups)


def _with_corrections(annotation: Any, kept: Kept, refs: Iterable[str]) -> Any:
    """The annotation with who changed it and why, among onrecord's own terms."""
    from onrecord.export.iris import of_id
    from onrecord.export.training import correction

    made = [correction(one) for one in kept.corrections if one.id in set(refs)]
    if made:
        told = [one | {"id": of_id(one["id"])} for one in made]
        annotation["body"][-1]["corrections"] = [{k: v for k, v in one.items() if k != "target"} for one in told]
    return annotation


def _groups(kept: Kept) -> set[int]:
    """The events that were looked for, each with all its mentions."""
    mentions = zip(kept.reading.events, kept.events, strict=True)
    return {event.group for event, ref in mentions if ref in kept.meeting}


def _reviews(kept: Kept, planned: Plan) -> Iterator[Any]:
    from onrecord.export.fact_check import facts

    wanted = [number for number, one in enumerate(kept.said) if one.id in kept.meeting]
    statements = tuple(kept.reading.statements[number] for number in wanted)
    some = replace(kept.reading, statements=statements, events=())
    for document in facts(some, [kept.said[number].id for number in wanted], planned.by):
        yield from document["@graph"]


def _plover(kept: Kept, _: Plan) -> Iterator[Any]:
    from onrecord.export.plover import records

    return records(kept.reading, date.today().isoformat(), name=kept.id, groups=_groups(kept))


def _write_brat(record: Record, planned: Plan, folder: Path, counted: _Counted) -> None:
    from onrecord.cli.output import Output, write_file
    from onrecord.export.brat import standoff
    from onrecord.export.names import file_name
    from onrecord.export.training import remark

    folder.mkdir(exist_ok=True)
    Output.write_configuration(folder)
    for kept in counted(_articles(record, planned)):
        held = {one.id: one for one in kept.corrections}
        rejected = [(one.statement.content, remark(one.row, held)) for one in kept.left_out] if planned.training else []
        files = standoff(kept.reading, [remark(one, held) for one in kept.said], rejected)
        name = (
            f"{file_name(kept.reading.article.id)}-{kept.id}"  # the id makes it one of a kind, and the same each time
        )
        write_file(folder / f"{name}.txt", files.text)
        write_file(folder / f"{name}.ann", files.annotations)

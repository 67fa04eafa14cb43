"""The settings of `onrecord export`: name, default, help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.record_settings import DEFAULT, Filters, Where, option


class ExportFormat(StrEnum):
    """What is written: flat tables, onrecord's own JSON, or a standard of others."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    CLAIMREVIEW = "claimreview"
    BRAT = "brat"
    PLOVER = "plover"


class What(StrEnum):
    """Of what the record is handed on."""

    STATEMENTS = "statements"
    EVENTS = "events"
    ARTICLES = "articles"
    PEOPLE = "people"


class Training(StrEnum):
    """How corrections are written."""

    BRAT = "brat"
    JSONL = "jsonl"


@dataclass(frozen=True, kw_only=True)
class Export(Filters):
    """One call of `onrecord export`."""

    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words of statements, as `onrecord search` takes them.")
    ] = None
    format: Annotated[
        ExportFormat | None,
        option(
            "FORMAT",
            "csv, jsonl, parquet, webannotation, claimreview, brat or plover. Default: as --out ends.",
            "--format",
            "-f",
        ),
    ] = None
    what: Annotated[
        What | None,
        option("WHAT", "statements, events, articles or people. Default: what the format is for (docs/export.md)."),
    ] = None
    out: Annotated[
        str | None,
        option(
            "PATH",
            "The file, packed where it ends with .gz, for brat the folder, to write. Default: standard output.",
            "--out",
            "-o",
        ),
    ] = None
    overwrite: Annotated[bool, option(None, "Write over what is there.", "--overwrite")] = False
    corrections: Annotated[
        Training | None, option("FORMAT", "brat or jsonl: what people corrected, as training data.", "--corrections")
    ] = None
    rejected: Annotated[bool, option(None, "Statements and events too that people rejected.", "--rejected")] = False
    by: Annotated[str | None, option("NAME", "Of claimreview: the organization that will review.")] = None
    type: Annotated[str | None, option("TYPE", "Of events, PLOVER's: AGREE, CONSULT, PROTEST, ...")] = None
    actor: Annotated[str | None, option("NAME", "Of events: who does it.")] = None
    recipient: Annotated[str | None, option("NAME", "Of events: to whom it is done.")] = None
    status: Annotated[
        str | None, option("STATUS", "Of events: occurred, ongoing, planned, possible, demanded or denied.")
    ] = None
    record: Where = DEFAULT

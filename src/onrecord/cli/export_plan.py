"""What `onrecord export` will write and where: decided, and refused, before the record is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onrecord.cli.export_settings import Export, ExportFormat, Training, What
from onrecord.errors import BadQuery

_ENDINGS: Final = {
    ".csv": ExportFormat.CSV, ".jsonl": ExportFormat.JSONL, ".ndjson": ExportFormat.JSONL,
    ".parquet": ExportFormat.PARQUET,
}  # fmt: skip
_PACKED: Final = ".gz"
ROWS: Final = (What.STATEMENTS, What.EVENTS, What.ARTICLES, What.PEOPLE)
_OF: Final = {  # what a format can hand on; the first is meant where nothing is said
    ExportFormat.CSV: ROWS,
    ExportFormat.PARQUET: ROWS,
    ExportFormat.JSONL: (What.ARTICLES, What.STATEMENTS, What.EVENTS, What.PEOPLE),
    ExportFormat.WEBANNOTATION: (What.STATEMENTS, What.EVENTS),
    ExportFormat.CLAIMREVIEW: (What.STATEMENTS,),
    ExportFormat.BRAT: (What.ARTICLES,),
    ExportFormat.PLOVER: (What.EVENTS,),
}
_SAID: Final = ("speaker", "about", "to", "kind", "stance")
_DONE: Final = ("type", "actor", "recipient", "status")
_WHEN: Final = ("outlet", "since", "until")
FILTERS: Final = {
    What.STATEMENTS: ("words", *_SAID, *_WHEN),
    What.EVENTS: (*_DONE, *_WHEN),
    What.ARTICLES: ("words", *_SAID, *_WHEN),
    What.PEOPLE: (),
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is written. format: None for training data. out: None for standard output. filters: those that were given.

    folder: whether out is one.  packed: by gzip.
    """

    format: ExportFormat | None
    training: Training | None
    what: What
    out: Path | None
    folder: bool
    packed: bool
    rejected: bool
    by: str | None
    filters: dict[str, Any]

    def given(self, *names: str) -> dict[str, Any]:
        """Those of these filters that were given."""
        return {name: value for name, value in self.filters.items() if name in names}

    @property
    def by_statements(self) -> dict[str, Any]:
        """The filters that articles are looked for by their statements with."""
        return self.given("words", *_SAID)

    @property
    def by_publication(self) -> dict[str, Any]:
        """The filters of articles themselves."""
        return self.given(*_WHEN)


def plan(settings: Export) -> Plan:
    """Raises BadQuery when the settings do not fit together."""
    out = Path(settings.out) if settings.out not in (None, "", "-") else None
    form = settings.format if settings.corrections else settings.format or _by_ending(out)
    what = _what(settings, form)
    folder = ExportFormat.BRAT in (form, settings.corrections and ExportFormat(settings.corrections.value))
    made = Plan(
        format=None if settings.corrections else form,
        training=settings.corrections,
        what=what,
        out=out,
        folder=folder,
        packed=out is not None and not folder and out.suffix.lower() == _PACKED,
        rejected=settings.rejected,
        by=settings.by,
        filters=_filters(settings, what),
    )
    _check(settings, made)
    if out is not None:
        _check_place(out, folder=folder, overwrite=settings.overwrite)
    return made


def _by_ending(out: Path | None) -> ExportFormat:
    form = _ENDINGS.get(_ending(out)) if out else None
    if form is None:
        raise BadQuery(f"say in which format: --format {', '.join(form.value for form in ExportFormat)}")
    return form


def _ending(out: Path) -> str:
    """What the name ends with before .gz."""
    return (out.with_suffix("") if out.suffix.lower() == _PACKED else out).suffix.lower()


def _what(settings: Export, form: ExportFormat | None) -> What:
    if settings.corrections:
        if settings.format:
            raise BadQuery("--corrections names its own format; leave --format out")
        possible: tuple[What, ...] = (What.ARTICLES,)
    else:
        possible = _OF[form] if form else ROWS
    if settings.what and settings.what not in possible:
        name = form.value if form else "training data"
        raise BadQuery(f"{name} holds no {settings.what}; it is for {', '.join(possible)}")
    return settings.what or possible[0]


def _filters(settings: Export, what: What) -> dict[str, Any]:
    names = ("words", *_SAID, *_DONE, *_WHEN)
    given = {name: value for name in names if (value := getattr(settings, name)) is not None and value != []}
    if unfit := [name for name in given if name not in FILTERS[what]]:
        fit = ", ".join("WORDS" if name == "words" else f"--{name}" for name in FILTERS[what])
        name = "WORDS are" if unfit[0] == "words" else f"--{unfit[0]} is"
        raise BadQuery(f"{name} no filter of {what}; {f'there are {fit}' if fit else 'there is none'}")
    if "words" in given:
        given["words"] = " ".join(given["words"])
    return given


def _check(settings: Export, made: Plan) -> None:
    if made.out is None and (made.folder or made.format is ExportFormat.PARQUET):
        name = made.format or "brat"
        raise BadQuery(f"{name} needs --out: the {'folder' if made.folder else 'file'} to write")
    if made.packed and made.format is ExportFormat.PARQUET:
        raise BadQuery(f"{made.out}: parquet is packed in itself; leave {_PACKED} out")
    if made.format is ExportFormat.CLAIMREVIEW and not (made.by or "").strip():
        raise BadQuery("claimreview needs --by: who will review the claims")
    if made.by is not None and made.format is not ExportFormat.CLAIMREVIEW:
        raise BadQuery("--by is of claimreview alone")
    if made.rejected and (made.what not in (What.STATEMENTS, What.EVENTS) or not is_rows(made)):
        raise BadQuery("--rejected is for csv, jsonl and parquet of statements or events; --corrections has them too")


def is_rows(made: Plan) -> bool:
    """Whether one row is written after the other, from a listing."""
    return made.format in (ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PARQUET)


def _check_place(out: Path, *, folder: bool, overwrite: bool) -> None:
    if not out.absolute().parent.is_dir():
        raise BadQuery(f"there is no folder {out.parent}; make it first")
    if folder:
        if out.exists() and not out.is_dir():
            raise BadQuery(f"{out} is a file; brat needs a folder")
        if out.is_dir() and any(out.iterdir()) and not overwrite:
            raise BadQuery(f"{out} is not empty; --overwrite writes into it, another --out beside it")
    elif out.is_dir():
        raise BadQuery(f"{out} is a folder; name a file in it")
    elif out.is_file() and not overwrite:
        raise BadQuery(f"{out} exists already; --overwrite writes over it")

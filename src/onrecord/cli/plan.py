"""Where the output goes and in which format: decided, and refused, before anything is read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

import typer

from onrecord.cli.settings import Color, Format, Settings
from onrecord.export.names import file_name

ColorSystem = Literal["standard", "256", "truecolor", "windows"]
NO_TERMINAL_WIDTH = 100

_BY_ENDING: Final = {
    ".txt": Format.TEXT, ".json": Format.JSON, ".jsonl": Format.JSONL, ".ndjson": Format.JSONL,
    ".html": Format.HTML, ".htm": Format.HTML,
}  # fmt: skip
ENDINGS: Final = {  # of an article's files in a folder
    Format.TEXT: (".txt",), Format.JSON: (".json",), Format.JSONL: (".jsonl",), Format.HTML: (".html",),
    Format.BRAT: (".txt", ".ann"), Format.PLOVER: (".json",),
}  # fmt: skip
_PACKED: Final = ".gz"
_OTHERWISE_PACKED: Final = (".bz2", ".xz", ".zst", ".zip", ".7z", ".lz4", ".br")
_NAMED_BY_FILE: Final = (".txt", ".html", ".htm")  # sources of one article, whose id is the name of the file
LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What will be written. folder and file are both None for standard output. many: several articles may come.

    packed: by gzip. overwrite: what is there is written over. width: columns of the text view. colors: None for no
    colour. encoding: of the text view.
    """

    format: Format
    folder: Path | None
    file: Path | None
    packed: bool
    overwrite: bool
    many: bool
    progress: bool
    width: int
    colors: ColorSystem | None
    encoding: str


def plan(settings: Settings) -> Plan:
    """Raises typer.BadParameter, which ends the call with exit code 2, when the settings do not fit together."""
    many = len(settings.sources) > 1 or settings.sources[0].lower().endswith(LINES)
    to_stdout = settings.out in (None, "", "-")
    out = None if to_stdout else Path(settings.out or "")
    terminal = sys.stdout.isatty()
    form = settings.format or _default_format(out, terminal)
    folder = out if out and _is_folder(settings, out, form) else None
    file = _checked_file(settings, out, form) if out and not folder else None
    if folder and not settings.overwrite:
        _check_folder(settings, folder, form)
    if folder is None and len(settings.sources) > 1 and form in (Format.HTML, Format.BRAT):
        raise typer.BadParameter(several_need_a_folder(form), param_hint="--out")
    return Plan(
        format=form,
        folder=folder,
        file=file,
        packed=file is not None and file.suffix.lower() == _PACKED,
        overwrite=settings.overwrite,
        many=many,
        progress=many and sys.stderr.isatty() and not (to_stdout and terminal),
        width=settings.width or shutil.get_terminal_size((NO_TERMINAL_WIDTH, 24)).columns,
        colors=_colors(settings.color, to_stdout),
        encoding=(sys.stdout.encoding or "utf-8") if to_stdout else "utf-8",
    )


def several_need_a_folder(form: Format) -> str:
    """Why one place is not enough, and how to mend it."""
    made = "one page" if form is Format.HTML else "two files"
    return f"{form.value} makes {made} for each article; for several articles name a folder, such as --out readings/"


def already_there(path: Path) -> typer.BadParameter:
    """What is refused, as `onrecord export` refuses it."""
    return typer.BadParameter(f"{path} exists already; --overwrite writes over it", param_hint="--out")


def _ending(out: Path) -> str:
    """What the name ends with before .gz; "" for nothing."""
    packed = out.suffix.lower() == _PACKED
    return (out.with_suffix("") if packed else out).suffix.lower()


def _default_format(out: Path | None, terminal: bool) -> Format:
    if out:
        return _BY_ENDING.get(_ending(out), Format.JSONL)
    return Format.TEXT if terminal else Format.JSONL


def _is_folder(settings: Settings, out: Path, form: Format) -> bool:
    """A folder is there, or is asked for by a trailing slash, or by a format and inputs that need one."""
    if out.is_dir() or str(settings.out).endswith(("/", "\\")):
        return True
    return not out.exists() and (
        form is Format.BRAT or (form is Format.HTML and len(settings.sources) > 1 and not out.suffix)
    )


def _checked_file(settings: Settings, out: Path, form: Format) -> Path:
    if form is Format.BRAT:
        raise typer.BadParameter(f"{out} is a file; brat makes two files an article: name a folder", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}; make it first", param_hint="--out")
    if why := _unfit(out, given=settings.format is not None):
        raise typer.BadParameter(why, param_hint="--out")
    if out.is_file() and not settings.overwrite:
        raise already_there(out)
    return out


def _unfit(out: Path, *, given: bool) -> str | None:
    """Why the name promises what is not written. given: the format was said, so that the name may end as it likes."""
    if out.suffix.lower() in _OTHERWISE_PACKED:
        return f"{out}: nothing is packed as {out.suffix}; only a name that ends with {_PACKED} is, by gzip"
    ending = _ending(out)
    if given or not ending or ending in _BY_ENDING:
        return None
    return (
        f"{out}: no format of `onrecord read` ends with {ending}; name a file that ends with "
        f"{', '.join(_BY_ENDING)}, each also with {_PACKED} behind it, or say --format"
    )


def _check_folder(settings: Settings, folder: Path, form: Format) -> None:
    """Refuses, before anything is read, what the names of the sources tell; the others are asked for one by one."""
    for path in _expected(settings.sources, folder, form):
        if path.exists():
            raise already_there(path)


def _expected(sources: list[str], folder: Path, form: Format) -> Iterator[Path]:
    """The files of those sources that are one article each."""
    for source in sources:
        path = Path(source.removesuffix(_PACKED))
        if path.suffix.lower() in _NAMED_BY_FILE and "://" not in source:
            yield from (folder / (file_name(path.stem) + ending) for ending in ENDINGS[form])


def _colors(wish: Color, to_stdout: bool) -> ColorSystem | None:
    """What the terminal can show; None without one, or where colour is not wanted."""
    if wish is Color.NEVER or (wish is Color.AUTO and not (to_stdout and sys.stdout.isatty())):
        return None
    from rich.console import Console

    console = Console(file=sys.stdout)
    if wish is Color.AUTO and console.no_color:
        return None
    return cast("ColorSystem | None", console.color_system) or ("256" if wish is Color.ALWAYS else None)

"""Where the output goes and in which format: decided, and refused, before anything is read."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import typer

from onrecord.cli.settings import Color, Format, Settings

ColorSystem = Literal["standard", "256", "truecolor", "windows"]
NO_TERMINAL_WIDTH = 100

_BY_ENDING = {
    ".txt": Format.TEXT, ".json": Format.JSON, ".jsonl": Format.JSONL, ".html": Format.HTML, ".htm": Format.HTML,
}  # fmt: skip
LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What will be written. folder and file are both None for standard output. many: several articles may come.

    width: columns of the text view. colors: None for no colour. encoding: of the text view.
    """

    format: Format
    folder: Path | None
    file: Path | None
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
    file = _checked_file(out, form) if out and not folder else None
    if folder is None and len(settings.sources) > 1 and form in (Format.HTML, Format.BRAT):
        raise typer.BadParameter(several_need_a_folder(form), param_hint="--out")
    return Plan(
        format=form,
        folder=folder,
        file=file,
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


def _default_format(out: Path | None, terminal: bool) -> Format:
    if out:
        return _BY_ENDING.get(out.suffix.lower(), Format.JSONL)
    return Format.TEXT if terminal else Format.JSONL


def _is_folder(settings: Settings, out: Path, form: Format) -> bool:
    """A folder is there, or is asked for by a trailing slash, or by a format and inputs that need one."""
    if out.is_dir() or str(settings.out).endswith(("/", "\\")):
        return True
    return not out.exists() and (
        form is Format.BRAT or (form is Format.HTML and len(settings.sources) > 1 and not out.suffix)
    )


def _checked_file(out: Path, form: Format) -> Path:
    if form is Format.BRAT:
        raise typer.BadParameter(f"{out} is a file; brat makes two files an article: name a folder", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}; make it first", param_hint="--out")
    return out


def _colors(wish: Color, to_stdout: bool) -> ColorSystem | None:
    """What the terminal can show; None without one, or where colour is not wanted."""
    if wish is Color.NEVER or (wish is Color.AUTO and not (to_stdout and sys.stdout.isatty())):
        return None
    from rich.console import Console

    console = Console(file=sys.stdout)
    if wish is Color.AUTO and console.no_color:
        return None
    return cast("ColorSystem | None", console.color_system) or ("256" if wish is Color.ALWAYS else None)

"""A timeline as a picture: how many statements in each span of time, and the events as they come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from onrecord.answers import Happened, Said
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line

KINDS = {"direct": "#1b5e8c", "mixed": "#6fa8cf", "indirect": "#c9ced6"}
STATUSES = {
    "occurred": "#222222", "ongoing": "#222222", "planned": "#0b7285", "possible": "#e67700", "demanded": "#862e9c",
    "denied": "#c92a2a",
}  # fmt: skip
LABELLED = 40  # events that get their type written beside them
BARS = 40  # about so many bars


def check(path: Path) -> None:
    """Before anything is read: raises typer.BadParameter for another kind of file, OnrecordError without matplotlib."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise typer.BadParameter(f"{path} is no .svg or .png file", param_hint="--plot")
    if not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}; make it first", param_hint="--plot")
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise OnrecordError("--plot needs matplotlib, which is not installed: pip install 'onrecord[plot]'") from None


def draw(rows: Sequence[Said | Happened], path: Path, *, title: str) -> None:
    """Draws what has a day. Raises OnrecordError when nothing has."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    dated = [(date.fromisoformat(row.day), row) for row in rows if row.day]
    if not dated:
        raise OnrecordError(f"{title}: nothing to draw: no statement or event has a day")
    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": "onrecord", "font.size": 9}
    with pyplot.rc_context(settings):
        figure, (above, below) = pyplot.subplots(
            2, 1, sharex=True, figsize=(11, 5.5), height_ratios=(3, 2), layout="constrained"
        )
        _statements(above, [(day, row) for day, row in dated if isinstance(row, Said)])
        _events(below, [(day, row) for day, row in dated if isinstance(row, Happened)])
        above.set_title(_plain(title), loc="left", fontweight="bold")
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None, dpi=150)
        pyplot.close(figure)


def _statements(axes: Any, found: Sequence[tuple[date, Said]]) -> None:
    """Bars by kind."""
    axes.set_ylabel("statements")
    axes.spines[["top", "right"]].set_visible(False)
    if not found:
        return
    first, last = found[0][0].toordinal(), found[-1][0].toordinal()
    width = max(1, -(-(last - first + 1) // BARS))
    edges = list(range(first, last + width + 1, width))
    days = {kind: [day.toordinal() for day, row in found if row.kind == kind] for kind in KINDS}
    counts = [[sum(edge <= day < edge + width for day in days[kind]) for edge in edges] for kind in KINDS]
    bottom = [0] * len(edges)
    for (kind, color), heights in zip(KINDS.items(), counts, strict=True):
        places = [date.fromordinal(edge) for edge in edges]
        axes.bar(places, heights, width=0.9 * width, bottom=bottom, color=color, label=kind, align="edge")
        bottom = [below + height for below, height in zip(bottom, heights, strict=True)]
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, ncols=3, loc="upper left")


def _events(axes: Any, found: Sequence[tuple[date, Happened]]) -> None:
    """A mark for each, in four rows so that labels do not cover each other."""
    axes.set_ylabel("events")
    axes.set_yticks([])
    axes.set_ylim(-0.6, 3.8)
    axes.spines[["top", "right", "left"]].set_visible(False)
    for number, (day, row) in enumerate(found):
        height = 3 - number % 4
        axes.plot([day], [height], "o", color=STATUSES[row.status], markersize=5)
        if len(found) <= LABELLED:
            grain = f", {row.when}" if row.when_told and row.when[:10] != row.day else ""  # the day is its first
            label = _plain(f"{row.type.lower()} ({row.status}{grain})")
            axes.annotate(label, (day, height), xytext=(5, 0), textcoords="offset points", va="center", fontsize=7)


def _plain(text: str) -> str:
    """Words as words: a dollar sign would begin a formula."""
    return one_line(text).replace("$", r"\$")

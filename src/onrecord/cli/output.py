"""Readings written in one format to one place: standard output, a file that appears when it is whole, or a folder."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import deque
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

import typer

from onrecord.cli.plan import ENDINGS, Plan, already_there, several_need_a_folder
from onrecord.cli.settings import Format
from onrecord.export.contract import encode, to_json, to_line
from onrecord.export.names import Names
from onrecord.types import Article, Reading

_SPAN = re.compile(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]")  # strings hold no raw newline, so only lists match


class Place:
    """A file written beside its place and moved there when whole; a device or pipe is written directly.

    packed: what is written to `stream` is packed by gzip.
    """

    def __init__(self, path: Path, *, packed: bool = False) -> None:
        self._final = path.resolve()
        direct = self._final.exists() and not self._final.is_file()
        self._path = self._final if direct else self._final.with_name(f".{self._final.name}.{os.getpid()}.part")
        self._file = self._path.open("wb")
        self.stream: BinaryIO = self._file
        if packed:  # without a name or a time, so that the same articles give the same file
            self.stream = cast(BinaryIO, gzip.GzipFile("", "wb", fileobj=self._file, mtime=0))

    def close(self, *, whole: bool) -> None:
        """Move the file to its place, or take it away. Raises OSError where its end cannot be written: none is left."""
        written = False
        try:
            with self._file:
                self.stream.close()
            written = True
        except OSError:
            if whole:
                raise
        finally:
            if self._path != self._final:
                if whole and written:
                    self._path.replace(self._final)
                else:
                    self._path.unlink(missing_ok=True)


class Output:
    """Takes readings one by one; what must be one document is finished when the `with` block ends without an error."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._names = Names()
        self._coded = (
            Names()
        )  # what the ids of PLOVER's records begin with, different also where an article comes twice
        self._taken: deque[str] = deque()  # names of files for articles that are being read
        self._refused: Path | None = None
        self._place: Place | None = None
        self._held: Reading | None = None  # the one article of a page, or the first of a JSON document
        plover = plan.format is Format.PLOVER
        self._listing = (plover or (plan.many and plan.format is Format.JSON)) and plan.folder is None
        self._count = 0
        self._items = 0

    def __enter__(self) -> Output:
        if self._plan.folder:
            self._plan.folder.mkdir(parents=True, exist_ok=True)
            if self._plan.format is Format.BRAT:
                self.write_configuration(self._plan.folder, over=self._plan.overwrite)
        elif self._plan.file:
            self._place = Place(self._plan.file, packed=self._plan.packed)
        self._stream = self._place.stream if self._place else typer.get_binary_stream("stdout")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        whole = kind is None
        try:
            if whole:
                self._finish()
        except BaseException:
            whole = False
            raise
        finally:
            if self._place:
                self._place.close(whole=whole and self._count > 0)  # without an article an older file stays

    def takes(self, article: Article) -> bool:
        """Whether the article's files can be written, asked for each before it is read, in the order of the readings.

        Not where one is there already and may not be written over; `check` says so.
        """
        if self._plan.folder is None:
            return True
        name = self._names.take(article.id)
        files = (self._plan.folder / (name + ending) for ending in ENDINGS[self._plan.format])
        if not self._plan.overwrite:
            self._refused = next((path for path in files if path.exists()), None)
        self._taken.append(name)
        return self._refused is None

    def check(self) -> None:
        """Raises typer.BadParameter where an article was not taken."""
        if self._refused:
            raise already_there(self._refused)

    def write(self, reading: Reading) -> None:
        """One reading more, of an article that was taken.

        Raises typer.BadParameter where only one can be written, OSError when none can.
        """
        self._count += 1
        if self._plan.folder:
            self._write_files(reading, self._plan.folder)
        elif self._plan.format in (Format.HTML, Format.BRAT):
            if self._held:
                raise typer.BadParameter(several_need_a_folder(self._plan.format), param_hint="--out")
            self._held = reading
        elif self._plan.format is Format.JSON:
            self._write_document(reading)
        elif self._plan.format is Format.PLOVER:
            for record in self._records(reading):
                self._write_item(_document(record))
        else:
            self._emit(self._one(reading))

    def _write_document(self, reading: Reading) -> None:
        """A list as soon as there are two articles, or from the start where many may come; else one object."""
        if not self._listing and not self._held:
            self._held = reading
            return
        if self._held:
            self._write_item(_document(to_json(self._held)))
            self._held, self._listing = None, True
        self._write_item(_document(to_json(reading)))

    def _write_item(self, document: str) -> None:
        """One item more of the list that the output is."""
        self._emit((",\n" if self._items else "[\n") + document)
        self._items += 1

    def _finish(self) -> None:
        if self._listing:
            self._emit("\n]\n" if self._items else "[]\n")
        elif self._held and self._plan.format is Format.BRAT:
            from onrecord.export.brat import standoff

            self._emit(standoff(self._held).annotations)
        elif self._held:
            self._emit(self._one(self._held))
        self._stream.flush()

    def _one(self, reading: Reading) -> str:
        """One article in the format, as text; brat, which makes two files, is not among them."""
        form = self._plan.format
        if form is Format.JSONL:
            return to_line(reading) + "\n"
        if form is Format.JSON:
            return _document(to_json(reading)) + "\n"
        if form is Format.PLOVER:
            return _document(self._records(reading)) + "\n"
        if form is Format.HTML:
            from onrecord.export.html import page

            return page([reading])
        from onrecord.cli.look import Look
        from onrecord.cli.terminal import view

        plain = not self._plan.encoding.lower().replace("-", "").startswith("utf")
        shown = view(reading, Look(width=self._plan.width, colors=self._plan.colors, ascii=plain))
        first = self._count == 1 or self._plan.folder
        return shown if first else f"\n{('-' if plain else '─') * self._plan.width}\n\n{shown}"

    def _records(self, reading: Reading) -> list[dict[str, Any]]:
        from onrecord.export.plover import article_name, records

        name = self._coded.take(article_name(reading.article))
        return list(records(reading, date.today().isoformat(), name=name))

    def _write_files(self, reading: Reading, folder: Path) -> None:
        name = self._taken.popleft()
        if self._plan.format is Format.BRAT:
            from onrecord.export.brat import standoff

            files = standoff(reading)
            texts = [files.text, files.annotations]
        else:
            texts = [self._one(reading)]
        for ending, text in zip(ENDINGS[self._plan.format], texts, strict=True):
            write_file(folder / (name + ending), text)

    @staticmethod
    def write_configuration(folder: Path, *, over: bool = True) -> None:
        """How brat shows the files of a folder. over: also where the folder has a configuration."""
        from onrecord.export.brat import ANNOTATION_CONF, VISUAL_CONF

        for name, text in (("annotation.conf", ANNOTATION_CONF), ("visual.conf", VISUAL_CONF)):
            if over or not (folder / name).exists():
                write_file(folder / name, text)

    def _emit(self, text: str) -> None:
        if self._plan.format is Format.TEXT:
            self._stream.write(text.encode(self._plan.encoding, "replace"))
        else:
            self._stream.write(encode(text))
        if not self._plan.packed:
            self._stream.flush()


def _document(value: object) -> str:
    """Indented JSON, each span on one line."""
    return _SPAN.sub(r"[\1, \2]", json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def write_file(path: Path, text: str) -> None:
    """A file that appears when it is whole."""
    place = Place(path)
    whole = False
    try:
        place.stream.write(encode(text))
        whole = True
    finally:
        place.close(whole=whole)

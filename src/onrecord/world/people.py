"""A user's own people: a CSV or JSONL file with a person, or a person's term in an office, a line.

Columns: name; and, where known, aliases, surname, title, country, start, end, wikidata, code, sector. docs/world.md has
examples.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.errors import PeopleError
from onrecord.world.countries import country_code, country_name
from onrecord.world.holders import Holder, bare_words, first_day

COLUMNS = ("name", "aliases", "surname", "title", "country", "start", "end", "wikidata", "code", "sector")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FORMS = {
    "wikidata": (re.compile(r"Q\d+"), "an id like Q22686"),
    "code": (re.compile(r"(?:[A-Z]{3}){1,5}"), "a code like USAGOV: groups of three capitals"),
    "sector": (re.compile(r"[A-Z]{3}"), "a sector like GOV: three capitals"),
}


def read_people(path: Path) -> list[Holder]:
    """The people of a file. Raises PeopleError, naming the line and how to mend it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PeopleError(str(path), f"cannot be read as UTF-8 text: {error}") from None
    kinds = {".csv": _csv_rows, ".jsonl": _json_rows, ".ndjson": _json_rows}
    if path.suffix.lower() not in kinds:
        raise PeopleError(str(path), f"its name must end with one of {', '.join(kinds)}, so that its format is known")
    people = [_person(row, f"{path}:{line}") for line, row in kinds[path.suffix.lower()](text, path)]
    if not people:
        raise PeopleError(str(path), "holds no one")
    return people


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "name" not in (reader.fieldnames or ()):
        raise PeopleError(f"{path}:1", f"the first line must name the columns, name among them: {', '.join(COLUMNS)}")
    for row in reader:
        if None in row or None in row.values():
            raise PeopleError(
                f"{path}:{reader.line_num}", "has more or fewer fields than the first line; quote those with commas"
            )
        if any(row.values()):
            yield reader.line_num, row


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise PeopleError(f"{path}:{number}", f"is not JSON: {error}") from None
        if not isinstance(row, dict):
            raise PeopleError(f"{path}:{number}", 'must be an object like {"name": "Mara Venn"}')
        yield number, row


def _person(row: Mapping[str, object], where: str) -> Holder:
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise PeopleError(where, f"does not know {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}")
    values = {column: _text(row.get(column), column, where) for column in COLUMNS if column != "aliases"}
    if not bare_words(values["name"]):
        raise PeopleError(where, "has no name")
    for column, (form, wanted) in _FORMS.items():
        if values[column] and not form.fullmatch(values[column]):
            raise PeopleError(where, f"{column} {values[column]!r} is not {wanted}")
    alpha_3 = _country(values["country"], where)
    start, end = (_date(values[column], column, where) for column in ("start", "end"))
    if start and end and first_day(start) > first_day(end):
        raise PeopleError(where, f"its end {end} is before its start {start}")
    return Holder(
        name=values["name"], surname=values["surname"] or bare_words(values["name"])[-1],
        variants=_aliases(row.get("aliases"), where), title=values["title"],
        country=country_name(alpha_3) if alpha_3 else "", alpha_3=alpha_3,
        sector=values["sector"] or ("GOV" if values["title"] and alpha_3 and not values["code"] else ""),
        start=start, end=end, wikidata=values["wikidata"] or None, code=values["code"], own=True,
    )  # fmt: skip


def _text(value: object, column: str, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise PeopleError(where, f"{column} must be text, not {json.dumps(value)}")
    return " ".join(value.split())


def _aliases(value: object, where: str) -> tuple[str, ...]:
    """Of a list, or of text with "|" between them."""
    names = value if isinstance(value, list) else _text(value, "aliases", where).split("|")
    return tuple(name for one in names if (name := _text(one, "aliases", where)))


def _country(name: str, where: str) -> str:
    if not name:
        return ""
    code = country_code(name)
    if code is None:
        raise PeopleError(where, f"country {name!r} is not known; write its English name or its ISO code")
    return code


def _date(value: str, column: str, where: str) -> str | None:
    if not value:
        return None
    try:
        first_day(value)
    except ValueError:
        valid = False
    else:
        valid = bool(_DATE.fullmatch(value))
    if not valid:
        raise PeopleError(where, f"{column} {value!r} is not a date like 2025-02-08, 2025-02 or 2025")
    return value

"""Make `src/onrecord/data/offices.csv`, who held which public office when, from the raw table of offices.

    python tools/offices.py RAW.csv

RAW.csv has the columns country, office, title, name, surname, start, end, wikidata, and was drawn by program from the
CIA World Factbook (heads of state and government, public domain) and congress-legislators (members of the US Congress,
presidents, vice presidents; CC0). What is known to be wrong with it is mended here, rule by rule, and what no rule can
mend in `offices_corrections.csv`, from the public record. docs/world.md tells what the shipped table holds.
"""

from __future__ import annotations

import csv
import html
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pycountry

from onrecord.world.countries import country_code, country_name
from onrecord.world.holders import Holder
from onrecord.world.names import key, same_name

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "onrecord" / "data" / "offices.csv"
COLUMNS = ("name", "surname", "variants", "title", "country", "alpha_3", "sector", "start", "end", "wikidata", "keys")
TITLES = (
    "Chairman of the Council of Ministers", "Chairman of the Presidency", "President of Council of Ministers",
    "President of the Government or Prime Minister", "President of the Government",
    "President of Territorial Council", "President of the Territorial Assembly",
    "President of transitional government", "President of the Swiss Confederation",
    "Vice President of the transitional government", "Sultan and Prime Minister", "King and Prime Minister",
    "Prime Minister and Foreign Minister", "Prime Minister and Minister of Interior", "Prime Minister Crown Prince",
    "Chairman, Presidential Council", "Sultan and Prime", "Acting Prime Minister", "Interim Prime Minister",
    "Acting President", "Interim President", "Vice President", "Prime Minister", "Chancellor", "Premier",
    "President", "Grand Duke", "Prince", "King", "Queen", "Amir", "Pope", "Sultan", "Co-Prince",
)  # fmt: skip
RANKS = re.compile(r"^(?:(?:Lt\.|Gen\.|Col\.|Dr\.|Sir|Sheikh|Maj\.|Capt\.|Ratu|Cardinal|Field Marshal)\s*)+")
HOMES = {  # who is head of state of several countries: the one that the table keeps
    "Elizabeth II": "GBR", "Charles III": "GBR", "Margrethe II": "DNK", "Frederik X": "DNK", "Harald V": "NOR",
    "Willem-Alexander": "NLD", "Francois Hollande": "FRA", "Emmanuel Macron": "FRA", "Barack H. Obama": "USA",
    "Joseph R. Biden": "USA", "Joseph R. Biden Jr.": "USA", "Donald J. Trump": "USA", "Michael R. Pence": "USA",
    "Kamala D. Harris": "USA", "Xi Jinping": "CHN",
}  # fmt: skip
SPELLINGS = re.compile(r" (?:also spelled|aka|- formerly) ")
ALIKE = 0.55  # of the letters of two names that began one office on one day; below they are two people
SAME_START = timedelta(days=45)


@dataclass(frozen=True)
class Term:
    """One person in one office. start, end: ISO dates, also of a year or month alone; "" if unknown or to come."""

    name: str
    surname: str
    title: str
    alpha_3: str
    start: str
    end: str = ""
    wikidata: str = ""
    variants: frozenset[str] = field(default_factory=frozenset)
    sector: str = ""
    organization: str = ""

    @property
    def begins(self) -> date:
        year, month, day = (self.start + "-01-01")[:10].split("-") if self.start else ("1900", "01", "01")
        return date(int(year), int(month), int(day))


def main(raw: Path) -> int:
    with raw.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    terms = corrected(chained(merged([term for row in rows if (term := cleaned(row))])))
    with SHIPPED.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(shipped(term) for term in sorted(terms, key=order))
    sys.stdout.write(f"{SHIPPED}: {len(terms)} terms of {len(rows)} rows\n")
    return 0


def order(term: Term) -> tuple[str, str, date, str]:
    return term.alpha_3, office(term), term.begins, term.name


def shipped(term: Term) -> tuple[str, ...]:
    variants = "|".join(sorted(term.variants - {term.name}))
    sector = term.sector or ("LEG" if term.title.startswith(("Senator", "Representative")) else "GOV")
    country = term.organization or country_name(term.alpha_3)
    holder = Holder(
        term.name, term.surname, tuple(filter(None, variants.split("|"))), term.title, country, term.alpha_3, sector,
        term.start or None, term.end or None, term.wikidata or None,
    )  # fmt: skip
    return (
        term.name, term.surname, variants, term.title, country, term.alpha_3, sector, term.start, term.end,
        term.wikidata, " ".join(sorted(holder.found_by())),
    )  # fmt: skip


def cleaned(row: dict[str, str]) -> Term | None:
    """A row with its country, title and name set right; None for a head of state of another country."""
    country, title, name, surname = (
        " ".join(html.unescape(row[column]).replace("\xa0", " ").split())
        for column in ("country", "title", "name", "surname")
    )
    alpha_3 = country_code(country)
    if alpha_3 is None:
        alpha_3 = {"Akrotiri": "GBR", "Dhekelia": "GBR"}.get(country) or (
            "SJM" if country.startswith("Svalbard") else ""
        )
    title, name = _title_and_name(title, name, country)
    if HOMES.get(name, alpha_3) != alpha_3 or not alpha_3 or "Elect " in name:
        return None
    name, *others = SPELLINGS.split(name)
    if row["office"] in ("senator", "representative"):
        title = congress(title)
    if alpha_3 == "USA" and row["office"] in ("chief of state", "head of government"):
        return None  # the rows of congress-legislators are the better ones
    return Term(
        name,
        _surname(surname, name),
        title,
        alpha_3,
        row["start"],
        row["end"],
        row["wikidata"],
        frozenset((name, *others)),
    )


def _title_and_name(title: str, name: str, country: str) -> tuple[str, str]:
    """The title alone, what was left of the name in it, and the country's name out of the name."""
    if title.startswith("President of the Pontifical"):
        return "President of the Governorate", name
    known = next((known for known in TITLES if title.lower().startswith(known.lower())), None)
    if known is None:
        return title, name
    left = title[len(known) :].strip()
    if re.match(r"of\b", left):
        name = re.sub(rf"^(?:{re.escape(country)}|China|Swiss Confederation) ", "", name)
        left = ""
    left = RANKS.sub("", left + " ").strip()
    return known, RANKS.sub("", f"{left} {name}".strip())


def congress(title: str) -> str:
    """ "Senator from VT" → "Senator from Vermont"."""
    post, _, state = title.rpartition(" ")
    named = {division.code: division.name for division in pycountry.subdivisions}
    return f"{post} {TERRITORIES.get(state) or named[f'US-{state}']}"


def _surname(surname: str, name: str) -> str:
    """The surname as the name has it, without the number of a king; the last word where the name does not have it."""
    surname = re.sub(r" [IVX]+$", "", surname, flags=re.IGNORECASE)
    if surname.lower() in name.lower():
        start = name.lower().index(surname.lower())
        return name[start : start + len(surname)]
    return name.split()[-1]


def office(term: Term) -> str:
    """Which office a title stands for; holders of one follow each other."""
    title = term.title.lower()
    if title.startswith(("senator", "representative")):
        return f"{title} {term.name}"  # many at a time
    if "vice president" in title:
        return "vice president"
    if "governorate" in title:
        return "governorate"
    if any(word in title for word in ("prime minister", "premier", "chancellor", "council of ministers", "government")):
        return "head of state" if title.startswith(("king", "sultan")) else "head of government"
    return "head of state"


def merged(terms: Iterable[Term]) -> list[Term]:
    """Rows of one person's term in one office made one: heads of state and government at once, double spellings."""
    groups: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in sorted(terms, key=order):
        known = groups[term.alpha_3, office(term)]
        same = next((at for at, other in enumerate(known) if _is_same(term, other)), None)
        if same is None:
            known.append(term)
        else:
            known[same] = _joined(known[same], term)
    return [term for known in groups.values() for term in known]


def _is_same(one: Term, other: Term) -> bool:
    close = abs(one.begins - other.begins) <= SAME_START
    if one.wikidata and one.wikidata == other.wikidata:
        return close or one.start == other.end
    if one.alpha_3 == "USA":
        return one.name == other.name and (one.start == other.end or other.start == one.end)
    if one.start == other.start and office(one) != "vice president":
        return SequenceMatcher(None, key(one.name), key(other.name)).ratio() > ALIKE
    return close and (same_name(one.name, other.name) or key(one.surname) == key(other.surname))


def _joined(first: Term, second: Term) -> Term:
    """One term of two rows: the later name is the Factbook's newer spelling."""
    end = max(first.end, second.end) if first.end and second.end else ""
    if first.alpha_3 == "USA":
        end = second.end
    return replace(
        second,
        start=min(first.start, second.start) if first.start and second.start else first.start or second.start,
        end=end,
        wikidata=first.wikidata or second.wikidata,
        variants=first.variants | second.variants,
    )


def chained(terms: Iterable[Term]) -> Iterator[Term]:
    """A term ends where the next holder's begins: the raw ends are the next date of the text, whatever it was.

    The last holder of an office is in it still. Raw ends of the US Congress, its presidents and vice presidents hold.
    """
    groups: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        if term.alpha_3 == "USA":
            yield term
        else:
            groups[term.alpha_3, office(term)].append(term)
    for holders in groups.values():
        holders.sort(key=lambda term: (term.begins, term.name))
        several = office(holders[0]) == "vice president"  # some countries have two or more at a time
        for term, following in pairwise(holders):
            yield replace(term, end=term.end if several else following.start)
        yield holders[-1] if several else replace(holders[-1], end="")


def corrected(terms: Iterable[Term]) -> list[Term]:
    """The terms with those of offices_corrections.csv put in, set or left out."""
    result = {(term.alpha_3, term.name, term.title, term.start): term for term in terms}
    with (HERE / "offices_corrections.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            _correct(result, row, number)
    return list(result.values())


def _correct(terms: dict[tuple[str, str, str, str], Term], row: dict[str, str], number: int) -> None:
    if row["action"] == "add":
        variants = frozenset(filter(None, row["variants"].split("|")))
        term = Term(
            row["name"], row["surname"], row["title"], row["alpha_3"], row["start"], row["end"], row["wikidata"],
            variants, row["sector"], row["country"],
        )  # fmt: skip
        terms[term.alpha_3, term.name, term.title, term.start] = term
        return
    found = [
        at for at, term in terms.items()
        if (term.alpha_3, term.name) == (row["alpha_3"], row["name"]) and row["title"] in ("", term.title)
    ]  # fmt: skip
    if not found:
        sys.exit(f"offices_corrections.csv:{number}: no term of {row['name']} ({row['alpha_3']}) to {row['action']}")
    for at in found:
        term = terms.pop(at)
        if row["action"] == "set":
            changed = {column: row[column] for column in ("start", "end", "wikidata", "surname") if row[column]}
            if row["end"] == "open":
                changed["end"] = ""
            variants = term.variants | frozenset(filter(None, row["variants"].split("|")))
            terms[at] = replace(term, **changed, variants=variants)


TERRITORIES = {
    "DC": "the District of Columbia",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "the Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "the Virgin Islands",
}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    raise SystemExit(main(Path(sys.argv[1])))

"""Make `src/onrecord/people/first_names.txt`: given names that nearly only men or nearly only women bear.

    python tools/first_names.py NAMES_DIR

NAMES_DIR: the national data of the US Social Security Administration (public domain; names.zip on
ssa.gov/oact/babynames), unpacked: yob1930.txt and so on, each line a name, F or M, and a count. A name is taken with at
least 500 births from 1930 to 2002, 97.5 % of one sex; first_names_by_hand.txt, for world news, is added and wins.
"""

from __future__ import annotations

import csv
import sys
import textwrap
from collections import Counter
from pathlib import Path

from onrecord.inflection import word_set

HERE = Path(__file__).parent
BY_HAND = HERE / "first_names_by_hand.txt"
SHIPPED = HERE.parent / "src" / "onrecord" / "people" / "first_names.txt"
YEARS = range(1930, 2003)
LEAST = 500  # births
SHARE = 0.975  # of one sex
# Titles and words that are given as names too, but in news are mostly not.
NO_NAMES = word_set(
    "major prince king america london paris police sheriff general judge justice senator chance cash royal messiah "
    "legend"
)
HEAD = """\
# First names borne almost only by men or almost only by women: at least 500 births from 1930 to 2002, 97.5 % of one
# sex, in the national data of the US Social Security Administration (public domain), and names of world news by hand.
"""


def born(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Births of men and of women by name, in lower case."""
    men: Counter[str] = Counter()
    women: Counter[str] = Counter()
    for year in YEARS:
        with (folder / f"yob{year}.txt").open(encoding="utf-8", newline="") as lines:
            for name, sex, count in csv.reader(lines):
                (men if sex == "M" else women)[name.lower()] += int(count)
    return men, women


def by_hand() -> tuple[set[str], set[str]]:
    """The men's and the women's names of first_names_by_hand.txt."""
    men, women = BY_HAND.read_text(encoding="utf-8").partition("[men]")[2].split("[women]")
    return set(men.split()), set(women.split())


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    men, women = born(Path(sys.argv[1]))
    often = {name for name in men | women if men[name] + women[name] >= LEAST} - NO_NAMES
    of_men = {name for name in often if men[name] >= SHARE * (men[name] + women[name])}
    of_women = {name for name in often if women[name] >= SHARE * (men[name] + women[name])}
    added_men, added_women = by_hand()
    parts = {"men": (of_men - added_women) | added_men, "women": (of_women - added_men) | added_women}
    with SHIPPED.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for title, names in parts.items():
            lines = textwrap.wrap(" ".join(sorted(names)), 118, break_on_hyphens=False)
            out.write("\n".join((f"[{title}]", *lines)) + "\n")


if __name__ == "__main__":
    main()

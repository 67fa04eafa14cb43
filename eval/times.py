"""Reads the time expressions of articles with a day of publication, for a scorer, and says how fast.

python eval/times.py --articles dev.jsonl > predicted.jsonl           (id, text, and published or date)
python eval/times.py --articles dev.jsonl --lines 6 > predicted.jsonl

--lines keeps the expressions of an article's first lines only: MEANTIME annotates the title, the date line and the
first four lines of text, so that what is rightly read further down would count as wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import process_time

from onrecord.dates import times
from onrecord.types import Time


def first_lines(text: str, count: int) -> int:
    """Where the first lines end."""
    return len("\n".join(text.split("\n")[:count]))


def as_json(time: Time) -> dict[str, object]:
    return {"spans": [list(span) for span in time.words.spans], "type": time.type, "value": time.value}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--lines", type=int, help="leave out what stands further down")
    options = parser.parse_args()
    words, took = 0, 0.0
    times("", None)  # the grammar is compiled when it is first used
    for row in map(json.loads, options.articles.read_text(encoding="utf-8").splitlines()):
        end = first_lines(row["text"], options.lines) if options.lines else len(row["text"])
        began = process_time()
        found = times(row["text"], row["published"] if "published" in row else row["date"])
        took += process_time() - began
        words += len(row["text"].split())
        kept = [as_json(time) for time in found if time.words.spans[0].start < end]
        sys.stdout.write(json.dumps({"id": row["id"], "times": kept}) + "\n")
    sys.stderr.write(f"{words:,} words, {words / took:,.0f} a second on one core\n")


if __name__ == "__main__":
    main()

"""How well pages of real publishers are read: titles, days, authors, and the words of the body.

python eval/pages.py --pages DIR   (NAME.html.gz and gold.json: [{id, title, authors, published, body: []}])
python eval/pages.py --pages DIR --without json-ld meta classes   (how much rests on what publishers say of their pages)
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from onrecord.errors import SourceError
from onrecord.sources.decode import markup_of
from onrecord.sources.page import article_of
from onrecord.types import Article

QUOTES = str.maketrans("‘’“”–—", "''\"\"--")


@dataclass(frozen=True)
class Score:
    """Of one page: whether title, day and authors are right, and the body's F1 over bags of words (0 to 1)."""

    title: bool
    day: bool
    authors: bool
    body: float


def ours(markup: bytes, name: str) -> Article:
    try:
        return article_of(markup_of(markup), where=name, id=name)
    except SourceError:
        return Article(text="", id=name)


def alone(markup: bytes, name: str) -> Article:
    """What trafilatura says by itself."""
    import trafilatura

    found = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    if not isinstance(found, trafilatura.settings.Document):
        return Article(text="", id=name)
    authors = tuple(filter(None, (found.author or "").split("; ")))
    return Article(text=found.text or "", id=name, title=found.title, authors=authors, published=found.date)


def body_of(article: Article) -> str:
    """The text without the title at its head."""
    return article.text.removeprefix(article.title or "")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def plain(text: str) -> str:
    return "".join(text.translate(QUOTES).casefold().split())


def score(article: Article, gold: dict[str, object]) -> Score:
    body, expected = words(body_of(article)), words("\n".join(map(str, _list(gold["body"]))))
    size = body.total() + expected.total()
    return Score(
        title=plain(article.title or "") == plain(str(gold["title"])),
        day=(article.published or "")[:10] == str(gold["published"])[:10],
        authors=set(map(plain, article.authors)) == {plain(str(name)) for name in _list(gold["authors"])},
        body=2 * (body & expected).total() / size if size else 0.0,
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def without_json_ld(markup: str) -> str:
    return re.sub(r"<script[^>]*ld\+json[^>]*>.*?</script>", "", markup, flags=re.S | re.I)


def without_meta(markup: str) -> str:
    return re.sub(r"<meta\b(?![^>]*charset)[^>]*>", "", markup, flags=re.I)


def without_classes(markup: str) -> str:
    """Classes and ids that tell nothing, and are still equal where they were."""
    names = re.compile(r"""(\s(?:class|id)=)("[^"]*"|'[^']*')""")
    return names.sub(lambda m: m[1] + '"' + " ".join(f"c{crc32(t.encode())}" for t in m[2][1:-1].split()) + '"', markup)


WITHOUT: dict[str, Callable[[str], str]] = {
    "json-ld": without_json_ld, "meta": without_meta, "classes": without_classes,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, help="folder of NAME.html.gz and gold.json")
    parser.add_argument("--each", action="store_true", help="also print each page's figures")
    parser.add_argument("--without", nargs="*", choices=WITHOUT, default=[], help="what is taken from the pages first")
    args = parser.parse_args()
    gold = json.loads((args.pages / "gold.json").read_text(encoding="utf-8"))
    readers: dict[str, Callable[[bytes, str], Article]] = {"trafilatura alone": alone, "onrecord": ours}
    print(f"{len(gold)} pages{'':13} title   day  authors  body F1")
    for reader, read in readers.items():
        scores = []
        for page in gold:
            markup = gzip.decompress((args.pages / f"{page['id']}.html.gz").read_bytes())
            for change in args.without:
                markup = WITHOUT[change](markup_of(markup)).encode()
            article = read(markup, page["id"])
            scores.append(score(article, page))
            if args.each:
                one = scores[-1]
                print(f"  {page['id']:32} {one.title:d} {one.day:d} {one.authors:d} {one.body:.3f}")
        share = [100 * sum(getattr(s, name) for s in scores) / len(scores) for name in ("title", "day", "authors")]
        mean = sum(s.body for s in scores) / len(scores)
        print(f"{reader:20} {share[0]:5.1f}% {share[1]:5.1f}% {share[2]:6.1f}%   {mean:.3f}")


if __name__ == "__main__":
    main()

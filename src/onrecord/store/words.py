"""Words as both databases index and find them: letters and digits, without case and accents, not stemmed.

`tokens` does it for both, and for names and snippets: FTS5 and PostgreSQL get words that are cut and folded already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.errors import BadQuery

_LONGEST: Final = 500  # code points of a word; PostgreSQL takes 2,046 bytes
_MOST: Final = 16_000  # words of a statement that keep their place in a tsvector
_TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*?)')
_QUOTES: Final = str.maketrans("“”„«»", '"""""')
_ASCII: Final = re.compile(r"[0-9A-Za-z]+")


class Token(NamedTuple):
    """A word and where it stands; folded: as it is compared."""

    start: int
    end: int
    folded: str


class Phrase(NamedTuple):
    """Words that follow each other; prefix: the last may go on; negated: it must not be there."""

    words: tuple[str, ...]
    prefix: bool = False
    negated: bool = False


class Query(NamedTuple):
    """Alternatives, each with phrases that must all be met."""

    alternatives: tuple[tuple[Phrase, ...], ...]

    @property
    def wanted(self) -> tuple[Phrase, ...]:
        """All phrases that a snippet marks."""
        return tuple(phrase for part in self.alternatives for phrase in part if not phrase.negated)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    if text.isascii():
        for match in _ASCII.finditer(text):
            yield Token(match.start(), match.end(), match.group().lower()[:_LONGEST])
        return
    start, folded = 0, ""
    for at, character in enumerate(text):
        piece = _folded(character)
        if piece and not folded:
            start = at
        if piece is None and folded:
            yield Token(start, at, folded[:_LONGEST])
            folded = ""
        folded += piece or ""
    if folded:
        yield Token(start, len(text), folded[:_LONGEST])


def _folded(character: str) -> str | None:
    """A letter or digit as it is compared, "" for an accent; None for what ends a word."""
    category = unicodedata.category(character)
    if category == "Mn":
        return ""
    if category[0] not in "LN" and category != "Co":
        return None
    return "".join(c for c in unicodedata.normalize("NFD", character.lower()) if unicodedata.category(c) != "Mn")


class _Folding(dict[int, str]):
    """For str.translate: each character as it is compared, a blank for what ends a word."""

    def __missing__(self, code: int) -> str:
        piece = _folded(chr(code))
        return self.setdefault(code, " " if piece is None else piece)


_FOLDING: Final = _Folding()


def folded_words(text: str) -> list[str]:
    """The words as they are compared, several times as fast as `tokens`, which tells where they stand."""
    return [word[:_LONGEST] for word in text.translate(_FOLDING).split()]


def fold(text: str) -> str:
    """A name or a content as it is compared: its words with single blanks between them."""
    return " ".join(folded_words(text))


def query(text: str) -> Query:
    """What a person typed: words that must all be there, "phrases", prefix*, -without, and OR between alternatives.

    Raises BadQuery when it holds no word, or only words that must not be there.
    """
    alternatives: list[list[Phrase]] = [[]]
    for match in _TERM.finditer(text.translate(_QUOTES)):
        if match.group() == "OR":
            alternatives.append([])
            continue
        body = match["word"] if match["phrase"] is None else match["phrase"]
        words = tuple(folded_words(body))
        if words:
            prefix = bool(match["star"]) or body.endswith("*")
            alternatives[-1].append(Phrase(words, prefix, bool(match["minus"])))
    kept = tuple(tuple(part) for part in alternatives if part)
    if not kept:
        raise BadQuery(f'{text!r} holds no word to look for; give words, a "phrase" or a pref*')
    if any(all(phrase.negated for phrase in part) for part in kept):
        raise BadQuery(f"{text!r} only says what must not be there; add a word that must")
    return Query(kept)


def starts(words: Sequence[str], phrase: Phrase) -> list[int]:
    """The numbers of the words, folded, at which the phrase begins."""
    *first, last = phrase.words
    ends = [at for at, word in enumerate(words) if word == last or (phrase.prefix and word.startswith(last))]
    if not first:
        return ends
    size = len(first)
    return [at - size for at in ends if at >= size and list(words[at - size : at]) == first]


def fts5(wanted: Query) -> str:
    """The query as FTS5 writes it."""
    return " OR ".join(f"({_fts5_part(part)})" for part in wanted.alternatives)


def _fts5_part(part: tuple[Phrase, ...]) -> str:
    positive = " AND ".join(_fts5_phrase(phrase) for phrase in part if not phrase.negated)
    return "".join([f"({positive})", *(f" NOT {_fts5_phrase(phrase)}" for phrase in part if phrase.negated)])


def _fts5_phrase(phrase: Phrase) -> str:
    joined = " + ".join(f'"{word}"' for word in phrase.words) + (" *" if phrase.prefix else "")
    return f"({joined})"


def tsquery(wanted: Query, mark: str = "") -> str:
    """The query as PostgreSQL writes it; mark: before each word, for words that are not of the content."""
    return " | ".join(
        "(" + " & ".join(("!" if phrase.negated else "") + _ts_phrase(phrase, mark) for phrase in part) + ")"
        for part in wanted.alternatives
    )


def _ts_phrase(phrase: Phrase, mark: str) -> str:
    joined = " <-> ".join(f"'{mark}{word}'" for word in phrase.words)
    return f"({joined}{':*' if phrase.prefix else ''})"


def tsvector(content: str, addressee: str, tags: str) -> str:
    """A tsvector's text: the content's words, the addressee's marked "@", and tags marked "=" without a place."""
    places: dict[str, list[int]] = {}
    for mark, text in (("", content), ("@", addressee)):
        for place, word in enumerate(folded_words(text)[:_MOST], start=1):
            places.setdefault(mark + word, []).append(place)
    found = [f"'{word}':{','.join(map(str, at[:250]))}" for word, at in places.items()]
    return " ".join(found + [f"'={tag}'" for tag in tags.split()])

"""Names of people and organizations as news writes them: their parts, and whether two are forms of one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.people.titles import GENERATIONS, NICKNAMES, PARTICLES, SUFFIXES, TITLES

_WORD = re.compile(r"[^\s,()]+")
_QUOTED = re.compile(r"[\s]*[“\"‘'(]([^”\"’')]{2,30})[”\"’'),]+\s*(?=\w)")
_LONGEST_ACRONYM = 4  # letters from which on a word in capitals is shouted
_SHOUTED = re.compile(r"[^\W\d_]{2,}")
_LOOSE_HYPHEN = re.compile(r"(?<=\w)(?: -|- )(?=[^\W\d_])")  # "el -Sissi"
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_POSSESSIVE_SIGNS = ("'", "’", "'s", "’s")
_SMALL = word_set("of the for and on in to at de del la des du & a an von und")


class PersonName(NamedTuple):
    """The parts of a person's name, folded (see `fold`); shown: the words that count as the name, as printed."""

    shown: str
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffix: str = ""
    nickname: str = ""

    @property
    def surname(self) -> str:
        """The last word; with what belongs to it where a particle stands before it ("de Guzman")."""
        return self.words[-1]

    @property
    def given(self) -> str:
        """The first word where there is more than one, else nothing."""
        return self.words[0] if len(self.words) > 1 else ""


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case, no accents, no dots, straight apostrophes: "Erdoğan" and "erdogan", "U.S." and "US"."""
    if not word.isascii():
        word = unicodedata.normalize(
            "NFKD", word.replace("’", "'").replace("‘", "'").replace("ı", "i").replace("ø", "o")
        )
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word.lower().replace(".", "")


def without_possessive(text: str) -> str:
    """The words without a possessive ending."""
    return _POSSESSIVE.sub("", text) if text.endswith(_POSSESSIVE_SIGNS) else text


@lru_cache(maxsize=4096)
def person_name(text: str) -> PersonName | None:
    """A person's name in its parts; None where nothing but titles is left.

    >>> person_name("Sen. Robert “Bob” Q. Hale Jr.").words
    ('robert', 'q', 'hale')
    """
    nickname = ""
    text = _LOOSE_HYPHEN.sub("-", text)
    if quoted := _QUOTED.search(text):
        nickname = fold(quoted[1].strip(" ,"))
        text = f"{text[: quoted.start()]} {text[quoted.end() :]}".strip()
    words = [word.strip('“”"‘') for word in _WORD.findall(without_possessive(text))]
    words = [word for word in words if word]
    titles: list[str] = []
    while len(words) > 1 and fold(words[0]) in TITLES:
        titles.append(fold(words.pop(0)))
    suffix = ""
    while len(words) > 1 and fold(words[-1]) in SUFFIXES:
        last = fold(words.pop())
        suffix = last if last in GENERATIONS else suffix
    folded = tuple(fold(word) for word in words)
    if not folded:
        return None
    shown = " ".join(words) + (f" {_suffix_shown(text, suffix)}" if suffix else "")
    if quoted:
        shown = shown.replace(words[0], f"{words[0]} {quoted.group().strip()}", 1)
    return PersonName(shown, _joined(folded), tuple(titles), suffix, nickname)


def _suffix_shown(text: str, suffix: str) -> str:
    return next((word for word in reversed(_WORD.findall(text)) if fold(word) == suffix), suffix)


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Particles join the word behind them: ("bill", "de", "blasio") → ("bill", "de blasio")."""
    parts: list[str] = []
    kept = ""
    for number, word in enumerate(words):
        if (word in PARTICLES if number else word in _LEADING) and number < len(words) - 1:
            kept += word + " "
        else:
            parts.append(kept + word)
            kept = ""
    return tuple(parts)


_LEADING = word_set("van von de del della di da bin ibn ter ten du dos")  # never a given name


def given_fits(one: str, other: str) -> bool:
    """May these be forms of one given name? Equal, an initial, a nickname, or a short form of four letters and more."""
    if one == other or not one or not other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if other in NICKNAMES.get(one, ()):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short)


def surname_fits(one: str, other: str) -> bool:
    """Equal but for particles: "al-assad" and "assad", "de guzman" and "guzman"."""
    return one == other or _bare(one) == _bare(other)


@lru_cache(maxsize=8192)
def bare(surname: str) -> str:
    """A surname without particles and hyphenated article: "al-assad" → "assad"."""
    return _bare(surname)


def _bare(surname: str) -> str:
    last = surname.rpartition(" ")[2]
    for article in ("al-", "el-", "as-", "ar-", "ad-", "an-"):
        if last.startswith(article) and len(last) > len(article) + 2:
            return last[len(article) :]
    return last


def same_person(one: PersonName, other: PersonName) -> bool:
    """May two names of at least two words each be one person's?

    Equal surname and fitting given names, or the words of one within the other's in order. "Jr." sets two bearers of
    one given name apart: where the article writes both forms they are father and son.
    """
    if one.suffix != other.suffix and one.given == other.given and len(one.words) == len(other.words) == 2:
        return False
    if {one.suffix, other.suffix} == {"jr", "sr"}:
        return False
    if surname_fits(one.surname, other.surname):
        fits = given_fits(one.given, other.given) or one.given in other.words[:-1] or other.given in one.words[:-1]
        return fits or bool({one.nickname, other.nickname} & {one.given, other.given})
    short, long = sorted((one.words, other.words), key=len)
    return len(short) > 1 and len(long) > len(short) and long[: len(short)] == short


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """An organization's or place's name for comparison: folded, no leading article, no possessive."""
    words = [fold(word) for word in without_possessive(text.strip(' ,.;:\n"“”')).split()]
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    if len(words) > 2 and words[0] in ("department", "ministry") and words[1] == "of":
        words = [word for word in words[2:] if word != "the"] + words[:1]
    return " ".join(words)


def unshouted(name: str) -> str:
    """A person's name as it is written where capitals do not shout: "PIET O'BRIEN" → "Piet O'Brien"; "JFK" stays."""
    if not name.isupper() or (" " not in name and len(name) < _LONGEST_ACRONYM):
        return name
    return _SHOUTED.sub(lambda word: word[0].capitalize(), name)


def initials(text: str) -> frozenset[str]:
    """What an organization's name may be shortened to: its initials, with and without small words."""
    words = re.findall(r"[^\W_]+", fold(text).replace("'s", ""))
    all_of = "".join(word[0] for word in words)
    big = "".join(word[0] for word in words if word not in _SMALL)
    return frozenset(form for form in (all_of, big) if len(form) > 1)


@lru_cache(maxsize=8192)
def is_acronym(text: str) -> bool:
    """Mostly capitals, short: "RNC", "U.N.", "PKK"."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)

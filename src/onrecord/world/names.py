"""Names that are spelled in several ways: Zelensky, Zelenskyy, Zelenskiy; Volodymyr, Vladimir; al-Sisi, el-Sissi.

Two spellings are compared by their keys, which leave out what the ways of writing other alphabets in English differ in.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.inflection import word_set

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a",
     "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'"},
)  # fmt: skip
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("'", ""),
        ("sch|sh", "s"),
        ("tch|ch(?!r)", "c"),
        ("kh|gh", "h"),
        ("dzh|zh|dj|j(?=[aeou])", "z"),
        ("ts|tz", "z"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("w", "v"),
        ("ou|oo", "u"),
        ("ee|ie|ei|ey|iy|yi|ij|yy|ii|y|j", "i"),
        ("oe", "o"),
        ("ue", "u"),
        ("f$", "v"),
        ("x", "ks"),
        ("(?<=[bcdfgklmnprstvz])h", ""),
        ("i(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_TITLES = word_set(
    "mr mrs ms dr sir lord lady dame sen sens rep reps gov gen col maj lt capt president premier chancellor king queen "
    "prince princess pope senator representative congressman congresswoman governor general secretary minister vice "
    "prime prof rev justice judge sultan emir amir"
)
_ENDINGS = word_set("jr sr")
PARTICLES = word_set("al el bin ibn ben abu de la van von der den da dos del di")


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """What the usual spellings of a name share; its words stay apart."""
    return " ".join(_sound(word) for word in re.findall(r"[\w']+", plain(name)))


def plain(name: str) -> str:
    """A name in lower case without accents and with the nearest of the 26 letters."""
    letters = unicodedata.normalize("NFD", name.lower()).translate(_LETTERS)
    return "".join(c for c in letters if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def words(name: str) -> list[str]:
    """The words of a name without titles before it and "Jr."; "Hun Sen" has no title."""
    found = [word.strip('.,“”"') for word in re.split(r"[\s,-]+|(?<=\.)(?=[A-Z])", name)]
    kept = [word for word in found if word and word.lower() not in _ENDINGS]
    while len(kept) > 1 and kept[0].lower() in _TITLES:
        kept.pop(0)
    return kept


def has_title(name: str) -> bool:
    """Does a name have a title in it ("Pope Francis")?"""
    return name.split()[:1] != [] and name.split()[0].strip(".").lower() in _TITLES


@lru_cache(maxsize=4096)
def _first_names(first: str) -> frozenset[str]:
    """The keys of the forms of a first name, its own among them."""
    groups = (group for group in _same_first() if first.lower() in group)
    return frozenset((key(first),)).union(*(map(key, group) for group in groups))


@cache
def _same_first() -> tuple[frozenset[str], ...]:
    """Forms of one first name together: "robert bob rob"."""
    text = files("onrecord").joinpath("data", "first_names.csv").read_text(encoding="utf-8")
    return tuple(word_set(line) for line in text.splitlines()[1:])


def _same_word(one: str, other: str) -> bool:
    """Are two words of names spellings of one, forms of one first name, or one the initial of the other?"""
    if min(len(one), len(other)) == 1:
        return one[0].lower() == other[0].lower()
    return key(one) == key(other) or not _first_names(one).isdisjoint(_first_names(other))


def same_name(one: str, other: str) -> bool:
    """Can these be full names of one person?

    The words of one must all stand in the other, in their order and from the first on: "Vladimir Putin" is "Vladimir
    Vladimirovich Putin"; "George W. Bush" is not "George H. W. Bush". One word alone is no full name.
    """
    first, second = sorted((_bare(one), _bare(other)), key=len)
    if len(first) < 2:
        return bool(first) and [key(word) for word in first] == [key(word) for word in second]
    if _middles_differ(first, second) or not _same_word(first[0], second[0]):
        return False
    at = 0
    for word in second:
        at += at < len(first) and _same_word(first[at], word)
    return at == len(first)


def _bare(name: str) -> list[str]:
    return [word for word in words(name) if word.lower() not in PARTICLES]


def _middles_differ(first: list[str], second: list[str]) -> bool:
    """Do two names have middle initials that do not go together?"""
    one, other = ([word[0].lower() for word in name[1:-1]] for name in (first, second))
    initials = any(len(word) == 1 for name in (first, second) for word in name[1:-1])
    return initials and bool(one) and one != other[: len(one)]

"""Numbers in words and figures, as far as they count days and years."""

from __future__ import annotations

from typing import Final

ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS: Final = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
ORDINAL_TENS: Final = [f"{ten[:-1]}ieth" for ten in TENS]

_CARDINAL: Final = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
_ORDINAL: Final = {word: n for n, word in enumerate(ORDINALS)} | {
    word: 10 * n for n, word in enumerate(ORDINAL_TENS, 2)
}
_ALONE: Final = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a dozen": 12.0, "a couple": 2.0}

# Patterns over text in lower case.
_SMALL = "|".join(sorted(ONES[1:], key=len, reverse=True))
_TEN = "|".join(TENS)
WORDS: Final = rf"(?:(?:{_TEN})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{_SMALL})"
FIGURES: Final = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,4}(?:\.[0-9])?"
ORDINAL: Final = (
    rf"(?:[0-9]{{1,3}}(?:st|nd|rd|th)|(?:(?:{_TEN})[ -])?(?:{'|'.join(sorted(ORDINALS[1:], key=len, reverse=True))})"
    rf"|{'|'.join(ORDINAL_TENS)})"
)


def amount(words: str) -> float | None:
    """The number that words in lower case stand for ("twenty-one", "1,200", "a"); None for "several" and its like."""
    words = words.strip().removesuffix(" of").replace("-", " ")
    whole = words.removesuffix(" and a half")
    if whole != words:
        count = amount(whole)
        return None if count is None else count + 0.5
    if words in _ALONE:
        return _ALONE[words]
    if words[:1].isdigit():
        return float(words.replace(",", ""))
    hundred = words.removesuffix(" hundred")
    if hundred != words:
        count = amount(hundred)
        return None if count is None else 100 * count
    parts = words.split()
    known = [_CARDINAL[part] for part in parts if part in _CARDINAL]
    return float(sum(known)) if known and len(known) == len(parts) else None


def position(words: str) -> int | None:
    """The place that an ordinal names: "third", "3rd" and "twenty-third" are 3, 3 and 23; None if it is none."""
    words = words.strip().replace("-", " ")
    if words[:1].isdigit():
        return int(words.rstrip("stndrh"))
    *tens, last = words.split() or [""]
    place = _ORDINAL.get(last)
    return None if place is None else place + sum(_CARDINAL.get(ten, 0) for ten in tens)

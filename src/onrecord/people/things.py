"""The organizations and places an article names: acronyms and short forms join the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.inflection import word_set
from onrecord.people.figures import Figure
from onrecord.people.names import initials, is_acronym, key
from onrecord.people.nations import CAPITALS, COUNTRIES, DEMONYMS
from onrecord.people.nouns import PRESS, is_firm, noun_kind
from onrecord.people.spans import NameSpan

_SHORT_BEHIND = re.compile(r"[”\"]?\s*\(\s*(?:the\s+|or\s+)?[“\"']?([A-Z][\w.&-]{1,9})[”\"']?\s*\)")
_LONG_BEHIND = re.compile(r"\s*\(\s*(?:the\s+)?([A-Z][^()\n]{5,70}?)\s*\)")
# Words that end or begin a longer name without being short for it.
_ALONE = frozenset(("house", "state", "states", "street", "world"))
_OWN = word_set("house state states city county island islands president government administration world street")
_ADDED = word_set(
    """
    international university group newspaper news agency inc corp co company ltd party movement network magazine of
    """
)


_COMPASS = {"n ": "north ", "s ": "south "}
_KNOWN_AS = {"fed": "federal reserve", "isis": "islamic state", "isil": "islamic state", "daesh": "islamic state"}
_HALVES = {"north": "north korea", "south": "south korea"}
_JOINING = word_set("the of at in and for from on a to")


class Things:
    """Organizations and places by any form of their names. spans: their names in the text, in its order."""

    def __init__(self, text: str, spans: Sequence[NameSpan]) -> None:
        self.all: list[Figure] = []
        self._figures: dict[str, Figure] = {}
        self._metonyms: set[str] = set()
        labels: dict[str, str] = {}
        shown: dict[str, str] = {}
        for span in spans:
            form = text[span.start : span.end]
            labels.setdefault(key(form), span.label)
            shown.setdefault(key(form), form)
        longer = _parts(labels)
        acronyms = {name for name, form in shown.items() if is_acronym(form)}
        short_for = {name: long for name, long in _initials(shown).items() if name in acronyms} | _bracketed(
            text, spans
        )
        for name in sorted(labels, key=lambda name: _order(name, is_acronym(shown[name]))):
            long = self._long(name, labels[name], longer, short_for)
            if long is None:
                self.all.append(Figure("place" if labels[name] == "Place" else "organization"))
            self._figures[name] = self.all[-1] if long is None else self._figures[long]

    def _long(self, name: str, label: str, longer: dict[str, list[str]], short_for: dict[str, str]) -> str | None:
        """The fuller name that this one is short for, if it stands in the article."""
        country = CAPITALS.get(name, "").lower()
        if country in self._figures:
            self._metonyms.add(name)
            return country
        if (expanded := _expanded(name)) != name and expanded in self._figures:
            return expanded
        full = short_for.get(name, _KNOWN_AS.get(name, name))
        if full != name and full in self._figures:
            return full
        candidates = [long for long in longer.get(name, ()) if long in self._figures and _short_for(name, long, label)]
        figures = {id(self._figures[long]) for long in candidates}
        return candidates[0] if len(figures) == 1 else None

    def find(self, form: str) -> Figure | None:
        """What a name as printed stands for."""
        return self._figures.get(key(form))

    def words(self) -> dict[str, list[Figure]]:
        """First and last words of names of several words, and their nouns → whose names they are."""
        found: dict[str, list[Figure]] = {}
        for name, figure in self._figures.items():
            words = name.split()
            nouns = {word for word in words if noun_kind(word) == "organization"}
            for word in {words[0], words[-1], *nouns} - _ALONE if len(words) > 1 else ():
                if figure not in found.setdefault(word, []):
                    found[word].append(figure)
        return found

    def is_metonym(self, form: str) -> bool:
        """A capital that stands for its country's government: not a form of its name."""
        return key(form) in self._metonyms


def _expanded(name: str) -> str:
    """ "n korea", as headlines have it, in full."""
    return _COMPASS.get(name[:2], name[:2]) + name[2:]


def _order(name: str, acronym: bool) -> tuple[bool, int, bool]:
    """Longer names come before those that may be short for them, countries before their capitals."""
    return name in CAPITALS, -len(name.split()), acronym or _expanded(name) != name


def _parts(names: dict[str, str]) -> dict[str, list[str]]:
    """Beginnings and ends of names → the names."""
    longer: dict[str, list[str]] = {}
    for name in names:
        words = name.split()
        for k in range(1, len(words)):
            for part in (" ".join(words[:k]), " ".join(words[k:])):
                longer.setdefault(part, []).append(name)
    return longer


def _initials(shown: dict[str, str]) -> dict[str, str]:
    """Initials of names of several words → the first such name. shown: name → as printed."""
    found: dict[str, str] = {}
    for name, printed in shown.items():
        if " " in name:
            for form in initials(printed):
                found.setdefault(form, name)
    return found


def _bracketed(text: str, spans: Sequence[NameSpan]) -> dict[str, str]:
    """Short forms given in brackets behind the full name, or the other way round."""
    found: dict[str, str] = {}
    for span in spans:
        name = key(text[span.start : span.end])
        if (short := _SHORT_BEHIND.match(text, span.end)) and is_acronym(short[1]):
            found[key(short[1])] = name
        elif is_acronym(text[span.start : span.end]) and (long := _LONG_BEHIND.match(text, span.end)):
            found[name] = key(long[1])
    return found


def _short_for(name: str, long: str, label: str) -> bool:
    """May `name`, which begins or ends `long`, be short for it?"""
    words, more = name.split(), long.split()
    if name in _OWN:
        return False
    if name == "taliban":
        return long == "afghan taliban"  # not Pakistan's
    if _HALVES.get(name) == long:
        return True
    if more[-len(words) :] == words:
        if more[-len(words) - 1] in _JOINING:
            return False
        return len(words) > 1 or name in PRESS or noun_kind(name) == "organization"
    if len(words) == 1 and is_firm(long):
        return label != "Place" and name not in COUNTRIES and name not in DEMONYMS
    return label == "Organization" and set(more[len(words) : len(words) + 1]) <= _ADDED

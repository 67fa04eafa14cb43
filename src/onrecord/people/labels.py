"""One label for each name of an article: Person, Organization or Place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.datelines import behind_dateline
from onrecord.inflection import word_set
from onrecord.model.answer import Mark
from onrecord.people.capitals import COMPASS, FACILITIES, STATE_NAMES
from onrecord.people.gender import is_given_name
from onrecord.people.mending import is_transcript, speaks_on_line
from onrecord.people.names import fold, is_acronym, key
from onrecord.people.nations import BODIES, CAPITALS, COUNTRIES, REGIONS
from onrecord.people.nouns import FIRMS, LEGAL_FORMS, PRESS, TRADES, is_firm, noun_kind
from onrecord.people.spans import NameSpan
from onrecord.people.titles import TITLES

_TOWNS = word_set(
    """
    charlotte austin jackson madison victoria florence paris london sydney houston santa san santo lincoln
    """
)

_PARTIES = word_set("list bloc front movement alliance coalition party union")  # that a person's surname rarely is
_CALLED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[\w-]+ ){0,2}([a-z-]+), $")  # "the consortium, Deltabor"
_KIND_BEFORE = re.compile(
    r"\b(?:(?:news|press|intelligence|spy|space|rating) agency|broadcaster|newspaper|think[ -]tank|charity|"
    r"airline|carmaker|automaker|retailer|start-?up|(?:rights|advocacy|aid|militant|rebel|armed|lobby|industry|consumer|"
    r"separatist|jihadist|extremist|opposition|environmental|society) group) $",
    re.IGNORECASE,
)
_REACH = 60  # characters before a name in which such a description begins
_PLACE_OF = re.compile(
    r"\b(?:province|city|town|village|district|region|port|capital|suburb|mayor|outskirts|north|south|east|west) of $"
)
_OF_PLACES = re.compile(  # "Calder Reach reservoir", "Ostmark's foreign minister"
    r" (?:state|province|county|prefecture) (?:police|governor|government|officials|authorities)\b"
    r"| (?:reservoir|dam|bridge|harbou?r|valley|airport|refugee camp|island)\b"
    r"|[’']s? (?:[\w-]+ )?(?:(?:foreign|prime|defen[cs]e|interior) minister|parliament|capital|constitution|coast)\b"
)
_TITLE_BEFORE = re.compile(r"\b([A-Z][a-z]+)\.? $")
_LANDMARKS = COMPASS | CAPITALS.keys()  # whose names people have, too
_DASH = re.compile(r"\) ?(?:—|–|--|-) ?")
_HELD = re.compile(  # "chief executive of Lumenor"
    r"\b(?:[Ss]hares|[Ss]hareholders|[Ee]mployees|[Cc]hief executive|[Cc]hair(?:man|woman)?|C[EFOT]O"
    r"|[Mm]anaging director|[Cc]hief [\w-]+ (?:[Oo]fficer|[Ss]cientist|[Ee]ngineer)|(?:[Cc]o-)?[Ff]ounder)"
    r" (?:of|in|at) $"
)
_HOLDS = re.compile(r"(?:[’']s)? (?:shares|stock) (?:fell|rose|lost|gained|dropped|closed|were|was|had|have)\b")


def labelled(text: str, spans: Sequence[NameSpan], phrases: Sequence[Mark]) -> list[NameSpan]:
    """Each with the label that its name has most often, where what is known of the name does not tell better.

    phrases: the network's marks of the task "mentions", which label the names that are all of a phrase again.
    """
    labels = _labels(text, spans, _labels_as_phrases(text, phrases))
    return [NameSpan(span.start, span.end, labels[key(text[span.start : span.end])]) for span in spans]


def _labels_as_phrases(text: str, phrases: Sequence[Mark]) -> dict[str, Counter[str]]:
    """How often each word with a capital is labelled what where it is a phrase of its own."""
    found: dict[str, Counter[str]] = {}
    for mark in phrases:
        name = key(text[mark.start : mark.end])
        if " " not in name and any(c.isupper() for c in text[mark.start : mark.end]):
            found.setdefault(name, Counter())[mark.label] += 1
    return found


def _labels(text: str, spans: Sequence[NameSpan], as_phrases: Mapping[str, Counter[str]]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    acronyms, organizations, places, people = set(), set(), set(), set()
    for span in spans:
        form = text[span.start : span.end]
        votes.setdefault(key(form), Counter())[span.label] += 1
        if _agency_here(text, span) or (span.label == "Person" and _organization_here(text, span)):
            organizations.add(key(form))
        if _place_here(text, span):
            places.add(key(form))
        if _person_here(text, span):
            people.add(key(form))
        elif is_acronym(form):
            acronyms.add(key(form))
    acronyms -= people
    most = {name: max(sorted(count), key=lambda label: count[label]) for name, count in votes.items()}
    most = {name: _by_phrases(as_phrases[name], label) if name in as_phrases else label for name, label in most.items()}
    labels = {name: _by_name(name, label, name in acronyms) for name, label in most.items()}
    alone = {name for name, label in labels.items() if label == "Person" and " " not in name} - COMPASS
    labels = {name: _by_words(name.split(), label, alone) for name, label in labels.items()}
    surnames = {name.rpartition(" ")[2] for name, label in labels.items() if label == "Person" and " " in name}
    labels |= dict.fromkeys(organizations, "Organization") | dict.fromkeys(places, "Place")
    surnames -= BODIES & acronyms  # the UN is not Kim Jong Un
    firms = {name.partition(" ")[0] for name, label in labels.items() if label == "Organization" and is_firm(name)}
    labels |= {name: "Organization" for name in labels.keys() & firms - surnames if labels[name] != "Place"}
    return {name: "Person" if name in surnames or name in people else label for name, label in labels.items()}


def _organization_here(text: str, span: NameSpan) -> bool:
    """Do the words beside a name say that it is an organization's: "the consortium, Deltabor,", "Deltabor shares"?"""
    if _called_one(text, span):
        return True
    if " " in text[span.start : span.end]:
        return False
    called = _CALLED.search(text, max(0, span.start - _REACH), span.start)
    if (
        called
        and text[span.end : span.end + 1] == ","
        and (noun_kind(called[1]) == "organization" or called[1] in FIRMS)
    ):
        return True
    held = _HELD.search(text, max(0, span.start - _REACH), span.start)
    return held is not None or _HOLDS.match(text, span.end) is not None


def _called_one(text: str, span: NameSpan) -> bool:
    """Does what stands before a name say that it is an organization's: "the news agency Anadolu"?"""
    before = _KIND_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    return before is not None and not is_given_name(fold(text[span.start : span.end].partition(" ")[0]))


def _place_here(text: str, span: NameSpan) -> bool:
    """Do the words beside a name say that it is a place's: "the town of Lyrn", "LYRN, March 4 (Northline) — "?"""
    if _PLACE_OF.search(text, max(0, span.start - _REACH), span.start) or _OF_PLACES.match(text, span.end):
        return True
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return begins and text[span.start : span.end].isupper() and behind_dateline(text, span.start) > span.start


def _person_here(text: str, span: NameSpan) -> bool:
    """Does where a name stands say that it is a person's: a line of a transcript, behind a title?"""
    person = span.label == "Person"
    if (person or is_transcript(text)) and speaks_on_line(text, span.start, span.end):
        return True
    return person and key(text[span.start : span.end]) in _LANDMARKS and _titled_here(text, span)


def _titled_here(text: str, span: NameSpan) -> bool:
    """Does a title stand before a name: "Mr. West", "Inspector Colombo"?"""
    before = _TITLE_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    return before is not None and (fold(before[1]) in TITLES or noun_kind(fold(before[1])) == "person")


def _agency_here(text: str, span: NameSpan) -> bool:
    """Does a name stand in the brackets of a dateline: "(Northline) — "?"""
    return text[span.start - 1 : span.start] == "(" and _DASH.match(text, span.end) is not None


def _by_phrases(count: Mapping[str, int], label: str) -> str:
    """An organization, where the word is marked as one oftener than as anything else, and more than once."""
    others = sum(times for other, times in count.items() if other != "Organization")
    return "Organization" if count["Organization"] > max(1, others) else label


def _by_name(name: str, label: str, acronym: bool) -> str:
    """Countries, regions, capitals and states are places; a given name begins a person's; an acronym is nobody's."""
    if name in BODIES:
        return "Organization"
    if name in COUNTRIES or name in CAPITALS or name in STATE_NAMES or name in REGIONS or name in COMPASS:
        return "Place"
    words = name.split()
    if (
        label == "Organization"
        and len(words) in (2, 3)
        and words[-1] not in PRESS
        and is_given_name(words[0])
        and not _of_a_firm(words)
    ):
        return "Person"
    return "Organization" if label == "Person" and acronym else label


def _by_words(words: Sequence[str], label: str, alone: set[str]) -> str:
    """What a name of several words is, given the single words that name people (alone)."""
    if label == "Place" and len(words) == 2 and is_given_name(words[0]):
        return "Person" if words[1] in alone or _like_person(*words) else label
    if label == "Person" and len(words) > 1 and words[-1] in _PARTIES:
        return "Organization"
    firm = words[-1] in LEGAL_FORMS
    if label == "Organization" and not (firm or alone.isdisjoint(words) or any(map(_of_things, words))):
        return "Person"
    return label


def _like_person(first: str, last: str) -> bool:
    """ "Hillary Roe", not "Virginia Beach" or "Austin, Texas"."""
    lands = COUNTRIES | STATE_NAMES
    return not (last in lands or last in FACILITIES or noun_kind(last) or first in lands or first in _TOWNS)


def _of_things(word: str) -> bool:
    return word in FACILITIES or word in ("of", "for", "the") or word in TRADES or noun_kind(word) is not None


def _of_a_firm(words: Sequence[str]) -> bool:
    return words[-1] in LEGAL_FORMS or any(word in TRADES or noun_kind(word) for word in words)

"""Words with capitals: which may be part of a name, and which are capitalised for another reason."""

from __future__ import annotations

from functools import lru_cache

from onrecord.inflection import word_set
from onrecord.people.names import fold, is_acronym
from onrecord.people.nations import CAPITALS, COUNTRIES, DEMONYMS
from onrecord.people.nouns import noun_kind, singular
from onrecord.people.tables import pairs
from onrecord.people.titles import STATES, TITLES

HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "dr"))
STATE_NAMES = frozenset(STATES.values())
# Words that are capitalised where a sentence or headline begins.
PLAIN = word_set(
    """
    the a an and or but some many most several all both few other others another one two three four five six no none
    seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundreds dozens why how
    neither either each every any not now today younger older only just even after before under over these this that
    those his her its their our my your he she they it we i you who which what when while as in on at by for from with
    outside inside during despite with within until through across against behind beyond to of if so meanwhile
    however still yet then there here experts more less
    """
)
DATES = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow christmas
    easter thanksgiving
    """
)
CREEDS = word_set(
    """
    democratic republican democrat muslim christian jewish jew catholic latino hispanic african sunni shiite shi'ite
    islamist islamic communist socialist liberal conservative protestant evangelical buddhist hindu black white native
    """
)
# Sciences and the like, capitalised where a sentence begins: "Biology student", "Aid agencies".
_PLAIN_FIRST = word_set(
    """
    aid biology chemistry civil defence defense economics engineering federal history human journalism mathematics
    medicine philosophy physics psychology sociology
    """
)
# Last words of names of places and buildings that begin with a person's name.
FACILITIES = word_set(
    """
    tower hotel plaza building resort street avenue bridge square stadium library mosque cathedral beach river falls
    city island valley park bay heights lake mountain hills springs canyon creek desert sea ocean gulf airport
    """
)
# What a secretary or minister is of.
PORTFOLIOS = word_set(
    """
    state defense defence education justice treasury commerce energy labor interior homeland security health affairs
    transportation transport agriculture foreign finance trade staff
    """
)
# Last words of offices that are nobody's surname.
OFFICERS = word_set("officer adviser advisor executive director commissioner minister secretary coordinator inspector")
COMPASS = word_set("north south east west central northern southern eastern western")
# Peoples of two words.
_PEOPLES = {
    first: word_set(second)
    for first, second in pairs(
        """
        new: zealander; saudi: arabian; sri: lankan; costa: rican; puerto: rican; sierra: leonean; cape: verdean;
        hong: konger; el: salvadoran
        """
    ).items()
}
# Words in lower case that may stand inside a name.
INSIDE = word_set("of for and the to in on at de la del des du von van der al el bin & y e")
_ARABIC = word_set("al el as ad ar")
_COMPOUND = word_set(
    """
    based led lead backed rich run style held era born trained controlled owned dominated majority friendly designated
    speaking wide funded brokered linked aligned affiliated allied sponsored imposed made ruled inspired occupied
    language supported bound
    """
)


def is_capital(word: str) -> bool:
    """A capitalised word, "al-Assad" too, but not one that goes on like "Oil-rich"."""
    head, _, tail = word.partition("-")
    if head in _ARABIC and tail[:1].isupper():
        return True
    compound = tail in _COMPOUND or (tail.islower() and tail.endswith("ed"))
    return word[0].isupper() and not compound and not (len(head) == 1 and tail)


@lru_cache(maxsize=16384)
def no_name(words: str) -> bool:
    """A people ("North Koreans"), a faith, a party's adjective, a day, a science: capitalised, but nobody's name."""
    first, _, second = fold(words).partition(" ")
    if second:
        return singular(second) in (DEMONYMS if first in COMPASS else _PEOPLES.get(first, ()))
    parts = [singular(part) for part in first.split("-")]
    several = len(parts) > 1  # U.S.-Israel
    return bool(first) and (
        first in DATES
        or first in _PLAIN_FIRST
        or first.endswith(("phobia", "phobic"))
        or all(part in DEMONYMS or part in CREEDS or (several and part in COUNTRIES) for part in parts)
    )


@lru_cache(maxsize=16384)
def is_plain(word: str) -> bool:
    """Does a capital tell nothing of this word, folded: a title, a noun, a people, a word that begins a sentence?"""
    return word in PLAIN or word in TITLES or noun_kind(word) is not None or no_name(word)


@lru_cache(maxsize=16384)
def is_common(word: str) -> bool:
    """Is this capitalised word, folded, no given name?"""
    if is_plain(word) or word in COUNTRIES or word in CAPITALS or word in STATES:
        return True
    return len(word) < 4 and is_acronym(word.upper())

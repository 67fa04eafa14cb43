"""Words that say what a person is: "U.S. President" before a name, ", spokesman for the ministry," behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.people.gender import of_noun
from onrecord.people.names import fold, without_possessive
from onrecord.people.nations import DEMONYMS
from onrecord.people.nouns import noun_kind, singular
from onrecord.people.spans import Names
from onrecord.people.tables import pairs
from onrecord.people.titles import FEMALE_TITLES, MALE_TITLES, SAME_WORD, STATES, TITLES
from onrecord.types import Span

_TOKEN = re.compile(r"(?:[\w’'&.][\w’'&./-]*)?\w\.?")
_PARTY = re.compile(r"\s*[(,]\s*([RDI])-\s?([A-Z][\w. ]{0,18}?)\.?[,)]")
_OF_PLACE = re.compile(r" of (?:the )?((?:[A-Z][\w.]+ ?){1,3})")
_SEGMENT = re.compile(r"(?:[^,;:.!?()\n—–“”\"]|\.(?=\w|\s+[a-z]|,)|(?<=\b[A-Z])\.(?=\s[A-Z]))+")
_LONGEST = 100  # characters of a role
_MOST_WORDS = 9
_OWNED = re.compile(r"(?:\b(?:his|her|its|their|our|my)|[’']s?)\s+$")
_OF = re.compile(r" (?:of|to|for) ")
_AGE = re.compile(r"\s*,\s*\d{1,3}(?=,)")
_LIVES = re.compile(
    r"\s+(?:is|was|became|remains|serves as|served as)\s+"
    r"(?=(?:(?:now|currently|also)\s)?(?:the|a|an)\s|now\s|currently\s)"
)
_HEADS = re.compile(
    r"\s*,\s+who\s+((?:(?:now|currently|also|once|previously)\s+)?(?:heads?|headed|leads?|led|chairs?|chaired|runs?|ran|"
    r"directs?|directed|represents?|represented|founded|owns?|owned|edits?|edited|manages?|managed|oversees|oversaw|"
    r"serves?|served|teaches|taught|studies|works?|worked|specializes|advised|advises|covers?|commands?|commanded|"
    r"coached|coaches|governs|hosts?|hosted|monitors|tracks|wrote)\b"
    r"(?:(?! (?:and (?:was|were|is|are|has|had|later|then|who)|through|until|before|after|during|when|while)\b)"
    r"[^,;.!?\n()“”\"])*)"
)
_SKIPPED = re.compile(
    r"(?:\s*,)?\s*(?:(?:now|currently|also|then|himself|herself|who is|who was|who's)\s+)?"
    r"(?:(?:the|a|an|his|her|its|their|one of)\s+)*"
)
_STOP = word_set(
    """
    the a an and or but nor so yet if when while as after before since until because although though than that this
    these those which who whom whose where what how why in on at by for from with to into onto about against between
    among under over of is are was were be been being am has have had do does did will would can could shall should may
    might must not no said says say told tell tells asked ask asks added adds wrote writes called calls met meets saw
    sees won wins lost loses led made makes took takes gave gives got gets put puts let lets kept keeps left leaves held
    holds found finds thinks think thought believes believe believed argues quoted quoting saying telling adding
    including according yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday meanwhile
    however then there here he she they it we i you his her their its our my your him them me both either neither
    also only even just still again once like unlike per via amid where despite during
    """
)
STANDING = word_set("current acting incoming interim longtime senior deputy vice prime fellow veteran top chief")
KIN = word_set("wife husband son daughter brother sister mother father widow lady niece nephew cousin uncle aunt")
_EXCLUSIVE = word_set("vice deputy former assistant acting co junior shadow under")
FORMER = word_set(
    "former formerly once ex late onetime one-time retired ousted deposed past previous outgoing erstwhile"
)
# An office in a description → the offices that may be meant by it.
SAME_OFFICE = {
    noun: word_set(meant)
    for noun, meant in pairs(
        """
    candidate: nominee contender hopeful front-runner challenger; nominee: candidate;
    lawmaker: senator representative legislator mp congressman member assemblyman;
    legislator: senator representative lawmaker mp member;
    leader: president minister chairman chancellor head chief speaker king ayatollah;
    diplomat: ambassador envoy secretary minister consul; envoy: ambassador; ambassador: envoy;
    monarch: king queen emir sultan emperor;
    politician: senator representative leader mayor governor lawmaker minister;
    official: spokesman secretary director administrator commissioner chief;
    expert: analyst professor fellow scholar researcher economist; academic: professor lecturer scholar;
    chief: director head commissioner secretary superintendent; boss: chief director head chairman;
    lawyer: attorney counsel; scientist: researcher professor biologist physicist; scholar: professor fellow;
    activist: campaigner advocate; businessman: billionaire mogul developer tycoon;
    mogul: businessman billionaire developer; billionaire: businessman mogul tycoon;
    reporter: journalist correspondent; journalist: reporter columnist editor
        """
    ).items()
}


class Role(NamedTuple):
    """words: its place.  noun: its head noun, normalised.  about: its other words.  former: it is no longer held.

    gender: of the noun as it stands ("spokeswoman"), above 0 a man's.
    """

    words: Span
    noun: str
    about: frozenset[str]
    former: bool
    gender: float = 0.0


@lru_cache(maxsize=16384)
def same_word(word: str) -> str:
    """One form for the ways a word is written: "Sen." and "senator", "GOP" and "Republican", "adviser", "advisers"."""
    word = fold(without_possessive(word)).strip("'’-,;:“”\"()&")
    word = SAME_WORD.get(word, word)
    one = singular(word) if noun_kind(word) is not None else word
    return SAME_WORD.get(one, one)


def role(text: str, words: Span) -> Role | None:
    """A role from its words; None where no word of them names a person's office or trade."""
    words = Span(words.start, words.start + len(without_possessive(text[words.start : words.end])))
    tokens = [match.group() for match in _TOKEN.finditer(text, words.start, words.end)]
    folded = [same_word(token) for token in tokens]
    at = _noun_at(folded)
    if at is None:
        return None
    about = frozenset(word for k, word in enumerate(folded) if k != at and len(word) > 1 and word not in _STOP)
    former = bool(FORMER & set(folded[: at + 1])) or any(token.lower().startswith("ex-") for token in tokens)
    return Role(words, folded[at], about, former, of_noun(fold(tokens[at])))


def _noun_at(folded: Sequence[str]) -> int | None:
    """The head noun: the last person noun before the first preposition."""
    stop = next(
        (k for k, word in enumerate(folded) if k and word in ("of", "for", "to", "at", "in", "from", "with", "on")),
        len(folded),
    )
    for k in range(stop - 1, -1, -1):
        if noun_kind(folded[k]) == "person" or (folded[k] in TITLES and folded[k] not in _NO_OFFICE):
            return k
    return None


def before(text: str, start: int, limit: int, names: Names, *, close: bool = False) -> Role | None:
    """The role in front of a name that begins at `start`, not beyond `limit`: "national security adviser" Jane Roe.

    close: it ends right at `start`, with no space between.
    """
    taken: list[re.Match[str]] = []  # nearest first
    words: list[str] = []
    begin = start
    for match in reversed(list(_TOKEN.finditer(text, max(limit, start - _LONGEST), start))):
        word = match.group().lower().rstrip(".")
        gap = text[match.end() : begin]
        spaced = gap.isspace() or (close and not words and not gap)
        if len(words) > _MOST_WORDS or not spaced or "\n" in gap or _of_somebody(text, match, names):
            break
        if not _in_role(word, words, match.group(), bool(taken) and taken[-1].group()[0].isupper()):
            break
        taken.append(match)
        words.append(word)
        begin = match.start()
    while taken and (words[-1] in _LINKING or ("and" in words and not _is_role(words[words.index("and") + 1 :]))):
        taken.pop()
        words.pop()
    if words and words[0] in _HONORIFICS:
        del taken[0]
    for k in range(len(taken) - 1, 0, -1):
        if words[k - 1] == "of" and taken[k].group()[0].islower() and noun_kind(words[k]) not in _OF_WHICH:
            del taken[k - 1 :]  # critics of President Jane Roe, the coffin of Commander John Doe
            break
    return role(text, Span(taken[-1].start(), taken[0].end())) if taken else None


def _of_somebody(text: str, word: re.Match[str], names: Names) -> bool:
    """Is the word part of another person's name, and not in the possessive?"""
    name = names.at(word.start())
    return name is not None and name.label == "Person" and text[name.end : name.end + 1] not in ("’", "'")


def apposed(text: str, start: int, end: int, limit: int, names: Names) -> Role | None:
    """The role that a name stands behind between commas: "his national security adviser, Mike Waltz, to …".

    Not "After a talk with the mayor, Jane Roe, who …": there the comma ends the words that open the sentence.
    """
    if text[start - 2 : start] != ", " or text[end : end + 1] not in (",", ".", ")"):
        return None
    comma = start - 2
    found = before(text, comma, limit, names, close=True)
    if found is None or _OWNED.search(text, max(0, found.words.start - 8), found.words.start):
        return found
    opening = text[limit:comma].split(" ", 1)[0]
    return None if opening in OPENINGS and text.find(",", limit, comma) < 0 else found


OPENINGS = word_set(
    "In By While As After Before When Despite With At During On From Since Although Though Unlike Asked For Following"
)


def _is_role(words: Sequence[str]) -> bool:
    return any(noun_kind(word) == "person" or word in TITLES for word in words)


_OF_WHICH = ("person", "organization")  # what a role before a name begins with: "secretary of state"
_LINKING = word_set("of for and & the")
_NO_OFFICE = word_set("mr mrs ms miss mme sir dame lady lord dr late former acting vice prime hon honorable")
_HONORIFICS = word_set("mr mrs ms miss mme sir dame lady lord dr")


def _strip(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end


def _in_role(word: str, words: Sequence[str], shown: str, capital: bool) -> bool:
    """May this word stand in a role, given those already taken behind it? capital: the last of them is capitalised."""
    if word in _LINKING:
        return bool(words) and words[-1] not in _HONORIFICS and noun_kind(words[-1]) != "person"
    if word in _STOP or not any(c.isalpha() for c in word):
        return False
    if shown[:1].isupper() or word in FORMER or word in STANDING:
        return True
    if word.endswith(("ed", "ing", "ly")) or shown.endswith((".", ",")):
        return False
    return noun_kind(word) == "person" if not words else words[-1].islower() and not capital


def behind(text: str, end: int, names: Names) -> Iterator[Role]:
    """Roles behind a name that ends at `end`: appositions, party tags, "who heads …", "is the …"."""
    after = text[end : end + 2]
    if not after or after[0] not in " ,(\u00a0’'":
        return
    if tag := _PARTY.match(text, end):
        yield Role(Span(tag.start(1), tag.end(2)), "", _party_words(tag[1], tag[2]), False)
        end = tag.end() - 1
    elif place := _OF_PLACE.match(text, end):
        yield Role(Span(place.start(1), place.start(1)), "", frozenset(same_word(w) for w in place[1].split()), False)
        end = _strip(text, end, place.end())
    if text.startswith(",", end):
        yield from _apposition(text, end, names)
    elif lives := _LIVES.match(text, end):
        yield from _phrase_role(text, lives.end(), names)


def _apposition(text: str, end: int, names: Names) -> Iterator[Role]:
    """A role between commas. Of ", the mayor said" the mayor begins another clause, and so do ", prosecutors said"."""
    if age := _AGE.match(text, end):
        end = age.end()
    if heads := _HEADS.match(text, end):
        words = Span(heads.start(1), _strip(text, heads.start(1), heads.end(1)))
        yield Role(words, "", frozenset(same_word(word) for word in heads[1].split()), False)
        return
    for found in _phrase_role(text, end, names):
        if noun_kind(found.noun) != "group" and not says(text, found.words.end):
            yield found


def says(text: str, end: int) -> bool:
    """Does a word of saying stand behind what ends here: "the mayor said"? Then it begins a clause of its own."""
    following = _WORD_BEHIND.match(text, end)
    return following is not None and following[1] in _SAYING


def _phrase_role(text: str, at: int, names: Names) -> Iterator[Role]:
    """The role in the noun phrase that begins here, behind articles, if it is one of a person."""
    skipped = _SKIPPED.match(text, at)
    begin = skipped.end() if skipped else at
    segment = _SEGMENT.match(text, begin, begin + 140)
    if segment is None:
        return
    tokens = list(_TOKEN.finditer(text, begin, segment.end()))
    first, second = [*(token.group().lower() for token in tokens[:2]), "", ""][:2]
    if first.endswith("ed") and first not in FORMER and noun_kind(second) == "group":
        return  # described people
    last = joined = begin
    for number, token in enumerate(tokens):
        word = token.group().lower()
        if word in _SUBJECTS or (word in _VERBS and number and tokens[number - 1].group() == "and"):
            last = joined  # a volunteer and claim she
            break
        if word == "and":
            joined = last
        if word in _VERBS or (number == 0 and ((word in _STOP and word not in FORMER) or word.endswith("ing"))):
            break
        if number and word in _DETERMINERS and not any(t.group().lower() in _JOINING for t in tokens[:number]):
            return  # "confirmed his daughter's passing"
        last = token.end()
    people = [name.start for name in names.within(begin, last) if name.label == "Person"] if last > begin else []
    found = role(text, Span(begin, last)) if last > begin else None
    if people and (found is None or _OF.search(text, begin, people[0]) is None):
        return  # another person's: ", Secretary John Roe and"
    if found is not None and not text[found.words.start].isdigit():
        yield found


_SUBJECTS = word_set("he she they it we i you")
_DETERMINERS = word_set("the a an his her its their my our")
_JOINING = word_set("and of for to at in on with from")
_SAYING = word_set(
    """
    said says say told tells tell added adds add wrote writes write asked asks ask argued argues argue announced alleged
    alleges allege claimed claims claim warned warns warn insisted insists confirmed confirms denied denies explained
    noted notes recalled stated reported suggested believes believe thinks think has have had will would was were is are
    """
)
_VERBS = _SAYING | word_set("who that which")
_WORD_BEHIND = re.compile(r" ([a-z]+)")


def _party_words(party: str, state: str) -> frozenset[str]:
    name = {"R": "republican", "D": "democrat", "I": "independent"}[party]
    place = STATES.get(fold(state).replace(" ", ""), fold(state))
    return frozenset((name, *place.split()))


_LANDS = frozenset(DEMONYMS.values()) | frozenset(word for state in STATES.values() for word in state.split())


def fits(described: Role, held: Role, known: frozenset[str], shown: frozenset[str]) -> int:
    """How well a description ("the GOP senator") fits a role that somebody holds; 0: not at all.

    known: all words said of the person.  shown: the description's words that are names (must be known).
    """
    same = described.noun == held.noun or (not held.noun and described.noun in held.about)
    if not same and held.noun not in SAME_OFFICE.get(described.noun, ()):
        return 0
    if (described.about & _EXCLUSIVE - FORMER) != (held.about & _EXCLUSIVE - FORMER) and same:
        return 0
    unknown = shown - known
    if unknown and (not unknown <= _LANDS or known & _LANDS):
        return 0
    score = (4 if same else 2) - bool(unknown)
    if described.former != held.former:
        score -= 2
    return max(score, 1) + len(described.about & known)


def honorific_gender(title: str) -> float:
    """Above 0 for "Mr.", below for "Mrs."."""
    word = fold(title)
    if word in MALE_TITLES:
        return 4.0
    return -4.0 if word in FEMALE_TITLES else 0.0

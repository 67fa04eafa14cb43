"""The edges of names: what the network took too much or too little of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.inflection import word_set
from onrecord.model.answer import Mark
from onrecord.people.capitals import FACILITIES, HONORIFICS, INSIDE, PORTFOLIOS, is_capital, is_common, no_name
from onrecord.people.gender import is_given_name
from onrecord.people.names import fold, is_acronym, key, without_possessive
from onrecord.people.nations import COUNTRIES, DEMONYMS
from onrecord.people.nouns import PRESS, noun_kind, singular
from onrecord.people.spans import NameSpan, headline_end, stripped
from onrecord.people.titles import GENERATIONS, PARTICLES, TITLES
from onrecord.sentences import SENTENCE_END
from onrecord.types import Span

TOKEN = re.compile(r"[\w’'.&-]+")
Token = re.Match[str]
_AND = re.compile(r"\s+(?:and|&)\s+")
_EDGE = re.compile(r"\n|\s+(?:The|It|He|She|They|In|But|A|An|On|At|You|We|I|And|This)\s|\s+(?:It|He|She|They|You|We)$")
_LONGEST_SPEAKER = 40  # characters of who speaks on a line of a transcript
_OPENING = "“\"‘'([«"
_CLOSING = ' \n\t,;:”"“'
_REST_OF_WORD = re.compile(r"(?:[^\W_]|[’'](?!s\b)(?=\w)|-(?=[A-Z]))*")
_FIRST_OF_TWO = re.compile(r"(?<!\w)([A-Z][^\W\d_]*)-$")
_MORE_NAME = re.compile(rf"(?:[ -](?:{'|'.join(sorted(PARTICLES))})(?=[ -][A-Z]))+[ -][A-Z][\w’'-]*")
_SUFFIX = re.compile(rf",?\s+(?:{'|'.join(sorted(GENERATIONS))})\b\.?", re.IGNORECASE)
_STATE_TAG = re.compile(r"[RDI]-[A-Z]")
_AGE = re.compile(r",? \d{1,3}$")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_DOTTED = re.compile(r"(?:\b[A-Z]|\b[JS]r)\.$")
_TO = re.compile(r" to (?=[A-Z])")
_OF_BEFORE = re.compile(r"(?:\bof|\bfor)\s+$")
_CAPITAL_BEFORE = re.compile(r"(?:([\w’'-]+,?|[.!?]) )?(?<![\w’'.-])([A-Z][\w’'-]+)(?: [A-Z]\.)*[ \u00a0]$")
_COUNTRY_BEFORE = re.compile(r"(?<!\w)((?:[A-Z][\w.]+ )?[A-Z][\w.]+)[’']s? $")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Z]\w+) $")
_PLAIN_TAIL = re.compile(
    r"(?<=\w)(?:\s+(?:news|agency|group|party|newspaper|magazine|daily|website|militants|fighters))+$"
)
_FOR = re.compile(r"[A-Z][\w’'-]+(?= (?:for|from|at|of) [A-Z])")
_CAMPUS_BEFORE = re.compile(r"\b(?:University|College|School|Institute) (?:of|at) (?:[A-Z][\w’'-]+ )+$")
_CREDIT = re.compile(r"\s+(?:Images?|Photos?|Pictures?|Credit|File)$")
_NICKNAME_BETWEEN = re.compile(r",?\s+(?:[“\"‘'(][^”\"’')\n]{2,25}[”\"’'),]+)\s+")
_INITIAL_BETWEEN = re.compile(r"\s+(?:[A-Z]\.\s+)+")


def speaks_on_line(text: str, start: int, end: int) -> bool:
    """Is a name all that stands before the colon that a line of a transcript begins with: "MAYOR ROE: Thank you"?"""
    line = text.rfind("\n", 0, start) + 1
    return text[end : end + 1] == ":" and end - line < _LONGEST_SPEAKER and text[line:end].isupper()


def mended(text: str, mark: Mark | NameSpan) -> Iterator[NameSpan]:
    """The names in a mark: whole words, no signs, articles, titles and roles around them; two joined by "and" apart."""
    start, end = _whole_words(text, mark.start, mark.end, mark.label)
    if edge := _EDGE.search(text, start + 1, end) or (mark.label == "Person" and SENTENCE_END.search(text, start, end)):
        end = edge.start()
    if text[end : end + 1] == ":" and (credit := _CREDIT.search(text, start + 1, end)):
        end = credit.start()
    if person := _who_is_for(text, start, end, mark.label):
        yield person
        start = person.end + text[person.end : end].index(" ", 1) + 1
    if no_name(text[start:end]):
        return
    label = "Person" if speaks_on_line(text, start, end) and _has_title(text, end) else mark.label
    if not _is_person(text[start:end].split(), label):
        start, end = _thing(text, start, end)
        if end > start:
            yield NameSpan(start, end, "Organization" if label == "Person" else label)
        return
    for part in _AND.split(text[start:end]):
        at = text.index(part, start)
        begin, stop = _person(text, at, at + len(part))
        if stop > begin:
            yield NameSpan(begin, stop, "Person")


def _has_title(text: str, end: int) -> bool:
    """Does the line that goes to `end` begin with a title?"""
    first, _, rest = text[text.rfind("\n", 0, end) + 1 : end].partition(" ")
    return bool(rest) and fold(first) in TITLES


def _whole_words(text: str, start: int, end: int, label: str) -> Span:
    """To the ends of the words that it begins and ends in, signs and a possessive ending left out."""
    while start < end and (text[start].isspace() or text[start] in _OPENING):
        start += 1
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    if label == "Person" and text[start - 1 : start] == "-":
        hyphened = _FIRST_OF_TWO.search(text, max(0, start - 20), start)
        start = hyphened.start() if hyphened and is_given_name(fold(hyphened[1])) else start
    if (bracket := text.rfind("(", start, end)) > start and text.find(")", bracket, end) < 0:
        end = stripped(text, start, bracket)
    more = _REST_OF_WORD.match(text, end) if end > start and text[end - 1].isalnum() else None
    end = more.end() if more and (label != "Place" or "-" not in more.group()) else end
    end = start + len(without_possessive(text[start:end].rstrip(_CLOSING)))
    if label == "Person" and (age := _AGE.search(text, start, end)):
        end = age.start()
    return Span(start, end + (text[end : end + 1] == "." and _ABBREVIATED.fullmatch(text, start, end) is not None))


def _who_is_for(text: str, start: int, end: int, label: str) -> NameSpan | None:
    """Jane Roe of "Jane Roe for the Tide Fund", where the network took "Roe for the Tide Fund" for one organization."""
    surname = _FOR.match(text, start, end) if label != "Person" else None
    given = _CAPITAL_BEFORE.search(text, max(0, start - 40), start) if surname else None
    if surname is None or given is None or not is_given_name(fold(given[2])):
        return None
    return NameSpan(given.start(2), surname.end(), "Person")


def _is_person(shown: Sequence[str], label: str) -> bool:
    """A person's name, whatever its label: "Trump Tower" is none, "Secretary Jane Roe" is one."""
    words = [fold(without_possessive(word)) for word in shown]
    if len(words) < 2:
        return label == "Person" and bool(words)
    if label == "Person":
        kind = noun_kind(words[-1])
        if not is_given_name(words[0]) and _OFFICE_BEHIND.search(" ".join(shown)):
            return False
        if kind == "organization" or (kind == "document" and not is_given_name(words[0])):
            return False
        return words[-1] not in FACILITIES and words[-1] not in PRESS
    if shown[-1][0].isupper() and any(word.islower() and noun_kind(word) == "person" for word in shown[:-1]):
        return True
    if words[0] in _BEFORE_PEOPLE and noun_kind(words[-1]) is None:
        return True
    if len(words) > 3 and is_given_name(words[0]) and shown[2] in ("for", "of", "at", "from"):
        return True
    given = max((number for number, word in enumerate(words[:-1]) if is_given_name(word)), default=0)
    return any(word in TITLES or word in PORTFOLIOS or noun_kind(word) == "person" for word in words[:given])


# Titles that begin no organization's or place's name.
_BEFORE_PEOPLE = HONORIFICS | {"president", "sen", "senator", "rep", "gov", "pope", "chancellor"}

# -- organizations and places

# Words that begin no name, capitalised where a sentence or headline begins: "Top Harbour Guard commander".
_NO_BEGINNING = word_set("the top former senior leading rival outgoing embattled in from with after amid")
_MORE_OF_NAME = re.compile(r" ([A-Z]\w+)")  # "House Foreign Affairs" Committee
_MORE_OF_IT = ("person", "group", "document")
_BEGINNING = re.compile(r"(?:\A|\n|[.!?][”\"’')]?\s)[“\"‘'(]?$")
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b")
_LOOSE_END = re.compile(r"(?: (?:and|of|for|the|to|in|on|at|&))+$")
_OFFICE_BEHIND = re.compile(  # "Northline News Vice President"
    r"(?<=\w) (?:Vice |Senior |Executive |Managing |Deputy )*(?:President|CEO|CFO|COO|Chairman|Chairwoman|Director"
    r"|Spokesman|Spokeswoman|Secretary|Minister|Governor|Gov\.?|Senator|Manager)$"
)
_AT = re.compile(r" at (?=[A-Z])")


def _thing(text: str, start: int, end: int) -> Span:
    """Without what says more of it before and behind ("the New York-based X", "Xinhua news agency")."""
    tokens = list(TOKEN.finditer(text, start, end))
    if not tokens or _is_description(tokens):
        return Span(start, start)
    start = max(start, tokens[_thing_begins(tokens)].start())
    last = tokens[-1]
    if last.start() > start and last.group()[0].islower() and noun_kind(last.group()) in _MORE_OF_IT:
        end = stripped(text, start, last.start())
        if only_begins(text, start, end):
            return Span(start, start)
    if (more := _MORE_OF_NAME.match(text, end)) and noun_kind(more[1].lower()) == "organization":
        end = more.end()
    if loose := _LOOSE_END.search(text[start:end]):
        end = start + loose.start()
    if held := _OFFICE_BEHIND.search(text[start:end]):
        end = start + held.start()
    if plain := _PLAIN_TAIL.search(text[start:end]):
        end = start + plain.start()
    if (to := _TO.search(text, start, end)) and noun_kind(
        text[start : to.start()].rpartition(" ")[2].lower()
    ) != "organization":
        end = to.start()  # Air Force One to Florida
    if (at := _AT.search(text, start, end)) and not any(
        noun_kind(word) == "organization" for word in text[start : at.start()].lower().split()
    ):
        start = at.end()  # Europe and Asia at the Tide Fund
    start = _with_country(text, start, end)
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


@lru_cache(maxsize=2)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(match.group() for match in _SMALL_WORD.finditer(text))


def only_begins(text: str, start: int, end: int) -> bool:
    """Is a word capitalised because it begins a sentence: "Ferry crews vote", where "ferries" are spoken of, too?"""
    word = text[start:end]
    if len(word) < 4 or " " in word or not _BEGINNING.search(text, max(0, start - 4), start):
        return False
    plain = word.lower()
    return not _small_words(text).isdisjoint((plain, f"{plain}s", f"{plain}es", f"{plain[:-1]}ies"))


def _is_description(tokens: Sequence[Token]) -> bool:
    """ "Syrian province": nothing in it is a name of its own; "Syrian government" counts as one."""
    first, last = tokens[0].group().lower(), tokens[-1].group().lower()
    if noun_kind(last) == "organization":
        return False
    if (
        singular(last) != last
        and noun_kind(singular(last)) == "person"
        and not any(t.group().islower() for t in tokens)
    ):
        return True  # US Senators
    if noun_kind(first) == "group" and len(tokens) > 1 and tokens[1].group().islower():
        return True  # Critics of Scientology
    return all(token.group()[0].islower() or fold(token.group()) in DEMONYMS for token in tokens)


def _thing_begins(tokens: Sequence[Token]) -> int:
    """Number of the token that the name begins with."""
    first = 0
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        if (number == first and word.lower() in _NO_BEGINNING) or word.endswith(("-based", "-led", "-backed", "-run")):
            first = number + 1
        elif word[0].islower() and word not in INSIDE and _all_capital(tokens[number + 1 :]):
            of_it = tokens[number + 1].group() == "of" and noun_kind(word.lower()) != "person"
            first = min(number + 1 + of_it, len(tokens) - 1)
        elif word.endswith(("’s", "'s")) and key(word) in COUNTRIES and not _is_office_of_state(tokens[-1].group()):
            first = number + 1
    return first


def _all_capital(tokens: Sequence[Token]) -> bool:
    return all(token.group()[0].isupper() for token in tokens if token.group() not in INSIDE)


def _is_office_of_state(word: str) -> bool:
    """ "Ministry", "Department", "Court": their country belongs to their names."""
    return noun_kind(word.lower()) == "organization"


def _with_country(text: str, start: int, end: int) -> int:
    """Where "Taiwan's Defense Ministry" and "Venezuelan Supreme Court" begin."""
    if " " not in text[start:end] or not _is_office_of_state(text[start:end].rpartition(" ")[2]):
        return start
    land = _COUNTRY_BEFORE.search(text, max(0, start - 30), start)
    if land and key(land[1]) in COUNTRIES:
        return land.start(1)
    people = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return people.start(1) if people and fold(people[1]) in DEMONYMS else start


# -- people


def _person(text: str, start: int, end: int) -> Span:
    """Behind titles and roles, up to the first common word; with the particles and suffix that go on behind it."""
    tokens = list(TOKEN.finditer(text, start, end))
    first = _person_begins(text, tokens)
    kept = tokens[first:]
    if len(kept) > 2 and _CAMPUS_BEFORE.search(text, max(0, kept[0].start() - 60), kept[0].start()):
        kept = kept[1:]  # University of Texas Arlington Jane Roe
    if not kept or (not first and _is_office(tokens)) or (len(kept) == 1 and not _may_stand_alone(tokens, first)):
        return Span(start, start)
    start = kept[0].start()
    for token in kept[1:]:
        word = token.group()
        if (word[0].islower() and fold(word) not in PARTICLES and "-" not in word) or _STATE_TAG.match(word):
            end = stripped(text, start, token.start())
            break
    for more in (_MORE_NAME, _SUFFIX):
        if match := more.match(text, end):
            end = match.end()
    end -= text[end - 1] == "." and not _DOTTED.search(text[start:end])
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


def _person_begins(text: str, tokens: Sequence[Token]) -> int:
    """Number of the token behind the last title, role or possessive."""
    first = 0
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        plain = fold(word)
        role = noun_kind(plain) == "person" and word not in ("Son", "King", "Page")  # Son Heung-min
        titled = plain in TITLES or role or (word == "Del." and not number)
        of_another = word.endswith(("’s", "'s", "s’", "s'")) or plain in ("of", "the")
        if titled or of_another or (noun_kind(plain) == "organization" and number + 2 < len(tokens)):
            first = number + 1
    if first < len(tokens) - 1 and fold(tokens[first].group()) in PORTFOLIOS:
        at = tokens[first].start()
        first += _OF_BEFORE.search(text, max(0, at - 5), at) is not None
    return first


def _may_stand_alone(tokens: Sequence[Token], first: int) -> bool:
    """A single word behind titles: "Mr. King", but not "Vice President"."""
    word = tokens[first].group()
    honoured = first > 0 and fold(tokens[first - 1].group()) in HONORIFICS
    return is_capital(word) and (honoured or fold(word) not in TITLES)


def _is_office(tokens: Sequence[Token]) -> bool:
    """ "UN Human Rights Chief": ends in a noun of people, and nothing in it is a given name."""
    words = [fold(token.group()) for token in tokens]
    if len(words) < 2 or noun_kind(words[-1]) != "person" or any(is_given_name(word) for word in words):
        return False
    return len(words) > 2 or is_acronym(tokens[0].group()) or is_common(words[0])


def with_given_name(text: str, span: NameSpan) -> NameSpan:
    """A surname with the given name before it, where the network left that out."""
    if span.label != "Person":
        return span
    before = _CAPITAL_BEFORE.search(text, max(0, span.start - 40), span.start)
    if before is None:
        return span
    word = fold(before[2])
    role = before[1] or "."
    if before[2].endswith(("’s", "'s")):
        return span  # the Fund's Roe
    in_text = span.start > headline_end(text)
    inside = role not in ".!?" and role.lower() not in INSIDE
    alone = " " not in text[span.start : span.end]
    apposed = role.endswith(",") or noun_kind(role) == "person"
    if not (is_given_name(word) or (in_text and (apposed or (inside and alone)))) or is_common(word):
        return span
    return NameSpan(before.start(2), span.end, "Person")


def joined(text: str, spans: Iterable[NameSpan]) -> list[NameSpan]:
    """In order, the longer of two that overlap; parts of one person's name become one: Jane “Red” Roe, Jane Q. Roe."""
    result: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if result and span.start < result[-1].end:
            if not _takes_given_name(text, result[-1], span):
                continue
            result[-1] = NameSpan(result[-1].start, stripped(text, result[-1].start, span.start), result[-1].label)
        if result and result[-1].label == span.label == "Person" and _belongs(text, result[-1], span):
            result[-1] = NameSpan(result[-1].start, span.end, "Person")
        else:
            result.append(span)
    return result


def _takes_given_name(text: str, one: NameSpan, other: NameSpan) -> bool:
    """ "Ambry University Jane" and "Jane Roe": the last word of a thing is the given name of the person behind it."""
    words = text[other.start : one.end]
    return one.label != "Person" == other.label and one.start < other.start and one.end < other.end and " " not in words


def _belongs(text: str, one: NameSpan, other: NameSpan) -> bool:
    between = text[one.end : other.start]
    if len(between) > 40:
        return False
    if between == " " and fold(text[other.start : other.end].split()[0]) in PARTICLES:
        return True
    return bool(_NICKNAME_BETWEEN.fullmatch(between) or _INITIAL_BETWEEN.fullmatch(between))

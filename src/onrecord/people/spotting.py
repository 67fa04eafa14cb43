"""Where names stand in the text: the network's, mended at their edges, and places it missed of names it found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.model.answer import Answer, Mark
from onrecord.people.gender import first_names
from onrecord.people.names import fold, initials, is_acronym, key, person_name, without_possessive
from onrecord.people.nations import CAPITALS, COUNTRIES, DEMONYMS
from onrecord.people.nouns import is_plural, noun_kind, singular
from onrecord.people.titles import PARTICLES, STATES, SUFFIXES, TITLES
from onrecord.types import Span

_CAPITAL = re.compile(r"(?<![\w’'])(?:(?:al|el|as|ad|ar)-)?[^\W\d_a-zß-öø-ÿ][\w’'.-]*")
_TOKEN = re.compile(r"[\w’'.&-]+")
_NICKNAME_BETWEEN = re.compile(r",?\s+(?:[“\"‘'(][^”\"’')\n]{2,25}[”\"’'),]+)\s+")
_MORE_NAME = re.compile(rf"(?:[ -](?:{'|'.join(sorted(PARTICLES))})(?=[ -][A-Z]))+[ -][A-Z][\w’'-]*")
_SUFFIX = re.compile(rf",?\s+(?:{'|'.join(s for s in SUFFIXES if s not in ('esq', 'phd', 'md', 'qc', 'kc'))})\b\.?", re.I)
_INITIAL_NEXT = re.compile(r"\s+(?:[A-Z]\.\s+)+")
_DEFINED = re.compile(r"[\s”\"]\((?:the\s)?([A-Z][A-Z.&-]{1,8}[A-Za-z])\)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_REST_OF_WORD = re.compile(r"(?:[^\W_]|[’'](?!s\b)(?=\w)|-(?=[A-Z]))*")
_FIRST_OF_TWO = re.compile(r"(?<!\w)([A-Z][^\W\d_]*)-$")
_EDGE = re.compile(r"\n|\s+(?:The|It|He|She|They|In|But|A|An|On|At|You|We|I|And|This)\s|\s+(?:It|He|She|They|You|We)$")
_CAPITAL_SOON = re.compile(r" (?:the )?[A-Z]")
_COUNTRY_BEFORE = re.compile(r"(?<!\w)((?:[A-Z][\w.]+ )?[A-Z][\w.]+)[’']s? $")
_STATE_TAG = re.compile(r"[RDI]-[A-Z]")
_OF_BEFORE = re.compile(r"(?:\bof|\bfor)\s+$")
_CAPITAL_BEFORE = re.compile(r"(?:([\w’'-]+|[.!?]) )?(?<![\w’'.-])([A-Z][\w’'-]+)(?: [A-Z]\.)*[ \u00a0]$")
_PLAIN_TAIL = re.compile(r"(?<=\w)(?:\s+(?:news|agency|group|party|newspaper|magazine|daily|website|militants|fighters))+$")
_DOTTED = re.compile(r"(?:\b[A-Z]|\b[JS]r)\.$")
_OPENING = "“\"‘'([«"


class NameSpan(NamedTuple):
    """text[start:end] is a name. label: Person, Organization or Place."""

    start: int
    end: int
    label: str


class Names:
    """All name spans of a text in its order, none overlapping another."""

    def __init__(self, spans: Sequence[NameSpan]) -> None:
        self.spans = sorted(spans)
        self._starts = [span.start for span in self.spans]

    def within(self, start: int, end: int) -> Sequence[NameSpan]:
        """Those that begin in text[start:end] and end in it."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [span for span in self.spans[first:last] if span.end <= end]

    def last_before(self, position: int) -> NameSpan | None:
        """The last name that begins before this character."""
        k = bisect_left(self._starts, position) - 1
        return self.spans[k] if k >= 0 else None

    def at(self, position: int) -> NameSpan | None:
        """The name that covers this character."""
        k = bisect_right(self._starts, position) - 1
        return self.spans[k] if k >= 0 and position < self.spans[k].end else None


def spot(text: str, found: Answer, phrases: Sequence[Mark], sources: Iterable[Span]) -> Names:
    """All names: the network's, mended, one label for each; names it took for parts of phrases; where else they stand.

    phrases: the network's marks of the task "mentions".  sources: of the statements.
    """
    spans = [span for mark in found.marks for span in mended(text, mark)]
    spans = [_with_given_name(text, span) for span in spans]
    full = {text[span.start : span.end].rpartition(" ")[2] for span in spans if span.label == "Person"}
    spans = [span for span in spans if not _is_noun(text[span.start : span.end], span.label, full)]
    spans = _joined(text, [*spans, *_defined(text)])
    spans += _missed(text, spans)
    more = list(_in_phrases(text, phrases, sources, Names(spans)))
    spans = _joined(text, [*spans, *more])
    labels = _labels(text, spans)
    spans = [span._replace(label=labels[key(text[span.start : span.end])]) for span in spans]
    return Names([*spans, *_missed(text, spans)] if more else spans)


def _is_noun(form: str, label: str, surnames: set[str]) -> bool:
    """A capitalised noun ("Mom"), not the surname of anybody ("Cook", "King")."""
    return label == "Person" and " " not in form and noun_kind(form.lower()) == "person" and form not in surnames


def _in_phrases(text: str, phrases: Sequence[Mark], sources: Iterable[Span], names: Names) -> Iterator[NameSpan]:
    """Capitalised words of phrases and sources in which no name was found."""
    for start, end, label in (*((mark.start, mark.end, mark.label) for mark in phrases), *((*s, "") for s in sources)):
        for span in capitalised(text, start, end, label):
            inside = names.within(span.start, span.end)
            if inside and not label and span.end > inside[-1].end and inside[0].label != "Person":
                yield span  # "Chicago" was found, of "Chicago Tribune"
            elif names.at(span.start) is None and names.at(span.end - 1) is None and not inside:
                yield span


def _defined(text: str) -> Iterator[NameSpan]:
    """Names with their short form in brackets: Republican National Committee (RNC)."""
    for match in _DEFINED.finditer(text):
        letters = fold(match[1])
        words = list(_TOKEN.finditer(text, max(0, match.start() - 120), match.start()))
        for count in range(len(letters), min(len(words), 2 * len(letters) + 1) + 1):
            start = words[-count].start()
            long = text[start : match.start()].rstrip()
            if "\n" in long:
                break
            if long[0].isupper() and letters in initials(long):
                yield NameSpan(start, start + len(long), "Organization")
                yield NameSpan(match.start(1), match.end(1), "Organization")
                break


def mended(text: str, mark: Mark | NameSpan) -> Iterator[NameSpan]:
    """The names in a mark: whole words, without signs, articles, titles and roles around them; two joined by "and" apart."""
    start, end = _whole_words(text, mark.start, mark.end, mark.label)
    if edge := _EDGE.search(text, start + 1, end):
        end = edge.start()
    if _no_name(text[start:end]):
        return
    if not _is_person(text, start, end, mark.label):
        start, end = _of_thing(text, start, end)
        if end > start:
            yield NameSpan(start, end, "Organization" if mark.label == "Person" else mark.label)
        return
    for part in _AND.split(text[start:end]):
        at = text.index(part, start)
        begin, stop = _of_person(text, at, at + len(part))
        if stop > begin:
            yield NameSpan(begin, stop, "Person")


def _is_person(text: str, start: int, end: int, label: str) -> bool:
    """A person's name, whatever its label: "Trump Tower" is none, "Secretary Jane Roe" is one."""
    words = [fold(without_possessive(word)) for word in text[start:end].split()]
    if not words or len(words) == 1:
        return label == "Person"
    if label == "Person":
        return words[-1] not in _FACILITIES and noun_kind(words[-1]) != "organization"
    shown = text[start:end].split()
    if any(word.islower() and noun_kind(word) == "person" for word in shown[:-1]) and shown[-1][0].isupper():
        return True
    if len(words) > 3 and words[0] in first_names() and shown[2] in ("for", "of", "at", "from"):
        return True
    given = next((number for number, word in enumerate(words[:-1]) if word in first_names()), 0)
    return any(word in TITLES or word in _PORTFOLIOS or noun_kind(word) == "person" for word in words[:given])


_HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "dr"))


def _no_name(words: str) -> bool:
    """A people, a faith, a party's adjective, a day: capitalised, but nobody's name."""
    if " " in words or not words:
        return False
    return fold(words) in _DATES or all(
        singular(part) in DEMONYMS or singular(part) in _CREEDS for part in fold(words).split("-")
    )


_CREEDS = frozenset(
    "democratic republican democrat muslim christian jewish jew catholic latino hispanic african sunni shiite shi'ite islamist islamic "
    "communist socialist liberal conservative protestant evangelical buddhist hindu black white native".split()
)
_FACILITIES = frozenset("tower hotel plaza building resort street avenue bridge square stadium library mosque cathedral".split())


def _whole_words(text: str, start: int, end: int, label: str) -> Span:
    """To the ends of the words that it begins and ends in, signs and a possessive ending left out."""
    while start < end and (text[start].isspace() or text[start] in _OPENING):
        start += 1
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    if label == "Person" and (hyphened := _FIRST_OF_TWO.search(text, max(0, start - 20), start)):
        start = hyphened.start() if fold(hyphened[1]) in first_names() else start
    more = _REST_OF_WORD.match(text, end) if end > start and text[end - 1].isalnum() else None
    end = more.end() if more and (label != "Place" or "-" not in more.group()) else end
    return Span(start, start + len(without_possessive(text[start:end].rstrip(" \n\t,;:”\"“"))))


def _of_thing(text: str, start: int, end: int) -> Span:
    """Without "the" before it and a plain noun behind it ("Xinhua news agency")."""
    tokens = list(_TOKEN.finditer(text, start, end))
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        of_it = tokens[number + 1].group() == "of" and noun_kind(word.lower()) != "person"
        if word.lower() == "the" and not number:
            start = tokens[1].start()
        elif word[0].islower() and word not in _INSIDE and all(t.group()[0].isupper() for t in tokens[number + 1 :] if t.group() not in _INSIDE):
            start = tokens[min(number + 1 + of_it, len(tokens) - 1)].start()
        elif word.endswith(("-based", "-led", "-backed", "-run")):
            start = tokens[number + 1].start()
        elif word.endswith(("’s", "'s")) and key(word) in COUNTRIES and noun_kind(tokens[-1].group().lower()) != "organization":
            start = tokens[number + 1].start()
    if all(token.group()[0].islower() or fold(token.group()) in DEMONYMS for token in tokens) and not (
        tokens and noun_kind(tokens[-1].group().lower()) == "organization"
    ):
        return Span(start, start)
    last = tokens[-1] if tokens else None
    if last and last.start() > start and last.group()[0].islower() and noun_kind(last.group()) in ("person", "group"):
        end = _stripped(text, start, last.start())
    if plain := _PLAIN_TAIL.search(text[start:end]):
        end = start + plain.start()
    if noun_kind(text[start:end].lower().rpartition(" ")[2]) == "organization" and " " in text[start:end]:
        land = _COUNTRY_BEFORE.search(text, max(0, start - 30), start)
        start = land.start(1) if land and key(land[1]) in COUNTRIES else start
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


def _of_person(text: str, start: int, end: int) -> Span:
    """Behind titles and roles, up to the first common word; with the particles and suffix that go on behind it."""
    tokens = list(_TOKEN.finditer(text, start, end))
    first = 0
    for number, token in enumerate(tokens[:-1]):
        word = token.group()
        plain = fold(word.rstrip("."))
        if word == "Del." and not number:
            first = 1
        if plain in TITLES or noun_kind(plain) == "person" or word.endswith(("’s", "'s")) or plain in ("of", "the"):
            first = number + 1
        elif noun_kind(plain) == "organization" and number + 2 < len(tokens):
            first = number + 1
    if first < len(tokens) - 1 and fold(tokens[first].group()) in _PORTFOLIOS and _OF_BEFORE.search(text, max(0, start - 5), tokens[first].start()):
        first += 1
    if not first and _is_office(tokens):
        return Span(start, start)
    kept = tokens[first:]
    honoured = first > 0 and fold(tokens[first - 1].group()) in _HONORIFICS
    if not kept or (len(kept) == 1 and ((fold(kept[0].group()) in TITLES and not honoured) or not _is_capital(kept[0].group()))):
        return Span(start, start)
    start = kept[0].start()
    for token in kept[1:]:
        word = token.group()
        if (word[0].islower() and fold(word) not in PARTICLES and "-" not in word) or _STATE_TAG.match(word):
            end = _stripped(text, start, token.start())
            break
    for more in (_MORE_NAME, _SUFFIX):
        if match := more.match(text, end):
            end = match.end()
    end -= text[end - 1] == "." and not _DOTTED.search(text[start:end])
    return Span(start, end) if any(c.isupper() for c in text[start:end]) else Span(start, start)


def _is_office(tokens: Sequence[re.Match[str]]) -> bool:
    """ "UN Human Rights Chief": ends in a noun of people, and nothing in it is a given name."""
    words = [fold(token.group()) for token in tokens]
    if len(words) < 2 or noun_kind(words[-1]) != "person" or any(word in first_names() for word in words):
        return False
    first = tokens[0].group()
    return len(words) > 2 or is_acronym(first) or words[0] in DEMONYMS or words[0] in COUNTRIES or noun_kind(words[0]) is not None


def _with_given_name(text: str, span: NameSpan) -> NameSpan:
    """A surname with the given name before it, where the network left that out."""
    if span.label != "Person":
        return span
    before = _CAPITAL_BEFORE.search(text, max(0, span.start - 40), span.start)
    if before is None:
        return span
    word = fold(before[2].rstrip("."))
    named = word in first_names() or (before[1] and before[1] not in ".!?" and before[1].lower() not in _INSIDE)
    if not named or (" " in text[span.start : span.end] and word not in first_names()) or _is_common(word):
        return span
    return NameSpan(before.start(2), span.end, "Person")


def _is_common(word: str) -> bool:
    """Is this capitalised word no given name?"""
    return (
        word in TITLES or word in _PLAIN or word in COUNTRIES or word in CAPITALS or word in STATES
        or noun_kind(word) is not None or is_acronym(word.upper()) and len(word) < 4 or _no_name(word)
    )  # fmt: skip


# Words in lower case that may stand inside a name.
_INSIDE = frozenset("of for and the to in on at de la del des du von van der al el bin & y e".split())
_DATES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow christmas easter thanksgiving".split()
)
_PORTFOLIOS = frozenset(
    "state defense defence education justice treasury commerce energy labor interior homeland security health affairs "
    "transportation transport agriculture foreign finance trade staff".split()
)


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def _joined(text: str, spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Parts of one person's name become one: Jane “Red” Roe, Jane Q. Roe."""
    result: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if result and span.start < result[-1].end:
            continue
        if result and result[-1].label == span.label == "Person" and _belongs(text, result[-1], span):
            result[-1] = NameSpan(result[-1].start, span.end, "Person")
        else:
            result.append(span)
    return result


def _belongs(text: str, one: NameSpan, other: NameSpan) -> bool:
    between = text[one.end : other.start]
    if between == " " and fold(text[other.start : other.end].split()[0]) in PARTICLES:
        return True
    return bool(_NICKNAME_BETWEEN.fullmatch(between) or _INITIAL_NEXT.fullmatch(between))


def _labels(text: str, spans: Sequence[NameSpan]) -> dict[str, str]:
    """The label that each name has most often; a surname is labelled as the full name is."""
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        votes.setdefault(key(text[span.start : span.end]), Counter())[span.label] += 1
    acronyms = {key(form) for span in spans if is_acronym(form := text[span.start : span.end])}
    labels = {name: max(sorted(count), key=lambda label: count[label]) for name, count in votes.items()}
    for name, label in labels.items():
        if name in COUNTRIES or name in CAPITALS or (" " in name and name in _STATE_NAMES):
            labels[name] = "Place"
        elif label == "Organization" and _is_persons(name):
            labels[name] = "Person"
        elif label == "Person" and name in acronyms:
            labels[name] = "Organization"
    alone = {name for name, label in labels.items() if label == "Person" and " " not in name}
    for name, label in labels.items():
        if label == "Organization" and alone & set(name.split()) and not _org_word(name):
            labels[name] = "Person"
    surnames = {name.rpartition(" ")[2] for name, label in labels.items() if label == "Person" and " " in name}
    return {name: "Person" if label != "Person" and name in surnames else label for name, label in labels.items()}


_STATE_NAMES = frozenset(STATES.values())


def _org_word(name: str) -> bool:
    return any(word in _FACILITIES or word in ("of", "for", "the") or noun_kind(word) for word in name.split())


def _is_persons(name: str) -> bool:
    """Two or three words, the first a given name, none a noun of organizations: a person whom the network mistook."""
    words = name.split()
    return len(words) in (2, 3) and words[0] in first_names() and all(noun_kind(word) is None for word in words)


def capitalised(text: str, start: int, end: int, label: str = "") -> Iterator[NameSpan]:
    """Runs of capitalised words in text[start:end] that look like names. label: of the phrase, "" for none."""
    run: list[re.Match[str]] = []
    for token in (*_TOKEN.finditer(text, start, end), None):
        if token and (_is_capital(token.group()) or (run and _goes_on(text, run, token))):
            if not run or (text[run[-1].end() : token.start()] in (" ", "\u00a0") and not run[-1].group().endswith(("’s", "'s"))):
                run.append(token)
                continue
        if run:
            yield from _run_name(text, run, label, end)
        run = [token] if token and _is_capital(token.group()) else []


def _goes_on(text: str, run: Sequence[re.Match[str]], token: re.Match[str]) -> bool:
    """Does a name go on with this small word: "Salman bin", "Committee to" before a capital?"""
    if fold(token.group()) in PARTICLES:
        return True
    named = run[-1].group()[0].islower() or any(noun_kind(word.group().lower()) == "organization" for word in run)
    return token.group() in _INSIDE and named and bool(_CAPITAL_SOON.match(text, token.end()))


def _is_capital(word: str) -> bool:
    """A capitalised word, unless it goes on like "Oil-rich"."""
    head, _, tail = word.partition("-")
    if head in ("al", "el", "as", "ad", "ar") and tail[:1].isupper():
        return True
    return word[0].isupper() and tail not in _COMPOUND and not (len(head) == 1 and tail)


_COMPOUND = frozenset(
    "based led lead backed rich run style held era born trained controlled owned dominated majority friendly designated speaking wide "
    "funded brokered linked aligned affiliated allied sponsored imposed made ruled inspired occupied language supported bound".split()
)


def _run_name(text: str, run: Sequence[re.Match[str]], label: str, end: int) -> Iterator[NameSpan]:
    """The name in a run of capitalised words, titles and peoples' adjectives before it left out."""
    titled = False
    if label and len(run) < 3 and run[0].start() < len(_first_line(text)) and fold(run[0].group()) not in first_names():
        return  # headlines capitalise every word
    words = [fold(without_possessive(token.group())) for token in run]
    first, last = 0, len(run)
    if " ".join(words) in COUNTRIES:
        yield NameSpan(run[0].start(), run[-1].start() + len(without_possessive(run[-1].group())), "Place")
        return
    while last > first and (words[last - 1] in PARTICLES or run[last - 1].group() in _INSIDE):
        last -= 1
    while first < last and _before_name(words[first], first + 1 < last) and not (first and words[first - 1] in _HONORIFICS):
        titled = titled or words[first] in TITLES
        first += 1
    if first == last or all(word in _PLAIN or word in DEMONYMS or word in _DATES or noun_kind(word) for word in words[first:last]):
        return
    if is_plural(words[last - 1]) and (singular(words[last - 1]) in DEMONYMS or noun_kind(words[last - 1]) == "group"):
        return
    given = next((k for k in range(first + 1, last - 1) if words[k] in first_names()), 0)
    if not label and any(noun_kind(word) == "organization" for word in words[first:given]):
        first, label = given, "Person"  # Council Enver Solomon
    begin, stop = run[first].start(), run[last - 1].start() + len(without_possessive(run[last - 1].group()))
    if label and stop < end - 2 and not (titled or words[first] in first_names()):
        return
    following = _TOKEN.match(text, stop + 1, end)
    org = {*words[first:last], following.group().lower() if following else ""}
    if not label:
        label = "Organization" if any(noun_kind(word) == "organization" or word == "news" for word in org) else "Person"
    if last - first == 1 and is_acronym(text[begin:stop]) and not titled:
        label = "Organization"
    yield from mended(text, NameSpan(begin, stop, "Person" if titled else label))


def _first_line(text: str) -> str:
    end = text.find("\n")
    return text[:end] if 0 <= end < 300 else ""


def _before_name(word: str, more: bool) -> bool:
    return word in _PLAIN or word in TITLES or (more and (word in DEMONYMS or noun_kind(word) == "person"))


# Words that are capitalised where a sentence or headline begins.
_PLAIN = frozenset(
    """
    the a an and or but some many most several all both few other others another one two three four five six no none neither
    either each every any not now today younger older only just even after before under over these this that these those his her its their our my your he she they it we i you who which what when
    while as in on at by for from with to of if so meanwhile however still yet now then there here experts more less
    """.split()
)


def _missed(text: str, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Other places of the names found, and of the surnames of people named in full."""
    known: dict[str, dict[str, str]] = {}
    for form, label in _forms(text, spans):
        known.setdefault(form.split()[0], {}).setdefault(form, label)
    ordered = {first: sorted(forms.items(), key=lambda item: -len(item[0])) for first, forms in known.items()}
    names = Names(spans)
    taken = 0
    for word in _CAPITAL.finditer(text):
        start = word.start()
        if start < taken or names.at(start) is not None:
            continue
        for form, label in ordered.get(without_possessive(word.group().rstrip(".’'")), ordered.get(word.group(), ())):
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum() and names.at(end - 1) is None:
                yield NameSpan(start, end, label)
                taken = end
                break


def _forms(text: str, spans: Sequence[NameSpan]) -> Iterator[tuple[str, str]]:
    for span in spans:
        form = text[span.start : span.end]
        if "\n" not in form and len(form) > 2:
            yield form, span.label
    for span in spans:
        if span.label != "Person":
            continue
        name = person_name(text[span.start : span.end])
        surname = name.shown.split()[-1] if name and not name.suffix else ""
        if name and len(name.words) > 1 and len(surname) > 3 and surname[0].isupper() and noun_kind(fold(surname)) is None:
            yield surname, "Person"

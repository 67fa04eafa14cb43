"""All names of a text: the network's, mended at their edges, and those it missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from onrecord.model.answer import Answer, Mark
from onrecord.people.capitals import COMPASS, DATES, HONORIFICS, is_common, is_plain
from onrecord.people.labels import labelled
from onrecord.people.mending import mended, speaks_on_line
from onrecord.people.mending_people import joined, with_given_name
from onrecord.people.names import fold, initials, person_name, without_possessive
from onrecord.people.nouns import PRESS, noun_kind
from onrecord.people.runs import capitalised
from onrecord.people.spans import TOKEN, Names, NameSpan
from onrecord.types import Span

_CAPITAL = re.compile(r"(?<![\w’'])(?:(?:al|el|as|ad|ar)-)?[^\W\d_a-zß-öø-ÿ][\w’'.-]*")
_DEFINED = re.compile(r"[\s”\"]\((?:the\s)?([A-Z][A-Z.&-]{1,8}[A-Za-z])\)")
_SIGNS = ".,;:()“”\"‘’'"
_NICKNAMED = re.compile(r"\b[A-Z][\w’'-]+ [“\"‘'][A-Z][\w’' -]{1,25}[”\"’'] (?=([A-Z]))")
_NEWSPAPER = re.compile(
    r"\b(?:newspaper|magazine|daily|weekly|website|tabloid|broadsheet|journal),? (The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_JOURNAL = re.compile(r"\bin the (?:\w+ ){0,2}(?:journal|magazine|newspaper) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_BEARER = re.compile(r" [A-Z][\w’'-]+ ([A-Z][\w’'-]+)$")
_GOES_ON = re.compile(r"[ -][A-Z]")
_TALIBAN = re.compile(r"\b(?:Afghan|Pakistani) Taliban\b")
_OWNER = re.compile(r"[^’'\n]+([’']s) ")
_HONORIFIC_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Miss)\.? $")


def spot(text: str, found: Answer, phrases: Sequence[Mark], sources: Iterable[Span]) -> Names:
    """All names, one label for each.

    found: the network's answer to the task "names".  phrases: its marks of the task "mentions".  sources: of the
    statements.  Names that it took for parts of phrases are found by their capitals, and each name in all its places.
    """
    spans = [with_given_name(text, span) for mark in found.marks for span in mended(text, mark)]
    spans = _without_nouns(text, spans)
    spans = joined(
        text,
        [
            *_without_bearers(text, _without_owners(text, spans)),
            *_defined(text),
            *_nicknamed(text, spans),
            *_titled(text),
            *_armed(text),
        ],
    )
    capitals = [(match.start(), match.group()) for match in _CAPITAL.finditer(text)]
    spans += _missed(text, capitals, spans, Names(spans))
    common = {word for word in text.split() if word.islower()}
    in_phrases = _in_phrases(text, phrases, sources, Names(spans))
    more = [span for span in in_phrases if text[span.start : span.end].lower() not in common]
    more += _in_full(text, [*spans, *more])
    spans = labelled(text, joined(text, [*spans, *more]), phrases)
    if not more:
        return Names(spans)
    new = {(span.start, span.end) for span in more}
    return Names([*spans, *_missed(text, capitals, [span for span in spans if span[:2] in new], Names(spans))])


def _nicknamed(text: str, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Jane “Red” Roe in one piece, where each of the three was marked by itself, or the first two together."""
    people = {span.start: span for span in spans if span.label == "Person"}
    for match in _NICKNAMED.finditer(text):
        surname = people.get(match.start(1))
        if surname is not None and match.start() in people:
            yield NameSpan(match.start(), surname.end, "Person")


def _armed(text: str) -> Iterator[NameSpan]:
    """The Afghan and the Pakistani Taliban, who are two."""
    for match in _TALIBAN.finditer(text):
        yield NameSpan(*match.span(), "Organization")


def _titled(text: str) -> Iterator[NameSpan]:
    """The Tide of "the newspaper The Tide", "in the journal Tide": a name of one, whatever else the word means."""
    for match in chain(_NEWSPAPER.finditer(text), _JOURNAL.finditer(text)):
        name = match[1].split()
        while name and fold(name[-1]) in DATES:  # in the journal Tide Monday
            name.pop()
        if name:
            yield NameSpan(match.start(1), match.start(1) + len(" ".join(name)), "Organization")


def _without_nouns(text: str, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Without capitalised nouns ("Mom", "Police") that are no surnames ("Mr. Cook", "King" beside "Larry King")."""
    forms = [text[span.start : span.end] for span in spans if span.label == "Person"]
    surnames = {form.rpartition(" ")[2] for form in forms if " " in form and not is_common(fold(form.split()[0]))}
    surnames |= {form.split()[0] for form in forms if " " in form and "-" in form}  # Son Heung-min
    return [span for span in spans if not _is_noun(text, span, surnames)]


def _without_owners(text: str, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Doe of "the Fund's Doe", where the network took both for one thing and Doe is somebody's surname."""
    surnames = {text[span.start : span.end].rpartition(" ")[2] for span in spans if span.label == "Person"}
    found = []
    for span in spans:
        owner = _OWNER.match(text, span.start, span.end) if span.label != "Person" else None
        if owner and text[owner.end() : span.end] in surnames:
            found.append(NameSpan(span.start, owner.start(1), span.label))
            span = NameSpan(owner.end(), span.end, "Person")
        found.append(span)
    return found


def _without_bearers(text: str, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """ "University of Lyrn Jane Roe" apart, where the network took both for one thing and Roe is somebody's surname."""
    surnames = {text[span.start : span.end].rpartition(" ")[2] for span in spans if span.label == "Person"}
    found = []
    for span in spans:
        if span.label != "Person" and (behind := _BEARER.search(text, span.start, span.end)):
            front = text[span.start : behind.start()].rstrip()
            words = front.split() or [""]
            if behind[1] in surnames and words[-1][:1].isupper() and noun_kind(fold(words[0])):
                found.append(NameSpan(span.start, span.start + len(front), span.label))
                span = NameSpan(behind.start() + 1, span.end, "Person")
        found.append(span)
    return found


def _is_noun(text: str, span: NameSpan, surnames: set[str]) -> bool:
    form = text[span.start : span.end]
    if " " in form or form in surnames:
        return False
    if span.label != "Person":
        voice = speaks_on_line(text, span.start, span.end) and noun_kind(form.lower()) == "person"
        return voice or form == "Police" or noun_kind(form.lower()) == "group"
    if noun_kind(form.lower()) not in ("person", "group"):
        return False
    return _HONORIFIC_BEFORE.search(text, max(0, span.start - 6), span.start) is None


def _in_full(text: str, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Full names of newspapers that are otherwise called "The Times"."""
    for word in {text[span.start : span.end] for span in spans}:
        if word.lower() in PRESS and word[0].isupper():
            for match in re.finditer(rf"(?:[A-Z][a-z]+ ){{1,3}}{re.escape(word)}\b", text):
                start = match.start() + 4 * match.group().startswith("The ")
                yield NameSpan(start, match.end(), "Organization")


def _in_phrases(text: str, phrases: Sequence[Mark], sources: Iterable[Span], names: Names) -> Iterator[NameSpan]:
    """Capitalised words of phrases and sources in which no name was found."""
    for start, end, label in (*((mark.start, mark.end, mark.label) for mark in phrases), *((*s, "") for s in sources)):
        if _covered(text, start, end, names):
            continue
        for span in capitalised(text, start, end, label):
            inside = names.within(span.start, span.end)
            if (inside and _says_more(text, span, inside, label)) or (
                not inside and names.at(span.start) is None and names.at(span.end - 1) is None
            ):
                yield span


def _covered(text: str, start: int, end: int, names: Names) -> bool:
    """Does no capital outside the names found look like one of a name?"""
    if text[start:end].islower():
        return True
    rest, at = [], start
    for span in names.within(start, end):
        rest.append(text[at : span.start])
        at = span.end
    rest.append(text[at:end])
    words = [fold(word.strip(_SIGNS)) for word in " ".join(rest).split() if not word.islower()]
    return all(map(is_plain, words)) and HONORIFICS.isdisjoint(words)


def _says_more(text: str, span: NameSpan, inside: Sequence[NameSpan], label: str) -> bool:
    """Is the run a fuller name than those found in it: "Chicago" of "Chicago Tribune", "Roe" of "Jane Q. Roe"?"""
    first = inside[0]
    if not label and span.end > inside[-1].end and first.label != "Person":
        return True
    alone = len(inside) == 1 and " " not in text[first.start : first.end]
    return alone and span.start < first.start and span.end == first.end


def _defined(text: str) -> Iterator[NameSpan]:
    """Names with their short form in brackets: Republican National Committee (RNC)."""
    for match in _DEFINED.finditer(text):
        letters = fold(match[1])
        words = list(TOKEN.finditer(text, max(0, match.start() - 120), match.start()))
        for count in range(len(letters), min(len(words), 2 * len(letters) + 1) + 1):
            start = words[-count].start()
            long = text[start : match.start()].rstrip()
            if "\n" in long:
                break
            if long[0].isupper() and letters in initials(long):
                yield NameSpan(start, start + len(long), "Organization")
                yield NameSpan(match.start(1), match.end(1), "Organization")
                break


def _missed(
    text: str, capitals: Sequence[tuple[int, str]], spans: Sequence[NameSpan], names: Names
) -> Iterator[NameSpan]:
    """Other places of these names, and of the surnames of people named in full.

    capitals: the capitalised words and where they begin.  names: what is taken already.  Curly and straight
    apostrophes are the same.
    """
    text = text.replace("’", "'")
    known: dict[str, dict[str, str]] = {}
    for form, label in _forms(text, spans):
        known.setdefault(form.split()[0], {}).setdefault(form, label)
    ordered = {first: sorted(forms.items(), key=lambda item: -len(item[0])) for first, forms in known.items()}
    taken = 0
    for start, printed in capitals:
        shown = printed.replace("’", "'")
        forms = ordered.get(shown) or (None if shown.isalpha() else ordered.get(without_possessive(shown.rstrip(".'"))))
        if forms is None or start < taken or names.at(start) is not None:
            continue
        for form, label in forms:
            end = start + len(form)
            if not text.startswith(form, start) or text[end : end + 1].isalnum() or names.at(end - 1) is not None:
                continue
            if not (fold(form) in COMPASS and _GOES_ON.match(text, end)):  # the North, not North Koreans
                span = NameSpan(start, end, label)
                fuller = with_given_name(text, span)
                yield span if fuller.start < taken or names.at(fuller.start) else fuller
                taken = end
            break


def _forms(text: str, spans: Sequence[NameSpan]) -> Iterator[tuple[str, str]]:
    forms = {text[span.start : span.end]: span.label for span in spans}
    for form, label in forms.items():
        if "\n" not in form and len(form) > 2:
            yield form, label
    for form, label in forms.items():
        name = person_name(form) if label == "Person" else None
        surname = name.shown.split()[-1] if name and not name.suffix and len(name.words) > 1 else ""
        if len(surname) > 3 and surname[0].isupper() and noun_kind(fold(surname)) is None:
            yield surname, "Person"

"""The words around a cue: its sentence as tokens, and the noun phrases and times that begin at one of them.

There is no tagger here. A noun phrase is read from capitals, determiners and small lists of words, and where that does
not tell where it ends it is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.inflection import word_set
from onrecord.sentences import SHORTENED, cuts_short
from onrecord.types import Span

Kind = Literal["word", "sign", "content", "source"]


class Token(NamedTuple):
    """A word or sign of the text, or all of a piece of content or source as one. cue: is it part of the cue?"""

    text: str
    start: int
    end: int
    kind: Kind
    cue: bool

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'") if self.kind in ("word", "sign") else ""

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


class Phrase(NamedTuple):
    """tokens[start:end] is a noun phrase. head: the index of its main noun."""

    start: int
    end: int
    head: int


_TOKEN = re.compile(rf"(?:[A-Z]\.)+|(?:{SHORTENED})\.|\w+(?:[’'.-]\w+)*[’'](?= \w)|\w+(?:[’'.-]\w+)*|&|[^\w\s]")
_ENDING = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n")
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|"
    "Sept?\\.|Oct\\.|Nov\\.|Dec\\.)"
)
_UNITS = "(?:days?|weeks?|weekends?|months?|years?|hours?|minutes?|nights?|evenings?|mornings?|afternoons?|decades?)"
_TIME = re.compile(
    r"(?:in|since|by) (?:early |late )?\d{4}\b(?!['’]s)|"
    r"(?:(?:on|in|late|early|earlier|later|since|by|back in|just|only) )*"
    rf"(?:(?:last|this|next|that|earlier this|later this|the (?:previous|following|same)|the past) (?:{_UNITS}|{_DAYS}|"
    r"spring|summer|fall|autumn|winter)"
    rf"|{_DAYS}(?! (?:Night )?[A-Z])|{_MONTHS}(?! [A-Z])(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?|(?:the )?\d{{4}}\b(?! \w)"
    rf"|(?:yesterday|today|tonight|tomorrow|recently|afterwards?|earlier|later|at the time|at the same time)\b"
    rf"|(?:a|an|one|two|three|four|five|six|several|a few|\d+) {_UNITS} (?:ago|before|earlier|later|after)"
    rf"|recent {_UNITS})(?: (?:night|morning|evening|afternoon|evening|at noon)\b)?(?!['’]s)"
)
BREAKS = word_set(
    "in on at by with from as to of for about after before during following via through over under against because "
    "when while where who whom whose which that what how why whether if than since until unless between among amid "
    "into onto upon toward towards without within despite regarding concerning aboard outside inside is are was were "
    "be been being has have had do does did will would can could may might must shall should not n't and or but nor so "
    "yet then he she they it i we you there also just only"
)
DETERMINERS = word_set(
    "a an the this these those his her their its my our your some several many most all both each another other any no "
    "two three four five six seven eight nine ten dozens hundreds thousands"
)
PRONOUNS = word_set("him her them me us you everyone everybody anyone someone himself herself themselves")
PEOPLE = word_set(
    "reporter reporters journalist journalists lawmaker lawmakers supporter supporters voter voters crowd crowds "
    "audience audiences viewers listeners readers followers fans people americans residents citizens constituents "
    "donors delegates members member colleagues colleague friends friend aides aide officials official advisers "
    "adviser advisors advisor investigators prosecutors police officers officer agents judge judges jurors jury court "
    "courts congress parliament committee committees panel senators senator congressmen congressman governors governor "
    "mayors mayor ministers minister president presidents leaders leader diplomats ambassadors ambassador envoy envoys "
    "troops soldiers veterans students student workers worker employees employee executives investors analysts "
    "economists attendees activists protesters demonstrators parents mother father wife husband son daughter family "
    "families brother sister children boss bosses staff staffers staffer team editors editor anchor anchors host hosts "
    "moderator moderators interviewer correspondent correspondents columnist newspaper paper magazine website network "
    "station channel outlet outlets agency press media world nation public public-radio rally-goers conference "
    "gathering assembly board council commission caucus conservatives liberals republicans democrats evangelicals "
    "women men woman man kids child teachers teacher doctors doctor patients patient clients client customers customer "
    "shareholders opponents opponent rivals rival critics allies ally counterpart counterparts government governments "
    "authorities administration campaign campaigns company companies group groups club volunteers teammates neighbors "
    "neighbours visitors guests guest lawyer lawyers attorney attorneys researchers scientists experts historian "
    "biographer interviewers pollster pollsters backers backer television tv radio station program programme podcast "
    "wire service daily weekly contender nominee hopeful"
)
_MEDIA = word_set(
    "state public national local radio television tv newspaper magazine daily website media"
)  # Ambry state radio
_JOINING = word_set("de la van von der den bin ibn al el du da dos y of for")
_NO_HEAD = re.compile(
    r"(?!.*(?:rally|family|assembly|ally)$).+(?:ed|ly)$|(?:telling|saying|traveling|travelling|waiting|covering|gathering)$"
)
_QUOTES = frozenset("“\"‘'”’")
_MOST_WORDS = 12
_REACH = 400  # characters before and behind a cue; a sentence that goes on further is cut there


def sentence(text: str, cue: Sequence[Span], content: Sequence[Span], source: Sequence[Span]) -> Span:
    """The bounds of the cue's sentence: no sign inside a content or source ends it, nor one at the end of a content
    that the cue follows; a line's end always does.
    """
    taken = (*content, *source)
    start, end = cue[0].start, cue[-1].end
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _ENDING.finditer(text, left, right):
        inside = any(
            a < match.end() and match.start() < b - 1 and (match.start() < start or match.end() < b) for a, b in taken
        )
        if "\n" not in match.group() and (inside or cuts_short(text, match.start(), left)):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            return Span(left, match.start())
    return Span(left, right)


def tokens(text: str, cue: Sequence[Span], content: Sequence[Span], source: Sequence[Span]) -> list[Token]:
    """The tokens of the cue's sentence, each piece of content and source as one."""
    bounds = sentence(text, cue, content, source)
    blocks: list[tuple[int, int, Kind]] = [(*span, "content") for span in content]
    blocks += [(*span, "source") for span in source if not any(a < span.end and span.start < b for a, b in cue)]
    result: list[Token] = []
    at = bounds.start
    for start, end, kind in sorted(blocks):
        if end > at and start < bounds.end:
            result += _plain(text, at, start, cue)
            result.append(Token(text[start:end], start, end, kind, False))
            at = end
    return result + _plain(text, at, bounds.end, cue)


def _plain(text: str, start: int, end: int, cue: Sequence[Span]) -> list[Token]:
    def token(match: re.Match[str]) -> Token:
        kind: Kind = "word" if match.group()[0].isalnum() else "sign"
        return Token(match.group(), *match.span(), kind, any(a <= match.start() < b for a, b in cue))

    return [token(match) for match in _TOKEN.finditer(text, start, end)] if start < end else []


def time_end(text: str, among: Sequence[Token], at: int) -> int:
    """The index behind the time that begins at a token ("on Tuesday night"), or the index itself."""
    if at < len(among) and among[at].kind == "word" and (match := _TIME.match(text, among[at].start)):
        while at < len(among) and among[at].start < match.end():
            at += 1
    return at


def phrase(text: str, among: Sequence[Token], at: int, *, of: bool = True) -> Phrase | None:
    """The noun phrase that begins at a token, with what "of" and "and" join to it.

    of: does "of" join something to a name too, or only to other nouns (told members of Congress; told Venn of it)?
    """
    if at < len(among) and among[at].low in PRONOUNS and not _noun_follows(among, at):
        return Phrase(at, at + 1, at)
    base = _base(text, among, at)
    if base is None:
        return None
    end = base.end
    while end + 1 < len(among) and among[end].low in ("of", "and", "or") and end - at < _MOST_WORDS:
        more = _base(text, among, end + 1)
        joined = (of or not among[base.head].capital) if among[end].low == "of" else more and _alike(among, base, more)
        if more is None or not joined:
            break
        end = more.end
    return Phrase(at, end, base.head)


def _noun_follows(among: Sequence[Token], at: int) -> bool:
    """Is "her" a determiner here?"""
    behind = among[at + 1] if at + 1 < len(among) else None
    return among[at].low == "her" and behind is not None and behind.kind == "word" and behind.low not in BREAKS


def _alike(among: Sequence[Token], first: Phrase, second: Phrase) -> bool:
    """Are these two that "and" joins: both names, or both kinds of people?"""
    one, other = among[first.head], among[second.head]
    return (one.capital and other.capital) or (one.low in PEOPLE and other.low in PEOPLE)


def _base(text: str, among: Sequence[Token], at: int) -> Phrase | None:
    """A noun phrase without what is joined to it."""
    end = at
    while end < len(among) and among[end].low in DETERMINERS:
        end += 1
    determined = end > at
    first = end
    while end < len(among) and end - at < _MOST_WORDS and _goes_on(text, among, first, end, determined):
        end += 1
    title = _title(among, end) if end == first or among[end - 1].low.endswith(("'s", "s'")) else end
    if title > end:
        return Phrase(at, title, title - 1)
    while end > first and not among[end - 1].capital and _NO_HEAD.match(among[end - 1].low):
        end -= 1
    if end == first or among[end - 1].low.endswith("'s"):
        return None
    head = end - 1
    known = determined or among[head].capital or among[head].low in PEOPLE
    return Phrase(at, end, head) if known else None


def _goes_on(text: str, among: Sequence[Token], first: int, at: int, determined: bool) -> bool:
    """Does the noun phrase that has among[first:at] go on with the token at `at`?"""
    token = among[at]
    if token.kind != "word" or (token.low in BREAKS and not _joins(among, at)):
        return token.text == "&"
    if time_end(text, among, at) > at and not _possessive_follows(among, at):
        return False
    before = among[at - 1] if at > first else None
    if before is None or token.capital:
        return True
    if before.low in PEOPLE and not before.capital and not determined:
        return token.low in PEOPLE
    if before.capital and not before.low.endswith("'s"):
        return determined or token.low in PEOPLE | _MEDIA or token.low.endswith("s") or _joins(among, at)
    return True


def _joins(among: Sequence[Token], at: int) -> bool:
    """Is it a small word inside a name ("bin" in "Salman bin Hamad", "for" in "Center for Policy")?"""
    inside = 0 < at < len(among) - 1 and among[at - 1].capital and among[at + 1].capital
    show = among[at].low == "the" and at > 1 and among[at - 2].low.endswith(("'s", "s'"))  # "NBC's Meet the Press"
    return inside and (show or among[at].low in _JOINING)


def _possessive_follows(among: Sequence[Token], at: int) -> bool:
    return any(token.low.endswith("'s") for token in among[at : at + 3])


def _title(among: Sequence[Token], at: int) -> int:
    """The index behind a title in quotation marks that begins at a token ("This Week"), or the index itself."""
    if at < len(among) and among[at].text in _QUOTES:
        opened = at + 1 + (among[at].text == "'" and among[at + 1 : at + 2] != [] and among[at + 1].text == "'")
        for end in range(opened, min(at + 9, len(among))):
            if among[end].text in _QUOTES:  # two single marks may stand for a double one
                doubled = end + 1 < len(among) and among[end + 1].text == among[end].text == "'"
                return end + 1 + doubled
            if among[end].kind != "word" and among[end].text not in ".,!?&":
                break
    return at

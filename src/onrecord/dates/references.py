"""Times without a place in the calendar ("now", "recently", "in the future"), and anniversaries."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.numbers import ORDINAL, position
from onrecord.dates.page import Found, Page, Rule, date_found
from onrecord.dates.values import written_day
from onrecord.dates.words import DAY, END, MONTH, TH, WORD_END, YEAR, month_number

_PRESENT = r"(?:right now|now|currently|presently|nowadays|at present|at the moment|(?:for )?the time being|these days)"
_PAST = r"(?:(?:more|most) recently|recently|lately|the (?:recent )?past)"
_FUTURE = r"(?:very soon|soon|the (?:near |immediate |foreseeable )?future)"
_NOT_NOW: Final = re.compile(r"-| (?:that|and (?:then|again)|defunct)\b")
_NAMED: Final = re.compile(r"\w $")  # Democracy Now
_NOT_SOON_BEFORE: Final = re.compile(r"\b(?:as|too|how|so|no) $")
_NOT_SOON_BEHIND: Final = re.compile(r"-| (?:as|after|afterwards?|thereafter|enough|realized|found|became|followed)\b")
_GOES_ON: Final = re.compile(r" [a-z]|-|'s")
_ENDS: Final = re.compile(
    r" (?:and|as|with|when|but|for|that|is|was|has|to|it|they|he|she|we|i|you|there|this|these|those|would|will|may"
    r"|might|can|could|should|did|had|have|were|are|by|in|at|on|because|if|so|or|without|through|who|which|where|while|after"
    r"|before|since|until|the|an?)\b"
)
_DAY: Final = re.compile(
    r"[^.,;!?\n]{0,60}?\b"
    rf"(?:(?P<month>{MONTH}) (?P<day>{DAY}){TH}|(?P<day2>{DAY}){TH} (?:of )?(?P<month2>{MONTH})),? "
    rf"(?P<year>{YEAR}){END}"
)


def _reference(match: re.Match[str], value: str) -> list[Found]:
    return [Found(match.start(), match.end(), "DATE", value)]


def _now(page: Page, match: re.Match[str]) -> list[Found]:
    is_name = match.group() == "now" and page.text[match.start()] == "N" and _NAMED.search(page.before(match.start()))
    return [] if is_name or _NOT_NOW.match(page.after(match.end())) else _reference(match, "PRESENT_REF")


def _recently(page: Page, match: re.Match[str]) -> list[Found]:
    """Not "the past six months" and not "the past president"."""
    behind = page.after(match.end())
    if match.group().endswith("past") and _GOES_ON.match(behind) and not _ENDS.match(behind):
        return []
    return _reference(match, "PAST_REF")


def _soon(page: Page, match: re.Match[str]) -> list[Found]:
    """Not "as soon as" or "soon after", and not "the future king"."""
    front, behind = page.before(match.start()), page.after(match.end())
    if match.group().endswith("future"):
        return [] if _GOES_ON.match(behind) and not _ENDS.match(behind) else _reference(match, "FUTURE_REF")
    if _NOT_SOON_BEFORE.search(front) or _NOT_SOON_BEHIND.match(behind):
        return []
    return _reference(match, "FUTURE_REF")


def _anniversary(page: Page, match: re.Match[str]) -> list[Found]:
    """The third anniversary: a day where the words behind give the first one, else of what cannot be told."""
    of = _DAY.match(page.after(match.end(), 100))
    number = position(match["n"]) if match["n"] else int(match["years"])
    if of is None or number is None:
        return date_found(match, None)
    month, day = month_number(of["month"] or of["month2"]), int(of["day"] or of["day2"])
    year = int(of["year"]) + number
    if year > 9999 or (page.today and abs(year - page.today.year) > 2):  # the date is of something else
        return date_found(match, None)
    return date_found(match, written_day(year, month, day))


RULES: Final = (
    Rule(rf"(?:(?:the|its|his|her|their|our|a) )?(?:(?P<n>{ORDINAL})|(?P<years>[0-9]{{1,3}})-year) anniversary"
         rf"{WORD_END}", _anniversary),
    Rule(rf"{_PRESENT}{WORD_END}", _now),
    Rule(rf"{_PAST}{WORD_END}", _recently),
    Rule(rf"{_FUTURE}{WORD_END}", _soon),
)  # fmt: skip

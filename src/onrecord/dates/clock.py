"""Times of day: "9:30 p.m.", "16:15 UTC", "1430 GMT", "5.30pm", "at 18:40", "noon", "three o'clock"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.numbers import amount
from onrecord.dates.page import Found, Page, Rule
from onrecord.dates.words import END, WORD_END

_ZONES = (
    r"(?:gmt|utc|z|est|edt|et|pst|pdt|pt|cst|cdt|ct|mst|mdt|mt|bst|cet|cest|eet|ist|jst|msk|local time|local"
    r"|(?:eastern|central|mountain|pacific|greenwich mean|moscow|london|beijing)"
    r"(?: (?:standard|daylight|summer))?(?: time)?)"
)
_NAMED_ZONE = rf"{_ZONES}(?!\w)(?: ?[+-] ?[0-9]{{1,2}}(?::?[0-9]{{2}})?)?"
_ZONE = rf"(?P<zone> ?\({_NAMED_ZONE}\)| ?{_NAMED_ZONE})"
_AT: Final = re.compile(
    r"\b(?:at|around|about|by|until|till|since|from|before|after|to|between|and|shortly|past|as of|approximately|ended"
    r"|began)\s$"
)
_SCORE: Final = re.compile(
    r" (?:left|remaining|mark|into|of the|to play|victory|win|loss|in the \w+ (?:quarter|half))\b"
)


def _clock(page: Page, match: re.Match[str]) -> list[Found]:
    """Hours and minutes; the day is filled in later (see `expressions`)."""
    groups = match.groupdict()
    hour, minute = int(match["hour"]), int(groups.get("minute") or 0)
    half = groups.get("half")
    if half and not 1 <= hour <= 12:
        return []
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not (groups.get("zone") or groups.get("hours") or _is_said(page, match)):
        return []
    return _at(match, hour, minute, (groups.get("zone") or "").strip(" ()"))


def _is_said(page: Page, match: re.Match[str]) -> bool:
    """Do the words around say that it is a time, and not a score or what is left to play?"""
    return bool(_AT.search(page.before(match.start())) and not _SCORE.match(page.after(match.end())))


def _at(match: re.Match[str], hour: int, minute: int, zone: str = "") -> list[Found]:
    z = "Z" if zone in ("gmt", "utc", "z", "greenwich mean time") else ""
    return [Found(match.start(), match.end(), "TIME", f"T{hour:02}:{minute:02}{z}")]


def _noon(page: Page, match: re.Match[str]) -> list[Found]:
    if not match["twelve"] and not _AT.search(page.before(match.start())):
        return []
    return _at(match, 0 if match["name"] == "midnight" else 12, 0)


def _o_clock(page: Page, match: re.Match[str]) -> list[Found]:
    hour = int(amount(match["hour"]) or 0)
    if not 1 <= hour <= 12:
        return []
    part = match["part"] or ""
    late = (part in ("afternoon", "evening") and hour < 12) or (part == "night" and 5 < hour < 12)
    return _at(match, hour + 12 if late else hour, 0)


RULES: Final = (
    Rule(r"(?P<hour>[01]?[0-9])(?:[:.](?P<minute>[0-5][0-9])(?::[0-5][0-9])?)? ?(?P<half>[ap])(?:\. ?m\b\.?|m\b)"
         rf"{_ZONE}?", _clock),
    Rule(r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?"
         rf"(?:{_ZONE}|(?P<hours> ?(?:hrs|hours|h)))?{END}", _clock),
    Rule(rf"(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?:{_ZONE}|(?P<hours> ?(?:hrs|hours)))(?!\w)", _clock),
    Rule(rf"(?P<twelve>12 )?(?P<name>noon|midnight|midday){WORD_END}", _noon),
    Rule(r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?[0-9]) o'clock"
         rf"(?: (?:in the (?P<part>morning|afternoon|evening)|at night))?{WORD_END}", _o_clock),
)  # fmt: skip

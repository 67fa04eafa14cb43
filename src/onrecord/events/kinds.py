"""What is plain from the words beside a trigger of its PLOVER type, whatever the network says."""

from __future__ import annotations

import re

from onrecord.events.status import REACH, clause
from onrecord.types import Span

_DISMISSED = re.compile(r"\b(?:was|were|been|being|be|got|gets) $")
_FROM_WORK = re.compile(
    r" from (?:his|her|their|its|the) (?:\w+ ){0,2}(?:job|post|position|role|cabinet|company|department|firm|force|"
    r"team)s?\b"
)
_SHOT = re.compile(
    r"\b(?:shots?|rounds?|rockets?|missiles?|bullets?|shells?|guns?|gas|weapons?|cannons?|artillery|it)\b"
)
_ON_A_CALL = re.compile(
    r"\b(?:(?:phone|telephone|conference|video|earnings|\w+-minute|hour-long) "
    r"|(?:on|in|during|before|after|following) (?:an?|the|that|this|their|his|her) (?:[\w-]+ )?)$",
    re.IGNORECASE,
)
_LODGED = re.compile(r"\b(?:lodg|fil|issu|mak|made)(?:es?|ed|ing)? (?:an? )?(?:\w+ ){0,2}$")
_CALLING = ("call", "calls", "called", "calling")
_A_NAME = re.compile(r" (?:(?!(?:for|on|upon|to|in)\b)[\w’'-]+ ){1,5}(?:an? )?[\"“‘]")  # calling the agency “asleep”
_DETERMINER = r"(?:an?|the|its|his|her|their|these|those|all|any|every|more|new|no|our|several|two|three)"
_MEETING = re.compile(r"(?:meets?|met|meeting)$", re.IGNORECASE)
_A_TASK = re.compile(  # "met its endpoint"
    rf" (?:with )?(?:{_DETERMINER} )?(?:[\w-]+ ){{0,2}}(?:endpoint|goal|target|deadline|criteri(?:a|on)|requirement|"
    r"standard|expectation|demand|condition|need|obligation|commitment|challenge|criticism|s[kc]epticism|threshold|"
    r"definition|quota|benchmark|forecast)s?\b"
)
_HARM = re.compile(r"(?:kill(?:s|ed|ing)?|injur(?:ed|ing)|wounded|hurt|died|dead|deaths?)$", re.IGNORECASE)
_MISHAP = (
    r"(?:stampede|crash|crush|accident|collision|derailment|avalanche|landslide|mudslide|earthquake|quake|flood|flooding|"
    r"storm|hurricane|typhoon|cyclone|tornado|tsunami|heat ?wave|wildfire|capsizing|shipwreck|collapse)(?:s|es)?"
)
_IN_A_MISHAP = re.compile(
    rf"(?: [\w’'-]+){{0,4}}? in (?:{_DETERMINER} )?(?:[\w-]+ ){{0,3}}{_MISHAP}\b"
    rf"|(?: [\w’'-]+){{0,3}}? when {_DETERMINER} (?:[\w’'-]+ ){{1,8}}?(?:collapsed|crashed|capsized|overturned|sank|"
    r"derailed|caught fire|plunged|skidded|collided|veered)\b"
)
_WHEN_A_MISHAP = re.compile(rf"(?: [\w’'-]+){{0,3}}? when {_DETERMINER} (?:[\w-]+ ){{0,3}}{_MISHAP}\b")
_BY_A_MISHAP = re.compile(rf"\b{_MISHAP}(?: [\w’'-]+){{0,5}}?(?: that| which)?(?: has| have| had)?(?: \w+ly)? $")
_OF_WEATHER = re.compile(
    r"\b(?:avalanche|weather|storm|flood|tsunami|tornado|hurricane|typhoon|heat|fire|travel|profit) $"
)
_RELEASING = re.compile(r"releas(?:e|ed|es|ing)$", re.IGNORECASE)
_NEWS = (
    r"(?:statement|report|detail|information|video|footage|figure|data|name|document|album|film|result|finding|transcript|"
    r"e-?mail|photo|image|study|survey|poll|list|memo|record|tax return)s?"
)
_OF_NEWS = re.compile(rf" (?:{_DETERMINER} )?(?:[\w-]+ ){{0,2}}{_NEWS}\b")
_NEWS_WAS = re.compile(rf"\b{_NEWS}(?: (?!and\b|who\b)\w+){{0,4}} (?:was|were|been|be|being) $")


def kind(text: str, trigger: Span, told: str) -> str | None:
    """An event's type, given the network's; None where the words tell of no event of PLOVER's at all.

    One is dismissed who "was fired", and consults "on a call"; who lodges a protest or calls another "asleep" accuses,
    and who is killed in a stampede was not attacked.
    """
    words, before = text[slice(*trigger)].lower(), clause(text, trigger.start)
    if told == "ASSAULT" and words == "fired" and _is_dismissal(text, trigger, before):
        return "SANCTION"
    if told == "PROTEST" and words == "protest" and _LODGED.search(before):
        return "ACCUSE"
    if told == "REQUEST" and words in _CALLING and _A_NAME.match(text, trigger.end):
        return "ACCUSE"
    if told == "REQUEST" and words in ("call", "calls") and _ON_A_CALL.search(before):
        return told if text.startswith((" for ", " to "), trigger.end) else "CONSULT"
    return None if _is_nothing(text, trigger, told, before) else told


def _is_dismissal(text: str, trigger: Span, before: str) -> bool:
    if _FROM_WORK.match(text, trigger.end):
        return True
    return _DISMISSED.search(before) is not None and not _SHOT.search(before)


def _is_nothing(text: str, trigger: Span, told: str, before: str) -> bool:
    """Is nobody met, attacked, set free, threatened or asked?"""
    words, end = text[slice(*trigger)], min(len(text), trigger.end + REACH)
    if told == "CONSULT":
        return bool(_MEETING.match(words) and _A_TASK.match(text, trigger.end, end))
    if told == "ASSAULT" and _HARM.match(words):
        behind = (_IN_A_MISHAP, _WHEN_A_MISHAP)
        return any(one.match(text, trigger.end, end) for one in behind) or bool(_BY_A_MISHAP.search(before))
    if told == "RETREAT" and _RELEASING.match(words):
        return bool(_OF_NEWS.match(text, trigger.end, end) or _NEWS_WAS.search(before))
    if told == "THREATEN" and words.lower() in ("warning", "warnings"):
        return bool(_OF_WEATHER.search(before))
    return told == "REQUEST" and words.lower().endswith(" off")

"""What is plain from the words beside a trigger of its PLOVER type, whatever the network says."""

from __future__ import annotations

import re

from onrecord.events.status import REACH, clause
from onrecord.types import Span

_DISMISSED = re.compile(r"\b(?:was|were|been|being|be|got|gets) $")
_FROM_WORK = re.compile(r" from (?:his|her|their) (?:\w+ ){0,2}(?:job|post|position|role)\b")
_AIMED = re.compile(r" (?:upon|at|into|across|on(?! (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b")
_SHOT = re.compile(
    r"\b(?:shots?|rounds?|rockets?|missiles?|bullets?|pellets?|shells?|mortars?|torpedoe?s?|arrows?|drones?|guns?|gas|"
    r"weapons?|ammunition|cannons?|artillery|it)\b",
    re.IGNORECASE,
)
_ON_A_CALL = re.compile(
    r"\b(?:(?:phone|telephone|conference|video|earnings|\w+-minute|hour-long) "
    r"|(?:on|in|during|before|after|following) (?:an?|the|that|this|their|his|her) (?:[\w-]+ )?)$",
    re.IGNORECASE,
)
_LODGED = re.compile(
    r"\b(?:lodg|fil)(?:es?|ed|ing)? (?:an? )?(?:(?!(?:to|in|out|past|plans?)\b)\w+ ){0,2}$"
    r"|\b(?:mak(?:es?|ing)|made|issu(?:es?|ed|ing)) (?:an? )?(?:formal|official|diplomatic|strong) $"
)
_CALLING = ("call", "calls", "called", "calling")
_A_NAME = re.compile(  # calling the agency “asleep”
    r" (?:(?!(?:for|on|upon|to|in|after|about|and|of|with|off|back|says|said|an?|\d+)\b)[\w’'-]+ ){1,4}(?:an? )?[\"“‘]"
)
_DETERMINER = r"(?:an?|the|its|his|her|their|these|those|all|any|every|more|new|no|our|several|two|three)"
_MEETING = re.compile(r"(?:meets?|met|meeting)$", re.IGNORECASE)
_GOES_ON = r"(?![-\w])(?! (?!(?:of|for|set|in|by|from|to|on|and|with|at|this|last|next|before|after|that)\b)\w)"
_A_TASK = re.compile(  # "met its endpoint"
    rf" (?:with )?(?:{_DETERMINER} )?(?:[\w-]+ ){{0,2}}(?:endpoint|goal|target|deadline|criteri(?:a|on)|requirement|"
    r"standard|expectation|demand|condition|need|obligation|commitment|challenge|criticism|s[kc]epticism|threshold|"
    rf"definition|quota|benchmark|forecast)s?{_GOES_ON}"
)
_HARM = re.compile(r"(?:kill(?:s|ed|ing)?|injur(?:ed|ing)|wounded|hurt|died|dead|deaths?)$", re.IGNORECASE)
_MISHAP = (
    r"(?:stampede|crash|crush|accident|collision|derailment|avalanche|landslide|mudslide|earthquake|quake|flood|flooding|"
    r"storm|hurricane|typhoon|cyclone|tornado|tsunami|heat ?wave|wildfire|capsizing|shipwreck|collapse)(?:s|es)?"
)
_NO_MISHAP = (
    r"(?!-| (?:zone|area|plain|town|region|camp|victim)s?\b"
    r"| of (?:the )?(?:truce|cease-?fire|talks|deal|government|violence|regime|peace)\b)"
)
_IN_A_MISHAP = re.compile(
    rf"(?: [\w’'-]+){{0,4}}? in (?:{_DETERMINER} )?(?:[\w-]+ ){{0,3}}{_MISHAP}\b{_NO_MISHAP}"
    rf"|(?: [\w’'-]+){{0,3}}? when {_DETERMINER} (?:[\w-]+ ){{0,3}}{_MISHAP}\b{_NO_MISHAP}"
    rf"|(?: [\w’'-]+){{0,3}}? when {_DETERMINER} (?:[\w’'-]+ ){{1,8}}?(?:collapsed|crashed|capsized|overturned|sank|"
    r"derailed|caught fire|left the (?:road|track|rails)|plunged|skidded|collided|veered)\b"
)
_BY_A_MISHAP = re.compile(
    rf"(?:^|\b(?P<after>after|since|during|in|following|before|by) )?(?:{_DETERMINER} )?(?:[\w-]+ )?{_MISHAP}"
    r"(?: (?:in|on|near) [A-Z]\w+)?(?: that| which)?(?: has| have| had)?(?: \w+ly)? $"
)
_SUFFERED = re.compile(r"\b(?:was|were|been|being|be|got)(?: \w+ly)? $|^dead|^die|^death", re.IGNORECASE)
_ATTACK = re.compile(
    r"\b(?:bomb\w*|gunm[ae]n|attack\w*|militants?|missiles?|rockets?|shell\w*|shot|drones?|blast|explosion|rebels?|"
    r"soldiers|troops|knife|mob)\b",
    re.IGNORECASE,
)
_OF_WEATHER = re.compile(
    r"\b(?:avalanche|weather|storm|flood|tsunami|tornado|hurricane|typhoon|heat|fire|travel|profit) $"
)
_RELEASING = re.compile(r"releas(?:e|ed|es|ing)$", re.IGNORECASE)
_NEWS = (
    r"(?:statement|report|detail|information|video|footage|figure|data|name|document|album|film|result|finding|transcript|"
    r"e-?mail|photo|image|study|survey|poll|list|memo|record|tax return)s?"
)
_OF_NEWS = re.compile(rf" (?:{_DETERMINER} )?(?:[\w-]+ ){{0,2}}{_NEWS}{_GOES_ON}(?! and\b)")
_NEWS_WAS = re.compile(
    rf"\b{_NEWS}(?: (?:of|about|on) [\w ]{{1,30}}?)?(?: (?:will|would|should|to|may|could|soon|also|later))* "
    r"(?:was|were|been|be|being) $"
)
_FROM_PRISON = re.compile(r"[^.;\n]{0,40}\b(?:prison|jail|custody|detention|bail|captivity|kidnappers|hostages?)\b")
_APPEAL = re.compile(r"(?: (?:by|from|with) [^.,;\n]{1,40}?)? (?:for|to)\b")


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
        return told if _APPEAL.match(text, trigger.end) else "CONSULT"
    return None if _is_nothing(text, trigger, told, before) else told


def _is_dismissal(text: str, trigger: Span, before: str) -> bool:
    if _AIMED.match(text, trigger.end) or _SHOT.search(text, max(0, trigger.start - REACH), trigger.start):
        return False
    return _FROM_WORK.match(text, trigger.end) is not None or _DISMISSED.search(before) is not None


def _is_mishap(text: str, trigger: Span, before: str) -> bool:
    """Did nobody do it: "killed in a stampede", "the flood that killed nine"?"""
    words, end = text[slice(*trigger)], min(len(text), trigger.end + REACH)
    behind = re.split(r"[.;\n]", text[trigger.end : end], maxsplit=1)[0]
    if _ATTACK.search(before) or _ATTACK.search(behind):
        return False
    by = _BY_A_MISHAP.search(before)
    if by is not None and by["after"] is None:
        return True
    passive = behind.startswith((" in ", " when ")) or _SUFFERED.search(before) is not None
    suffered = passive or not words.lower().startswith("kill")
    return suffered and _IN_A_MISHAP.match(text, trigger.end, end) is not None


def _is_nothing(text: str, trigger: Span, told: str, before: str) -> bool:
    """Is nobody met, attacked, set free, threatened or asked?"""
    words, end = text[slice(*trigger)], min(len(text), trigger.end + REACH)
    if told == "CONSULT":
        return bool(_MEETING.match(words) and _A_TASK.match(text, trigger.end, end))
    if told == "ASSAULT" and _HARM.match(words):
        return _is_mishap(text, trigger, before)
    if told == "RETREAT" and _RELEASING.match(words):
        news = _OF_NEWS.match(text, trigger.end, end) or _NEWS_WAS.search(before)
        return news is not None and not _FROM_PRISON.match(text, trigger.end, end)
    if told == "THREATEN" and words.lower() in ("warning", "warnings"):
        return bool(_OF_WEATHER.search(before))
    return told == "REQUEST" and words.lower().endswith(" off")

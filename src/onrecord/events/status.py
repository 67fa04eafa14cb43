"""Whether an event happened: the network's word, and the rules that stand in where it says nothing.

The rules read the words before a trigger, nearest first, within its clause: "will not meet" is denied, "urged them to
leave" demanded, "may send" possible, "agreed to meet" planned, "is bombing" ongoing; what is left has occurred.
"""

from __future__ import annotations

import re
from typing import cast

from onrecord.types import Span, Status

REACH = 90  # characters before the trigger that are looked at
CLAUSE = re.compile(r"[,;:.!?\n\r]|,? (?:but|while|after|because|although|who|which) ")
_MARKERS: tuple[tuple[Status, re.Pattern[str]], ...] = tuple(
    (cast("Status", status), re.compile(rf"(?:(?<![\w-])|(?=['’]))(?:{words})(?![\w-])", re.IGNORECASE))
    for status, words in (
        (
            "denied",
            r"(?:not|\w+n['’]t|no) (?:ready|willing|able|prepared|expected|agree|plans?|intention|want|seek|going)"
            r"(?: to| of)|not|\w+n['’]t|cannot|never|without|no longer|no (?=$)|refus(?:e|es|ed|ing|al)(?: to| \w+)?|"
            r"declin(?:e|es|ed|ing) to|fail(?:s|ed|ing|ure)? to|den(?:y|ies|ied|ying)|"
            r"(?:call(?:s|ed|ing)? off|cancel(?:s|l?ed|l?ing)?|rul(?:es|ed|ing)? out)(?: \w+)?|lack of|instead of|"
            r"prevent(?:s|ed|ing)?(?: an?y?)?|oppos(?:e|es|ed|ing)",
        ),
        (
            "demanded",
            r"(?:call(?:s|ed|ing)?|push(?:ed|es|ing)?|appeal(?:s|ed|ing)?) (?:for|on)|urg(?:e|es|ed|ing)|"
            r"demand(?:s|ed|ing)?|should|must|ought to|needs? to|has to|have to|appeal(?:s|ed|ing)? to|"
            r"(?:ask|press|pressure|push|encourage|direct|get|let)(?:s|es|d|ed|ing)? (?:\S+ ){1,4}(?:to|for)|"
            r"get(?:ting)? (?:these|those|the|this)",
        ),
        (
            "possible",
            r"may|might|could|would|can|if|unless|whether|probably|perhaps|possibl[ey]|possibility of|likely(?: to)?|"
            r"hop(?:es?|ed|ing)(?: to| for)?|wants?(?:ed|ing)? to|propos(?:e|es|ed|ing|als?)(?: to| \w+)?|"
            r"offer(?:s|ed|ing)? to|threat(?:s|en|ens|ened|ening)? to|consider(?:s|ed|ing)?|potential|"
            r"(?:bill|legislation|measures?|resolution) to|seek(?:s|ing)? to|in (?:exchange|return) for|ready to|"
            r"willing to|push(?:es|ed|ing)? to|risk(?:s|ed|ing)? (?:of|a)",
        ),
        (
            "planned",
            r"will|['’]ll|shall|going to|plan(?:s|ned|ning)?(?: to| for)?|scheduled|expect(?:ed to|s|ing)?|due to|"
            r"set to|about to|prepar(?:e|es|ed|ing)(?: to| for)|intend(?:s|ed|ing)? to|vow(?:s|ed|ing)?|"
            r"promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|agree(?:s|d|ing)? to|"
            r"decid(?:e|es|ed|ing) to|order(?:s|ed|ing)? \S+(?: \S+){0,3} to|"
            r"(?:said|says|announced|confirmed|told|stated|declared)(?: [^ ]+){1,9} would|"  # the will of another day
            r"upcoming|coming|forthcoming|next (?:week|month|year)['’]s",
        ),
        ("ongoing", r"(?:is|are|['’]s|['’]re|been|continu(?:e|es|ed|ing)(?: to)?|ongoing|current)"),
    )
)
_DEFINITE = re.compile(r"(?:the|this|these|those|his|her|its|their|\w+['’]s?)(?: [\w-]+){0,2} $", re.IGNORECASE)
EMBEDDED = re.compile(r"\b(?:how|why|what|whether|that|when|where)\b", re.IGNORECASE)
_DENY = re.compile("den|rul", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:continu|ongoing|current)\w*(?: to)? ?$", re.IGNORECASE)
_BE = re.compile(r"(?:is|are|['’]s|['’]re|been)(?: \w+ly| still| now)? $", re.IGNORECASE)


def by_rules(text: str, trigger: Span) -> Status:
    """What the words before the trigger say; "occurred" where they say nothing."""
    before = clause(text, trigger.start)
    nearest: tuple[int, int, Status] | None = None
    for status, pattern in _MARKERS:
        matches = list(pattern.finditer(before))
        if not matches or (status == "ongoing" and not _runs(text, trigger, before, matches[-1].end())):
            continue
        if status == "denied" and _stands(before, matches[-1]):
            continue
        found = matches[-1].end(), len(matches[-1].group()), status  # of words that end together the more decide
        nearest = max(nearest or found, found, key=lambda one: one[:2])
    return nearest[2] if nearest else "occurred"


def _stands(before: str, denial: re.Match[str]) -> bool:
    """Is something else denied than the event? "Did not stop the attack"; "did not say how often they met"."""
    if _DEFINITE.search(before, denial.end()):
        return True
    return not _DENY.match(denial.group()) and bool(EMBEDDED.search(before, denial.end()))


def clause(text: str, end: int) -> str:
    """The words from the beginning of the clause to `end`, at most REACH characters."""
    before = text[max(0, end - REACH) : end]
    cuts = [match.end() for match in CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _runs(text: str, trigger: Span, before: str, marker_end: int) -> bool:
    """Is it under way: "is bombing", "continues to bomb"? "Is bombed" and "is a bomb" tell nothing."""
    words = text[trigger.start : trigger.end]
    if words.split(" ")[0].lower().endswith("ing") and _BE.search(before):
        return True
    return not before[marker_end:].strip() and bool(_GOES_ON.search(before))

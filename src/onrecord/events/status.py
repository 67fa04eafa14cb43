"""Whether an event happened: the network's word, and the rules that stand in where it says nothing.

The rules read the words before a trigger, nearest first, within its clause: "will not meet" is denied, "urged them to
leave" demanded, "may send" possible, "agreed to meet" planned, "is bombing" ongoing; what is left has occurred.
"""

from __future__ import annotations

import re
from typing import cast

from onrecord.types import Span, Status

LASTS: tuple[Status, ...] = ("occurred", "possible")  # what `goes_on` corrects
STANDS: tuple[Status, ...] = ("occurred", "ongoing", "possible")  # what a denial turns round
REACH = 90  # characters before the trigger that are looked at
_CLAUSE = re.compile(r"[,;:.!?\n\r]|,? (?:but|while|after|because|although|who|which) ")
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
_EMBEDDED = re.compile(r"\b(?:how|why|what|whether|that|when|where)\b", re.IGNORECASE)
_DENY = re.compile("den|rul", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:continu|ongoing|current)\w*(?: to)? ?$", re.IGNORECASE)
_LASTING = re.compile(
    r"(?:talks?|negotiations?|discussions?|mediation|diplomacy|fighting|operations?|campaign|investigation|inquiry|probe|"
    r"war|conflict|strikes?|protests?)$",
    re.IGNORECASE,
)
_STILL_ON = re.compile(
    r"(?:(?!\b(?:may|might|could|would|can|should|must)\b)[^.,;:!?\n]){0,60}?\b"
    r"(?:under ?way|in progress|(?:made?|mak(?:es|ing)) [^.,;:\n]{0,25}progress|continu(?:e|es|ing)\b)"
)
_CALLING_OFF = re.compile(r"(?:call(?:s|ed|ing)? off|cancel(?:s|l?ed|l?ing)?|scrap(?:s|ped|ping)?)\b", re.IGNORECASE)
_CALLED_OFF = re.compile(
    rf"(?:{_CALLING_OFF.pattern}) (?:(?:an?|the|this|his|her|its|their|all|(?:next |this )?\w+['’]s) )?"
    r"(?:(?!(?:and|or|but|to)\b)[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_WAS = (  # between a noun and what became of it
    r"(?: (?!(?:and|but|or|that|who|which|after|before|when|while|because|as|if|until|since)\b)[\w’'-]+){0,7}? "
    r"(?:has been|have been|had been|was|were|is|are|be)(?: \w+ly)? "
)
_IS_OFF = re.compile(rf"{_WAS}(?:call|cancell?|scrapp)ed(?: off)?\b")
_PUT_OFF = re.compile(rf"{_WAS}(?:postponed|delayed|put off|pushed back|rescheduled)\b")
_THAT = re.compile(r" that ")
_OF_ANOTHER = re.compile(r"\b(?:in|of|about|for|over|during|after|before|from|with|by) (?:[\w’'-]+ ){0,3}$")
_ADVERBS = r"(?: (?:\w+ly|also|soon|now|yet|again|ever|even|be|been))* $"
_LIGHT = (  # "will not impose any sanctions", where these are the trigger
    r"(?: (?:impose|hold|launch|stage|conduct|carry out|make|take|reach|start|begin|resume|open|join|attend|send))?"
    r"(?: (?:an?|the|any|more|new|further|its|his|her|their|such))*"
)
_NOT = re.compile(
    r"(?:\b(?:do|does|did|has|have|had|is|are|was|were|will|would)(?: not|n['’]t)|\bwon['’]t|\bnever)(?! only)"
    rf"(?:{_LIGHT} $|{_ADVERBS})|^\W*(?:[Nn]either (?:[\w’'-]+ ){{1,4}}nor (?:[\w’'-]+ ){{1,3}}|[Nn]o(?: one|body) )$"
    r"|^\W*[Nn]o (?:[\w’'-]+ ){1,3}(?:was|were|has been|have been|is|are|will be) $"
)
_ITS_NOUN = r"(?: (?!of\b|for\b|that\b|to\b)[\w-]+){0,2} $"  # "upcoming peace talks"
_IF = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)
_AUXILIARIES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("planned", re.compile(rf"(?:\b(?:will|shall|going to)|['’]ll){_ADVERBS}|\b(?:upcoming|forthcoming){_ITS_NOUN}")),
    ("possible", re.compile(rf"\b(?:may|might|could){_ADVERBS}|\b(?:proposed|possible|potential){_ITS_NOUN}")),
    ("demanded", re.compile(rf"\b(?:should|must|ought to){_ADVERBS}")),
)
_BE = re.compile(r"(?:is|are|['’]s|['’]re|been)(?: \w+ly| still| now)? $", re.IGNORECASE)


def by_rules(text: str, trigger: Span) -> Status:
    """What the words before the trigger say; "occurred" where they say nothing."""
    before = _clause(text, trigger.start)
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


def goes_on(text: str, trigger: Span) -> bool:
    """Do the words behind say that what lasts is not over: "the talks have made progress", "the strike continues"?"""
    lasts = _LASTING.search(text, trigger.start, trigger.end)
    return lasts is not None and _STILL_ON.match(text, trigger.end) is not None


def corrected(text: str, trigger: Span, state: Status) -> Status:
    """The status, where the trigger's own words say otherwise: "did not attack", "will soon attack", "upcoming talks"."""
    before = _clause(text, trigger.start)
    if state in STANDS and _NOT.search(before) and not _IF.search(before):
        return "denied"
    if state in ("occurred", "ongoing"):
        for other, auxiliary in _AUXILIARIES:
            if auxiliary.search(before):
                return other
    return state


def called_off(text: str, trigger: Span) -> bool:
    """Is it cancelled: "called off a strike", "the talks planned for May have been cancelled"?"""
    if _CALLING_OFF.match(text, trigger.start):
        return False  # the cancelling itself
    before = text[max(0, trigger.start - REACH) : trigger.start]
    return bool(_CALLED_OFF.search(before) or _IS_OFF.match(text, trigger.end))


def put_off(text: str, trigger: Span) -> bool:
    """Is it still to come: "the talks planned for May were postponed"?"""
    return _PUT_OFF.match(text, trigger.end) is not None


def denied_by(text: str, said: int, trigger: Span) -> bool:
    """Does a denial whose word ends at `said` reach the trigger: is that in the main clause behind its "that"?"""
    if not said < trigger.start < said + REACH or _CLAUSE.search(text, said, trigger.start):
        return False
    clause = _THAT.match(text, said, trigger.start)  # "denied the allegations": these were made
    if clause is None:
        return False
    between = text[clause.end() : trigger.start]
    return not _EMBEDDED.search(between) and not _OF_ANOTHER.search(between)


def _stands(before: str, denial: re.Match[str]) -> bool:
    """Is something else denied than the event? "Did not stop the attack"; "did not say how often they met"."""
    if _DEFINITE.search(before, denial.end()):
        return True
    return not _DENY.match(denial.group()) and bool(_EMBEDDED.search(before, denial.end()))


def _clause(text: str, end: int) -> str:
    """The words from the beginning of the clause to `end`, at most REACH characters."""
    before = text[max(0, end - REACH) : end]
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _runs(text: str, trigger: Span, before: str, marker_end: int) -> bool:
    """Is it under way: "is bombing", "continues to bomb"? "Is bombed" and "is a bomb" tell nothing."""
    words = text[trigger.start : trigger.end]
    if words.split(" ")[0].lower().endswith("ing") and _BE.search(before):
        return True
    return not before[marker_end:].strip() and bool(_GOES_ON.search(before))

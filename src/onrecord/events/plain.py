"""What is plain from the words beside a trigger, whatever the network says of its status."""

from __future__ import annotations

import re

from onrecord.events.status import CLAUSE, EMBEDDED, REACH, clause
from onrecord.types import Span, Status

_LASTS: tuple[Status, ...] = ("occurred", "possible")  # what `goes_on` corrects
_STANDS: tuple[Status, ...] = ("occurred", "ongoing", "possible")  # what a denial turns round
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
    r"(?: (?:imposed?|hold|held|launch(?:ed)?|staged?|conduct(?:ed)?|carr(?:y|ied) out|make|made|take|reach(?:ed)?|"
    r"start|begin|resume|open(?:ed)?|join|attend|sen[dt]))?"
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
    (
        "possible",
        re.compile(
            rf"\b(?:may|might|could){_ADVERBS}|\b(?:proposed|possible|potential){_ITS_NOUN}"
            r"|\b(?:offers?|proposals?|prospects?|possibility|hopes?|chances?) (?:of|for) (?:(?!the\b)[\w-]+ ){0,2}$"
        ),
    ),
    ("demanded", re.compile(rf"\b(?:should|must|ought to){_ADVERBS}")),
)
_HAVING_DONE = re.compile(  # "to have held secret talks", "had opened an inquiry", where these are the trigger
    r"(?<!would )(?<!could )(?<!might )(?<!may )(?<!should )(?<!must )\b(?:to have|has|have|had)"
    r"(?: \w+ly| also| already| since| just)* (?:held|opened|launched|conducted|carried out|staged|signed|reached|"
    r"filed|committed)"
    r"(?: (?!(?:if|to|for|of|on|in|with|off|back|up|before|planned|possible|proposed|\w+ing)\b)[\w’'-]+){0,3} $"
)


def plain(text: str, trigger: Span, state: Status, denial: int | None = None) -> Status:
    """An event's status, given the network's. denial: where the cue of its statement ends, if that denies something."""
    state = corrected(text, trigger, state)
    if called_off(text, trigger):
        return "denied"
    if denial is not None and state in _STANDS and denied_by(text, denial, trigger):
        return "denied"
    if state == "occurred" and put_off(text, trigger):
        return "planned"
    return "ongoing" if state in _LASTS and goes_on(text, trigger) else state


def corrected(text: str, trigger: Span, state: Status) -> Status:
    """The status, or what the words beside the trigger say: "did not attack", "will soon attack", "upcoming talks"."""
    before = clause(text, trigger.start)
    if state in _STANDS and _NOT.search(before) and not _IF.search(before):
        return "denied"
    if state in ("planned", "possible") and _HAVING_DONE.search(before) and not _IF.search(before):
        return "occurred"
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
    if not said < trigger.start < said + REACH or CLAUSE.search(text, said, trigger.start):
        return False
    clause = _THAT.match(text, said, trigger.start)  # "denied the allegations": these were made
    if clause is None:
        return False
    between = text[clause.end() : trigger.start]
    return not EMBEDDED.search(between) and not _OF_ANOTHER.search(between)


def goes_on(text: str, trigger: Span) -> bool:
    """Do the words behind say that what lasts is not over: "the talks have made progress", "the strike continues"?"""
    lasts = _LASTING.search(text, trigger.start, trigger.end)
    return lasts is not None and _STILL_ON.match(text, trigger.end) is not None

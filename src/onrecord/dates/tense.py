"""Past or future: what the verbs around a time expression say.

"Venn met him on Friday" is the last Friday, "Venn will meet him on Friday" the next. The nearest verb decides: the one
before the expression, or, where the expression opens its clause ("On Friday, Venn will ..."), the one behind it.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from onrecord.types import Span

Tense = Literal["past", "future"]

REACH: Final = 160  # characters in which a verb can govern the expression

_ADVERBS = r"(?: (?:not|n't|also|still|now|then|likely|been|being|[a-z]+ly))*"
_MODAL = r"(?:will|'ll|won't|wo n't|shall|would|'d|could|can|cannot|can't|may|might|should|must|going to)"
_PLANNED = r"(?:scheduled|expected|slated|due|set|planned|supposed|poised|likely|bound|ready|about|planning)"
_INFINITIVE = r"to (?!the |an? |on |in |by |at |for |last |this |next |its |his |her |their |[0-9])(?:be )?[a-z]+"
_OBJECT = r"(?: (?!he |she |they |it |that |had |was |were |who )\S+){1,4}"
_NOW_TO = (  # verbs in the present before "to": what follows is still to come
    r"(?:agree|plan|intend|vow|promise|pledge|hope|want|expect|prepare|aim|propose|threaten|seek|wait|try|move|work|push"
    r"|prepar|promis|hop|propos|tri|plann|mobiliz|mobilis|rac)(?:s|es|ing)?|is|are|have|has"
)
_THEN_TO = (  # verbs in the past before "to": to come only for an expression behind it
    rf"(?:agreed|planned|intended|vowed|promised|pledged|hoped|wanted|expected|prepared|aimed|proposed|threatened|decided"
    rf"|sought|waited|was|were|(?:invited|asked|urged|ordered|told|called on|allowed|required|given){_OBJECT})"
)
_NOUNS = (
    r"due (?:on|in|to|by|for)|scheduled|slated|expected|expects?|planned|plans? (?:for|on|a|an|another|new)|upcoming"
    r"|looms?|ahead of|in time for|deadline|postponed|until|till|no later than|starting|beginning|effective"
)
_PLANS = (
    rf"(?:has|have|had|is|are|was|were|'s|be){_ADVERBS} {_PLANNED}(?: {_INFINITIVE})?|(?:{_NOW_TO}) {_INFINITIVE}"
    rf"|{_MODAL}{_ADVERBS}(?: be| have| get)?{_ADVERBS} [a-z]+|to be(?! the| an?\b) [a-z]+|{_NOUNS}"
)
_PRESENT = (  # what news tells of the days to come in the present tense
    r"meets?|begins?|starts|opens|closes|close at|ends"
    r"|resumes?|reopens?|expires?|kicks? off|takes? (?:place|effect)|go(?:es)? into"
    r"|arrives|hosts|visits|travels|heads|faces|returns|votes|is|are|isn't|aren't|coming|tune in|assumes"
)
_PAST = (
    r"had to(?: be)? [a-z]+|(?:has|have)(?! (?:an?|no|the|his|her|its|their|to)\b)|had|'ve|was|were|wasn't|weren't|did"
    r"|didn't|since|ago|went|came|took|made|gave|got|saw|left|held|began|fell|rose|won|lost|ran|sent|told|said|found|kept"
    r"|spoke|wrote|broke|shot|struck|led|fled|flew|drove|sold|bought|brought|paid|drew|grew|knew|threw|became|stood|sat"
    r"|felt|heard|laid|sank|swore|wore|woke|fought|caught|taught|thought|built|spent|meant|dealt|slept|swept|met|chose"
    r"|rode|sang|stole|tore|blew|bore|hid|shook|stuck|swung|withdrew|underwent|overthrew|forgot|following|amid"
    r"|(?:after|having) [a-z]+(?:ing|ed)|(?<!to )(?:put|hit|shut|beat|read)"
    r"|(?!need|indeed|hundred|speed|feed|proceed|exceed|succeed|seed|weed|breed|bleed|greed|united|embed|shed|sacred)"
    r"[a-z]{2,}ed"
)


def _cue(future: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:(?P<future>{future})|(?P<past>{_PAST})|(?P<present>{_PRESENT}))(?![\w-])")


_CUE_BEFORE: Final = _cue(rf"{_PLANS}|{_THEN_TO} {_INFINITIVE}")
_CUE_BEHIND: Final = _cue(_PLANS)
_OPENS: Final = re.compile(
    r"(?:^|[,:;—(\[“\"'-]|\b(?:that|and|but|or|because|as|if|when|where|which|while))\s*"
    r"(?:(?:on|by|in|at|from|for|during|after|before|a|an|the|its|their|his|her|late|early|around|about)\s+)*$"
)
_BY: Final = re.compile(r"(?:^|\W)(?P<word>since|until|till|by|ahead of)\s+(?:the )?$")
_PERFECT: Final = re.compile(r"\b(?:had|was|were)\b")
_FOR: Final = re.compile(r"\b(?:planned|scheduled|slated|set|due|expected) (?:for|on|in|to begin on)(?: the)? $")
_GIVEN_UP: Final = re.compile(
    r",? (?:was|were|has been|have been|had been)(?: \w+ly| later| then| again)? "
    r"(?:delayed|postponed|cancell?ed|called off|scrapped|put off|pushed back|abandoned|suspended|moved)\b"
)
_PAUSE: Final = re.compile(r"[,;:—](?![0-9])")


def tense(plain: str, sentence: Span, start: int, end: int, reach: int = REACH) -> Tense | None:
    """Whether plain[start:end] lies in the past or the future of its text; None where no verb within reach tells."""
    front = plain[max(sentence.start, start - reach) : start]
    behind = plain[end : min(sentence.end, end + reach)]
    by = _BY.search(front)
    if by and by["word"] != "by":
        return "past" if by["word"] == "since" else "future"
    if _OPENS.search(front):
        return _first(behind) or _last(front)
    if by and not _PERFECT.search(front):
        return "future"
    return _last(front) or _first(behind)


def undone(plain: str, start: int, end: int) -> bool:
    """Is plain[start:end] what something was planned for that was given up or put off?"""
    return bool(_FOR.search(plain, max(0, start - 30), start) and _GIVEN_UP.match(plain, end))


def _first(words: str) -> Tense | None:
    """The tense of the first verb."""
    match = _CUE_BEHIND.search(words)
    if match is None:
        return None
    return "past" if match["past"] else "future"


def _last(words: str) -> Tense | None:
    """The tense of the last verb; a present one counts within its clause only."""
    match = max(_CUE_BEFORE.finditer(words), key=lambda one: one.start(), default=None)
    if match is None or (match["present"] and _PAUSE.search(words, match.end())):
        return None
    return "past" if match["past"] else "future"

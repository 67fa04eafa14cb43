"""Single days and parts of days: "Friday", "late on Tuesday night", "yesterday", "last night", "the following day"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.dates.anchor import WHICH, Which, weekday, weekday_of_week
from onrecord.dates.page import Found, Page, Rule
from onrecord.dates.values import PARTS, Period
from onrecord.dates.words import EARLY, OF, PART, WEEKDAY_ALONE, WORD_END, weekday_number

_STEPS: Final = {
    "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "last": -1,
    "next": 1, "following": 1, "after": 1, "later": 1, "previous": -1, "preceding": -1, "before": -1, "earlier": -1,
}  # fmt: skip
_WEEKS: Final = {"this": 0, "last": -1, "next": 1}
_TOLD: Final[dict[str, Which]] = {"that": "plain", "the following": "next", "the previous": "last"}
_NAME_BEHIND: Final = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Mail|Herald|Tribune|Independent|Post|World|Star|People"
    r"|Night (?:Live|Football))\b"
)
_NAME_BEFORE: Final = re.compile(
    r"\b(?:Mail on|Bloody|Super|Ash|Palm|Sheffield|Black|Good|Freaky|Maundy|Cyber|Shrove|Giving) $"
)
_NAMED: Final = re.compile(r"\w $")  # USA Today, Psychology Today
_DONE: Final = re.compile(
    r"\b(?:end|ends|ended|ending|finish\w*|clos(?:e|es|ed|ing)|starts?|started|opens?|opened|for) $"
)
_ENDS: Final = re.compile(r"$|[^\w ]| (?:at|in|and|but|as|with|when)\b")
_CLAUSE: Final = re.compile(r" (?:of|that|when|after|before|he|she|it|they|we|i|the|they|[0-9]+|one|two)\b")


def _on(match: re.Match[str], period: Period | None) -> list[Found]:
    """A day, or a part of it."""
    part = PARTS[match["part"]] if match["part"] else ""
    value = period.value + part if period else None
    return [Found(match.start(), match.end(), "TIME" if part else "DATE", value, period)]


def _today(page: Page) -> Period | None:
    return Period("day", page.today) if page.today else None


def _weekday(page: Page, match: re.Match[str]) -> list[Found]:
    at, number, which = match.start("day"), weekday_number(match["day"]), match["which"] or ""
    front, behind = page.text[max(at - 12, 0) : at], page.text[match.end() : match.end() + 14]
    if not page.named(at) or _NAME_BEFORE.search(front) or _NAME_BEHIND.match(behind):
        return []
    if match["plural"] or match["parts"] or which in ("every", "each"):
        part = PARTS[match["part"]] if match["part"] else ""
        return [Found(match.start(), match.end(), "SET", f"XXXX-WXX-{number + 1}{part}")]
    if which in _TOLD:
        told = page.mentioned("day", before=match.start())
        return _on(match, weekday(told.first, number, _TOLD[which], None) if told else None)
    if page.today is None:
        return _on(match, None)
    if match["week"]:
        return _on(match, weekday_of_week(page.today, number, _WEEKS[match["week"]]))
    return _on(match, weekday(page.today, number, WHICH.get(which, "plain"), page.tense(match)))


def _deictic(page: Page, match: re.Match[str]) -> list[Found]:
    """yesterday, earlier today, last night, this morning, tomorrow evening, tonight."""
    word, at = match["word"], match.start("word")
    if word == "today" and page.text[at] == "T" and _NAMED.search(page.text[max(at - 2, 0) : at]):
        return []
    today = _today(page)
    period = today.shifted(_STEPS.get(word, 0)) if today else None
    if word == "tonight":
        return [Found(match.start(), match.end(), "TIME", period.value + "TNI" if period else None, period)]
    return _on(match, period)


def _overnight(page: Page, match: re.Match[str]) -> list[Found]:
    """The night before the article, or the one to come; not in "an overnight raid", "overnight on Friday"."""
    if not _ADVERB.match(page.after(match.end())):
        return []
    today = _today(page)
    period = today.shifted(0 if page.tense(match) == "future" else -1) if today else None
    return [Found(match.start(), match.end(), "TIME", period.value + "TNI" if period else None, period)]


def _told(page: Page, match: re.Match[str]) -> list[Found]:
    """that day, the next morning, the day before: against the day that the text named last."""
    which = match["which"]
    if which in ("before", "after") and not _ENDS.match(page.after(match.end())):
        return []
    told = page.mentioned("day", before=match.start())
    period = told.shifted(_STEPS.get(which, 0)) if told else None
    if period and page.today and period.first > page.today and page.tense(match) == "past":
        period = None  # another day was meant
    return _on(match, period)


def _the_day(page: Page, match: re.Match[str]) -> list[Found]:
    """The day that the article tells of: "earlier in the day", "ended the day"."""
    behind = page.after(match.end())
    if behind.startswith(" of ") or (
        not match["early"] and (_CLAUSE.match(behind) or not _DONE.search(page.before(match.start())))
    ):
        return []
    return _on(match, page.mentioned("day", before=match.start()) or _today(page))


_ADVERB: Final = re.compile(r"$|[.,;:)]| (?:in|by|at|and|as|but|when|after|with|from|that|near|during|while)\b")
_BEHIND = rf"(?: (?P<part>{PART}))?"

RULES: Final = (
    Rule(rf"(?:{EARLY})?"
         r"(?:(?P<which>last|next|this past|this coming|this|every|each|that|the following|the previous) )?"
         rf"(?P<day>{WEEKDAY_ALONE})(?P<plural>s)?{_BEHIND}(?P<parts>s)?"
         rf"(?:,? (?:of )?(?P<week>last|this|next) week)?{WORD_END}", _weekday),
    Rule(rf"(?P<word>the day before yesterday|the day after tomorrow){_BEHIND}{WORD_END}", _deictic),
    Rule(rf"(?:{EARLY})?(?P<word>today|yesterday|tomorrow|tonight){_BEHIND}{WORD_END}", _deictic),
    Rule(rf"overnight{WORD_END}", _overnight),
    Rule(rf"(?:{EARLY})?(?P<word>last|this) (?P<part>{PART}){WORD_END}", _deictic),
    Rule(rf"(?:{EARLY})?(?:that|(?:the|that) (?P<which>same|next|following|previous|preceding)) "
         rf"(?:(?P<part>{PART})|day){WORD_END}", _told),
    Rule(rf"(?:the|a) day (?P<which>before|after|earlier|later)(?P<part>){WORD_END}", _told),
    Rule(rf"(?P<early>{OF}|{EARLY})?the (?:trading )?day(?P<part>){WORD_END}", _the_day),
)  # fmt: skip

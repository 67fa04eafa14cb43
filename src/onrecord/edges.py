"""The edges of sources, cues and contents, where the network takes too much or too little, and who is no source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.datelines import behind_dateline
from onrecord.inflection import word_set
from onrecord.quotes import QuotationMask
from onrecord.sentences import ends
from onrecord.types import Span

_FIRM_END = re.compile(r"[a-z][\w ]{0,60} [A-Z]\w+ (?:Inc|Corp|Co|Ltd)\.(?P<gap> )(?=[A-Z][a-z])")
_HEADLINE = re.compile(r"\s*[^\n]+(?=\n\s*\n)")
_CLOSING = re.compile(r"\.?\)")
_ASKED = re.compile(r"(?:asked|pressed|questioned|quizzed) (?:about|whether|if|why|how|what|who|when|on)\b")
_ACCUSED = re.compile(r"(?:accused|suspected|convicted) of|charged with")
_PASSIVE = re.compile(
    r"(?:is|are|was|were|(?:has|have|had) been)(?: \w+ly)? (?:understood|said|believed|thought|reported|alleged|known|"
    r"expected|rumou?red|claimed|feared|considered)",
)
_GENRES = word_set(  # what stands before a headline's colon and says nothing
    "analysis blog breaking column comment commentary editorial exclusive explainer feature interview live obituary "
    "opinion podcast profile q&a review update video watch"
)


def placed(text: str, span: Span, label: str) -> Span:
    """Without a dateline, with the bracket that closes it; all but the body's contents end with their line at last."""
    begins = behind_dateline(text, span.start)
    start = begins if span.start < begins < span.end else span.start
    line = text.find("\n", start, span.end) if label != "Content" or start < _headline_end(text) else -1
    end = span.end if line <= start else start + len(text[start:line].rstrip())
    closing = _CLOSING.match(text, end)
    return Span(start, closing.end() if closing and "(" in text[start:end].rpartition(")")[2] else end)


@lru_cache(maxsize=4)
def _headline_end(text: str) -> int:
    found = _HEADLINE.match(text)
    return found.end() if found else -1


def one_sentence(text: str, source: Span, cue: Span) -> Span:
    """Of a source across two sentences what stands in its cue's: "said Jane Roe. John Doe said"."""
    gap = next(ends(text, source.start, source.end), None) or _firm_end(text, source)
    if gap is None:
        return source
    return Span(gap.end, source.end) if cue.start >= gap.end else Span(source.start, gap.start)


def _firm_end(text: str, source: Span) -> Span | None:
    """The gap behind a firm that ends a sentence inside a source: "joined Roe Inc. Jane Roe"."""
    found = _FIRM_END.search(text, source.start, source.end)
    return Span(*found.span("gap")) if found else None


def content(text: str, places: Sequence[Span], cue: Span | None, mask: QuotationMask) -> tuple[Span, ...]:
    """Pieces of content with the quotation marks that belong to them; neighbours on one line become one piece."""
    result: list[Span] = []
    for place in places:
        span = _with_marks(text, place, mask)
        between = text[result[-1].end : span.start] if result else "\n"
        if "\n" in between or any(c.isalnum() for c in between):
            result.append(span)
        else:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
    return tuple(_quotation(text, span, mask) if cue is not None and span.end <= cue.start else span for span in result)


def _with_marks(text: str, span: Span, mask: QuotationMask) -> Span:
    """A span that begins or ends where a quotation does takes the mark in, and the sentence sign before it."""
    start, end = span
    opening = mask.at(start)
    if opening and not any(c.isalnum() for c in text[opening.inner_start : start]):
        start = opening.start
    closing = mask.at(end - 1)
    if closing and not any(c.isalnum() for c in text[end : closing.inner_end]):
        end = closing.end
    return Span(start, end)


def _quotation(text: str, span: Span, mask: QuotationMask) -> Span:
    """Of a sentence without quotation marks and a quotation behind it, before its cue, the quotation alone.

    Her colleague was less sure. “Never say never,” he said.
    """
    for gap in ends(text, *span):
        quotation = mask.at(gap.end + 1)
        if (
            quotation is not None
            and quotation.start == gap.end
            and mask.share(text, [Span(span.start, gap.start)]) == 0
        ):
            whole = mask.share(text, [Span(gap.end, span.end)]) == 1
            return Span(gap.end, span.end) if whole else span
    return span


def is_of_subject(text: str, source: Span, cue: Span, content: Sequence[Span]) -> bool:
    """Is what was taken for the source what something is said of: "The chairman is understood to have left"?"""
    first = content[0].start
    return (
        source.end <= cue.start < first
        and text.startswith("to ", first)
        and bool(_PASSIVE.fullmatch(text[slice(*cue)]))
    )


def is_asked(text: str, source: Span, cue: Span) -> bool:
    """Is the source who is asked or accused: "Roe, asked about the plan, said", "Clerk accused of theft"?

    Not so in "Roe, a diver, asked about it".
    """
    if _ACCUSED.fullmatch(text, *cue):
        return source.end <= cue.start
    alone = text[source.end : cue.start] == ", " and "," not in text[source.start : source.end]
    return alone and _ASKED.match(text, cue.start) is not None


def is_genre(text: str, source: Span, cue: Span) -> bool:
    """Is it no more than what a headline is: "Column: Why the mayor is wrong"?"""
    return text[slice(*cue)] == ":" and text[slice(*source)].lower() in _GENRES

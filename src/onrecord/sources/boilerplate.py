"""What stands among an article's paragraphs and is not the article: parts of pages, labels, calls to the reader."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_PARTS: Final = (
    r"related|recirc|recirculation|promo|newsletter|sign-?up|subscribe|subscription|share|sharing|social|caption",
    r"credits?",
    r"comments?|author-?(?:bio|info|box|card|description)|bio|sidebar|recommended|recommendations",
    r"most-?(?:read|popular)",
    r"trending|advert\w*|ad-?slot|toolbar|breadcrumbs?|tags?|topics|cookie|disclaimer|copyright|read-?more",
    r"also-?read",
    r"more-?(?:from|on|stories)|up-?next|outbrain|taboola|pull-?quote",
    # posts of others, as the platforms' own scripts mark them
    r"twitter-tweet|instagram-media|(?:tiktok|bluesky|reddit)-embed|(?:fb|facebook)-post|text-post-media",
)
_FACTS: Final = re.compile(r"(?:^|[\s_-])(?:fact|info)-?box(?:$|[\s_-])", re.I)
_LABELS: Final = (
    r"read (?:more|next|also|the full)\b|see also|also (?:read|on)\b|more(?: from| on| news| stories)?\b\s*:",
    r"related\b",
    r"more (?:from|on|news|stories)\b|(?:most|popular) (?:read|popular)|popular$|editors?['’] picks|recommended\b",
    r"trending\b",
    r"sign (?:up|in)$|log ?in$|subscribe\b|advert(?:isement|isment|ising)\b|sponsored\b|promoted\b|comments?$",
    r"copy link",
    r"(?:photo|image|picture|video|photograph|file photo|credit|source|graphic)s?(?: credits?| by| courtesy)?\s*:",
    r"watch(?: now| live| more)?\s*[:|]|listen(?: now)?\s*[:|]|play video|getty images|e-?mail\s*:",
    r"skip (?:to|past)\b|tags?\s*:",
    r"(?:first |last |article )?(?:published|updated|posted)\b.{0,30}\d",
)
_CALLS: Final = (
    r"sign up (?:for|to|here|now)\b|sign in to\b|log ?in to\b|subscribe (?:to|now|here|for)\b",
    r"join the conversation|click here",
    r"join our (?:\w+ )?(?:forum|newsletter|channel|community|whatsapp)|follow us\b",
    r"follow .{2,40} on (?:twitter|x|facebook)",
    r"follow .{2,40} on (?:instagram|google|threads|bluesky|tiktok|youtube|linkedin)|tap here",
    r"download (?:our|the) .{0,30}app",
    r"get (?:the|our) (?:latest .{0,30}|.{0,30}(?:newsletter|app)\b)|(?:story|article) continues|continue reading",
    r"share this (?:article|story|on)|print this (?:article|story)|email this (?:article|story)|leave a comment",
    r"view comments",
    r"copyright (?:©|\(c\)|\d{4})|©|\(c\) \d{4}|all rights reserved|got a (?:story|tip)\b",
    r"(?:do you )?have a (?:story|tip)\b",
    r"contact (?:us|the (?:author|reporter|writer|editor))\b|contact [^.]{2,40} (?:at|on|via) \S*@",
    r"listen to .{0,60}\bpodcasts?\b",
    r"send (?:us )?(?:a )?(?:tips?|your (?:tips|story|stories))\b",
    r"this (?:article|story) (?:was|is|has been) (?:originally |first )*(?:published|appeared|updated)",
    r"you must (?:confirm your|be logged)|please log ?(?:in|out)|by (?:signing up|subscribing|clicking)",
    r"you can save this",
    r"thank(?:s| you) for (?:reading|signing up|subscribing)|for more (?:stories|news) |.{0,40}swipe (?:left|right)",
    r"we (?:use cookies|value your privacy)|your (?:browser does|email address)",
    r"support (?:our|independent) journalism|this is a (?:breaking|developing)\b.{0,12}\bstory\b",
)
_PART: Final = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_PARTS)})(?:$|[\s_-])", re.I)
_LABEL: Final = re.compile(rf"^\W*(?:{'|'.join(_LABELS)})", re.I)
_CALL: Final = re.compile(rf"^\W*(?:{'|'.join(_CALLS)})", re.I)
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BYLINE: Final = re.compile(r"(?i:by):?\s+(?:[A-Z][\w.’'-]+\s?){2,5}(?:(?:,|\||-|–|and\s)[^.!?]*)?$")
_DATE: Final = re.compile(
    r"(?:[a-z]{3,9}\W+)?(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?"
    r"(?:19|20)\d\d(?:\W+at)?[\W\d]*(?:[ap]\.?m\.?)?\W*[a-z]{0,4}$",
    re.I,
)
_LABEL_LENGTH: Final = 140
_CALL_LENGTH: Final = 300
_SPEECH: Final = re.compile('["“”«»„]|\\bsaid\\b')


@lru_cache(maxsize=10_000)  # a page repeats its classes
def is_part(names: str) -> bool:
    """Whether an element's classes and id name a part of the page that is not the article."""
    return _PART.search(_HUMP.sub("-", names)) is not None


def is_fact_box(names: str) -> bool:
    """Whether an element's classes and id name a box of background that stands beside the running text."""
    return _FACTS.search(_HUMP.sub("-", names)) is not None


def is_signature(line: str) -> bool:
    """Whether a line above the story is but its byline or its date."""
    return len(line) <= _LABEL_LENGTH and (_BYLINE.match(line) or _DATE.match(line)) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a line is a label or a call to the reader: never one with speech, nor a label that is a sentence."""
    if _SPEECH.search(line) or len(line) > _CALL_LENGTH:
        return False
    label = len(line) <= _LABEL_LENGTH and not line.endswith((".", "!", "?", "…")) and _LABEL.match(line)
    return bool(label or _CALL.match(line))

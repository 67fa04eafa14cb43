"""How firmly a statement is made: its act, whether the act is denied to have happened, whether it is done with reserve.

The act is that of the reporting expression in the cue (`reporting.py`). Of several the first counts, of those that
begin there the longest; light ones ("seemed to", "made a") give way to any other. docs/stance.md tells it in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.saying.reporting import Found, find, words
from onrecord.types import Act, Span, Stance

NEGATIONS = word_set("not never no nobody none neither nor nothing hardly barely scarcely without")
_NO_ONE = word_set("no nobody none neither")
_AUXILIARIES = word_set(
    "do does did have has had is are was were be been being will would can could may might must shall should 's 're "
    "'ve 'd 'll also just still again ever yet even then now always often first later since already only"
)
_AFTER_NOT = word_set("only just merely simply")  # "not only said": it was said
_DECLINING = word_set("decline refuse refusal")
_OMITTING = word_set("refrain hesitate fail failure avoid neglect omit stop")
_ANSWERING = word_set("comment respond reply answer elaborate discuss speak talk say ask")
_SPEAKING = frozenset(("asserts", "claims", "shows", "admits", "denies", "knows"))
_ABLE = NEGATIONS | {"see", "hear", "feel", "smell", "only"}  # behind "could": what someone was or was not able to do
_RESERVE = word_set(
    "probably perhaps maybe possibly apparently seemingly presumably reportedly allegedly supposedly purportedly "
    "ostensibly arguably conceivably potentially"
)
_I_THINK = re.compile(r"\W*(?:(?:well|and|but|so|look|that),? )?I (?:think|guess|suppose|suspect)\b", re.IGNORECASE)
_SEEMING = re.compile(r"\b(?:seem|appear)(?:s|ed)? (?:to|that|like|as)\b|\bpossible (?:that|to)\b")
_LIKELY = re.compile(r"\b(?:un)?likely\b(?! (?:voters?|candidates?|nominees?|contenders?)\b)")
_MONTH = re.compile(r"\bMay\b(?= \d|,|\.|$)|(?<=[a-z] )May\b")
_IF = re.compile(r"\b(?:if|unless|otherwise|were (?:he|she|it|they|we|I) to)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:which|who|whom|whose|because|since|although|though|unless|until|so|while|if|when)\b")
_OPENING_CLAUSE = re.compile(r"(?:if|when|unless|because|since|although|though|while|until)\b[^,]*,", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”\"’']?\s|\n")
_CLAUSE_START = re.compile(r"[,.;:!?()\n“”\"—–]")
_MAIN_CLAUSE_WORDS = 14  # of a content's beginning: where the modal of its main clause is looked for


class _Cue(NamedTuple):
    """before: the words of grammar in front of the cue ("did not").  words: its own.  found: expressions in them."""

    before: list[str]
    words: list[str]
    found: list[Found]


def stance(text: str, cue: Sequence[Span], content: Sequence[Span], source: Sequence[Span] = ()) -> Stance:
    """The stance of a statement with these places in the text; without a known reporting expression "other"."""
    said = words(_pieces(text, cue))
    first = _first_sentence(text, content)
    found = find([*said, "to"] if first.startswith("to ") else said)  # "agreed" that it is so, or "to" do it
    read = _Cue(_before(text, cue, (*content, *source)), said, found)
    chosen = _chosen(read.found)
    act: Act = chosen.expression.act if chosen else "other"
    negated = chosen is not None and _is_negated(read, chosen)
    if chosen and (inner := _not_done(read, negated)):
        act, negated = inner
    taken = set(chosen.at) if chosen else set()
    also = [match for match in read.found if match == chosen or not taken.issuperset(match.at)]
    hedged = any(match.expression.hedge for match in also) or _reserved([*read.before, *said], first)
    return Stance(act, negated or _no_one(text, cue, source), hedged or (act != "asks" and _hedged(first)))


def _pieces(text: str, spans: Sequence[Span]) -> str:
    return _MONTH.sub("", " ".join(text[start:end] for start, end in spans))


def _before(text: str, cue: Sequence[Span], others: Sequence[Span]) -> list[str]:
    """The auxiliaries, negations and adverbs that stand directly before a cue and belong to it."""
    if not cue:
        return []
    start = cue[0].start
    left = max([end for _, end in others if end <= start] + [start - 60, 0])
    clause = _CLAUSE_START.split(text[left:start])[-1]
    kept: list[str] = []
    for word in reversed(words(clause)):
        if word not in _AUXILIARIES and word not in NEGATIONS and not word.endswith("ly"):
            break
        kept.insert(0, word)
    return kept


def _chosen(found: Sequence[Found]) -> Found | None:
    strong = (match for match in found if not match.expression.light)
    return next(strong, found[0] if found else None)


def _is_negated(cue: _Cue, chosen: Found) -> bool:
    """An odd number of negations before the expression or directly behind it ("said nothing"), not part of it."""
    last = chosen.at[-1]
    counted = [*cue.before, *(word for at, word in enumerate(cue.words[: last + 2]) if at not in chosen.at)]
    following = [*counted[1:], *cue.words[last + 2 : last + 3], ""]
    pairs = zip(counted, following, strict=False)
    negations = sum(
        (word in NEGATIONS and after not in _AFTER_NOT) or (word, after) == ("yet", "to") for word, after in pairs
    )
    return negations % 2 == 1


def _not_done(cue: _Cue, negated: bool) -> tuple[Act, bool] | None:
    """What is not done where the cue says so with a verb: "refused to confirm", "failed to mention"."""
    verbs = (match for match in cue.found if match.expression.lemmas[0] in _DECLINING | _OMITTING)
    verb = next(verbs, None)
    if verb is None or any(match.at[0] < verb.at[0] and not match.expression.light for match in cue.found):
        return None
    inner = _chosen([match for match in cue.found if match.at[0] > verb.at[-1]])
    if inner is None or inner.expression.light:
        return None
    act, omitted = inner.expression.act, verb.expression.lemmas[0] in _OMITTING
    if omitted or negated or act not in _SPEAKING:
        return act, not negated
    return "declines", inner.expression.lemmas[0] not in _ANSWERING


def _no_one(text: str, cue: Sequence[Span], source: Sequence[Span]) -> bool:
    """Is it no one who says so ("No official has said")?"""
    subject = _pieces(text, source)
    if not source and cue:
        subject = _CLAUSE_START.split(text[max(cue[0].start - 60, 0) : cue[0].start])[-1]
    first = [word for word in words(subject) if word not in ("and", "but", "so", "yet")][:1]
    return bool(first) and first[0] in _NO_ONE


def _first_sentence(text: str, content: Sequence[Span]) -> str:
    return _SENTENCE_END.split(_pieces(text, content).strip("“”\"‘’' \n"), maxsplit=1)[0]


def _reserved(cue: Sequence[str], content: str) -> bool:
    """Do the words of a cue keep a reserve ("may have said", "would support it if")?"""
    return bool(_RESERVE & set(cue)) or _modal(cue) or ("would" in cue and bool(_IF.search(content)))


def _modal(among: Sequence[str]) -> bool:
    pairs = zip(among, [*among[1:], ""], strict=False)
    return any(word in ("may", "might") or (word == "could" and after not in _ABLE) for word, after in pairs)


def _hedged(sentence: str) -> bool:
    """Does the main clause of what is said keep a reserve?"""
    if _I_THINK.match(sentence):
        return True
    main = _OPENING_CLAUSE.sub("", sentence.removeprefix("that "), count=1).strip()
    main = _CLAUSE.split(main, maxsplit=1)[0].partition(" that ")[0]
    main = " ".join(main.split()[:_MAIN_CLAUSE_WORDS])
    said = words(main)
    if _modal(said) or _RESERVE & set(said) or _SEEMING.search(main + " ") or _LIKELY.search(main):
        return True
    return "would" in said and bool(_IF.search(sentence))

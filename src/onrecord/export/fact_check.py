"""Statements as schema.org JSON-LD: a Quotation of the quoted words, a Claim, and the draft of a ClaimReview.

A claim is what somebody puts forward as being so. Which statements are claims is told by their act (`CLAIMS`); what the
article says was not said is none, nor is one that nobody is named for. A draft has no rating: nothing was checked yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.export import iris
from onrecord.export.text_fragment import link
from onrecord.quotes import QuotationMask, quotations
from onrecord.types import Act, Article, Entity, Reading, Span, Statement

Json = dict[str, Any]

CONTEXT = "https://schema.org"
CLAIMS: frozenset[Act] = frozenset(("asserts", "claims", "denies", "admits", "accuses", "warns", "shows"))
"""Acts that say something is so. Not among them: what will be (predicts), what one holds or learns (thinks, doubts,
knows), wants, plans, asks or likes; and what has no act of its own (other)."""
TURNED: frozenset[Act] = frozenset(("denies", "accuses"))
"""Acts whose content alone does not say what is claimed: "denied | that a survey had been ignored"."""
DRAFT = (
    "Draft made from the article by a program. Nothing has been checked: reviewRating, url and datePublished are for "
    "the reviewer to add, and claimReviewed to put in a few words."
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GROUP = "http://xmlns.com/foaf/0.1/Group"  # schema.org has no type for people who are no organization


def facts(reading: Reading, ids: Sequence[str] | None = None, by: str | Mapping[str, Any] | None = None) -> list[Json]:
    """One document for the article: itself, its quotations, and its claims, or drafts of their reviews.

    ids: of the record, for the statements in their order; more are not looked at.  by: who will review, the name of an
    organization or an object of schema.org; with it each claim stands in the draft of its review.  An article with
    neither quotation nor claim gives no document.  Raises ValueError when there are fewer ids than statements.
    """
    nodes: list[Json] = []
    for statement, name in zip(reading.statements, iris.of_statements(reading, ids), strict=True):
        if said := quotation(reading, statement, name):
            nodes.append(said)
        if put := claim(reading, statement, name):
            nodes.append(put if by is None else claim_review_draft(put, by))
    return [{"@context": CONTEXT, "@graph": [news_article(reading.article), *nodes]}] if nodes else []


def news_article(article: Article) -> Json:
    """The article, with the hash of the text that was read as that of its encoding."""
    encoding = {"@type": "TextObject", "encodingFormat": "text/plain", "sha256": iris.text_hash(article.text)}
    return {"@type": "NewsArticle", "@id": iris.of_article(article)} | _told(
        url=iris.web_address(article),
        headline=article.title,
        author=list(article.authors),
        publisher={"@type": "Organization", "name": article.outlet} if article.outlet else None,
        datePublished=article.published,
        encoding=encoding,
    )


def quotation(reading: Reading, statement: Statement, name: str) -> Json | None:
    """The words inside quotation marks, without the marks; None where there are none, or it says they were not said.

    name: the statement's, an IRI.
    """
    words = _quoted(reading.article.text, statement.content.spans) if statement.kind != "indirect" else ""
    if not words or (statement.stance and statement.stance.negated):
        return None
    parts = _told(text=words, dateCreated=_day(statement), isPartOf=_here(reading.article))
    return (
        {"@type": "Quotation", "@id": f"{name}#quotation"}
        | parts
        | _origin(reading, statement)
        | _where(reading, statement)
    )


def claim(reading: Reading, statement: Statement, name: str) -> Json | None:
    """What is put forward, in the article's words; None where the statement is no claim.

    A denial or an accusation is told with its source and cue, as its content alone says something else. `appearance` is
    this article; whether it is the first one cannot be read in it.  name: the statement's, an IRI.
    """
    if not _is_claim(statement):
        return None
    parts = _told(text=_claimed(reading.article.text, statement), datePublished=_day(statement))
    appearance = {"appearance": _here(reading.article)}
    return (
        {"@type": "Claim", "@id": f"{name}#claim"}
        | parts
        | _origin(reading, statement)
        | appearance
        | _where(reading, statement)
    )


def claim_review_draft(put: Mapping[str, Any], by: str | Mapping[str, Any]) -> Json:
    """The beginning of a review of a claim, without a rating. by: as in `facts`."""
    return {
        "@type": "ClaimReview",
        "@id": f"{str(put['@id']).removesuffix('#claim')}#review",
        "creativeWorkStatus": "Draft",
        "description": DRAFT,
        "author": {"@type": "Organization", "name": by} if isinstance(by, str) else dict(by),
        "claimReviewed": put["text"],
        "itemReviewed": dict(put),
    }


def _is_claim(statement: Statement) -> bool:
    stance = statement.stance
    named = statement.speaker.name is not None or statement.source is not None
    return stance is not None and stance.act in CLAIMS and not stance.negated and named


def _claimed(text: str, statement: Statement) -> str:
    """The content, or for acts that turn it everything from the first to the last word of source, cue and content."""
    if statement.stance is None or statement.stance.act not in TURNED:
        quoted = _quoted(text, statement.content.spans) if statement.kind == "direct" else ""
        return _one_line(quoted or statement.content.text)
    parts = [words for words in (statement.source, statement.cue, statement.content) if words]
    spans = [span for words in parts for span in words.spans]
    return _one_line(text[min(start for start, _ in spans) : max(end for _, end in spans)]) if spans else ""


def _quoted(text: str, spans: Sequence[Span]) -> str:
    """What of these places lies inside outermost quotation marks; pieces are joined as those of Words are."""
    outer = QuotationMask(quotations(text)).outer
    overlaps = ((max(start, q.inner_start), min(end, q.inner_end)) for start, end in spans for q in outer)
    return " … ".join(text[start:end].strip() for start, end in overlaps if text[start:end].strip())


def _origin(reading: Reading, statement: Statement) -> Json:
    """Who said it, as `author`; a document as what it is based on. Words of the article where nobody is known."""
    speaker = statement.speaker
    entity = None if speaker.entity is None else reading.entities[speaker.entity]
    if speaker.name is None:
        return {"author": _one_line(statement.source.text)} if statement.source else {}
    if speaker.kind == "document":
        return {"isBasedOn": {"@type": "CreativeWork"} | _named(speaker.name, entity)}
    if speaker.kind == "person":
        title = entity.office.title if entity and entity.office else None
        return {"author": {"@type": "Person"} | _named(speaker.name, entity) | _told(jobTitle=title)}
    group = _GROUP if speaker.kind == "group" else None
    return {"author": {"@type": "Organization"} | _named(speaker.name, entity) | _told(additionalType=group)}


def _named(name: str, entity: Entity | None) -> Json:
    """A name; who is not named has a description in lower case instead, and has none here either."""
    known = iris.wikidata(entity)
    same = f"https://www.wikidata.org/entity/{known}" if known else None
    return {"description" if name == name.lower() else "name": _one_line(name)} | _told(sameAs=same)


def _here(article: Article) -> Json:
    """The article, by its name alone."""
    return {"@type": "NewsArticle", "@id": iris.of_article(article)} | _told(url=iris.web_address(article))


def _where(reading: Reading, statement: Statement) -> Json:
    """A link to the very words on the live page."""
    article = reading.article
    return _told(url=link(iris.web_address(article), article.text, statement.content.spans))


def _day(statement: Statement) -> str | None:
    """The day it was said, where the article tells one."""
    day = _DAY.match(statement.said.value or "") if statement.said else None
    return day.group() if day else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _told(**fields: object) -> Json:
    """What there is; what is not known is left out."""
    return {key: value for key, value in fields.items() if value is not None and value != []}

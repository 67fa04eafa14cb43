"""schema.org: quotations, claims and drafts of reviews, in its own words and read by other libraries."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor
from hypothesis import given, settings
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from onrecord.export.fact_check import CLAIMS, claim, claim_review_draft, facts, quotation
from onrecord.types import Act, Entity, Reading, Speaker, SpeakerKind, Stance, Statement, Time, Words

from .linked import triples
from .made import hostile, nothing, place, said, tunnel
from .readings import readings
from .talks import TEXT, talks
from .vocabulary import faults

SDO = Namespace("http://schema.org/")
ARTICLE = f"urn:sha256:{sha256(TEXT.encode()).hexdigest()}"
IDS = ["s1", "s2", "s3", "s4", "s5"]
ADVISER = "Bo Ravn, an adviser, admitted that the pumps had failed. “They were old,” he said."


def graph(reading: Reading, by: str | None = None) -> list[dict[str, Any]]:
    """The nodes of the one document, as a reader of the file gets them."""
    (document,) = json.loads(json.dumps(facts(reading, IDS[: len(reading.statements)], by)))
    assert document["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = document["@graph"]
    return found


def of_type(nodes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == kind]


def one(statement: Statement, *entities: Entity, text: str = ADVISER) -> Reading:
    """A reading with one statement."""
    article = replace(nothing().article, text=text, url="https://northline.example/pumps")
    return Reading(article, "onrecord-en 1", (statement,), entities=entities)


def admitted(act: Act = "admits", *, negated: bool = False, speaker: Speaker | None = None) -> Statement:
    made = said(ADVISER, "Bo Ravn", "admitted", "that the pumps had failed", kind="indirect")
    speaker = speaker or Speaker("Bo Ravn", "person", None, 0)
    return replace(made, stance=Stance(act, negated=negated), speaker=speaker)


RAVN = Entity("Bo Ravn", "person", ids={"wikidata": "Q7"})


# What is written


def test_an_article_its_quotations_and_its_claims() -> None:
    nodes = graph(talks())
    assert [(node["@type"], node["@id"]) for node in nodes] == [
        ("NewsArticle", ARTICLE),
        ("Claim", "urn:onrecord:s1#claim"),
        ("Claim", "urn:onrecord:s2#claim"),
        ("Quotation", "urn:onrecord:s3#quotation"),
        ("Claim", "urn:onrecord:s3#claim"),
        ("Claim", "urn:onrecord:s4#claim"),
    ]
    assert nodes[0] == {
        "@type": "NewsArticle",
        "@id": ARTICLE,
        "headline": "Veld and Ostmark to meet over boats",
        "publisher": {"@type": "Organization", "name": "Northline"},
        "datePublished": "2025-03-04",
        "encoding": {
            "@type": "TextObject",
            "encodingFormat": "text/plain",
            "sha256": ARTICLE.removeprefix("urn:sha256:"),
        },
    }


def test_a_claim_is_told_with_its_author_its_day_and_where_it_appears() -> None:
    assert graph(talks())[1] == {
        "@type": "Claim",
        "@id": "urn:onrecord:s1#claim",
        "text": "that she would meet her Ostmark counterpart, Tomas Reyl, in Lyrn next week",
        "datePublished": "2025-03-03",
        "author": {
            "@type": "Person",
            "name": "Ilse Brandvik",
            "sameAs": "https://www.wikidata.org/entity/Q1",
            "jobTitle": "foreign minister",
        },
        "appearance": {"@type": "NewsArticle", "@id": ARTICLE},
    }


def test_denials_and_accusations_are_told_with_the_word_that_turns_them() -> None:
    claims = of_type(graph(talks()), "Claim")
    assert claims[1]["text"] == "She accused Ostmark of seizing two fishing boats"
    assert claims[3]["text"] == "Reyl denied that any boats had been seized"


def test_a_quotation_is_the_words_inside_the_marks() -> None:
    (found,) = of_type(graph(talks()), "Quotation")
    assert found["text"] == (
        "We will talk about everything, also about the boats, … I hope that they are released before we sit down."
    )
    assert found["isPartOf"] == {"@type": "NewsArticle", "@id": ARTICLE}
    mixed = of_type(graph(replace(tunnel(), statements=tunnel().statements[2:3])), "Quotation")
    assert [node["text"] for node in mixed] == ["followed the ground model it was given"]


def test_a_page_is_linked_at_the_very_words() -> None:
    reading = one(admitted(), RAVN)
    url = "https://northline.example/pumps"
    (found,) = of_type(graph(reading), "Claim")
    assert found["url"] == f"{url}#:~:text=that%20the%20pumps%20had%20failed"
    assert found["appearance"] == {"@type": "NewsArticle", "@id": url, "url": url}


@pytest.mark.parametrize("act", ["asserts", "claims", "denies", "admits", "accuses", "warns", "shows"])
def test_acts_that_claim(act: Act) -> None:
    assert act in CLAIMS
    assert claim(one(admitted(act), RAVN), admitted(act), "urn:onrecord:s1") is not None


@pytest.mark.parametrize(
    "act", ["asks", "demands", "promises", "predicts", "thinks", "doubts", "knows", "wants", "other"]
)
def test_acts_that_claim_nothing(act: Act) -> None:
    assert facts(one(admitted(act), RAVN)) == []


def test_what_was_not_said_is_neither_claimed_nor_quoted() -> None:
    assert facts(one(admitted("asserts", negated=True), RAVN)) == []
    quoted = said(ADVISER, "he", "said", "“They were old,”")
    assert quotation(one(quoted), quoted, "a:1") is not None
    unsaid = replace(quoted, stance=Stance("asserts", negated=True))
    assert quotation(one(unsaid), unsaid, "a:1") is None


def test_without_a_stance_there_is_no_claim() -> None:
    assert facts(one(replace(admitted(), stance=None), RAVN)) == []


def test_an_unknown_speaker_is_given_the_articles_words_and_none_without_them() -> None:
    unknown = admitted(speaker=Speaker(None, "unknown", "two are meant"))
    (found,) = of_type(graph(one(unknown)), "Claim")
    assert found["author"] == "Bo Ravn"
    assert facts(one(replace(unknown, source=None))) == []


@pytest.mark.parametrize(
    ("name", "kind", "origin"),
    [
        ("Bo Ravn", "person", {"author": {"@type": "Person", "name": "Bo Ravn"}}),
        ("senior official", "person", {"author": {"@type": "Person", "description": "senior official"}}),
        ("Deltabor", "organization", {"author": {"@type": "Organization", "name": "Deltabor"}}),
        (
            "city officials",
            "group",
            {
                "author": {
                    "@type": "Organization",
                    "description": "city officials",
                    "additionalType": "http://xmlns.com/foaf/0.1/Group",
                }
            },
        ),
        ("audit report", "document", {"isBasedOn": {"@type": "CreativeWork", "description": "audit report"}}),
    ],
)
def test_origins(name: str, kind: SpeakerKind, origin: dict[str, Any]) -> None:
    (found,) = of_type(graph(one(admitted(speaker=Speaker(name, kind)))), "Claim")
    assert {key: found[key] for key in ("author", "isBasedOn") if key in found} == origin


def test_only_a_day_is_a_date() -> None:
    week = Time(Words.of(ADVISER, (place(ADVISER, "old"),)), "DATE", "2025-W07")
    (found,) = of_type(graph(one(replace(admitted(), said=week), RAVN)), "Claim")
    assert "datePublished" not in found


def test_odd_identifiers_are_not_taken_for_wikidatas() -> None:
    (found,) = of_type(graph(one(admitted(), replace(RAVN, ids={"wikidata": "Q7/../../x"}))), "Claim")
    assert "sameAs" not in found["author"]


def test_ids_are_needed_for_all_statements() -> None:
    with pytest.raises(ValueError, match="1 ids for 5 statements"):
        facts(talks(), ["s1"])
    assert facts(talks(), [*IDS, "e1"]) == facts(talks(), IDS)


def test_an_article_with_nothing_to_hand_on_gives_nothing() -> None:
    assert facts(nothing(), by="Northcheck") == []


# Drafts


def test_a_draft_says_that_it_is_one_and_rates_nothing() -> None:
    drafts = of_type(graph(talks(), "Northcheck"), "ClaimReview")
    assert [draft["@id"] for draft in drafts] == [f"urn:onrecord:s{number}#review" for number in (1, 2, 3, 4)]
    for draft in drafts:
        assert draft["creativeWorkStatus"] == "Draft"
        assert "Nothing has been checked" in draft["description"]
        assert "reviewRating" not in draft
        assert draft["author"] == {"@type": "Organization", "name": "Northcheck"}
        assert draft["claimReviewed"] == draft["itemReviewed"]["text"]
    assert [draft["itemReviewed"] for draft in drafts] == of_type(graph(talks()), "Claim")


def test_a_reviewer_may_be_a_person() -> None:
    put = claim(one(admitted(), RAVN), admitted(), "urn:onrecord:s1")
    assert put is not None
    reviewer = {"@type": "Person", "name": "Sanne Hoek"}
    assert claim_review_draft(put, reviewer)["author"] == reviewer


# schema.org and other libraries


@pytest.mark.parametrize("reading", [talks(), tunnel(), one(admitted(), RAVN)], ids=["talks", "tunnel", "pumps"])
def test_all_types_and_properties_are_schema_orgs(reading: Reading) -> None:
    for by in (None, "Northcheck"):
        (document,) = facts(reading, by=by)
        assert [fault for node in document["@graph"] for fault in faults(node)] == []


def test_text_that_would_act_is_only_text() -> None:
    (document,) = facts(hostile())
    assert [fault for node in document["@graph"] for fault in faults(node)] == []
    assert "url" not in document["@graph"][0]


@settings(max_examples=30)
@given(readings())
def test_any_reading_gives_schema_org(reading: Reading) -> None:
    for document in json.loads(json.dumps(facts(reading, by="Northcheck"))):
        assert [fault for node in document["@graph"] for fault in faults(node)] == []
        names = [node["@id"] for node in document["@graph"]]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Claim", "claimReviewed": "that it failed"},
        {"@type": "Claim", "author": {"@type": "Claim"}},
        {"@type": "Claim", "appearance": {"@type": "Person"}},
        {"@type": "Remark"},
        {"@type": "Claim", "author": {"name": "Bo Ravn"}},
        {"@type": "ClaimReview", "itemReviewed": {"@type": "Claim", "said": "x"}},
        {"@type": "Claim", "text": 7},
    ],
)
def test_the_vocabulary_refuses(node: dict[str, Any]) -> None:
    assert list(faults(node))


@pytest.fixture(scope="module")
def read() -> Graph:
    return triples(facts(talks(), IDS, "Northcheck")[0])


def test_another_library_follows_a_review_to_the_speaker_and_the_article(read: Graph) -> None:
    reviews = set(read.subjects(RDF.type, SDO.ClaimReview))
    assert len(reviews) == 4
    for review in reviews:
        claimed = read.value(review, SDO.itemReviewed)
        assert (claimed, RDF.type, SDO.Claim) in read
        assert (claimed, SDO.appearance, URIRef(ARTICLE)) in read
    first = read.value(URIRef("urn:onrecord:s1#claim"), SDO.author)
    assert (first, SDO.sameAs, URIRef("https://www.wikidata.org/entity/Q1")) in read
    assert (URIRef(ARTICLE), SDO.headline, Literal("Veld and Ostmark to meet over boats")) in read


def test_a_page_that_holds_it_is_read_as_search_engines_do() -> None:
    document = facts(talks(), IDS, "Northcheck")[0]
    page = f'<html><head><script type="application/ld+json">{json.dumps(document)}</script></head></html>'
    (found,) = JsonLdExtractor().extract(page)
    assert found == document

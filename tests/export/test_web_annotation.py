"""Web Annotations: as the standard wants them, read by another library, and found again in the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from onrecord.export.selectors import BESIDE
from onrecord.export.web_annotation import TERMS, annotations, read_back
from onrecord.types import Reading, Span, Words

from .linked import triples
from .made import hostile, nothing, place, said, tunnel
from .readings import readings
from .talks import TEXT, talks

STANDARD = Draft202012Validator(json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8")))
OA = Namespace("http://www.w3.org/ns/oa#")
OURS = Namespace(TERMS)
ADDED = "By the foreign desk\n\n"


def written(reading: Reading, ids: list[str] | None = None) -> list[dict[str, Any]]:
    """As a reader of the file gets them."""
    found: list[dict[str, Any]] = json.loads(json.dumps(annotations(reading, ids)))
    return found


def quotes(annotation: dict[str, Any]) -> list[str]:
    return [target["selector"][0]["exact"] for target in annotation["target"]]


def line(annotation: dict[str, Any]) -> str:
    return str(annotation["body"][0]["value"])


def fields(annotation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = annotation["body"][1]
    return found


# What is written


def test_one_for_each_statement_and_event() -> None:
    found = written(talks())
    assert [fields(one)["type"] for one in found] == ["Statement"] * 5 + ["Event"] * 11
    assert [one["motivation"] for one in found] == ["describing"] * 5 + ["classifying"] * 11
    assert len({one["id"] for one in found}) == 16
    assert quotes(found[2]) == [
        '"We will talk about everything, also about the boats,"',
        '"I hope that they are released before we sit down."',
    ]
    assert quotes(found[6]) == ["meet"]


def test_a_line_tells_people_what_was_found() -> None:
    found = written(talks())
    assert line(found[0]) == "Ilse Brandvik (person), indirect statement: said; 2025-03-03 (Monday)"
    assert line(found[2]) == "Ilse Brandvik (person), direct statement: told; hedged; to reporters"
    assert line(found[6]) == (
        "CONSULT, planned: Ilse Brandvik, Tomas Reyl; 2025-W11; Lyrn (NOR); vouched for by Ilse Brandvik"
    )
    assert line(found[8]) == "COERCE, occurred: Ostmark → two fishing boats; vouched for by Ilse Brandvik"
    assert line(found[11]) == "COERCE, denied: → any boats; vouched for by Tomas Reyl"
    assert line(found[15]) == "CONSULT (phone), occurred: The two ministers; 2025-01; vouched for by Northline"


def test_the_fields_keep_what_the_reader_found_and_where() -> None:
    statement = fields(written(talks())[0])
    assert statement["speaker"] == {
        "id": "http://www.wikidata.org/entity/Q1",
        "type": "Person",
        "name": "Ilse Brandvik",
    }
    assert statement["stance"] == {"act": "asserts", "negated": False, "hedged": False}
    monday = place(TEXT, "Monday")
    at = [{"type": "TextPositionSelector", "start": monday.start, "end": monday.end}]
    assert statement["said"] == {
        "timeType": "DATE",
        "value": "2025-03-03",
        "words": {"text": "Monday", "at": at},
    }


def test_an_event_names_the_statement_that_vouches_for_it_and_its_other_mentions() -> None:
    found = written(talks())
    assert fields(found[6])["voucher"] == {"name": "Ilse Brandvik", "statement": found[0]["id"]}
    assert fields(found[5])["voucher"] == {"name": "Northline"}
    assert fields(found[6])["group"] == fields(found[9])["group"] != fields(found[5])["group"]
    assert fields(found[11])["status"] == "denied"


def test_ids_of_the_record_become_names() -> None:
    ids = [f"s{k}" for k in range(5)] + [f"e{k}" for k in range(10)] + ["https://northline.example/events/10"]
    found = written(talks(), ids)
    assert [found[0]["id"], found[5]["id"], found[15]["id"]] == ["urn:onrecord:s0", "urn:onrecord:e0", ids[15]]
    assert fields(found[6])["voucher"]["statement"] == "urn:onrecord:s0"
    with pytest.raises(ValueError, match="15 ids for 5 statements and 11 events"):
        annotations(talks(), ids[:15])


def test_names_without_ids_rest_on_the_words_places_alone() -> None:
    reading = talks()
    first = reading.statements[0]
    other = replace(first, confidence=0.1, kind="mixed", stance=None)
    assert written(reading)[0]["id"] == written(replace(reading, statements=(other, *reading.statements[1:])))[0]["id"]
    elsewhere = replace(reading, article=replace(reading.article, id="talks-2"))
    assert written(reading)[0]["id"] != written(elsewhere)[0]["id"]
    twice = written(replace(reading, statements=(first, first), events=()))
    assert twice[1]["id"] == f"{twice[0]['id']}-2"


def test_the_source_is_the_page_and_the_state_the_text_that_positions_count_in() -> None:
    reading = tunnel()
    target = written(reading)[0]["target"][0]
    digest = sha256(reading.article.text.encode()).hexdigest()
    assert target["source"] == "https://northline.example/tunnel"
    assert target["state"] == {"type": "TimeState", "cached": f"urn:sha256:{digest}", "sha256": digest}
    assert written(talks())[0]["target"][0]["source"] == f"urn:sha256:{sha256(TEXT.encode()).hexdigest()}"
    script = replace(reading, article=replace(reading.article, url="javascript:alert(1)"))
    assert written(script)[0]["target"][0]["source"] == f"urn:sha256:{digest}"


def test_positions_count_code_points() -> None:
    text = "🚢🚢 “We sail,” Ada Holt said."
    reading = replace(nothing(), statements=(said(text, "Ada Holt", "said", "“We sail,”"),))
    target = written(replace(reading, article=replace(reading.article, text=text)))[0]["target"][0]
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "“We sail,”", "prefix": "🚢🚢 ", "suffix": " Ada Holt said."},
        {"type": "TextPositionSelector", "start": 3, "end": 13},
    ]


# The standard


@pytest.mark.parametrize("reading", [talks(), tunnel(), hostile()], ids=["talks", "tunnel", "hostile"])
def test_they_are_what_the_standard_says(reading: Reading) -> None:
    for annotation in written(reading):
        STANDARD.validate(annotation)


@settings(max_examples=30)
@given(readings())
def test_any_reading_gives_what_the_standard_says(reading: Reading) -> None:
    found = written(reading)
    assert len(found) == len(reading.statements) + len(reading.events) == len({one["id"] for one in found})
    for annotation in found:
        STANDARD.validate(annotation)


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "another context": lambda one: one.update({"@context": "http://schema.org"}),
    "no id": lambda one: one.pop("id"),
    "an id that is no IRI": lambda one: one.update(id="number 1"),
    "another type": lambda one: one.update(type="Note"),
    "an unknown motivation": lambda one: one.update(motivation="quoting"),
    "no target": lambda one: one.update(target=[]),
    "both bodies": lambda one: one.update(bodyValue="said"),
    "a text without its value": lambda one: one["body"][0].pop("value"),
    "a body without a name": lambda one: one["body"][1].pop("id"),
    "a target without a source": lambda one: one["target"][0].pop("source"),
    "a quote without words": lambda one: one["target"][0]["selector"][0].pop("exact"),
    "two prefixes": lambda one: one["target"][0]["selector"][0].update(prefix=["a", "b"]),
    "a negative position": lambda one: one["target"][0]["selector"][1].update(start=-1),
    "a position without an end": lambda one: one["target"][0]["selector"][1].pop("end"),
    "two types of a selector": lambda one: one["target"][0]["selector"][1].update(type=["TextPositionSelector", "A"]),
    "a local time": lambda one: one["target"][0]["state"].update(sourceDate="2025-03-04T09:00:00+01:00"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_the_schema_refuses(broken: str) -> None:
    annotation = deepcopy(written(talks())[0])
    BROKEN[broken](annotation)
    assert not STANDARD.is_valid(annotation)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return triples(written(talks()))


def test_another_library_finds_both_selectors_of_every_target(graph: Graph) -> None:
    words = [one.content for one in talks().statements] + [one.trigger for one in talks().events]
    targets = [
        (name, target) for name in graph.subjects(RDF.type, OA.Annotation) for target in graph[name : OA.hasTarget]
    ]
    assert len(targets) == sum(len(one.spans) for one in words)
    assert {str(name) for name, _ in targets} == {one["id"] for one in written(talks())}
    for _, target in targets:
        assert (target, RDF.type, OA.SpecificResource) in graph
        selectors = {graph.value(selector, RDF.type): selector for selector in graph[target : OA.hasSelector]}
        quote, position = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
        start, end = (graph.value(position, which).toPython() for which in (OA.start, OA.end))  # type: ignore[union-attr]
        assert TEXT[start:end] == str(graph.value(quote, OA.exact))
        assert TEXT[:start].endswith(str(graph.value(quote, OA.prefix)))
        assert TEXT[end:].startswith(str(graph.value(quote, OA.suffix)))
        state = graph.value(target, OA.hasState)
        assert graph.value(state, OA.cachedSource) == graph.value(target, OA.hasSource)


def test_another_library_finds_what_was_said_by_whom(graph: Graph) -> None:
    first = URIRef(written(talks())[0]["id"])
    assert (first, OA.motivatedBy, OA.describing) in graph
    body = URIRef(f"{first}#body")
    assert (first, OA.hasBody, body) in graph
    assert (body, RDF.type, OURS.Statement) in graph
    assert (body, OURS.kind, Literal("indirect")) in graph
    assert (body, OURS.speaker, URIRef("http://www.wikidata.org/entity/Q1")) in graph
    vouched = set(graph.subjects(OURS.statement, first))
    assert {str(graph.value(subject=event, predicate=OURS.plover)) for event in graph.subjects(OURS.voucher)} >= {
        "CONSULT"
    }
    assert len(vouched) == 1


def test_no_word_is_lost_on_the_way_to_triples(graph: Graph) -> None:
    """Every key is a term of the standard or of ours: a key that is neither would be dropped in silence."""
    assert {str(predicate) for predicate in graph.predicates() if not str(predicate).startswith((str(OA), TERMS))} == {
        str(RDF.type),
        str(RDF.value),
        "http://purl.org/dc/elements/1.1/format",
        "http://purl.org/dc/elements/1.1/language",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.w3.org/ns/activitystreams#generator",
    }


# Read back


@settings(max_examples=30)
@given(readings())
def test_every_piece_stands_in_its_own_text(reading: Reading) -> None:
    words = [one.content for one in reading.statements] + [one.trigger for one in reading.events]
    found = read_back(written(reading), reading.article.text)
    assert [tuple(piece.span for piece in one.pieces) for one in found] == [one.spans for one in words]
    assert all(one.whole and {piece.outcome for piece in one.pieces} <= {"stands"} for one in found)


@pytest.mark.parametrize("reading", [talks(), tunnel()], ids=["talks", "tunnel"])
def test_a_text_that_has_moved_is_found_by_its_words(reading: Reading) -> None:
    for one in read_back(written(reading), ADDED + reading.article.text):
        assert one.whole
        for piece in one.pieces:
            assert piece.outcome == "moved"
            assert piece.span is not None
            start, end = (offset - len(ADDED) for offset in piece.span)
            assert reading.article.text[start:end] == piece.exact


@settings(max_examples=30)
@given(readings())
def test_nothing_is_found_at_a_wrong_place(reading: Reading) -> None:
    """Text that stands nowhere else is put before: whatever is found lies behind it, at the old place."""
    added = "\ue000" * 40
    words = [one.content for one in reading.statements] + [one.trigger for one in reading.events]
    changed = added + reading.article.text
    for one, placed in zip(read_back(written(reading), changed), words, strict=True):
        for piece, (start, end) in zip(one.pieces, placed.spans, strict=True):
            assert piece.outcome in ("moved", "ambiguous")
            assert piece.span in (None, (start + len(added), end + len(added)))


def one_quotation(text: str, words: str, after: int = 0) -> list[dict[str, Any]]:
    content = Words.of(text, (place(text, words, after),))
    statement = replace(tunnel().statements[0], content=content, source=None, cue=None)
    return written(replace(nothing(), article=replace(nothing().article, text=text), statements=(statement,)))


BEFORE = "The council met for six hours on the quay. "
BEHIND = " That was all that could be heard of it."
LONG = "No ship will leave this harbour before the ice is gone."


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        pytest.param(f"{BEFORE}Late.{BEHIND} {BEFORE}Late.{BEHIND}", "stands", id="at its place, though it stands twice"),
        pytest.param(f"Tonight: {BEFORE}Late.{BEHIND}", "moved", id="elsewhere"),
        pytest.param(f"Tonight: {BEFORE}Late. More was not heard of it.", "moved", id="known by what stands before"),
        pytest.param(f"Late, they met. Late.{BEHIND}", "moved", id="known by what stands behind"),
        pytest.param(f"Tonight: {BEFORE}Late.{BEHIND} {BEFORE}Late.{BEHIND}", "ambiguous", id="elsewhere and twice"),
        pytest.param(f"{BEFORE}Late. No. Late.{BEHIND}", "ambiguous", id="each half at another place"),
        pytest.param("They met. Late. Nothing was heard.", "ambiguous", id="short, and nothing beside it"),
        pytest.param(f"{BEFORE}Early.{BEHIND}", "missing", id="other words"),
    ],
)  # fmt: skip
def test_outcomes(changed: str, outcome: str) -> None:
    annotated = one_quotation(BEFORE + "Late." + BEHIND, "Late.")
    (found,) = read_back(annotated, changed)
    (piece,) = found.pieces
    assert piece.outcome == outcome
    assert found.whole is (outcome in ("stands", "moved"))
    if piece.span:
        assert changed[piece.span.start : piece.span.end] == "Late."


def test_long_words_need_nothing_beside_them() -> None:
    annotated = one_quotation(BEFORE + LONG + BEHIND, LONG)
    assert len(LONG) >= BESIDE
    (found,) = read_back(annotated, f"They met. {LONG} Nothing was heard.")
    assert found.pieces[0].span == Span(10, 10 + len(LONG))
    (found,) = read_back(annotated, f"They met. {LONG} Again: {LONG} Nothing was heard.")
    assert found.pieces[0].outcome == "ambiguous"


def test_positions_in_another_text_are_not_believed() -> None:
    """The same words at the same place, but what stood beside them now stands elsewhere."""
    annotated = one_quotation(BEFORE + "Late." + BEHIND, "Late.")
    changed = " " * len(BEFORE) + "Late. " + BEFORE + "Late." + BEHIND
    (found,) = read_back(annotated, changed)
    assert found.pieces[0].span == Span(2 * len(BEFORE) + 6, 2 * len(BEFORE) + 11)


def test_what_others_write_is_read_too() -> None:
    """One target, one selector, or none; a position alone cannot be checked."""
    quote = {"type": "TextQuoteSelector", "exact": "meet her Ostmark counterpart", "prefix": "she would "}
    alone = {"type": "TextPositionSelector", "start": 0, "end": 4}
    foreign: list[dict[str, Any]] = [
        {"id": "a:1", "target": {"source": "a:text", "selector": quote}},
        {"id": "a:2", "target": {"source": "a:text", "selector": alone}},
        {"id": "a:3", "target": "a:text"},
    ]
    first, second, third = read_back(foreign, TEXT)
    assert first.pieces[0].span == place(TEXT, "meet her Ostmark counterpart")
    assert [piece.outcome for piece in second.pieces] == ["missing"]
    assert third.pieces == ()

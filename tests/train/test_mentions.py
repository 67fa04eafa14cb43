"""GUM's mentions, names and known speakers as spans and links."""

from __future__ import annotations

from typing import Any

from onrecord.train.examples import Annotation
from onrecord.train.mentions import names, phrases, speakers, trimmed


def mention(text: str, words: str, kind: str = "person", chain: str = "1", nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "type": kind, "chain": chain}


def shown(text: str, found: Annotation) -> list[tuple[str, str]]:
    return [(span.label, text[span.start : span.end]) for span in found.spans]


def links(text: str, found: Annotation) -> list[tuple[str, str]]:
    words = [text[span.start : span.end] for span in found.spans]
    return [(words[head], words[target]) for _, head, target in found.links]


def test_the_outermost_phrase_is_cut_before_its_apposition() -> None:
    text = "Major Odo Pell, spokesman for the Ambry army, said he saw it."
    whole = "Major Odo Pell, spokesman for the Ambry army"
    rows = [
        mention(text, whole),
        mention(text, "spokesman for the Ambry army"),
        mention(text, "the Ambry army", "organization", "2"),
        mention(text, "he"),
        mention(text, "it", "event", "3"),
    ]
    rows[3] = mention(text, "he", nth=1)  # the first stands in "the"
    found = phrases(text, rows)
    assert shown(text, found) == [
        ("Person", "Major Odo Pell"), ("Person", "spokesman for the Ambry army"), ("Person", "he"),
    ]  # fmt: skip
    assert links(text, found) == [
        ("spokesman for the Ambry army", "Major Odo Pell"),
        ("he", "Major Odo Pell"),
        ("he", "spokesman for the Ambry army"),
    ]


def test_of_an_enumeration_its_members_are_tagged() -> None:
    text = "Mara Venn and Odo Pell met. They argued."
    rows = [
        mention(text, "Mara Venn and Odo Pell", chain="3"),
        mention(text, "Mara Venn", chain="1"),
        mention(text, "Odo Pell", chain="2"),
        mention(text, "They", chain="3"),
    ]
    assert shown(text, phrases(text, rows)) == [("Person", "Mara Venn"), ("Person", "Odo Pell"), ("Person", "They")]
    only = [rows[0], rows[2]]
    assert shown(text, phrases(text, only)) == [("Person", "Mara Venn and Odo Pell")], "one member is no enumeration"


def test_a_relative_clause_is_no_part_of_the_phrase() -> None:
    text = "the mayor who left (in May)"
    assert text[slice(*trimmed(text, 0, len(text)))] == "the mayor"
    assert trimmed("Mr. Pell Jr.", 0, 12) == (0, 12), "the point of an abbreviation stays"


def test_other_kinds_are_left_out() -> None:
    text = "The rain fell on Ambry"
    assert shown(text, phrases(text, [mention(text, "The rain", "abstract"), mention(text, "Ambry", "place")])) == [
        ("Place", "Ambry")
    ]


def test_names() -> None:
    text = "Mara Venn of Ambry Works"
    rows = [{"start": 0, "end": 9, "type": "PER"}, {"start": 13, "end": 24, "type": "ORG"}]
    assert shown(text, names([*rows, {"start": 0, "end": 4, "type": "MISC"}])) == [
        ("Person", "Mara Venn"), ("Organization", "Ambry Works"),
    ]  # fmt: skip


def test_known_speakers_are_coreference_without_tags() -> None:
    text = "Mara Venn spoke. “It holds,” she said. Venn left. Critics laughed."
    said = {"source": [[29, 32]], "speaker": {"name": "Mara Venn", "kind": "person"}}
    crowd = {"source": [[50, 57]], "speaker": {"name": "critics", "kind": "group"}}
    found = speakers(text, [said, crowd, {"source": [], "speaker": {"name": None, "kind": "none"}}])
    assert shown(text, found) == [("Person", "Mara Venn"), ("Person", "she"), ("Person", "Venn")]
    assert links(text, found) == [("she", "Mara Venn"), ("Venn", "Mara Venn"), ("Venn", "she")]
    assert not found.complete

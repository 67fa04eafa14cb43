"""JSON-LD read by a second library, without the network: PyLD expands it, rdflib takes the triples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyld import jsonld
from rdflib import Graph

ANNO = json.loads(Path(__file__).with_name("anno.jsonld").read_text(encoding="utf-8"))
# What schema.org's own context says of the terms used: every word is one of its terms, and these hold names.
SCHEMA_ORG = {
    "@context": {
        "@vocab": "http://schema.org/",
        **{term: {"@type": "@id"} for term in ("url", "sameAs", "additionalType")},
        "datePublished": {"@type": "Date"},
        "dateCreated": {"@type": "Date"},
    }
}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA_ORG}


def load(url: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """A document loader that knows the contexts above and nothing else."""
    return {"contextUrl": None, "contentType": "application/ld+json", "documentUrl": url, "document": CONTEXTS[url]}


def triples(document: object) -> Graph:
    """What a JSON-LD document says; in a list a document with a `@graph` would be a graph apart."""
    text = json.loads(json.dumps(document))
    quads = jsonld.to_rdf(text, {"format": "application/n-quads", "documentLoader": load})
    return Graph().parse(data=quads, format="nt")

"""What people corrected, as training data: articles with their statements as people say they are, and who said so.

The rows are those of the training corpora: {id, source, date, text, statements: [{source, cue, content, speaker}]},
with what was corrected, and what was rejected, beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.answers import Corrected, Kept, Said
from onrecord.export import values
from onrecord.types import Statement, Words, iso_date

Json = dict[str, Any]


def row(kept: Kept) -> Json:
    """One article. Pieces are [start, end] in code points of `text`; a role without words has none."""
    article = kept.reading.article
    held = {one.id: one for one in kept.corrections}
    return {
        "id": kept.id,
        "source": article.outlet or "record",
        "date": iso_date(article.published).isoformat() if article.published else None,
        "url": article.url,
        "model": kept.reading.model,
        "text": article.text,
        "statements": [
            _statement(one, said, held) for one, said in zip(kept.reading.statements, kept.said, strict=True)
        ],
        "rejected": [_statement(one.statement, one.row, held) for one in kept.left_out],
        "corrections": [correction(one) for one in kept.corrections],
    }


def _statement(one: Statement, said: Said, held: Mapping[str, Corrected]) -> Json:
    """corrected: by which corrections; read_as: whom the model read as the speaker, where that was corrected."""
    made: Json = {
        "id": said.id,
        "kind": one.kind,
        "source": _pieces(one.source),
        "cue": _pieces(one.cue),
        "content": _pieces(one.content),
        "speaker": {"name": one.speaker.name, "kind": one.speaker.kind},
    }
    if mine := [ref for ref in said.corrections if ref in held]:
        made["corrected"] = mine
    return made | ({"read_as": said.as_read} if said.as_read else {})


def correction(one: Corrected) -> Json:
    """Who changed what, when and why."""
    return {
        "id": one.id, "made": one.made, "by": one.by, "why": one.why, "action": one.action, "target": one.target,
        "before": one.before, "after": one.after,
    }  # fmt: skip


def remark(said: Said, held: Mapping[str, Corrected]) -> str:
    """The statement's id, and its corrections in words."""
    told = [f"{one.action} {one.before or '-'} → {one.after or '-'} by {one.by}: {one.why}" for one in _of(said, held)]
    return "; ".join([said.id, *told])


def _of(said: Said, held: Mapping[str, Corrected]) -> list[Corrected]:
    return [held[ref] for ref in said.corrections if ref in held]


def _pieces(words: Words | None) -> list[list[int]]:
    return values.spans(words.spans) if words else []

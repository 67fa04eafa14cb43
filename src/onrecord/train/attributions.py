"""PolNeAR's attributions as spans and links: sources, cues and contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.train.examples import Annotation, Labelled, Span


def attributions(text: str, rows: Iterable[Mapping[str, Sequence[Sequence[int]]]]) -> Annotation:
    """Statements as spans and links: every piece of content points to the cue, the cue to the source's first piece."""
    spans: list[Labelled] = []
    links: list[tuple[str, int, int]] = []
    index: dict[Labelled, int] = {}

    def add(label: str, pieces: Iterable[Span]) -> list[int]:
        places = []
        for start, end in pieces:
            span = Labelled(start, end, label)
            if span not in index:
                index[span] = len(spans)
                spans.append(span)
            places.append(index[span])
        return places

    for row in rows:
        sources = add("Source", joined(text, row["source"]))
        cues = add("Cue", joined(text, row["cue"]))
        contents = add("Content", joined(text, row["content"]))
        if cues:
            links += [("cue", content, cues[0]) for content in contents]
            links += [("source", cues[0], source) for source in sources[:1]]
    return Annotation(tuple(spans), tuple(links))


def joined(text: str, pieces: Iterable[Sequence[int]]) -> list[Span]:
    """Pieces without the signs at their edges; those that only signs and space divide become one."""
    result: list[Span] = []
    for start, end in sorted((p[0], p[1]) for p in pieces):
        letters = [i for i in range(start, end) if text[i].isalnum()]
        if letters:
            start, end = letters[0], letters[-1] + 1
        if result and not any(text[i].isalnum() for i in range(result[-1][1], start)):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif end > start:
            result.append((start, end))
    return result

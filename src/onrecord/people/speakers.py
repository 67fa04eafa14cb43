"""Each statement's speaker, from the figures its source stands for; or unknown, with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.people.casting import quotations_of
from onrecord.people.figures import Figure
from onrecord.people.pronouns import Pronoun, pronoun
from onrecord.people.scene import Scene
from onrecord.people.walk import Walk
from onrecord.types import Kind, Span, Statement

NO_SOURCE = "the article names no source for it"
_AUTHOR = "author"  # of the article, who says "I" in it
CONTINUES: frozenset[Kind] = frozenset(("direct", "mixed"))


@dataclass(frozen=True)
class Spoken:
    """Whom a statement's source stands for: a figure, else why none."""

    figure: Figure | None
    reason: str | None = None


class Speakers:
    """Gives each statement its speaker. places: where the mentions of each statement's source begin."""

    def __init__(
        self, scene: Scene, walk: Walk, statements: Sequence[Statement], places: Sequence[Sequence[int]]
    ) -> None:
        self._scene = scene
        self._walk = walk
        self._statements = statements
        self._places = places
        self._of_quotation: dict[int, Figure] = {}
        self._others: dict[str, Figure] = {}

    def all(self) -> list[Spoken]:
        """One for each statement, in their order."""
        found: list[Spoken | None] = [self._sourced(number) for number in range(len(self._statements))]
        for number, spoken in enumerate(found):
            if spoken is not None and spoken.figure is not None:
                for quotation in quotations_of(self._scene, self._statements[number].content.spans):
                    self._of_quotation.setdefault(quotation, spoken.figure)
        self._name_first_persons(found)
        result: list[Spoken] = []
        for number, spoken in enumerate(found):
            result.append(spoken or self._by_context(number, result, found))
        return result

    def _name_first_persons(self, found: Sequence[Spoken | None]) -> None:
        """ "I" inside a quotation, or in what somebody says without one, is the speaker; elsewhere the author."""
        said = sorted((span, number) for number, one in enumerate(self._statements) for span in one.content.spans)
        starts = [span.start for span, _ in said]
        for mention in self._walk.first_persons:
            single = mention.pronoun is not None and mention.pronoun.kind == "I"
            quotation = self._scene.quotation(mention.start)
            k = bisect_right(starts, mention.start) - 1
            figure = None
            if quotation is None and (k < 0 or said[k][0].end < mention.end):
                figure = self._author(single)
            elif single:
                spoken = found[said[k][1]] if k >= 0 and mention.end <= said[k][0].end else None
                figure = self._of_quotation.get(-1 if quotation is None else quotation) or (
                    spoken.figure if spoken else None
                )
            if figure is not None:
                figure.mentions.append(Span(mention.start, mention.end))

    def _author(self, single: bool) -> Figure:
        return self._other(_AUTHOR, plural=False) if single else self._other(f"we ({_AUTHOR})", plural=True)

    def _sourced(self, number: int) -> Spoken | None:
        """From the source's own words; None where only the statements around it can tell."""
        source = self._statements[number].source
        if source is None:
            return None
        if source.text.rstrip(".:") in ("Q", "A"):
            return Spoken(None, f"“{source.text}” tells a question from an answer, not who speaks")
        known = self._pronoun(number)
        if known is not None and known.kind in ("I", "we"):
            return None
        if known is not None and known.kind == "any":
            return Spoken(self._other(source.text.lower(), plural=True))
        figures = self._walk.figures_at(self._places[number])
        if figures:
            return Spoken(figures[0] if len(figures) == 1 else self._walk.groups.get(figures, figures[0]))
        if known is not None:
            return Spoken(None, f"nobody named before “{source.text}” fits it")
        return Spoken(None, f"“{source.text}” tells of nobody")

    def _pronoun(self, number: int) -> Pronoun | None:
        source = self._statements[number].source
        return pronoun(source.text.strip(" ,")) if source is not None else None

    def _by_context(self, number: int, before: Sequence[Spoken], found: Sequence[Spoken | None]) -> Spoken:
        """For first persons and statements without a source."""
        known = self._pronoun(number)
        if known is None:
            return self._unsourced(number, before)
        speaker = self._first_person(number, before, found)
        if speaker is None:
            return Spoken(self._author(known.kind == "I"))
        return Spoken(speaker if known.kind == "I" else self._other(f"we ({speaker.display})", plural=True))

    def _first_person(self, number: int, before: Sequence[Spoken], found: Sequence[Spoken | None]) -> Figure | None:
        """Who says "I" here: who speaks the quotation around it, or the statements beside it in its paragraph."""
        statement = self._statements[number]
        at = statement.source.spans[0].start if statement.source else statement.content.spans[0].start
        quotation = self._scene.quotation(at)
        if quotation is not None and quotation in self._of_quotation:
            return self._of_quotation[quotation]
        paragraph = self._scene.paragraph(at)
        if number and before[-1].figure is not None and before[-1].figure.display != _AUTHOR:
            last = self._statements[number - 1]
            end = last.content.spans[-1].end - 1
            near = paragraph - self._scene.paragraph(end)
            on = quotation is not None or self._scene.sentence(end) == self._scene.sentence(at)
            if (near == 0 and on and last.kind != "indirect") or (quotation is not None and 0 <= near <= 1):
                return before[-1].figure
        if quotation is not None and number + 1 < len(self._statements):
            following, spoken = self._statements[number + 1], found[number + 1]
            if spoken is not None and self._scene.paragraph(following.content.spans[0].start) == paragraph:
                return spoken.figure
        return None

    def _unsourced(self, number: int, before: Sequence[Spoken]) -> Spoken:
        """A quotation that goes on with the one before it keeps that one's speaker."""
        statement = self._statements[number]
        if number and self._adds(statement, self._statements[number - 1]):
            return before[-1]
        if statement.cue is not None and statement.kind == "indirect":
            return Spoken(None, NO_SOURCE)
        if statement.kind not in CONTINUES:
            return Spoken(None, NO_SOURCE)
        start = statement.content.spans[0].start
        quotation = self._scene.quotation(start + 1)
        if quotation is not None and quotation in self._of_quotation:
            return Spoken(self._of_quotation[quotation])
        if not number or before[-1].figure is None or self._statements[number - 1].kind not in CONTINUES:
            return Spoken(None, NO_SOURCE)
        last = self._statements[number - 1]
        end = max(last.content.spans[-1].end, last.source.spans[-1].end if last.source else 0)
        if self._scene.paragraph(start) - self._scene.paragraph(end - 1) > 1 or not self._nobody_between(end, start):
            return Spoken(None, NO_SOURCE)
        return before[-1]

    def _adds(self, statement: Statement, last: Statement) -> bool:
        """Does a statement go on with the one before it in its sentence: "…, adding that"?"""
        if statement.cue is None or last.cue is None or not statement.cue.text.split(" ")[0].endswith("ing"):
            return False
        return self._scene.sentence(statement.cue.spans[0].start) == self._scene.sentence(last.cue.spans[0].start)

    def _nobody_between(self, start: int, end: int) -> bool:
        """Is nothing but a little said between two quotations?"""
        return len(self._scene.text[start:end].split()) <= 3

    def _other(self, words: str, *, plural: bool) -> Figure:
        """A figure for words that stand for nobody in particular: "you", "author", "we (…)"."""
        if words not in self._others:
            figure = Figure("group" if plural else "person", named=False, plural=plural, proper=True)
            figure.shown[words] = 1
            self._others[words] = figure
        return self._others[words]

    @property
    def others(self) -> Mapping[str, Figure]:
        """Figures that only statements speak of."""
        return self._others

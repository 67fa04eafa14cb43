"""The text read once from its beginning: each name, description and pronoun is given its figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.inflection import word_set
from onrecord.model.answer import Answer
from onrecord.people.descriptions import Descriptions
from onrecord.people.figures import Figure
from onrecord.people.mentions import Mention, Places
from onrecord.people.names import person_name
from onrecord.people.nouns import noun_kind
from onrecord.people.persons import Persons
from onrecord.people.phrases import before
from onrecord.people.roles import KIN, honorific_gender, same_word
from onrecord.people.salience import Attention, Place
from onrecord.people.scene import Scene
from onrecord.people.spans import Names
from onrecord.people.things import Things
from onrecord.types import Span

_TITLE = re.compile(r"([A-Z][\w’'-]*)\.?\s+$")
_LINKED = 0.3  # links of the network below this probability are not used
_OPENINGS = word_set(
    """
    In By While As After Before When Despite With At During On From Since Although Though Unlike Asked For Following
    """
)
_TITLES_ONLY = re.compile(r"(?:[A-Z][\w.]*[ ])*")
_BEHIND = re.compile(r"([’']s? )?([a-z]+)")
_PREPOSITIONS = word_set(
    """
    of to in with by for from at on about against into under over between among toward towards than upon
    """
)
_VOTE = 0.4  # what a pronoun that was given to a figure says about its gender


class Cast(NamedTuple):
    """All that is known before the walk."""

    scene: Scene
    names: Names
    persons: Persons
    things: Things
    mentions: Sequence[Mention]
    contents: Places


class Walk:
    """Gives each mention its figure. at: where a mention begins → its figure."""

    def __init__(
        self, cast: Cast, answer: Answer, quoting: Mapping[int, Figure], attention: Attention | None = None
    ) -> None:
        """quoting: number of a quotation → who speaks it, where that is known by name.  attention: a fresh one."""
        self._cast = cast
        self._scene = cast.scene
        self._answer = answer
        self._quoting = quoting
        self._targets = {
            link.head: (link.target, link.probability)
            for link in answer.links
            if link.target is not None and link.probability >= _LINKED
        }
        self.attention = attention or Attention()
        self.descriptions = Descriptions(cast.scene.text, cast.persons.all, cast.things, self.attention)
        self.at: dict[int, Figure] = {}
        self.groups: dict[tuple[Figure, ...], Figure] = {}  # several named together
        self.first_persons: list[Mention] = []  # "I", "our": only the speakers tell whose
        self._of_mark: dict[int, Figure] = {}
        self._passed: tuple[Mention, Figure] | None = None
        self._sentence = -1

    def run(self) -> None:
        """From the first mention to the last."""
        for mention in self._cast.mentions:
            place = self._place(mention)
            self.attention.aside(self._scene.caption(mention.start))
            figure = self._figure(mention, place)
            if figure is None:
                continue
            self.at[mention.start] = figure
            figure.mentions.append(Span(mention.start, mention.end))
            if mention.mark is not None:
                self._of_mark[mention.mark] = figure
            self.attention.touch(figure, place, mention.form == "pronoun")
            self._passed = (mention, figure)
            if mention.joined:
                self._join(mention, place)

    def _join(self, mention: Mention, place: Place) -> None:
        """Several that are one source are remembered as a set as well: "they"."""
        members = self.figures_at(mention.joined)
        if len(members) < 2:
            return
        if members not in self.groups:
            self.groups[members] = Figure("group", named=False, plural=True, members=list(members))
        group = self.groups[members]
        group.mentions.append(Span(mention.joined[0], mention.end))
        self.attention.touch(group, place, False)

    def figures_at(self, starts: Iterable[int]) -> tuple[Figure, ...]:
        """Those whose mentions begin at these places, each once."""
        return tuple(dict.fromkeys(self.at[start] for start in starts if start in self.at))

    def _place(self, mention: Mention) -> Place:
        at = mention.start
        sentence = self._scene.sentence(at)
        first, self._sentence = sentence != self._sentence, sentence
        content = at in self._cast.contents
        subject = mention.source or (first and not content and not self._after_preposition(at))
        weak = mention.form == "name" and not mention.source and self._says_more(mention.end)
        return Place(
            at, sentence, self._scene.paragraph(at), self._scene.quotation(at), subject, content, mention.source, weak
        )

    def _says_more(self, end: int) -> bool:
        """Is a name followed by what is its own or named after it: "Trump's plan", "the Obama administration"?"""
        match = _BEHIND.match(self._scene.text, end)
        if match is None:
            return False
        return match[1] is not None or noun_kind(match[2]) in ("organization", "document", "group")

    def _after_preposition(self, at: int) -> bool:
        words = self._scene.text[max(0, at - 12) : at].split()
        return bool(words) and words[-1].lower() in _PREPOSITIONS

    def _figure(self, mention: Mention, place: Place) -> Figure | None:
        if mention.form == "name":
            return self._named(mention, place)
        if mention.form == "noun":
            return self._described(mention)
        return self._pronoun(mention, place)

    # -- names

    def _named(self, mention: Mention, place: Place) -> Figure | None:
        form = self._scene.text[mention.start : mention.end]
        if mention.name is None or mention.name.label != "Person":
            figure = self._cast.things.find(form)
            if figure is not None and not self._cast.things.is_metonym(form):
                figure.shown[" ".join(form.split())] += 1
            return figure
        gender = self._title_gender(mention)
        bearers = self._cast.persons.bearers(form, gender)
        if not bearers:
            figure = self._cast.persons.newcomer(form, gender)
        else:
            figure = bearers[0] if len(bearers) == 1 else self._meant(bearers, mention, place)
        figure.shown[self._shown(form)] += 1
        return figure

    def _title_gender(self, mention: Mention) -> float:
        title = _TITLE.search(self._scene.text, max(0, mention.start - 24), mention.start)
        return honorific_gender(title[1]) if title else 0.0

    def _shown(self, form: str) -> str:
        name = person_name(" ".join(form.split()))
        return name.shown if name else form

    def _meant(self, bearers: Sequence[Figure], mention: Mention, place: Place) -> Figure:
        """Which bearer of a surname: by title, by the network's link, by who was mentioned last and first."""
        title = _TITLE.search(self._scene.text, max(0, mention.start - 24), mention.start)
        gender = honorific_gender(title[1]) if title else 0.0
        office = same_word(title[1]) if title and not gender else ""
        links = self._links(mention)

        def fit(figure: Figure) -> tuple[float, int]:
            score = 3.0 * links.get(figure, 0.0)
            if gender and figure.gender:
                score += 4.0 if (gender > 0) == (figure.gender > 0) else -4.0
            if office and office in figure.about:
                score += 3.0
            if not gender and any(role.noun in KIN for role in figure.roles):
                score -= 3.0
            trace = self.attention.trace(figure)
            if trace is not None:
                score += 1.0 + 0.5 * math.log(trace.times)
                score += 2.0 / (1 + place.paragraph - trace.place.paragraph)
            return score, -self._cast.persons.all.index(figure)

        return max(bearers, key=fit)

    # -- descriptions

    def _described(self, mention: Mention) -> Figure | None:
        head = mention.head
        if head is None:
            return None
        kind = self.descriptions.kind(head, mention.label)
        links = self._links(mention)
        linked = max(links, key=links.__getitem__) if links else None
        figure = self.descriptions.find(head, kind, linked)
        if figure is None:
            return self.descriptions.new(head, kind)
        self.descriptions.describe(figure, head)
        return figure

    # -- pronouns

    def _pronoun(self, mention: Mention, place: Place) -> Figure | None:
        pronoun = mention.pronoun
        if pronoun is not None and pronoun.kind in ("I", "we"):
            self.first_persons.append(mention)
        if pronoun is None or pronoun.kind in ("I", "we", "any"):
            return None
        if pronoun.kind == "relative":
            return self._relative(mention)
        if (ahead := self._ahead(mention, place)) is not None:
            return ahead
        excluded = self._quoting.get(place.quoted) if place.quoted is not None else None
        figure = self.attention.choose(pronoun, place, self._links(mention), excluded)
        if figure is not None and pronoun.kind in ("he", "she"):
            figure.gender += _VOTE if pronoun.kind == "he" else -_VOTE
        return figure

    def _ahead(self, mention: Mention, place: Place) -> Figure | None:
        """Whom a pronoun before its name stands for: "In his speech, Jane Roe said"."""
        text, pronoun = self._scene.text, mention.pronoun
        start = self._scene.sentence_start(mention.start)
        opening = text[start : start + 12].split(" ")[0].strip("“\"'")
        comma = text.find(", ", mention.end, mention.end + 120)
        if (
            opening not in _OPENINGS
            or comma < 0
            or pronoun is None
            or pronoun.kind not in ("he", "she")
            or place.quoted
        ):
            return None
        if self._scene.sentence(comma) != place.sentence or text.find(", ", start, mention.start) >= 0:
            return None
        subject = next((name for name in self._cast.names.within(comma, comma + 60)), None)
        if subject is None or subject.label != "Person" or not _TITLES_ONLY.fullmatch(text, comma + 2, subject.start):
            return None
        bearers = self._cast.persons.bearers(text[subject.start : subject.end])
        fits = len(bearers) == 1 and bearers[0].gender * (1 if pronoun.kind == "he" else -1) > 0
        return bearers[0] if fits else None

    def _relative(self, mention: Mention) -> Figure | None:
        """What the words right before "who", "which" or "that" stand for."""
        who = self._scene.text[mention.start : mention.end].lower() in ("who", "whom", "whose")
        if self._passed is not None:
            last, figure = self._passed
            between = self._scene.text[last.end : mention.start]
            fits = figure.kind in ("person", "group") or figure.plural if who else figure.kind != "person"
            if not between.strip(" ,’'s\"”—–-") and fits:
                return figure
        head = before(self._scene.text, mention.start, self._cast.names)
        if head is None:
            return None
        if head.name is not None:
            found = self.at.get(head.name.start)
            return found if found is None or who or found.kind != "person" else None
        if head.noun_at in self.at:
            return self.at[head.noun_at]
        kind = self.descriptions.kind(head, mention.label or ("Person" if who else ""))
        return self.descriptions.find(head, kind, None) or self.descriptions.new(head, kind)

    def _links(self, mention: Mention) -> dict[Figure, float]:
        """The figure of the mention that the network links this one to, with its probability."""
        if mention.mark is None or mention.mark not in self._targets:
            return {}
        target, probability = self._targets[mention.mark]
        figure = self._of_mark.get(target)
        return {} if figure is None else {figure: probability}

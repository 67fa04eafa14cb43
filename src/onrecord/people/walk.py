"""The text read once from its beginning: each name, description and pronoun is given its figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.inflection import word_set
from onrecord.model.answer import Answer
from onrecord.people.apposition import apposed, bracketed
from onrecord.people.cast import Cast
from onrecord.people.descriptions import Descriptions
from onrecord.people.figures import Figure
from onrecord.people.introductions import foretold, introduced, owned
from onrecord.people.links import Links
from onrecord.people.mentions import Mention
from onrecord.people.naming import Naming
from onrecord.people.nounphrase import Head
from onrecord.people.nouns import noun_kind
from onrecord.people.pointing import Pointing
from onrecord.people.roles import KIN, says
from onrecord.people.salience import Attention, Place
from onrecord.types import Span

_BEHIND = re.compile(r"([’']s? )?([a-z]+)")
_OWNS = re.compile(r"(?:[’']s|(?<=s)[’']) ")
_COMMA = re.compile(r", (?:the|an?) $")
_COMMA_LONGEST = 6  # characters of ", the "
_FROM = re.compile(r" (?:from|by) ")
_RELATIVES = KIN | word_set("relative child parent sibling")
_PREPOSITIONS = word_set(
    "of to in with by for from at on about against into under over between among toward towards than upon"
)


class Walk:
    """Gives each mention its figure.

    at: where a mention begins → its figure.  groups: several named together.  first_persons: "I", "our"; whose they
    are only the speakers tell.
    """

    def __init__(
        self, cast: Cast, answer: Answer, quoting: Mapping[int, Figure], attention: Attention | None = None
    ) -> None:
        """quoting: number of a quotation → who speaks it, where that is known by name.  attention: a fresh one."""
        self.at: dict[int, Figure] = {}
        self.groups: dict[tuple[Figure, ...], Figure] = {}
        self.first_persons: list[Mention] = []
        self.attention = attention or Attention()
        self.descriptions = Descriptions(cast.scene.text, cast.persons.all, cast.things, self.attention)
        self._cast = cast
        self._scene = cast.scene
        self._links = Links(answer)
        self._naming = Naming(cast, self._links, self.attention)
        self._pointing = Pointing(cast, self._links, self.attention, self.descriptions, quoting, self.at)
        self._last: tuple[Mention, Figure] | None = None
        self._sentence = -1

    def run(self) -> None:
        """From the first mention to the last."""
        for mention in self._cast.mentions:
            place = self._place(mention)
            self.attention.aside(place.paragraph in self._scene.captions)
            figure = self._figure(mention, place)
            if figure is None:
                continue
            self.at[mention.start] = figure
            figure.mentions.append(Span(mention.start, mention.end))
            self._links.settle(mention, figure)
            self.attention.touch(figure, place, mention.form == "pronoun")
            self._last = (mention, figure)
            if mention.joined:
                self._join(mention, place)
        for described, person in [
            *introduced(self._cast, self.at),
            *foretold(self._cast, self.at),
            *owned(self._cast, self.at),
        ]:
            self._merge(described, person)

    def _merge(self, described: Figure, person: Figure) -> None:
        """One figure of two. The mentions of the first become the second's."""
        person.mentions += described.mentions
        described.mentions.clear()
        self.at.update({start: person for start, figure in self.at.items() if figure is described})

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
        at, scene = mention.start, self._scene
        sentence = scene.sentence(at)
        first, self._sentence = sentence != self._sentence, sentence
        content = at in self._cast.contents
        subject = mention.source or (first and not content and not self._after_preposition(at))
        weak = mention.form == "name" and not mention.source and self._says_more(mention.end)
        return Place(at, sentence, scene.paragraph(at), scene.quotation(at), subject, content, mention.source, weak)

    def _says_more(self, end: int) -> bool:
        """Is a name followed by what is its own or named after it: "Roe's plan", "the Roe administration"?"""
        match = _BEHIND.match(self._scene.text, end)
        if match is None:
            return False
        return match[1] is not None or noun_kind(match[2]) in ("organization", "document", "group")

    def _after_preposition(self, at: int) -> bool:
        words = self._scene.text[max(0, at - 12) : at].split()
        return bool(words) and words[-1].lower() in _PREPOSITIONS

    def _figure(self, mention: Mention, place: Place) -> Figure | None:
        if mention.form == "name":
            return self._naming.figure(mention, place)
        if mention.form == "noun":
            return self._described(mention)
        pronoun = mention.pronoun
        if pronoun is None or pronoun.kind == "any":
            return None
        if pronoun.kind in ("I", "we"):
            self.first_persons.append(mention)
            return None
        return self._pointing.figure(pronoun, mention, place, self._last)

    def _described(self, mention: Mention) -> Figure | None:
        head = mention.head
        if head is None:
            return None
        kind = self.descriptions.kind(head, mention.label)
        if head.noun in _RELATIVES and self._of_a_thing(head):
            return None  # "Europe's relative lack of money"
        linked = self._linked(mention, head)
        named = apposed(self._cast, head, self.at)
        if named is not None and (named.kind == kind or (named.kind == "place" and kind == "organization")):
            return named
        if kind == "person" and (meant := bracketed(self._cast, head)) is not None:
            self.descriptions.describe(meant, head)
            return meant
        if mention.source and head.kind is None and (owner := self._whose(head)) is not None:
            return owner
        figure = self.descriptions.find(head, kind, linked)
        if figure is None:
            guess = self.descriptions.in_mind(head) if mention.source and kind == "person" else None
            return guess or self.descriptions.new(head, kind)
        self.descriptions.describe(figure, head)
        return figure

    def _linked(self, mention: Mention, head: Head) -> Figure | None:
        """What the network links a description to, where nothing speaks against it.

        "Roe's deputy" is not Roe, nor is the mayor in "Roe left, the mayor said"; a wife is no man and no lawyer.
        """
        linked = next(iter(self._links.of(mention)), None)
        if linked is None or linked.kind != "person":
            return linked
        names = self._cast.names
        owners = [name.start for name in names.within(head.words.start, head.noun_at)]
        owners.append(head.words.start - len(head.possessor) - 1)
        comma = _COMMA.search(self._scene.text, max(0, head.words.start - _COMMA_LONGEST), head.words.start)
        beside = names.at(comma.start() - 1) if comma and comma.start() else None
        if beside is not None and says(self._scene.text, head.words.end):
            owners.append(beside.start)
        if any(self.at.get(start) is linked for start in owners):
            return None
        return linked if self.descriptions.may_be(linked, head) else None

    def _of_a_thing(self, head: Head) -> bool:
        """Does a place or organization own what is described?"""
        owners = self._cast.names.within(head.words.start, head.noun_at)
        return any(name.label != "Person" and _OWNS.match(self._scene.text, name.end) for name in owners)

    def _whose(self, head: Head) -> Figure | None:
        """The person of "Jane Roe's bet" and "a lesson from Jane Roe": what speaks there is no one and no document."""
        text, names = self._scene.text, self._cast.names
        owners = [name for name in names.within(head.words.start, head.noun_at) if _OWNS.match(text, name.end)]
        from_whom = _FROM.match(text, head.end)
        name = names.at(from_whom.end()) if from_whom else owners[-1] if owners else None
        figure = self.at.get(name.start) if name is not None else None
        if figure is None and name is not None and name.label == "Person":
            bearers = self._cast.persons.bearers(text[name.start : name.end])
            figure = bearers[0] if len(bearers) == 1 else None
        return figure if figure is not None and figure.kind == "person" else None

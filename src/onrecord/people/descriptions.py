"""Whom a description stands for: "the Vermont senator", "the ministry", "the officials", "a study"."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import islice

from onrecord.inflection import word_set
from onrecord.people.figures import Figure
from onrecord.people.gender import of_noun
from onrecord.people.names import fold, without_possessive
from onrecord.people.nations import COUNTRIES, DEMONYMS
from onrecord.people.nounphrase import PREPOSITIONS, Head
from onrecord.people.nouns import is_plural
from onrecord.people.roles import SAME_OFFICE, Role, fits, role, same_word
from onrecord.people.salience import Attention
from onrecord.people.spans import headline_end
from onrecord.people.things import Things
from onrecord.types import EntityKind, Span

_NATURE: dict[str, EntityKind] = {"Person": "person", "Organization": "organization", "Place": "organization"}
_LOOKED_AT = 24  # figures of one noun or office that are compared with a description, the latest first
_OPENING = " \n\t“\"‘'("
_ENDS = ("", ".", "!", "?", ":", ";", "-", "—")
_PARTIES = frozenset(("republican", "democrat", "independent"))
_BODIES = ("organization", "place")
_ARTICLES = word_set("the a an this that these those")
# What an organization is called for short → last words of the names of those that may be meant.
_SAME_BODY = {
    "agency": word_set("administration bureau service authority commission office department center centre board"),
    "regulator": word_set("authority commission administration agency board office"),
    "watchdog": word_set("authority commission agency board office council"),
    "bloc": word_set("union association league community nations"),
    "body": word_set("council commission committee federation association union agency"),
    "lender": word_set("bank fund"),
}


class Descriptions:
    """The figures of an article by what is said of them."""

    def __init__(self, text: str, persons: Iterable[Figure], things: Things, attention: Attention) -> None:
        self.text = text
        self.added: list[Figure] = []
        self._attention = attention
        self._by_role: dict[str, list[Figure]] = {}
        self._by_noun: dict[str, dict[Figure, None]] = {}  # figures that are described only, the latest described last
        self._by_word = things.words()
        self._known: set[str] = set()  # surnames
        for figure in persons:
            self._known |= {name.surname for name in figure.names}
            for held in figure.roles:
                self._hold(figure, held)

    def _hold(self, figure: Figure, held: Role) -> None:
        for noun in (held.noun,) if held.noun else _PARTIES & held.about:
            if figure not in self._by_role.setdefault(noun, []):
                self._by_role[noun].append(figure)

    def kind(self, head: Head, label: str) -> EntityKind:
        """What a described figure is: by its noun, else by the network's label; "the Post" is an organization."""
        if head.definite and self.text[head.noun_at].isupper() and head.noun in self._by_word:
            return "organization"
        if head.noun == "police" and head.noun_at == head.words.start:
            return "group"
        if head.kind is not None:
            return head.kind
        if head.noun in DEMONYMS:
            return "group"
        if head.plural:
            return "group"
        if label:
            return _NATURE[label]
        return "person" if head.noun.endswith(("er", "or", "ist", "ian", "man", "woman")) else "document"

    def find(self, head: Head, kind: EntityKind, linked: Figure | None) -> Figure | None:
        """The figure known already that the description stands for. linked: by the network."""
        definite = head.definite or self._possessive(head) or self._speaks_on_line(head)
        if kind == "person" and definite:
            return self._person(head, linked)
        if kind == "organization":
            return self._organization(head, linked) if definite else self._same(head, kind)
        if kind == "document":
            return self._last(head, kind) if definite else None
        return self._group(head, kind, definite, linked)

    def _possessive(self, head: Head) -> bool:
        before = self.text[head.words.start : head.noun_at].rstrip()
        return "’s " in before or "'s " in before or before.endswith(("'s", "’s"))

    def _speaks_on_line(self, head: Head) -> bool:
        """Does a line of a transcript begin with the description alone: "CHAIR: We begin"?"""
        start = head.words.start
        return self.text[head.end : head.end + 1] == ":" and (not start or self.text[start - 1] == "\n")

    def _person(self, head: Head, linked: Figure | None) -> Figure | None:
        described = role(self.text, head.words)
        held = described is not None and head.possessor == ""
        if held and described and (found := self._by_office(head, described, (described.noun,))) is not None:
            return found
        if (same := self._last(head, "person")) is not None:
            return same
        person = linked if linked is not None and linked.kind == "person" else None
        if not held or described is None:
            return person
        return self._by_office(head, described, sorted(SAME_OFFICE.get(described.noun, ()))) or person

    def may_be(self, figure: Figure, head: Head) -> bool:
        """Can a description be said of a person: by gender, and by the noun of one who is only described?"""
        if of_noun(head.noun) * figure.gender < 0:
            return False
        nouns = {head.noun, figure.noun}
        return figure.named or len(nouns) == 1 or not figure.noun or not nouns.isdisjoint(_ANYBODY)

    def in_mind(self, head: Head) -> Figure | None:
        """ "The Vermont senator", of whom nothing was said, as a source: the person who spoke last, where that fits."""
        described = role(self.text, head.words)
        if described is None or head.possessor or not (head.definite or self._possessive(head)):
            return None
        speaker = self._attention.speaker(_IN_MIND)
        if speaker is None or not speaker.named or speaker.kind != "person":
            return None
        if described.noun not in _OFFICES or (described.noun not in _RENOWN and not described.about):
            return None
        known_as = {role.noun for role in speaker.roles} - {""}
        if (
            of_noun(head.noun) * speaker.gender < 0
            or known_as & _OFFICES
            or (known_as and described.noun not in _RENOWN)
        ):
            return None
        return speaker

    def _by_office(self, head: Head, described: Role, nouns: Iterable[str]) -> Figure | None:
        """The holder of an office: who fits best, and of equals the one mentioned last."""
        shown = proper_words(self.text, head)
        best: tuple[bool, int, int] = (False, 0, -1)  # those named already before those still to come
        found = None
        holders = dict.fromkeys(figure for noun in nouns for figure in self._by_role.get(noun, ()))
        for figure in nlargest(_LOOKED_AT, holders, key=self._attention.at):
            known = frozenset(figure.about)
            fit = max((fits(described, held, known, shown) for held in figure.roles), default=0)
            at = self._attention.at(figure)
            if fit and (at >= 0, fit, at) > best:
                best, found = (at >= 0, fit, at), figure
        return found

    def _organization(self, head: Head, linked: Figure | None) -> Figure | None:
        if self.text[head.words.start : head.noun_at].strip():
            return self._same(head, "organization")
        found: list[Figure] = [*self._by_word.get(head.noun, ()), *self._by_noun.get(head.noun, ())]
        found = [figure for figure in found if figure.kind in _BODIES]
        if any(self._attention.trace(figure) for figure in found) or len(found) == 1:
            return max(found, key=self._attention.at)
        if linked is not None and linked.kind in _BODIES and (linked.named or linked.noun == head.noun):
            return linked
        meant = dict.fromkeys(one for noun in _SAME_BODY.get(head.noun, ()) for one in self._by_word.get(noun, ()))
        told_of = [figure for figure in meant if figure.kind in _BODIES and self._attention.trace(figure)]
        if len(told_of) == 1:
            return told_of[0]
        speaker = self._attention.speaker(_IN_MIND) if head.noun in _GENERIC else None
        return speaker if speaker is not None and speaker.kind == "organization" and speaker.named else None

    def _group(self, head: Head, kind: EntityKind, definite: bool, linked: Figure | None) -> Figure | None:
        if kind != "group":
            return None
        if definite:
            return self._last(head, kind) or (linked if linked is not None and linked.plural else None)
        return self._same(head, kind)

    def _same(self, head: Head, kind: EntityKind) -> Figure | None:
        """One described in the same words before; of organizations with more or fewer words before the noun too."""
        words = described(self.text, _shown(head, kind)).lower()
        for figure in self._latest(head.noun):
            if figure.kind == kind and all(_alike(words, form.lower(), kind) for form in figure.shown):
                return figure
        return None

    def _last(self, head: Head, kind: EntityKind) -> Figure | None:
        """The last one of the same noun, with nothing against it in the words before the noun."""
        shown = proper_words(self.text, head)
        for figure in self._latest(head.noun):
            if figure.kind == kind and figure.plural == head.plural and shown <= figure.about:
                return figure
        return None

    def new(self, head: Head, kind: EntityKind) -> Figure:
        """A figure that is described for the first time."""
        plural = head.plural or (kind == "group" and is_plural(head.noun))
        figure = Figure(
            kind, named=False, gender=of_noun(head.noun) if kind == "person" else 0.0, plural=plural, noun=head.noun
        )
        figure.proper = kind == "organization" and self._is_proper(head)
        self.added.append(figure)
        self.describe(figure, head)
        return figure

    def _is_proper(self, head: Head) -> bool:
        """Is the description written with a name, a people's adjective or a capital that begins no sentence?"""
        shown = self.text[head.words.start : head.end].split()
        first = fold(without_possessive(shown[0]))
        if first in DEMONYMS or first in COUNTRIES or first in self._known:
            return True
        before = self.text[max(0, head.words.start - 6) : head.words.start]
        last = before.rstrip(_OPENING)
        begins = last[-1:] in _ENDS or "\n" in before[len(last) :]
        capital = any(word[0].isupper() for word in shown[begins:])
        return capital and head.noun_at > headline_end(self.text)

    def describe(self, figure: Figure, head: Head) -> None:
        """A figure known by descriptions only is described once more."""
        if figure.named:
            if figure.kind == "person" and not head.possessor and (held := role(self.text, self._plain(head))):
                figure.hold(held)
                self._hold(figure, held)
            return
        figure.shown[described(self.text, _shown(head, figure.kind))] += 1
        figure.about |= _words(self.text, head.words)
        known = self._by_noun.setdefault(head.noun, {})
        known.pop(figure, None)
        known[figure] = None

    def _plain(self, head: Head) -> Span:
        """The description up to its noun, and what it is of."""
        rest = self.text[head.end : head.words.end]
        return head.words if rest.startswith(" of ") else Span(head.words.start, head.end)

    def _latest(self, noun: str) -> Iterable[Figure]:
        return islice(reversed(self._by_noun.get(noun, {})), _LOOKED_AT)


def _shown(head: Head, kind: EntityKind) -> Span:
    """What is shown of a description: of an organization no more than its noun and what stands before it."""
    return Span(head.words.start, head.end) if kind == "organization" else head.words


def _alike(one: str, other: str, kind: EntityKind) -> bool:
    return one == other or (kind == "organization" and (one.endswith(" " + other) or other.endswith(" " + one)))


_IN_MIND = 8  # sentences for which a speaker may be meant by a description
_ANYBODY = word_set(  # nouns that may be said of who was described by another
    """
    person man woman boy girl child teenager youth official figure victim suspect defendant witness resident speaker
    politician leader expert author one
    """
)
_RENOWN = word_set(
    """
    billionaire mogul nominee candidate pontiff pope monarch tycoon magnate front-runner politician businessman
    """
)
_OFFICES = _RENOWN | word_set(
    """
    president senator minister chancellor governor mayor secretary representative leader diplomat ambassador envoy king
    queen chairman speaker lawmaker president-elect commander general prince sheikh emir bishop cardinal archbishop
    """
)
_GENERIC = word_set(
    """
    group grouping organization organisation company firm agency outlet network movement publication
    """
)


def described(text: str, words: Span) -> str:
    """The description without its article, on one line."""
    found = without_possessive(" ".join(text[words.start : words.end].split()))
    first, _, rest = found.partition(" ")
    stands_alone = rest.partition(" ")[0].lower() in PREPOSITIONS  # "those in favour"
    return rest if rest and first.lower() in _ARTICLES and not stands_alone else found


def _words(text: str, words: Span) -> set[str]:
    return {same_word(word) for word in text[words.start : words.end].split()} - {""}


def proper_words(text: str, head: Head) -> frozenset[str]:
    """The capitalised words before and behind the noun, normalised."""
    shown = [word for word in text[head.words.start : head.words.end].split() if word[:1].isupper()]
    return frozenset(map(same_word, shown)) - {same_word(head.noun), "the", ""}

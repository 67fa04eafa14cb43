"""The people an article names: which forms of names are one person's, and who may be meant by a surname."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.people.figures import Figure
from onrecord.people.gender import of_name
from onrecord.people.names import PersonName, bare, person_name, same_person

_OTHER = 4.0  # product of two genders from which on they are opposite
_MANY = 400  # words of names; with more of them, slips of the pen are not looked for


class Persons:
    """People by their names. forms: all names of people in the text, as printed, in its order."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.all: list[Figure] = []
        self._full: dict[str, Figure] = {}  # a name of several words, as printed without titles
        self._bearers: dict[str, list[Figure]] = {}  # a folded word of a name → who bears it
        for form in dict.fromkeys(forms):
            name = person_name(form)
            if name is not None and len(name.words) > 1 and name.shown not in self._full:
                self._full[name.shown] = self._join(name)

    def _join(self, name: PersonName) -> Figure:
        for figure in self._namesakes(name):
            if all(same_person(name, other) for other in figure.names):
                break
        else:
            figure = self._add()
        self._bear(figure, name)
        return figure

    def _namesakes(self, name: PersonName) -> Iterator[Figure]:
        for word in (bare(name.surname), name.words[0]):
            yield from self._bearers.get(word, ())

    def _add(self) -> Figure:
        self.all.append(Figure("person", order=len(self.all)))
        return self.all[-1]

    def _bear(self, figure: Figure, name: PersonName) -> None:
        figure.names.append(name)
        figure.gender = max(figure.gender, of_name(name), key=abs)
        for word in {bare(name.surname), *name.words, name.nickname}:
            if len(word) > 1 and figure not in self._bearers.setdefault(word, []):
                self._bearers[word].append(figure)

    def bearers(self, form: str, gender: float = 0.0) -> Sequence[Figure]:
        """Whom a name may mean: those whose surname it is, else whose given name, else any other part of their names.

        gender: of the title before it; who is known to be of the other is not meant.
        """
        return [figure for figure in self._all_bearers(form) if figure.gender * gender > -_OTHER or " " in form]

    def _all_bearers(self, form: str) -> Sequence[Figure]:
        name = person_name(form)
        if name is None:
            return ()
        if len(name.words) > 1:
            return (self._full[name.shown],) if name.shown in self._full else ()
        word = bare(name.surname)
        found = self._bearers.get(word, [])
        uses: tuple[Callable[[PersonName], bool], ...] = (
            lambda other: bare(other.surname) == word,
            lambda other: word in (other.given, other.nickname),
        )
        for used in uses:
            if placed := [figure for figure in found if any(used(other) for other in figure.names)]:
                return placed
        return found or self._alike(word)

    def _alike(self, word: str) -> list[Figure]:
        """Bearers of a long surname that differs by a slip of the pen."""
        if len(word) < 7 or len(self._bearers) > _MANY:
            return []
        for other, figures in self._bearers.items():
            if (
                other[0] == word[0]
                and abs(len(other) - len(word)) < 2
                and SequenceMatcher(None, word, other).ratio() > 0.86
            ):
                return [figure for figure in figures if any(bare(name.surname) == other for name in figure.names)]
        return []

    def newcomer(self, form: str, gender: float = 0.0) -> Figure:
        """A person of whom the article gives no more than this form, and the gender of a title."""
        figure = self._add()
        figure.gender = gender
        if name := person_name(form):
            self._bear(figure, name)
        return figure

"""The people an article names: which forms of names are one person's, and who may be meant by a surname."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from onrecord.people.figures import Figure
from onrecord.people.gender import of_name
from onrecord.people.names import PersonName, bare, person_name, same_person

_OTHER = 4.0  # product of two genders from which on they are opposite
_MANY = 400  # surnames; with more of them, slips of the pen are not looked for
_NAMESAKES = 64  # people of one surname that a full name is compared with
_LONG = 7  # letters from which on a surname may differ by a slip of the pen
_ALIKE = 0.86  # of SequenceMatcher

_Index = dict[str, dict[Figure, None]]


class Persons:
    """People by their names. forms: all names of people in the text, as printed, in its order."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.all: list[Figure] = []
        self._full: dict[str, Figure] = {}  # a name of several words, as printed without titles
        self._beginnings: dict[tuple[str, ...], list[Figure]] = {}  # the first two words of full names
        self._surnames: _Index = {}
        self._given: _Index = {}  # given names and nicknames
        self._middle: _Index = {}
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
        yield from islice(self._surnames.get(bare(name.surname), ()), _NAMESAKES)
        yield from self._beginnings.get(name.words[:2], ())

    def _add(self) -> Figure:
        self.all.append(Figure("person", order=len(self.all)))
        return self.all[-1]

    def _bear(self, figure: Figure, name: PersonName) -> None:
        figure.names.append(name)
        figure.gender = max(figure.gender, of_name(name), key=abs)
        self._surnames.setdefault(bare(name.surname), {})[figure] = None
        if len(name.words) > 1:
            self._beginnings.setdefault(name.words[:2], []).append(figure)
        for word in {name.given, name.nickname} - {""}:
            self._given.setdefault(word, {})[figure] = None
        for word in name.words[1:-1]:
            if len(word) > 1:
                self._middle.setdefault(word, {})[figure] = None

    def bearers(self, form: str, gender: float = 0.0) -> Sequence[Figure]:
        """Whom a name may mean: those whose surname it is, else whose given name, else any other part of their names.

        gender: of the title before it; who is known to be of the other is not meant.
        """
        name = person_name(form)
        if name is None:
            return ()
        if len(name.words) > 1:
            return (self._full[name.shown],) if name.shown in self._full else ()
        word = bare(name.surname)
        found = self._surnames.get(word) or self._given.get(word) or self._middle.get(word) or self._alike(word)
        return [figure for figure in found if figure.gender * gender > -_OTHER] if gender else tuple(found)

    def _alike(self, word: str) -> Sequence[Figure]:
        """Bearers of a long surname that differs by a slip of the pen."""
        if len(word) < _LONG or len(self._surnames) > _MANY:
            return ()
        for other, figures in self._surnames.items():
            close = other[0] == word[0] and abs(len(other) - len(word)) < 2
            if close and SequenceMatcher(None, word, other).ratio() > _ALIKE:
                return tuple(figures)
        return ()

    def newcomer(self, form: str, gender: float = 0.0) -> Figure:
        """A person of whom the article gives no more than this form, and the gender of a title."""
        figure = self._add()
        figure.gender = gender
        if name := person_name(form):
            self._bear(figure, name)
        return figure

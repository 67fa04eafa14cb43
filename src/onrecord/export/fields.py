"""Fields of a JSON document, taken with their types checked; what does not fit is refused by its JSON pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from onrecord.errors import Unreadable
from onrecord.types import Span, Words

_T = TypeVar("_T")


@dataclass(frozen=True)
class Fields:
    """One object of a document. text: of the article; where: the object's JSON pointer, "" for the whole.

    Every method raises Unreadable, naming the field, when it is missing or holds what it should not.
    """

    text: str
    values: Mapping[str, Any]
    where: str

    @classmethod
    def of(cls, text: str, value: object, where: str) -> Fields:
        """The object that stands at `where`."""
        if not isinstance(value, Mapping):
            raise Unreadable(where or "/", f"is {_kind(value)}, not an object")
        return cls(text, value, where)

    def get(self, key: str, expected: type[_T]) -> _T:
        if key not in self.values:
            raise Unreadable(self.at(key), "is missing; a reading is what `onrecord read --format json` prints")
        value = self.values[key]
        if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            raise Unreadable(self.at(key), f"is {_kind(value)}, not {expected.__name__}")
        return value

    def at(self, key: str) -> str:
        """The field's JSON pointer."""
        return f"{self.where}/{key}"

    def empty(self, key: str) -> bool:
        """Is the field null? A field that is missing is not."""
        return key in self.values and self.values[key] is None

    def optional(self, key: str, expected: type[_T]) -> _T | None:
        """The value, or None for null; a missing field is refused."""
        return None if self.empty(key) else self.get(key, expected)

    def number(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.values.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise Unreadable(self.at(key), "is not a number from 0 to 1")
        return float(value)

    def index(self, key: str, count: int) -> int | None:
        """A place in a list of `count`; None for null or where it is not told."""
        value = self.values.get(key)
        if value is None:
            return None
        if type(value) is not int or not 0 <= value < count:
            raise Unreadable(self.at(key), f"{value!r} points to none of the {count} there are")
        return value

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.get(key, str)
        if value not in choices:
            raise Unreadable(self.at(key), f"is {value!r}, not one of {', '.join(choices)}")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list)
        if not all(isinstance(value, str) for value in values):
            raise Unreadable(self.at(key), "holds something that is not a string")
        return tuple(values)

    def objects(self, key: str) -> list[Fields]:
        """The objects of a list."""
        return [Fields.of(self.text, value, f"{self.at(key)}/{k}") for k, value in enumerate(self.get(key, list))]

    def one(self, key: str, make: Callable[[Fields], _T]) -> _T | None:
        """The object of a field, made into what it stands for; None for null."""
        return None if self.empty(key) else make(self.child(key))

    def child(self, key: str) -> Fields:
        return Fields.of(self.text, self.get(key, dict), self.at(key))

    def spans(self, key: str) -> tuple[Span, ...]:
        return tuple(self._span(pair, self.at(key)) for pair in self.get(key, list))

    def _span(self, pair: object, where: str) -> Span:
        whole = isinstance(pair, list | tuple) and len(pair) == 2 and all(type(offset) is int for offset in pair)
        if not whole or not 0 <= cast("list[int]", pair)[0] < cast("list[int]", pair)[1] <= len(self.text):
            raise Unreadable(where, f"{pair!r} is not a [start, end] within the text's {len(self.text)} characters")
        return Span(*cast("list[int]", pair))

    def words(self) -> Words:
        """The words of the article that this object holds."""
        words = Words.of(self.text, self.spans("spans"))
        if words.text != (told := self.get("text", str)):
            raise Unreadable(self.at("text"), f"is {told!r}, but the article has {words.text!r} at {list(words.spans)}")
        return words


def _kind(value: object) -> str:
    return "null" if value is None else f"of type {type(value).__name__}"

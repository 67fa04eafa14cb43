"""Everything onrecord raises on purpose.

OnrecordError
├── ModelError      the weights, their spec or their tokenizer cannot be used
├── CorpusError     a training corpus is missing or is not in its format
├── PeopleError     a user's file of people is not in its format
├── SourceError     an input that cannot be read
│   ├── Refused     it could be, but onrecord will not: too large, private address, another language
│   └── Unreadable  it is missing, binary, broken, or holds no article
└── RecordError     the record cannot be opened, or cannot do what was asked
    ├── BadQuery    words to look for that hold no word
    ├── BadReading  a reading whose words do not stand at their places
    ├── NotFound    nothing in the record goes by this id or name
    └── Forgotten   an article that was forgotten on request

A message says what was found, where, why it matters and how to mend it.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class ModelError(OnrecordError):
    """The weights, their spec or their tokenizer cannot be used."""


class CorpusError(OnrecordError):
    """A training corpus is missing or is not in its format."""


class PeopleError(OnrecordError):
    """A user's file of people is not in its format; `where` names it and the line (path:line)."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class SourceError(OnrecordError):
    """An input that cannot be read; `where` names it (path, URL, or path:line)."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class Refused(SourceError):
    """An input onrecord will not read: too large, at a private address, in another language."""


class Unreadable(SourceError):
    """An input that is missing, binary, broken, or holds no article."""


class RecordError(OnrecordError):
    """The record cannot be opened, or cannot do what was asked."""


class BadQuery(RecordError):
    """Words to look for that hold no word."""


class BadReading(RecordError):
    """A reading whose words do not stand at their places, so that it is not stored."""


class NotFound(RecordError):
    """Nothing in the record goes by this id or name."""


class Forgotten(RecordError):
    """An article that was forgotten on request; `why` is the reason that was given then."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} was forgotten and is not taken in again: {why}")
        self.why = why

"""The record: articles and what was read from them, in SQLite or PostgreSQL, to be found, corrected and handed on.

from onrecord.store import Record

with Record.open("onrecord.db") as record:
    record.add(reading)
    for said in record.search("tunnel", speaker="Brandvik").rows:
        print(said.speaker, said.evidence.exact, said.evidence.where.url)
"""

from __future__ import annotations

from onrecord.answers import Page
from onrecord.store.feeds import FeedState
from onrecord.store.record import DEFAULT, Record

__all__ = ["DEFAULT", "FeedState", "Page", "Record"]

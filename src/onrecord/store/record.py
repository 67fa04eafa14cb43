"""The record: one file or database of what was read, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import sqlalchemy as sa

from onrecord.store import rows
from onrecord.store.database import Database, insert
from onrecord.store.days import now
from onrecord.store.intake import page_of, take_in
from onrecord.store.keys import sha256
from onrecord.store.loading import article_id, load, version_of
from onrecord.store.migrate import migrate
from onrecord.store.results import Added, Listing, Page, Rejected, Said
from onrecord.store.schema import article, feed, reject
from onrecord.store.search import Search, search
from onrecord.types import Reading

DEFAULT: Final = "onrecord.db"


class Record:
    """A record that is open. Use it in a `with` block, or close it. May be used from several threads at once.

    All that writes is one transaction each: it is there as a whole or not at all, whatever happens to the process.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, where: str | Path = DEFAULT, *, make: bool = True) -> Record:
        """The record at a path (SQLite) or an SQLAlchemy URL, brought up to date.

        make: whether a file that is not there is made.  Raises RecordError when it cannot be used.
        """
        database = Database(where)
        if not make and database.file is not None and not database.file.exists():
            from onrecord.errors import NotFound

            raise NotFound(
                f"{database.file}: there is no record here; `onrecord add` makes one, --record names another"
            )
        migrate(database)
        return cls(database)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Taking in ------------------------------------------------------------------------------------------------------

    def add(self, reading: Reading, page: Page | None = None) -> Added:
        """Stores an article and all that was read from it; the same article read by the same model adds nothing.

        Raises BadReading when words do not stand at their places, Forgotten when the article was forgotten.
        """
        rows.check(reading)
        return self._database.write(lambda connection: take_in(connection, reading, page))

    def reject(self, source: str, reason: str) -> None:
        """Notes that an input was not taken in, and why."""
        moment, key = now(), sha256(f"{source}\x1f{reason}")
        values = {"key": key, "source": source, "reason": reason, "first": moment, "last": moment, "times": 1}

        def write(connection: sa.Connection) -> None:
            again = {"last": moment, "times": reject.c.times + 1}
            connection.execute(
                insert(connection, reject).values(values).on_conflict_do_update(index_elements=["key"], set_=again)
            )

        self._database.write(write)

    def rejects(self) -> tuple[Rejected, ...]:
        """All inputs that were not taken in, in the order they first came."""
        with self._database.reading() as connection:
            found = connection.execute(sa.select(reject).order_by(reject.c.id))
            return tuple(Rejected(one.source, one.reason, one.first, one.last, one.times) for one in found)

    def feed_state(self, url: str) -> Any:
        """What `set_feed_state` kept for a feed; None for a new one."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(feed.c.state).where(feed.c.url == url))

    def set_feed_state(self, url: str, state: Any) -> None:
        """Keeps how far a feed was read, as JSON can hold it."""
        values = {"url": url, "state": state, "changed": now()}

        def write(connection: sa.Connection) -> None:
            upsert = insert(connection, feed).values(values)
            again = {"state": upsert.excluded.state, "changed": upsert.excluded.changed}
            connection.execute(upsert.on_conflict_do_update(index_elements=["url"], set_=again))

        self._database.write(write)

    # Finding --------------------------------------------------------------------------------------------------------

    def search(self, words: str | None = None, **more: Any) -> Listing[Said]:
        """Statements: `words` and the other fields of `Search`, such as speaker="Brandvik", since="2025-03-01".

        Raises BadQuery for what cannot be looked for, NotFound when nobody goes by a name.
        """
        wanted = Search(words=words, **more)
        with self._database.reading() as connection:
            return search(connection, wanted)

    # Giving back ----------------------------------------------------------------------------------------------------

    def load(self, ref: str, version: int | None = None) -> Reading:
        """The reading of an article, as it was put in; ref: its id, its address, or the id it came with.

        Raises NotFound.
        """
        with self._database.reading() as connection:
            return load(connection, version_of(connection, article_id(connection, ref), version))

    def page(self, ref: str) -> Page | None:
        """The page that was kept with an article. Raises NotFound when there is no such article."""
        with self._database.reading() as connection:
            return page_of(connection, version_of(connection, article_id(connection, ref)).id)

    def articles(self) -> Iterator[str]:
        """The ids of all articles, in the order they came."""
        last = 0
        while True:
            with self._database.reading() as connection:
                after = sa.select(article.c.id, article.c.public_id).where(article.c.id > last)
                found = connection.execute(after.order_by(article.c.id).limit(1000)).all()
            if not found:
                return
            last = found[-1].id
            yield from (one.public_id for one in found)

"""The record: one file or database of what was read, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import sqlalchemy as sa

from onrecord.answers import (
    Added,
    Corrected,
    Happened,
    Kept,
    Listing,
    Page,
    Profile,
    Rejected,
    Reread,
    Said,
    Tombstone,
    Verified,
    Voice,
)
from onrecord.errors import BadQuery, BadReading, Forgotten
from onrecord.store import rows, schema
from onrecord.store.arriving import Given
from onrecord.store.backup import backup, check_backup, restore
from onrecord.store.corrections import Change, correct, corrections
from onrecord.store.database import Database, insert
from onrecord.store.days import now
from onrecord.store.erasure import forget, wipe
from onrecord.store.event_rows import one_event
from onrecord.store.feeds import FeedState, keep_feed_state
from onrecord.store.handing import ArticleSearch, each_article, each_event, each_statement, each_voice
from onrecord.store.happened import EventSearch, Timeline, events, timeline
from onrecord.store.intake import known_article, knows, page_of, take_in
from onrecord.store.keys import sha256
from onrecord.store.loading import article_id, load, load_corrected, version_of
from onrecord.store.migrate import migrate, no_record
from onrecord.store.people import profile, who
from onrecord.store.rereading import ReadMany, reread_all, verify
from onrecord.store.said import one_statement
from onrecord.store.schema import article, reject
from onrecord.store.search import Search, search
from onrecord.store.tombstones import tombstones
from onrecord.store.vectors import alike, without_vectors
from onrecord.types import Article, Reading

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

        make: whether a file that is not there, or an empty database, becomes one; a database of something else never
        does.  A file that may only be read is read.  Raises RecordError when it cannot be used, NotFound when there is
        none.
        """
        database = Database(where)
        if not make and database.file is not None and not database.file.exists():
            raise no_record(database.name)
        try:
            migrate(database, make=make)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def name(self) -> str:
        """The file, or the database's address without its password."""
        return self._database.name

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

    def add(self, reading: Reading, page: Page | None = None, *, feed: FeedState | None = None) -> Added:
        """Stores an article and all that was read from it; the same article read by the same model adds nothing.

        Where the reading's article tells more than is stored (a day of publication, another title), that is kept too,
        and the article counts as changed; what it tells less is kept as it was.
        feed: how far a feed was read with it, kept in the same transaction.
        Raises BadReading when words do not stand at their places, Forgotten when the article was forgotten.
        """
        rows.check(reading)

        def write(connection: sa.Connection) -> Added:
            (added,) = take_in(connection, [Given(reading, page)])
            if isinstance(added, Forgotten):
                raise added
            keep_feed_state(connection, feed)
            return added

        return self._database.write(write)

    def add_many(self, readings: Iterable[tuple[Reading, Page | None]]) -> list[Added | BadReading | Forgotten]:
        """Stores several in one transaction, which takes less time for each; what `add` gives or raises for each."""
        given = [Given(*one) for one in readings]
        bad: dict[int, BadReading] = {}
        for number, one in enumerate(given):
            try:
                rows.check(one.reading)
            except BadReading as error:
                bad[number] = error
        good = [one for number, one in enumerate(given) if number not in bad]
        added = iter(self._database.write(lambda connection: take_in(connection, good)) if good else [])
        return [bad[number] if number in bad else next(added) for number in range(len(given))]

    def knows(self, article: Article, model: str, tasks: Collection[str] | None = None) -> bool:
        """Whether this model has read the very article, looking for these tasks, and nothing more is known of it now:
        adding it would add nothing.
        """
        with self._database.reading() as connection:
            return knows(connection, article, model, tasks)

    def completed(self, article: Article) -> Article:
        """The article as it is best read: what the record knows of it (day, title ...) fills what it lacks."""
        with self._database.reading() as connection:
            return known_article(connection, article)

    def reject(self, source: str, reason: str, *, feed: FeedState | None = None) -> None:
        """Notes that an input was not taken in, and why."""
        moment, key = now(), sha256(f"{source}\x1f{reason}")
        values = {"key": key, "source": source, "reason": reason, "first": moment, "last": moment, "times": 1}

        def write(connection: sa.Connection) -> None:
            keep_feed_state(connection, feed)
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
        """How far a feed was read, as it was kept; None for a new one."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(schema.feed.c.state).where(schema.feed.c.url == url))

    def keep_feed_state(self, feed: FeedState) -> None:
        """Keeps how far a feed was read."""
        self._database.write(lambda connection: keep_feed_state(connection, feed))

    # Finding --------------------------------------------------------------------------------------------------------

    def search(self, words: str | None = None, **more: Any) -> Listing[Said]:
        """Statements: `words` and the other fields of `Search`, such as speaker="Brandvik", since="2025-03-01".

        Raises BadQuery for what cannot be looked for, NotFound when nobody goes by a name.
        """
        wanted = Search(words=words, **more)
        with self._database.reading() as connection:
            return alike(connection, wanted, wanted.like) if wanted.like else search(connection, wanted)

    def without_vectors(self, model: str) -> int:
        """How many articles have none of this model, so that no search by meaning finds them; `reread` mends it."""
        with self._database.reading() as connection:
            return without_vectors(connection, model)

    def who(self, name: str | None = None, *, limit: int = 20, offset: int = 0) -> Listing[Voice]:
        """Everybody who speaks, or all who go by a name, those with most statements first. Raises NotFound."""
        with self._database.reading() as connection:
            return who(connection, name, limit, offset)

    def profile(self, ref: str, *, limit: int = 20, offset: int = 0) -> Profile:
        """One person or organization, by id, identifier or name, with a page of their statements, the newest first.

        Raises NotFound when there is none or when it could be several.
        """
        with self._database.reading() as connection:
            return profile(connection, ref, limit, offset)

    def events(self, **wanted: Any) -> Listing[Happened]:
        """Events: the fields of `EventSearch`, such as type="PROTEST", actor="Brandvik". Raises as `search` does."""
        search_for = EventSearch(**wanted)
        with self._database.reading() as connection:
            return events(connection, search_for)

    def timeline(self, *names: str, **more: Any) -> Listing[Said | Happened]:
        """What people said and took part in, the oldest first: names or ids, and the other fields of `Timeline`."""
        wanted = Timeline(names=names, **more)
        with self._database.reading() as connection:
            return timeline(connection, wanted)

    def statement(self, ref: str) -> Said:
        """One statement by its id, rejected ones too. Raises NotFound."""
        with self._database.reading() as connection:
            return one_statement(connection, ref)

    def event(self, ref: str) -> Happened:
        """One event by its id, rejected ones too. Raises NotFound."""
        with self._database.reading() as connection:
            return one_event(connection, ref)

    # Handing on -----------------------------------------------------------------------------------------------------

    def each_statement(self, **wanted: Any) -> Iterator[Said]:
        """All statements that meet the fields of `Search`, in the order they came. Raises as `search` does."""
        return each_statement(self._database, Search(**wanted))

    def each_event(self, **wanted: Any) -> Iterator[Happened]:
        """All events that meet the fields of `EventSearch`, in the order they came. Raises as `search` does."""
        return each_event(self._database, EventSearch(**wanted))

    def each_voice(self) -> Iterator[Voice]:
        """All who speak, descriptions too, in the order they came."""
        return each_voice(self._database)

    def each_article(self, **wanted: Any) -> Iterator[Kept]:
        """All articles that meet the fields of `ArticleSearch`, as people have corrected them, in the order they came.

        Raises as `search` does.
        """
        return each_article(self._database, ArticleSearch(**wanted))

    # Correcting -----------------------------------------------------------------------------------------------------

    def correct(self, ref: str, *, by: str, why: str, **change: Any) -> Corrected:
        """Adds a correction of a statement, event, person or correction: one of the fields of `Change`.

        Raises NotFound when there is no such thing, BadQuery when it cannot be corrected so.
        """
        wanted = Change(**change)
        return self._database.write(lambda connection: correct(connection, ref, wanted, by, why))

    def corrections(self, ref: str | None = None) -> tuple[Corrected, ...]:
        """All corrections in the order they were made, or those of one thing; undone ones too."""
        with self._database.reading() as connection:
            return corrections(connection, ref)

    def forget(self, ref: str, *, by: str, why: str) -> Tombstone:
        """Really deletes an article (by id or address), or a person (by id or whole name) from every article, and keeps
        the reason. The answer tells what it was, with how many statements, in how many articles.

        Of a person, names and words in the articles' texts are blacked out and the pages are deleted; an article's own
        address stays.  Raises NotFound, and BadQuery when no reason is given or when it could be something else.
        """
        if not by.strip() or not why.strip():
            raise BadQuery("what is forgotten needs who asks for it, and why: the tombstone keeps both")
        stone = self._database.write(lambda connection: forget(connection, ref, by, why))
        return replace(stone, wiped=wipe(self._database))

    def wipe(self) -> bool:
        """Takes what was forgotten out of the database's files, where another process kept `forget` from it."""
        return wipe(self._database)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """All that was forgotten, in the order it was."""
        with self._database.reading() as connection:
            return tombstones(connection)

    # Keeping --------------------------------------------------------------------------------------------------------

    def reread(
        self,
        read: ReadMany,
        *,
        model: str | None = None,
        vectors: str | None = None,
        tasks: Collection[str] | None = None,
        done: Callable[[str], None] | None = None,
    ) -> Reread:
        """Reads every article again, with `Reader.read_many` or its like; corrections are kept.

        model: articles that it has read already are passed over, if these tasks were looked for and they have this
        model's vectors, where those are named.  done: called with each article's id.
        """
        return reread_all(self._database, read, model, done, vectors, tasks)

    def verify(self, ref: str) -> Verified:
        """Checks the stored selectors of an article against its text and its page, and keeps the outcome."""
        return self._database.write(lambda connection: verify(connection, ref))

    def backup(self, to: str | Path, *, overwrite: bool = False) -> int:
        """Writes the whole record to a SQLite file; its size in bytes.

        overwrite: whatever the file holds is written over, not an earlier backup alone.  Raises RecordError.
        """
        return backup(self._database, Path(to), overwrite=overwrite)

    @staticmethod
    def check_backup(source: str | Path) -> None:
        """Raises NotFound when there is no such file, RecordError when it is no backup."""
        check_backup(Path(source))

    def restore(self, source: str | Path) -> int:
        """Fills this record, which is empty, from a backup; the number of articles. Raises NotFound, RecordError."""
        return restore(self._database, Path(source))

    # Giving back ----------------------------------------------------------------------------------------------------

    def load(self, ref: str, version: int | None = None, *, corrected: bool = False) -> Reading:
        """The reading of an article, as it was put in, or as people have corrected it.

        ref: its id, its address, or the id it came with.  Raises NotFound.
        """
        with self._database.reading() as connection:
            row = version_of(connection, article_id(connection, ref), version)
            return load_corrected(connection, row) if corrected else load(connection, row)

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

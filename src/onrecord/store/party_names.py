"""The names that articles use for a party: found by each, shown under the one that most articles use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store.among import among
from onrecord.store.columns import storable
from onrecord.store.database import insert_many
from onrecord.store.parties import LONGEST
from onrecord.store.schema import name_word, party, party_name
from onrecord.store.words import fold


def count_names(connection: Connection, used: Iterable[Iterable[tuple[int, str]]], step: int) -> None:
    """Adds to, or takes from, the number of articles in which a party goes by a name.

    used: of each article, parties and names.  step: 1 or -1.
    """
    change = Counter(pair for pairs in used for pair in {(number, storable(name)[:LONGEST]) for number, name in pairs})
    counts = _counts(connection, {number for number, _ in change})
    before = {number: _shown(names) for number, names in counts.items()}
    fresh = {pair for pair in change if pair[1] not in counts[pair[0]]}
    for (number, name), articles in change.items():
        counts[number][name] = counts[number].get(name, 0) + step * articles
    known = [{"party": n, "called": name, "new": counts[n][name]} for n, name in sorted(change.keys() - fresh)]
    mine = sa.and_(party_name.c.party_id == sa.bindparam("party"), party_name.c.name == sa.bindparam("called"))
    if known:
        connection.execute(party_name.update().where(mine).values(articles=sa.bindparam("new")), known)
    if step > 0:
        _insert(connection, ((number, name, counts[number][name]) for number, name in sorted(fresh)))
    elif known:
        connection.execute(party_name.delete().where(party_name.c.articles <= 0, _of(party_name, counts)))
    gone = {number for number, name in change if counts[number][name] <= 0}
    _index(connection, {number: counts[number] for number in {number for number, _ in fresh} | gone})
    for number, names in counts.items():
        shown = _shown(names)
        first = before[number] is None and len(names) == 1  # a new party's row has its name
        if shown is not None and shown != before[number] and not first:
            connection.execute(party.update().where(party.c.id == number).values(name=shown))


def _of(table: sa.Table, numbers: Iterable[int]) -> sa.ColumnElement[bool]:
    return among(table.c.party_id, sorted(numbers))


def _counts(connection: Connection, numbers: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each party, its names and how many articles use each."""
    counts: dict[int, dict[str, int]] = defaultdict(dict, {number: {} for number in numbers})
    columns = (party_name.c.party_id, party_name.c.name, party_name.c.articles)
    for row in connection.execute(sa.select(*columns).where(_of(party_name, counts))):
        counts[row.party_id][row.name] = row.articles
    return counts


def _shown(names: dict[str, int]) -> str | None:
    """The name that most articles use, the longest of equals."""
    used = [(number, len(name), name) for name, number in names.items() if number > 0]
    return max(used)[2] if used else None


def _insert(connection: Connection, fresh: Iterable[tuple[int, str, int]]) -> None:
    rows = [{"party_id": n, "name": name, "folded": fold(name), "articles": articles} for n, name, articles in fresh]
    insert_many(connection, party_name, rows)


def _index(connection: Connection, counts: Mapping[int, Mapping[str, int]]) -> None:
    """The words by which these parties are found: those of all names that are in use."""
    if not counts:
        return
    connection.execute(name_word.delete().where(_of(name_word, counts)))
    words = {
        (word, number)
        for number, names in counts.items()
        for name, articles in names.items()
        if articles > 0
        for word in fold(name).split()  # none where a name is signs alone
    }
    insert_many(connection, name_word, [{"word": word, "party_id": number} for word, number in sorted(words)])

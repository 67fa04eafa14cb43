"""Corrections by people: added, never overwritten, undone by another one. What they say holds in every listing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.answers import Action, Corrected, Party
from onrecord.errors import BadQuery, NotFound
from onrecord.store.among import among
from onrecord.store.columns import storable
from onrecord.store.database import Numbers, insert_rows
from onrecord.store.days import now
from onrecord.store.keys import CORRECTION, EVENT, PARTY, PUBLIC_ID, STATEMENT, public_id
from onrecord.store.loading import article_id
from onrecord.store.names import called_exactly, party_at, roots_called
from onrecord.store.parties import Described, Parties
from onrecord.store.party_names import count_names
from onrecord.store.people import only_one
from onrecord.store.schema import article, correction, entity, event, party, reading, statement, version
from onrecord.store.standing import holding, refresh_events, refresh_moved, refresh_statements, undone

UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a person says is right; one of the fields, the rest stays empty.

    speaker: of a statement: a name, an id, or "unknown".  reject: a statement or an event that is none.
    merge: the id or name of whom a person is too.  split: articles that are about somebody else of the same name.
    undo: take a correction back.
    """

    speaker: str | None = None
    reject: bool = False
    merge: str | None = None
    split: tuple[str, ...] = ()
    undo: bool = False

    @property
    def action(self) -> Action:
        """Raises BadQuery when it says nothing, or several things."""
        said: dict[Action, bool] = {
            "speaker": self.speaker is not None,
            "reject": self.reject,
            "merge": self.merge is not None,
            "split": bool(self.split),
            "undo": self.undo,
        }
        chosen = [action for action, given in said.items() if given]
        if len(chosen) != 1:
            several = ", ".join(chosen) or "nothing"
            raise BadQuery(f"a correction says one thing: one of {', '.join(said)}; {several} given")
        return chosen[0]


def correct(connection: Connection, target: str, change: Change, by: str, why: str) -> Corrected:
    """Adds a correction and brings the listings to it.

    Raises NotFound when there is no such thing, BadQuery when it cannot be corrected so, or by and why say nothing.
    """
    if not by.strip() or not why.strip():
        raise BadQuery("a correction says who makes it and why")
    action = change.action
    value = _VALUES[action](connection, target, change)
    made = now()
    public = public_id(CORRECTION, target, action, json.dumps(value), made)
    row = {"public_id": public, "made": made, "by": by, "why": why, "action": action, "target": target, "value": value}
    insert_rows(connection, correction, [row])
    bring(connection, public)
    return corrections(connection, public)[0]


def corrections(connection: Connection, ref: str | None = None) -> tuple[Corrected, ...]:
    """All corrections in the order they were made; ref: the one of this id, or those of this thing."""
    found = sa.select(correction).order_by(correction.c.id)
    if ref is not None:
        found = found.where(sa.or_(correction.c.public_id == ref, correction.c.target == ref))
    return _told(connection, connection.execute(found).all())


def that_hold(connection: Connection, ids: Iterable[str]) -> dict[str, Corrected]:
    """Those of these corrections that no other one has undone, by their ids, in the order they were made."""
    found = sa.select(correction).where(among(correction.c.public_id, sorted(set(ids)))).order_by(correction.c.id)
    return {one.id: one for one in _told(connection, connection.execute(found).all()) if one.holds}


def _told(connection: Connection, rows: Sequence[Any]) -> tuple[Corrected, ...]:
    gone = undone(connection, [row.public_id for row in rows])
    return tuple(
        Corrected(
            row.public_id, row.made, row.by, row.why, row.action, row.target,
            {key: value for key, value in row.value.items() if key not in ("before", "after")},
            row.value.get("before"), row.value.get("after"), row.public_id not in gone,
        )
        for row in rows
    )  # fmt: skip


def bring(connection: Connection, public: str) -> None:
    """Brings what a correction speaks of to what all corrections of it say."""
    row = connection.execute(sa.select(correction).where(correction.c.public_id == public)).one()
    if row.action == "undo":
        bring(connection, row.target)
    elif row.action == "merge":
        regroup(connection)
    elif row.action == "split":
        refresh_moved(connection, row.value["articles"])
    else:
        table, refresh = (statement, refresh_statements) if row.target[0] == STATEMENT else (event, refresh_events)
        refresh(connection, connection.scalars(sa.select(table.c.id).where(table.c.public_id == row.target)))


def regroup(connection: Connection) -> None:
    """Sets whom each merged party counts as, from all merges that hold, in their order."""
    rows = connection.execute(
        sa.select(correction.c.target, correction.c.value).where(correction.c.action == "merge")
    ).all()
    ever = {public for row in rows for public in (row.target, row.value["into"])}
    numbers = connection.execute(
        sa.select(party.c.public_id, party.c.id, party.c.root_id).where(among(party.c.public_id, ever))
    ).all()
    number = {row.public_id: row.id for row in numbers}
    root = {row.id: row.id for row in numbers}
    for one in holding(connection, (row.target for row in rows)):
        if one.action == "merge" and one.target in number and one.value["into"] in number:
            old, new = root[number[one.target]], root[number[one.value["into"]]]
            root.update({member: new for member, of in root.items() if of == old})
    for row in numbers:
        if root[row.id] != row.root_id:
            connection.execute(party.update().where(party.c.id == row.id).values(root_id=root[row.id]))


def _speaker(connection: Connection, target: str, change: Change) -> dict[str, Any]:
    row = _row(connection, statement, STATEMENT, target, "a statement's speaker can be corrected")
    before = _party(connection, row.party_id)
    if (change.speaker or "").strip().lower() == UNKNOWN:
        if before is None:
            raise BadQuery(f"there is nothing to correct: the speaker of {target} is unknown already")
        return {"party": None, "was": before.id, "before": before.name, "after": UNKNOWN}
    new, made = _named(connection, change.speaker or "", row.article)
    if before is not None and before.id == new.id:
        raise BadQuery(f"there is nothing to correct: {new.name} ({new.id}) is the speaker of {target} already")
    value = {
        "party": new.id,
        "was": before and before.id,
        "before": before.name if before else UNKNOWN,
        "after": new.name,
    }
    return value | ({"new": True} if made else {})


def _named(connection: Connection, name: str, article_public: str) -> tuple[Party, bool]:
    """The party of an id or of this very name, or a new one, where nobody in the record is called so; whether it is."""
    if PUBLIC_ID.fullmatch(name) and name.startswith(PARTY):
        return _there(_party(connection, roots_called(connection, name)[0])), False
    same = called_exactly(connection, name)
    if len(same) > 1:
        several = ", ".join(f"{one.id}" for number in same if (one := _party(connection, number)))
        raise BadQuery(f"{len(same)} people or organizations are called {name!r}: {several}; give the id")
    if same:
        return _there(_party(connection, same[0])), False
    told = Described(storable(name).strip()[:200], "person")
    if not told.folded:
        raise BadQuery(f"{name!r} is no name")
    parties = Parties(connection, [(article_public, told)], Numbers(connection, party))
    number = parties.of(told, article_public)
    parties.settle()
    count_names(connection, [[(number, told.name)]], 1)
    return _there(_party(connection, number)), True


def _there(found: Party | None) -> Party:
    if found is None:
        raise NotFound("the person was deleted meanwhile")
    return found


def _reject(connection: Connection, target: str, _: Change) -> dict[str, Any]:
    table = event if target.startswith(EVENT) else statement
    letter = EVENT if table is event else STATEMENT
    row = _row(connection, table, letter, target, "a statement or an event can be rejected")
    if row.rejected:
        raise BadQuery(f"{target} is rejected already; `onrecord correct` with --undo takes a correction back")
    return {"before": row.exact[:200], "after": "rejected"}


def _merge(connection: Connection, target: str, change: Change) -> dict[str, Any]:
    one = _row(connection, party, PARTY, target, "a person or organization can be merged")
    into = only_one(connection, change.merge or "")
    if into == one.root_id:
        raise BadQuery(f"{target} and {change.merge} are one already")
    other = _there(_party(connection, into))
    return {"into": other.id, "before": one.name, "after": other.name}


def _split(connection: Connection, target: str, change: Change) -> dict[str, Any]:
    one = _row(connection, party, PARTY, target, "a person or organization can be split")
    articles = [article_id(connection, ref) for ref in change.split]
    for public in articles:
        if not _is_in(connection, one.root_id, public):
            raise BadQuery(f"there is nothing to split: {public} does not name {one.name} ({target})")
    new = public_id(PARTY, target, *articles, now())
    (number,) = Numbers(connection, party).take(party)
    values = {
        "id": number, "public_id": new, "root_id": number, "name": one.name, "kind": one.kind, "named": one.named,
        "alone": False, "country": None, "fields": 0,
    }  # fmt: skip
    connection.execute(party.insert(), [values])
    count_names(connection, [[(number, one.name)]], 1)
    return {"articles": articles, "into": new, "before": one.name, "after": f"{one.name}, somebody else"}


def _is_in(connection: Connection, root: int, public: str) -> bool:
    """Whether an article names a party, or one merged into it."""
    mine = sa.select(party.c.id).where(party.c.root_id == root)
    named = sa.select(entity.c.reading_id).where(entity.c.party_id.in_(mine))
    spoken = sa.select(statement.c.reading_id).where(statement.c.read_party_id.in_(mine))
    there = (
        sa.select(reading.c.id)
        .join(version, version.c.id == reading.c.version_id)
        .join(article, article.c.id == version.c.article_id)
        .where(article.c.public_id == public, reading.c.id.in_(sa.union(named, spoken)))
    )
    return connection.execute(there.limit(1)).first() is not None


def _undo(connection: Connection, target: str, _: Change) -> dict[str, Any]:
    row = _row(connection, correction, CORRECTION, target, "a correction can be undone")
    if target in undone(connection, [target]):
        raise BadQuery(f"{target} is undone already")
    return {"before": row.value.get("after"), "after": row.value.get("before")}


_VALUES = {"speaker": _speaker, "reject": _reject, "merge": _merge, "split": _split, "undo": _undo}


def _row(connection: Connection, table: sa.Table, letter: str, target: str, what: str) -> Any:
    if not target.startswith(letter):
        raise BadQuery(f"{target} is not an id of the kind asked for: {what}, by the id that the listings show")
    found = sa.select(table).where(table.c.public_id == target)
    if table in (statement, event):
        found = (
            sa.select(table, article.c.public_id.label("article"))
            .join(reading, reading.c.id == table.c.reading_id)
            .join(version, version.c.id == reading.c.version_id)
            .join(article, article.c.id == version.c.article_id)
            .where(table.c.public_id == target)
        )
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound(f"{target}: nothing in the record goes by this id; ids are those that the listings show")
    return row


def _party(connection: Connection, number: int | None) -> Party | None:
    if number is None:
        return None
    root = sa.select(party.c.root_id).where(party.c.id == number).scalar_subquery()
    row = connection.execute(sa.select(party).where(party.c.id == root)).one_or_none()
    return party_at(row) if row else None

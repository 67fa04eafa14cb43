"""How far each feed was read, kept together with what was read from it."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy.engine import Connection

from onrecord.store.database import insert
from onrecord.store.days import now
from onrecord.store.schema import feed


class FeedState(NamedTuple):
    """What a poller wants back when it polls the feed next; anything that JSON can hold."""

    url: str
    state: Any


def keep_feed_state(connection: Connection, one: FeedState | None) -> None:
    """Puts it in the place of what was kept before; does nothing for None."""
    if one is None:
        return
    upsert = insert(connection, feed).values(url=one.url, state=one.state, changed=now())
    again = {"state": upsert.excluded.state, "changed": upsert.excluded.changed}
    connection.execute(upsert.on_conflict_do_update(index_elements=["url"], set_=again))

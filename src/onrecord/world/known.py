"""The entities of an article with what the world knows of them: office, identifiers, actor code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from onrecord.types import Entity, iso_date
from onrecord.world.codes import code
from onrecord.world.offices import Offices


def known(entities: Iterable[Entity], published: str | None, offices: Offices) -> tuple[Entity, ...]:
    """People with the office that they held, or had held, when the article was published; all with their actor codes.

    Where several people of the world fit one name, none is chosen and `candidates` names them.
    """
    on = iso_date(published) if published is not None else None
    return tuple(_person(one, on, offices) if one.kind == "person" else _other(one) for one in entities)


def _person(entity: Entity, on: date | None, offices: Offices) -> Entity:
    roles = tuple(role.text for role in entity.roles)
    match = offices.resolve(entity.name, roles, on)
    holder = match.holder
    if holder is None:
        return replace(entity, code=code(entity.name, "person", roles), candidates=match.candidates)
    office = holder.office
    return replace(
        entity,
        ids={"wikidata": holder.wikidata} if holder.wikidata else {},
        office=office,
        code=holder.code or code(entity.name, "person", roles, office if match.standing == "in office" else None),
    )


def _other(entity: Entity) -> Entity:
    return replace(entity, code=code(entity.name, entity.kind, tuple(role.text for role in entity.roles)))

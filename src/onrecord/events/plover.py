"""PLOVER's sixteen event types, and the CAMEO root codes they came from, as one table.

Source: PLOVER manual and its CAMEO crosswalk of 2021 (Open Event Data Alliance, CC BY-SA 4.0), read at the level of
CAMEO's two-digit roots. A root that PLOVER shares out among types (08, 16, 19) stands at each of them that takes a
whole group of its codes; single codes that moved are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from onrecord.types import Status

VERBAL_COOPERATION, MATERIAL_COOPERATION = "verbal cooperation", "material cooperation"
VERBAL_CONFLICT, MATERIAL_CONFLICT = "verbal conflict", "material conflict"
INTENT = "AGREE"  # where PLOVER and CAMEO put cooperation that is only promised


class PloverType(NamedTuple):
    """quad: the quad class. cameo: root codes, the main one first."""

    quad: str
    cameo: tuple[str, ...]


TYPES: Final[Mapping[str, PloverType]] = {
    "AGREE": PloverType(VERBAL_COOPERATION, ("03",)),
    "CONSULT": PloverType(VERBAL_COOPERATION, ("04",)),
    "SUPPORT": PloverType(VERBAL_COOPERATION, ("05",)),
    "CONCEDE": PloverType(VERBAL_COOPERATION, ("08",)),
    "COOPERATE": PloverType(MATERIAL_COOPERATION, ("06",)),
    "AID": PloverType(MATERIAL_COOPERATION, ("07",)),
    "RETREAT": PloverType(MATERIAL_COOPERATION, ("08",)),
    "REQUEST": PloverType(VERBAL_CONFLICT, ("10",)),
    "ACCUSE": PloverType(VERBAL_CONFLICT, ("11", "09")),
    "REJECT": PloverType(VERBAL_CONFLICT, ("12",)),
    "THREATEN": PloverType(VERBAL_CONFLICT, ("13",)),
    "PROTEST": PloverType(MATERIAL_CONFLICT, ("14",)),
    "SANCTION": PloverType(MATERIAL_CONFLICT, ("16",)),
    "MOBILIZE": PloverType(MATERIAL_CONFLICT, ("15",)),
    "COERCE": PloverType(MATERIAL_CONFLICT, ("17",)),
    "ASSAULT": PloverType(MATERIAL_CONFLICT, ("18", "19", "20")),
}


def folded(type_: str, status: Status) -> str | None:
    """The type PLOVER itself gives such an event: planned cooperation is AGREE there; None where it is no other.

    The base type and the status say more, and are kept; this is for those who compare with PLOVER or CAMEO data.
    """
    cooperative = TYPES[type_].quad in (VERBAL_COOPERATION, MATERIAL_COOPERATION)
    return INTENT if status == "planned" and cooperative and type_ != INTENT else None


def cameo(type_: str, status: Status) -> tuple[str, ...]:
    """The CAMEO root codes of such an event: its type's, and that of AGREE where PLOVER folds it into AGREE."""
    also = folded(type_, status)
    return TYPES[type_].cameo + (TYPES[also].cameo if also else ())

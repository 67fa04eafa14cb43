"""What the network found, put together: the people and organizations of an article, and who speaks each statement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from onrecord.model.answer import Answer
from onrecord.people.casting import gather, quoting
from onrecord.people.figures import Figure
from onrecord.people.mentions import source_places
from onrecord.people.nouns import noun_kind
from onrecord.people.speakers import Speakers, Spoken
from onrecord.people.walk import Walk
from onrecord.types import Article, Entity, Speaker, Statement, Words


def resolve(
    article: Article, statements: Sequence[Statement], names: Answer, mentions: Answer
) -> tuple[tuple[Entity, ...], tuple[Speaker, ...]]:
    """The entities of an article in the order of their first mention, and one speaker for each statement.

    names, mentions: the network's answers to these two tasks.
    """
    text = article.text
    known = gather(text, statements, names, mentions)
    places = [source_places(text, statement, known.names) for statement in statements]
    walk = Walk(known, mentions, quoting(known, statements, places))
    walk.run()
    speaking = Speakers(known.scene, walk, statements, places)
    spoken = speaking.all()
    for one in spoken:
        if one.figure is not None:
            one.figure.speaks = True
    figures = chain(
        known.persons.all, known.things.all, walk.descriptions.added, walk.groups.values(), speaking.others.values()
    )
    kept = sorted(filter(_kept, figures), key=_first)
    index = {id(figure): number for number, figure in enumerate(kept)}
    entities = tuple(_entity(text, figure) for figure in kept)
    return entities, tuple(_speaker(one, index) for one in spoken)


def _kept(figure: Figure) -> bool:
    """Named, speaking, or spoken of more than once; of things without a name those whose noun is an organization's."""
    if figure.speaks or (figure.named and figure.mentions):
        return True
    thing = figure.kind == "organization" and not figure.proper and noun_kind(figure.noun) != "organization"
    return len(figure.mentions) > 1 and not thing


def _first(figure: Figure) -> tuple[int, str]:
    return (figure.mentions[0].start if figure.mentions else 1 << 60, figure.display)


def _entity(text: str, figure: Figure) -> Entity:
    roles: dict[str, Words] = {}
    for role in sorted(figure.roles, key=lambda role: role.words):
        words = Words.of(text, (role.words,))
        roles.setdefault(words.text.lower(), words)
    kind = "organization" if figure.kind == "place" and figure.speaks else figure.kind
    return Entity(figure.display, kind, tuple(roles.values()), tuple(dict.fromkeys(sorted(figure.mentions))))


def _speaker(spoken: Spoken, index: dict[int, int]) -> Speaker:
    figure = spoken.figure
    if figure is None:
        return Speaker(None, "unknown", spoken.reason)
    return Speaker(figure.display, "organization" if figure.kind == "place" else figure.kind, None, index[id(figure)])

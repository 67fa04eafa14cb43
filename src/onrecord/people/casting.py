"""The cast of an article before its text is walked through: who is named, with roles and what shows their gender."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.answer import Answer
from onrecord.people import roles
from onrecord.people.figures import Figure
from onrecord.people.gender import of_noun
from onrecord.people.mentions import Mention, Places, collect
from onrecord.people.names import fold
from onrecord.people.nouns import noun_kind
from onrecord.people.persons import Persons
from onrecord.people.roles import honorific_gender
from onrecord.people.scene import Scene
from onrecord.people.spotting import Names, spot
from onrecord.people.things import Things
from onrecord.people.titles import TITLES
from onrecord.people.walk import Cast
from onrecord.types import Span, Statement


def cast(text: str, statements: Sequence[Statement], found: Answer, phrases: Answer) -> Cast:
    """Everyone named, from the network's names and phrases and from the statements' sources."""
    scene = Scene(text)
    sources = [span for statement in statements if statement.source for span in statement.source.spans]
    names = spot(text, found, phrases.marks, sources)
    persons = Persons(text[span.start : span.end] for span in names.spans if span.label == "Person")
    things = Things(text, [span for span in names.spans if span.label != "Person"])
    mentions = collect(text, names, phrases, statements)
    contents = Places(span for statement in statements for span in statement.content.spans)
    result = Cast(scene, names, persons, things, mentions, contents)
    _characterise(result)
    _listen(result)
    return result


def _characterise(cast: Cast) -> None:
    """Gives people the roles that stand beside their names, and what titles and roles show of their gender."""
    text = cast.scene.text
    named = [mention for mention in cast.mentions if mention.is_person]
    titles = [_word_before(text, mention.start) for mention in named]
    for mention, title in zip(named, titles, strict=True):  # "Mr. Roe" is not Jane Roe: he is known before roles are given
        form = text[mention.start : mention.end]
        gender = honorific_gender(title) if title else 0.0
        bearers = cast.persons.bearers(form, gender) or (cast.persons.newcomer(form, gender),)
        if len(bearers) == 1:
            _beside(cast, mention, bearers[0], title, gender)
    _settle(cast, named, titles)


def _settle(cast: Cast, named: Sequence[Mention], titles: Sequence[str]) -> None:
    """ "President Roe" is not the first lady Jane Roe: an office before a surname is not that of someone named as kin."""
    text = cast.scene.text
    for mention, title in zip(named, titles, strict=True):
        form = text[mention.start : mention.end]
        if " " in form or not title[:1].isupper() or honorific_gender(title) or fold(title) not in TITLES:
            continue
        bearers = cast.persons.bearers(form)
        if bearers and all(any(role.noun in _KIN or "lady" in role.about for role in one.roles) for one in bearers):
            _beside(cast, mention, cast.persons.newcomer(form), title, 0.0)


_KIN = frozenset("wife husband son daughter brother sister mother father widow lady niece nephew cousin uncle aunt".split())


def _beside(cast: Cast, mention: Mention, figure: Figure, title: str, gender: float) -> None:
    """The title and roles of one mention of a person's name."""
    text, limit = cast.scene.text, cast.scene.sentence_start(mention.start)
    if gender:
        figure.gender = max(figure.gender, gender, key=abs)
    if title and (title[0].isupper() or noun_kind(title) == "person"):
        _hold(figure, roles.before(text, mention.start, limit, cast.names))
    if mention.head is not None and mention.head.apposed is not None:
        _hold(figure, roles.role(text, mention.head.apposed))
    for found in roles.behind(text, mention.end, cast.names):
        _hold(figure, found)


def _word_before(text: str, start: int) -> str:
    end = start - 1 if start and text[start - 1] in " \u00a0" else start
    if end == start:
        return ""
    begin = end
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in ".-’'"):
        begin -= 1
    return fold(text[begin:end]) if text[begin:end].lower() == text[begin:end] else text[begin:end].rstrip(".")


def _hold(figure: Figure, role: roles.Role | None) -> None:
    if role is None:
        return
    figure.hold(role)
    if gender := of_noun(role.noun):
        figure.gender = max(figure.gender, gender / 2, key=abs)


def _listen(cast: Cast) -> None:
    """A "he" or "she" near the only person named shows that person's gender where the name does not."""
    text = cast.scene.text
    near: list[tuple[int, Figure]] = []  # sentence, person
    votes: dict[Figure, float] = {}
    for mention in cast.mentions:
        if mention.form == "name" and mention.is_person:
            bearers = cast.persons.bearers(text[mention.start : mention.end])
            near.extend((cast.scene.sentence(mention.start), figure) for figure in bearers[:2])
        elif mention.pronoun is not None and mention.pronoun.kind in ("he", "she"):
            sentence = cast.scene.sentence(mention.start)
            near = [(at, figure) for at, figure in near if sentence - at <= 1]
            if len({id(figure) for _, figure in near}) == 1:
                votes[near[0][1]] = votes.get(near[0][1], 0.0) + (1.0 if mention.pronoun.kind == "he" else -1.0)
    for figure, vote in votes.items():
        if abs(figure.gender) < 1:
            figure.gender = max(-2.0, min(2.0, vote))


def quoting(cast: Cast, statements: Sequence[Statement], places: Sequence[Sequence[int]]) -> dict[int, Figure]:
    """Number of a quotation → who speaks it, for those whose source is a name that only one bears."""
    by_start = {span.start: span for span in cast.names.spans}
    found: dict[int, Figure] = {}
    for statement, starts in zip(statements, places, strict=True):
        name = by_start.get(starts[0]) if len(starts) == 1 else None
        if name is None or name.label != "Person":
            continue
        bearers = cast.persons.bearers(cast.scene.text[name.start : name.end])
        if len(bearers) == 1:
            for number in quotations_of(cast.scene, statement.content.spans):
                found[number] = bearers[0]
    return found


def quotations_of(scene: Scene, spans: Sequence[Span]) -> list[int]:
    """Numbers of the quotations that these spans begin, end or lie in."""
    found = []
    for start, end in spans:
        for at in (start + 1, max(start, end - 2)):
            number = scene.quotation(at)
            if number is not None and number not in found:
                found.append(number)
    return found

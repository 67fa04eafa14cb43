"""The cast of an article before its text is walked through: who is named, with roles and what shows their gender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.answer import Answer
from onrecord.people import roles
from onrecord.people.cast import Cast
from onrecord.people.figures import Figure
from onrecord.people.mentions import Mention, Places, collect
from onrecord.people.names import fold, person_name
from onrecord.people.nouns import noun_kind
from onrecord.people.persons import Persons
from onrecord.people.roles import KIN, honorific_gender, same_word
from onrecord.people.scene import Scene
from onrecord.people.spans import headline_end
from onrecord.people.spotting import spot
from onrecord.people.things import Things
from onrecord.people.titles import TITLES
from onrecord.types import Span, Statement


def gather(text: str, statements: Sequence[Statement], found: Answer, phrases: Answer) -> Cast:
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
    """Gives people the roles that stand beside their names, and what titles and roles show of their gender.

    Full names first: "Mr. Roe" and "President Roe" are not the first lady Jane Roe.
    """
    text = cast.scene.text
    bare: list[tuple[Mention, str]] = []
    for mention in cast.mentions:
        if not mention.is_person:
            continue
        form = text[mention.start : mention.end]
        title = _word_before(text, mention.start)
        if (name := person_name(form)) is None or len(name.words) == 1:
            bare.append((mention, title))
        elif found := cast.persons.bearers(form):
            _beside(cast, mention, found[0], title)
    for mention, title in bare:
        form = text[mention.start : mention.end]
        gender = honorific_gender(title) if title else 0.0
        if not cast.persons.bearers(form, gender):
            cast.persons.newcomer(form, gender)
    for mention, title in bare:
        if (figure := _titled(cast, text[mention.start : mention.end], title)) is not None:
            _beside(cast, mention, figure, title)


def _titled(cast: Cast, form: str, title: str) -> Figure | None:
    """Whose a bare surname behind a title is, where that can be told at once."""
    gender = honorific_gender(title) if title else 0.0
    bearers = cast.persons.bearers(form, gender)
    if gender or not title[:1].isupper() or fold(title) not in TITLES:
        return bearers[0] if len(bearers) == 1 else None
    strangers = [one for one in bearers if not _is_kin(one)]
    if not strangers:
        return cast.persons.newcomer(form)
    if len(strangers) == 1:
        return strangers[0]
    held = [one for one in strangers if same_word(title) in one.about]
    unnamed = [one for one in strangers if all(len(name.words) == 1 for name in one.names)]
    return held[0] if len(held) == 1 else unnamed[0] if len(unnamed) == 1 and not held else None


def _is_kin(figure: Figure) -> bool:
    """Is a person named as somebody's relative?"""
    return any(role.noun in KIN for role in figure.roles)


_KIN_BEFORE = re.compile(
    r"\b((?:first )?(?:wife|husband|lady|daughter|son|brother|sister|mother|father|widow|uncle|aunt)),? $"
)


def _beside(cast: Cast, mention: Mention, figure: Figure, title: str) -> None:
    """The title and roles of one mention of a person's name."""
    text = cast.scene.text
    if title and (gender := honorific_gender(title)):
        figure.gender = max(figure.gender, gender, key=abs)
    office = noun_kind(title.lower()) == "person" or fold(title) in TITLES
    if office or (title[:1].isupper() and mention.start >= headline_end(text)):  # headlines capitalise every word
        _hold(figure, roles.before(text, mention.start, cast.scene.sentence_start(mention.start), cast.names))
    if text[mention.start - 2 : mention.start] == ", ":
        limit = cast.scene.sentence_start(mention.start)
        _hold(figure, roles.apposed(text, mention.start, mention.end, limit, cast.names))
    if kin := _KIN_BEFORE.search(text, max(0, mention.start - 30), mention.start):
        _hold(figure, roles.role(text, Span(kin.start(1), kin.end(1))))
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
    figure.gender = max(figure.gender, role.gender / 2, key=abs)


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

"""A figure of the article: someone or something in it, in the making."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.people.names import PersonName, is_acronym
from onrecord.people.roles import Role
from onrecord.types import EntityKind, Span


@dataclass(eq=False)
class Figure:
    """A person, organization, place, group or document of the article.

    named: by a name; otherwise `shown` holds descriptions.  shown: its forms as printed, with how often.
    names: of a person, parsed.  about: all words said of it in roles and descriptions, normalised.
    gender: above 0 a man, below 0 a woman.  plural: several.  noun: the head noun of a description.
    proper: a description that is written as a name is ("Turkish government").
    speaks: some statement's source stands for it.  members: of a set named together ("X and Y").
    order: number of the person, by who is named in full first.
    """

    kind: EntityKind
    named: bool = True
    shown: Counter[str] = field(default_factory=Counter)
    names: list[PersonName] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    gender: float = 0.0
    plural: bool = False
    noun: str = ""
    proper: bool = False
    speaks: bool = False
    order: int = 0
    members: list[Figure] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form: most words, then the more frequent, then the first."""
        return max(self.shown, key=self._fullness) if self.shown else ""

    @property
    def display(self) -> str:
        """The name; of those that are only described the description in lower case, but for an organization's."""
        if self.members:
            return " & ".join(member.display for member in self.members)
        if self.named or self.proper:
            return self.name
        return self.name.lower()

    def _fullness(self, form: str) -> tuple[bool, bool, int, bool, int]:
        shouted = form.isupper() and len(form) > 5
        words = form.split()
        written_out = bool(words) and len(words[0].rstrip(".")) > 1  # not "N. Korea"
        return (not shouted, not is_acronym(form), len(words), written_out, self.shown[form])

    def hold(self, role: Role) -> None:
        """Adds a role that says more than those held already; its words count in any case."""
        if role.words.end > role.words.start and not any(_says_as_much(held, role) for held in self.roles):
            self.roles.append(role)
        self.about |= role.about | {role.noun}


def _says_as_much(held: Role, role: Role) -> bool:
    """Does a role held already say all that this one does: "U.S. President" what "the president" says?"""
    if held.words == role.words:
        return True
    return bool(role.noun) and held.noun == role.noun and held.former == role.former and role.about <= held.about

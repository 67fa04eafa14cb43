"""What the wire formats have in common: an item's fields, and the article they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.errors import Refused, Unreadable
from onrecord.sources.decode import whole
from onrecord.sources.names import letters, names_of
from onrecord.sources.source import Source
from onrecord.sources.taken import Page, Taken
from onrecord.sources.times import iso_time
from onrecord.types import Article

_WITHDRAWN: Final = ("canceled", "cancelled", "withheld")


@dataclass(frozen=True)
class Item:
    """A text of a wire. bylines: as they are printed. published: the item's own time, in any form.

    dateline, subtitles: lines above the text, kept in it where it does not have them. status: the provider's word for
    whether it may be used.
    """

    id: str
    title: str = ""
    subtitles: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    text: tuple[str, ...] = ()
    published: str = ""
    outlet: str = ""
    status: str = ""

    def taken(self, source: Source, at: str, page: Page) -> Taken:
        """The article: headline, subtitles, dateline and paragraphs, a blank line between each.

        Raises Refused when its provider has withdrawn it, Unreadable when it carries no text.
        """
        if self.status.rsplit(":", 1)[-1].lower() in _WITHDRAWN:
            raise Refused(at, f"was withdrawn by its provider (its status is {self.status}); delete it")
        if not any(line.strip() for line in self.text):
            raise Unreadable(at, "carries no text of its own: only texts are read, not pictures, plans or references")
        lines = [*self.text]
        for line in (self.dateline, *reversed(self.subtitles), self.title):
            if line and not letters(lines[0]).startswith(letters(line)):
                lines.insert(0, line)
        article = Article(
            text=whole("\n\n".join(lines)),
            id=whole(self.id) or source.name,
            url=self.id if self.id.startswith(("http://", "https://")) else source.address,
            title=whole(self.title) or None,
            outlet=whole(self.outlet) or None,
            authors=names_of(map(whole, self.bylines), outlets=[self.outlet]),
            published=iso_time(self.published),
        )
        return source.taken(article, at, page)

"""A page of a publisher to an article: its title, a blank line, and the paragraphs of its body."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.marks import without_marks
from onrecord.sources.metadata import Metadata, metadata_of
from onrecord.sources.teaser import is_teaser
from onrecord.sources.times import iso_time
from onrecord.sources.unfound import story_of
from onrecord.sources.unseen import drop_unseen
from onrecord.types import Article

_DEEPEST: Final = 400  # real pages nest about 50 deep; libraries below recurse
_ELEMENTS: Final = 50_000  # real pages mostly have under 5,000

_SENTENCE: Final = 40  # characters of the shortest sentence that makes a page an article

_USUAL: Final = 20_000  # elements of the largest page in which trafilatura looks for metadata
_SCRIPT: Final = 50_000  # characters from which a script is not searched for metadata

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")  # XML libraries stop at them

_LOG: Final = logging.getLogger(__name__)


def article_of(markup: str, *, where: str, id: str, address: str | None = None) -> Article:  # noqa: A002 - as in Article
    """The article of a page. where: names it in errors; address: its URL, None for a file.

    Raises Unreadable when the page holds no article, Refused when it is nested too deep or has too many elements.
    """
    try:
        return _article(_parse(markup, where), where, id, address)
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a broken page does to the libraries, the other inputs go on
        _LOG.debug("extraction of %s failed", where, exc_info=True)
        raise Unreadable(
            where, f"its article could not be taken out ({type(error).__name__}: {error}); save its text as .txt"
        ) from None


def _article(tree: Any, where: str, name: str, address: str | None) -> Article:
    """The article of a page's tree; name: its id. Raises Unreadable when it holds none."""
    from onrecord.sources.body import ended

    def is_story(lines: list[str]) -> bool:
        return any(len(line) >= _SENTENCE and ended(line) for line in lines)

    drop_unseen(tree)
    body, facts = _body(tree, metadata_of(tree, address), where)
    body = body if is_story(body) else story_of(tree)
    if not is_story(body):
        raise Unreadable(
            where, "holds no article: no paragraphs of a story were found in the page; save the story's text as .txt"
        )
    title = facts.title
    text = "\n\n".join([title, *body] if title and not body[0].startswith(title) else body)
    return Article(
        text=text,
        id=name,
        url=facts.url,
        title=title,
        outlet=facts.outlet,
        authors=facts.authors,
        published=facts.published,
    )


def _parse(markup: str, where: str) -> Any:
    """The page's tree, small and flat enough to work on."""
    from lxml import etree, html

    if not markup.strip():
        raise Unreadable(where, "is empty")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_CONTROL.sub("\ufffd", markup).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise Unreadable(where, f"is no page that can be parsed ({error}); save the story's text as .txt") from None
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST:
            raise Refused(where, f"nests its elements more than {_DEEPEST} deep, as no real page does; mend its HTML")
        if count > _ELEMENTS:
            raise Refused(where, f"has more than {_ELEMENTS:,} HTML elements, the limit of one page; split it")
    return tree


def _body(tree: Any, facts: Metadata, where: str) -> tuple[list[str], Metadata]:
    """The body's paragraphs, and the metadata with what trafilatura adds where the page's own places said nothing."""
    from copy import deepcopy

    import trafilatura

    from onrecord.sources.body import paragraphs

    facts = _filled(tree, facts)
    copy = without_marks(deepcopy(tree), where)
    document = trafilatura.bare_extraction(copy, url=facts.url, include_comments=False)
    if not isinstance(document, trafilatura.settings.Document) or not document.text:
        return list(facts.body), facts
    shown = paragraphs(tree, document.text, title=facts.title, standfirsts=facts.standfirsts)
    teaser = all(is_teaser(lines, facts.body) for lines in (document.text.split("\n"), shown))
    return (list(facts.body) if teaser else shown), facts


def _filled(tree: Any, facts: Metadata) -> Metadata:
    """The metadata with what trafilatura says where the page's own places say nothing.

    It is slow: of a page so large that it is no usual one, it is not asked.
    """
    if (facts.title and facts.authors and facts.published) or sum(1 for _ in tree.iter()) > _USUAL:
        return facts
    from copy import deepcopy
    from dataclasses import replace

    from trafilatura.metadata import extract_metadata

    from onrecord.sources.cards import drop_cards

    copy = deepcopy(tree)
    for script in copy.xpath("//script[string-length(.) > $most]", most=_SCRIPT):
        script.clear()
    drop_cards(copy)
    found = extract_metadata(copy, facts.url, {"extensive_search": False, "original_date": True})
    return replace(
        facts,
        title=facts.title or found.title or None,
        authors=facts.authors or _people(found.author),
        published=facts.published or iso_time(found.date or ""),
    )


def _people(names: str | None) -> tuple[str, ...]:
    from onrecord.sources.names import names_of

    return names_of((names or "").split(";"))

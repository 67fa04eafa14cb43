"""Work grows with the size of a page, and not with its square: counted in calls and characters, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import pytest

from onrecord.errors import SourceError
from onrecord.sources import blocks, body, cards, header
from onrecord.sources.page import article_of
from sources.stories import page

_SMALL = 60
_LONG = "It is the story of day number {n}, and it is told in a teaser that is longer than sixty characters."


def _many(count: int, piece: str) -> str:
    return "".join(piece.replace("{n}", str(n)) for n in range(count))


def _cards(count: int) -> str:
    card = f"<div><h3><a href='/{{n}}'>Another story of the bay {{n}}</a></h3><p>{_LONG}</p></div>"
    return page(below=f"<section>{_many(count, card)}</section>")


def _headlines(count: int) -> str:
    """Headlines and teasers side by side in one element."""
    cards = _many(count, f"<h3><a href='/{{n}}'>Story {{n}}</a></h3><p>{_LONG}</p>")
    return page(below=f"<section>{cards}</section>")


def _alike(count: int) -> str:
    return page(
        below="<p>Yes.</p><p>The bay has many stories, and this is the one that is told on every single day.</p>"
        * count
    )


def _paragraphs(count: int) -> str:
    return page(inside=_many(count, f"<p>{_LONG}</p>"))


def _loose(count: int) -> str:
    return page(below=f"<div>{_many(count, 'Words {n} of the bay.<div></div><b>bold</b>')}</div>")


def _signed(count: int) -> str:
    return page(above=_many(count, "<div class='byline'><a class='author' href='/author/{n}'>Mara Venn</a></div>"))


def _linked(count: int) -> str:
    script = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Story {n}", "author": "A B"}</script>'
    )
    return page(head=_many(count, script))


def _wrapped(count: int) -> str:
    """Everything in 200 elements, each of which holds the whole."""
    return page(below=f"{'<div>' * 200}{_many(count, f'<p>{_LONG}</p>')}{'</div>' * 200}")


def _work(markup: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many calls the project's own reading of a page makes, and how many characters it puts together."""
    count = 0

    def see(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call") and "/onrecord/sources/" in frame.f_code.co_filename

    def counted(join: Callable[[object], str]) -> Callable[[object], str]:
        def joined(element: object) -> str:
            nonlocal count
            text = join(element)
            count += len(text)
            return text

        return joined

    with monkeypatch.context() as patched, suppress(SourceError):
        for module in (blocks, body, cards):
            patched.setattr(module, "words_of", counted(blocks.words_of))
        patched.setattr(header, "_text", counted(header._text))
        sys.setprofile(see)
        try:
            article_of(markup, where="a.html", id="a")
        finally:
            sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "build",
    [_cards, _headlines, _alike, _paragraphs, _loose, _signed, _linked, _wrapped],
    ids=lambda build: build.__name__,
)
def test_four_times_the_page_is_no_more_than_six_times_the_work(
    build: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _work(build(2), monkeypatch)  # what is done once
    small, large = (_work(build(count), monkeypatch) for count in (_SMALL, 4 * _SMALL))
    assert large < 6 * small

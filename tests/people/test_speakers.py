"""What the statements around one tell, and how the rules bear long texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from onrecord.model.answer import Answer, Mark
from onrecord.people import resolve
from onrecord.types import Article, Span, Speaker, Statement, Words

NOBODY = Speaker(None, "unknown")


def place(text: str, words: str) -> Words:
    start = text.index(words)
    return Words(words, (Span(start, start + len(words)),))


def test_adding_goes_on_with_its_sentence() -> None:
    text = (
        "Marta Venn said the bridge was safe, adding that it was old. Rain fell, raising fears that it would not last."
    )
    said = Statement(
        "indirect", 1.0, place(text, "Marta Venn"), place(text, "said"), place(text, "the bridge was safe"), NOBODY
    )
    adds = Statement("indirect", 1.0, None, place(text, "adding"), place(text, "that it was old"), NOBODY)
    fears = Statement("indirect", 1.0, None, place(text, "raising"), place(text, "that it would not last"), NOBODY)
    names = Answer((Mark(0, 10, "Person", 1.0, 1.0),))
    _, speakers = resolve(Article(text), (said, adds, fears), names, Answer())
    assert [speaker.name for speaker in speakers] == ["Marta Venn", "Marta Venn", None]


def test_an_article_about_nobody() -> None:
    assert resolve(Article(""), (), Answer(), Answer()) == ((), ())


LONG = {
    "one person": "Marta Venn said he and she were late. The mayor left. ",
    "many people": "Jane Roe{n} met John Doe{n} of the Tide Fund (TF), who said she knew. The official said so. ",
    "one sentence": "Marta Venn and the mayor and he and ",
    "captions": "FILE - Marta Venn waves.\nHe waves. ",
    "first persons": "“I know,” I said, and we know. ",
}


@pytest.mark.parametrize("sentence", LONG.values(), ids=LONG)
def test_time_grows_with_the_text(sentence: str, seconds: Callable[..., float]) -> None:
    """Four times the text takes nothing like sixteen times the time."""
    taken = []
    for times in (500, 2000):
        text = "".join(sentence.replace("{n}", f"y{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x") for n in range(times))
        names, mentions = [], []
        for at in range(0, len(text) - 10, len(sentence)):
            names.append(Mark(at, at + 10, "Person", 1.0, 1.0))
            mentions.append(Mark(at, at + 10, "Person", 1.0, 1.0))
        statements = tuple(
            Statement(
                "indirect",
                1.0,
                Words.of(text, (Span(at, at + 10),)),
                None,
                Words.of(text, (Span(at + 11, at + 20),)),
                NOBODY,
            )
            for at in range(0, len(text) - 40, len(sentence))
        )
        found = statements, Answer(tuple(names)), Answer(tuple(mentions))
        taken.append(seconds(partial(resolve, Article(text), *found)))
    assert taken[1] < 9 * taken[0] + 0.5

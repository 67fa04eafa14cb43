from __future__ import annotations

import pytest

from onrecord.sources.language import foreign
from sources.stories import FRENCH, STORY

GERMAN = (
    "Der Hafenrat hat am Dienstag beschlossen, den nördlichen Pier neu zu bauen. Die Vorsitzende sagte, "
    "der Kai werde nicht verkauft. Die Fischer begrüßten den Beschluss, der vierzig Millionen Kronen kosten wird."
)
RUSSIAN = "Совет порта во вторник решил восстановить северный пирс. Председатель заявила, что причал не будет продан."


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (GERMAN, "de"), (RUSSIAN, "ru"), (FRENCH.upper(), "fr")])
def test_other_languages_are_told(text: str, code: str) -> None:
    assert foreign(text) == code


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.upper(),
        STORY + "\n\n" + FRENCH,
        STORY[:300] + f" “{GERMAN}”",
        "Mara Venn, Tom Okrin, Ilse Dorrat, Jan Velk, Piet Oostra, Lena Marsk, Aldo Ferrin, Nura Hasli, Emre Tolgay",
        "Bonjour!",
        "",
        "123 456 789 " * 100,
        "a" * 5000,
    ],
)
def test_english_mixed_and_short_texts_are_not_refused(text: str) -> None:
    assert foreign(text) is None


def test_the_sample_is_bounded() -> None:
    assert foreign(FRENCH * 5000) == "fr"

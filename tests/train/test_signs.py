"""What signs are worth is learned from articles."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("torch")
pytestmark = pytest.mark.train


def rows() -> list[dict[str, Any]]:
    lines = [
        ("They will meet on Monday.", "meet", "planned"),
        ("They met on Monday.", "met", "occurred"),
        ("The envoys will meet in May.", "meet", "planned"),
        ("The envoys met in May.", "met", "occurred"),
    ] * 5
    return [
        {
            "text": text,
            "events": [
                {"trigger": [text.index(word), text.index(word) + len(word)], "type": "CONSULT", "status": status}
            ],
        }
        for text, word, status in lines
    ]


def test_signs_speak_for_the_statuses_that_they_go_with() -> None:
    from onrecord.train.signs import status_signs

    found = status_signs(rows())
    assert found["before will 1"]["planned"] > 0.1
    assert found["before will 1"].get("occurred", 0.0) < 0
    assert found["first met"]["occurred"] > 0.1
    assert "type CONSULT" not in found or max(map(abs, found["type CONSULT"].values())) < 0.1, "all triggers have it"


def test_a_sign_of_one_trigger_tells_nothing() -> None:
    from onrecord.train.signs import status_signs

    assert "behind june 2" in status_signs([*rows(), *_once() * 9])
    assert "behind june 2" not in status_signs([*rows(), *_once()])
    assert status_signs([]) == {}


def _once() -> list[dict[str, Any]]:
    text = "They met in June."
    return [{"text": text, "events": [{"trigger": [5, 8], "type": "CONSULT", "status": "occurred"}]}]

"""Commands of the record called in a folder of their own: what several tests share."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from onrecord.cli.main import app

STORY = "“We will not sign this paper,” said Mara Venn. The council met again on Monday evening in the town hall.\n"


def call(*words: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, standard output, standard error (blanks and box signs folded, as messages wrap)."""
    done = CliRunner().invoke(app, list(words), input=text)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, " ".join(done.stderr.replace("│", " ").split())


def lines(*words: str) -> list[dict[str, object]]:
    code, out, err = call(*words)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]

"""What only a process of its own shows: light imports, closed pipes, interrupts, a terminal."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.store import Record
from store.made import tunnel

HEAVY = ["onnxruntime", "tokenizers", "trafilatura", "httpx", "lxml", "jinja2", "torch", "numpy", "py3langid"]
STORY = "“We will not sign this paper,” said Mara Venn. The council met again on Monday evening in the town hall.\n"
TOY = [sys.executable, "-m", "cli.toy", "read"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"}


def _loaded(code: str) -> set[str]:
    script = f"{code}\nimport sys\nsys.stderr.write(' '.join(m.partition('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [["--help"], ["read", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = f"import sys\nsys.argv = ['onrecord', *{words}]\nfrom onrecord.cli.main import run\n"
    assert not _loaded(code + "try: run()\nexcept SystemExit: pass") & set(HEAVY)


def test_the_package_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("onrecord ")


def test_import_loads_nothing_heavy() -> None:
    assert not _loaded("import onrecord") & {*HEAVY, "typer", "rich", "dataclasses"}


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(STORY * 200, encoding="utf-8")
    process = subprocess.Popen(
        [*TOY, *[str(story)] * 30], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


CLOSED = [
    ("read - <&-", "standard input: could not be read: Bad file descriptor"),
    ("read a.txt >&-", "standard output: Bad file descriptor"),
    ("read a.txt >/dev/full", "standard output: No space left on device"),
    ("read a.txt --out made.jsonl", "File too large"),
    ("read a.txt --out made.jsonl.gz", "File too large"),
    ("read a.txt -f brat --out made", "File too large"),
    ("who >&-", "the output: Bad file descriptor"),
    ("who >/dev/full", "the output: No space left on device"),
    ("who -f csv >/dev/full", "the output: No space left on device"),
    ("--help >/dev/full", "the output: No space left on device"),
    ("--version >&-", "the output: Bad file descriptor"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a.txt and a record of it."""
    folder = tmp_path_factory.mktemp("streams")
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    with Record.open(folder / "onrecord.db") as record:
        record.add(tunnel())
    return folder


def _small_files() -> None:
    """A disk without room: 100 bytes a file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize(("words", "why"), CLOSED, ids=[words for words, _ in CLOSED])
def test_what_cannot_be_read_or_written_is_told_on_one_line(filled: Path, words: str, why: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m cli.toy {words}"],
        cwd=filled,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=_small_files if "made" in words else None,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: ")
    assert why in line
    assert not [path for path in filled.rglob("*") if path.is_file() and "made" in str(path.relative_to(filled))]


def test_messages_that_nobody_hears_change_nothing(filled: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m cli.toy read no.txt a.txt 2>&-"],
        cwd=filled,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)


def test_a_damaged_record_is_told_without_its_sql(filled: Path, tmp_path: Path) -> None:
    whole = (filled / "onrecord.db").read_bytes()
    (tmp_path / "onrecord.db").write_bytes(whole[:8192] + bytes(7 for _ in whole[8192:]))
    done = subprocess.run([*TOY[:-1], "who"], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: onrecord.db: the record cannot be used: ")
    assert line.endswith("the file is damaged: `onrecord restore` fills a new record from a backup")


def test_an_interrupt_ends_it_quietly_and_leaves_no_file(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*TOY, "-", "--out", str(tmp_path / "out.jsonl")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as process:
        for _ in range(200):
            if list(tmp_path.iterdir()):
                break
            time.sleep(0.05)
        time.sleep(1.0)  # until it waits for its input
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert error == b""
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def _on_a_terminal(words: list[str], **more: str) -> str:
    """All that the command writes to a terminal that is both its standard output and its standard error."""
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [*TOY, *words],
        stdout=writer,
        stderr=writer,
        env=ENVIRONMENT | {"TERM": "xterm-256color", "COLUMNS": "80"} | more,
    )
    os.close(writer)
    shown = b""
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(reader)
    assert process.wait(30) == 0
    return shown.decode()


def test_a_terminal_gets_the_text_view(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(STORY, encoding="utf-8")
    environment = {name: "" for name in ("NO_COLOR",) if name in os.environ}
    coloured = _on_a_terminal([str(story)], **environment)
    assert "\x1b[" in coloured
    assert "Mara Venn" in coloured
    plain = _on_a_terminal([str(story)], NO_COLOR="1")
    assert "\x1b" not in plain
    assert "{Mara Venn}¹" in plain


def test_a_terminal_sees_progress_where_there_are_several(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(STORY, encoding="utf-8")
    shown = _on_a_terminal([str(story), str(story), "--out", str(tmp_path / "out.jsonl")])
    assert "reading" in shown
    assert "2/2" in shown
    assert "reading" not in _on_a_terminal([str(story), "--out", str(tmp_path / "one.jsonl")])

"""python -m onrecord.train, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "onrecord.train", *words], capture_output=True, text=True, check=False)


def test_help_names_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0, done.stderr
    assert all(command in done.stdout for command in ("train", "release", "export", "fit"))


def test_a_bad_encoder_is_said_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    done = run("train", "--corpora", str(tmp_path), "--encoder", str(tmp_path), "--run", str(tmp_path / "run"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"onrecord.train: {tmp_path}: config.json, model.safetensors")
    assert "Traceback" not in done.stderr


def test_missing_corpora_are_said_in_one_line(tmp_path: Path, encoder: Path) -> None:
    done = run("train", "--corpora", str(tmp_path), "--encoder", str(encoder), "--run", str(tmp_path / "run"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"onrecord.train: {tmp_path}/polnear/train.jsonl.gz: no such corpus file")
    assert not (tmp_path / "run").exists()

"""Killed at any moment, and written by several at once: nothing stored is lost, nothing is half stored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.store import Record
from onrecord.store.backup import backup

from .adder import TOGETHER, numbered
from .made import brief

KILLS = 60
TESTS = Path(__file__).parents[1]


def adding(url: str, first: int, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "store.adder", url, str(first), str(seed)]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)


class Adders:
    """Processes that add, one after the other, and what they have told of."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._count = 0
        self.told: list[int] = []

    def run(self, seconds: float) -> None:
        """One process: killed so long after the first article that it told of."""
        first = 1000 * self._count
        process = adding(self._url, first, self._count)
        self._count += 1
        assert process.stdout
        assert process.stderr
        heard = process.stdout.readline()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read()
        process.wait()
        assert process.returncode == -signal.SIGKILL, process.stderr.read().decode()
        self.told += [int(line) for line in (heard + rest).split(b"\n") if line]
        process.stdout.close()
        process.stderr.close()


def test_a_killed_process_loses_nothing_stored_and_leaves_nothing_half_stored(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    Record.open(path).close()
    command = [sys.executable, "-m", "store.killer", str(path), str(KILLS)]
    one_thread = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    told = json.loads(subprocess.check_output(command, cwd=TESTS, env=one_thread, timeout=300))
    assert len(told) > KILLS
    check_whole(path, told)


def check_whole(path: Path, told: list[int]) -> None:
    with Record.open(path) as record:
        stored = list(record.articles())
        for number in told:
            assert record.load(f"https://northline.example/{number}") == numbered(number)
        assert len(told) <= len(stored) <= len(told) + TOGETHER * KILLS  # what was stored and not told of, a kill
        with record._database.outside() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            connection.exec_driver_sql(
                "INSERT INTO statement_words(statement_words, rank) VALUES('integrity-check', 0)"
            )
            for table, each in (
                ("version", 1),
                ("reading", 1),
                ("statement", 4),
                ("event", 3),
                ("entity", 4),
                ("time", 3),
            ):
                count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
                assert count == each * len(stored), table
        for held in record.corrections():
            assert record.statement(held.target).speaker_name == "Tomas Reyl"
        assert record.add(numbered(10**6)).doing == "added"


def test_a_process_that_starts_from_nothing_is_killed_while_it_makes_the_record(tmp_path: Path) -> None:
    """Killed while it makes the tables, or a little later: the next one finds nothing, or a whole record."""
    path = tmp_path / "onrecord.db"
    for kill, seconds in enumerate((0.3, 0.5, 0.6, 0.7, 0.8)):
        process = adding(str(path), 1000 * kill, kill)
        time.sleep(seconds)
        process.kill()
        process.communicate()
        if path.exists():
            with Record.open(path) as record:
                record.who()
    with Record.open(path) as record:
        assert record.add(numbered(10**6)).doing == "added"


def test_a_server_whose_client_is_killed_keeps_whole_articles(request: pytest.FixtureRequest) -> None:
    from .conftest import clear

    url = request.getfixturevalue("database")
    clear(url)
    adders = Adders(url)
    for seconds in (0.0, 0.02, 0.05):
        adders.run(seconds)
    with Record.open(url) as record:
        stored = list(record.articles())
        assert len(adders.told) <= len(stored) <= len(adders.told) + 3 * TOGETHER
        for number in adders.told:
            assert record.load(f"https://northline.example/{number}") == numbered(number)


def test_two_processes_write_at_once(url: str) -> None:
    """Both add the same articles in another order, and others of their own."""
    code = (
        "import sys; from store.made import brief; from onrecord.store import Record\n"
        "own, numbers = sys.argv[2], eval(sys.argv[3])\n"
        "with Record.open(sys.argv[1]) as record:\n"
        "    for n in numbers:\n"
        "        record.add(brief(n, 'Ada Holt', f'the road {n} is closed', outlet='Both'))\n"
        "        record.add(brief(n, 'Bo Ravn', f'the bridge {n} is closed', outlet=own))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, url, own, numbers], cwd=TESTS, stderr=subprocess.PIPE)
        for own, numbers in (("One", "range(15)"), ("Two", "range(14, -1, -1)"))
    ]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, b"")
    with Record.open(url) as record:
        assert len(list(record.articles())) == 45
        assert record.profile("Ada Holt").voice.statements == 15
        assert record.profile("Bo Ravn").voice.statements == 15  # the other outlet's are wire copies
        assert record.profile("Bo Ravn").voice.outlets == 2


@pytest.fixture
def busy(record: Record) -> Iterator[Record]:
    """A record that another thread adds to meanwhile."""
    stop = threading.Event()
    errors: list[Exception] = []

    def work() -> None:
        try:
            for number in range(10_000):
                if stop.is_set():
                    return
                record.add(brief(number, "Ada Holt", f"the road {number} is closed"))
        except Exception as error:  # noqa: BLE001 - told by the test
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    yield record
    stop.set()
    thread.join()
    assert not errors


def test_reading_and_backing_up_while_another_writes(busy: Record, tmp_path: Path) -> None:
    for _ in range(20):
        rows = busy.search("road", limit=5).rows
        assert all(row.speaker_name == "Ada Holt" for row in rows)
        page = busy.profile("Ada Holt") if rows else None
        assert page is None or page.voice.statements >= len(page.statements.rows)
    backup(busy._database, tmp_path / "copy.db")
    with Record.open(tmp_path / "copy.db") as copy, copy._database.reading() as connection:
        counts = [connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) for table in ("article", "statement")]  # noqa: S608
        assert counts[0] == counts[1]


def test_a_writer_waits_for_another(record: Record) -> None:
    held, release = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        held.set()
        release.wait(10)

    thread = threading.Thread(target=lambda: record._database.write(hold))
    thread.start()
    assert held.wait(10)
    waiting = threading.Timer(0.3, release.set)
    waiting.start()
    start = time.monotonic()
    record.add(brief(1, "Ada Holt", "the road is closed"))
    assert time.monotonic() - start > 0.2
    thread.join()


def test_a_record_in_memory_may_be_used_from_several_threads() -> None:
    def work(thread: int) -> None:
        for number in range(thread * 20, thread * 20 + 20):
            record.add(brief(number, "Ada Holt", f"the road {number} is closed"))
            record.search("road")

    with Record.open(":memory:") as record:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
        assert len(record.search(limit=100).rows) == 80

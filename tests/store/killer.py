"""A process that forks one that adds to a record and kills it, again and again; prints the articles it was told of.

    python -m store.killer FILE KILLS

In a process of its own, without threads: a fork has the record's code loaded already, so that 60 kills take seconds.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time

from store.adder import main as add

LONGEST = 0.12  # seconds from the first article that was told of to the kill


def killed(path: str, kill: int, seconds: float) -> list[int]:
    """The articles that one process told of before it was killed."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        os.dup2(writing_end, 1)
        try:
            add(path, 1000 * kill, kill)
        finally:
            os._exit(1)
    os.close(writing_end)
    with os.fdopen(reading_end, "rb", buffering=0) as heard:
        if not select.select([heard], [], [], 30)[0]:
            raise RuntimeError("the process added nothing for 30 seconds")
        data = heard.read(65_536) or b""
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError("the process ended by itself")
        while more := heard.read(65_536):
            data += more
    return [int(line) for line in data.split(b"\n")[:-1]]


def main(path: str, kills: int) -> None:
    chance = random.Random(3)
    told = [number for kill in range(kills) for number in killed(path, kill, chance.uniform(0, LONGEST))]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

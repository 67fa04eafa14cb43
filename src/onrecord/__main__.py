"""`python -m onrecord` is `onrecord`."""

from __future__ import annotations

from onrecord.cli.main import run

if __name__ == "__main__":
    run()

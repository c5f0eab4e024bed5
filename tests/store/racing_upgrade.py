"""A process that upgrades a database when it is told to: ``racing_upgrade.py URL SCRIPTS``."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from alembic import command

from tests.store.later_migrations import of


def main() -> None:
    url, scripts = sys.argv[1:]
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("alembic.runtime.migration").setLevel(logging.INFO)
    config = of(Path(scripts), url)
    print("ready", flush=True)
    sys.stdin.readline()
    command.upgrade(config, "head")


if __name__ == "__main__":
    main()

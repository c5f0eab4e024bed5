"""Several processes that do the same thing to one database at the same moment."""

from __future__ import annotations

import subprocess
import sys
from typing import IO, TYPE_CHECKING

from bot.store.migrate import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SECONDS = 60


def race(module: str, arguments: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Runs ``module`` once for each of ``arguments``: what each printed and logged. All have succeeded.

    Each says "ready" and then waits for a line, so that none is ahead because it was started first.
    """
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", module, *given],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for given in arguments
    ]
    try:
        for racer in racers:
            assert _open(racer.stdout).readline() == "ready\n", racer.communicate()
        for racer in racers:
            _open(racer.stdin).write("go\n")
            _open(racer.stdin).flush()
        said = [racer.communicate(timeout=SECONDS) for racer in racers]
    finally:
        for racer in racers:
            racer.kill()
            racer.communicate()
    assert [racer.returncode for racer in racers] == [0] * len(racers), said
    return said


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe

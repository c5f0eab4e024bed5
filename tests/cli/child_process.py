"""A process of ours, started as an operator starts it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHECKOUT = Path(__file__).parents[2]
SECONDS = 30


@dataclass
class Ended:
    code: int
    out: str
    err: str


@asynccontextmanager
async def started(*arguments: str, environ: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Killed at the end where it still runs, so that no test leaves a process behind."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **environ},
        stdout=pipe,
        stderr=pipe,
    )
    try:
        async with asyncio.timeout(SECONDS):
            yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def end_of(child: asyncio.subprocess.Process) -> Ended:
    out, err = await child.communicate()
    assert child.returncode is not None
    return Ended(child.returncode, out.decode(), err.decode())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])

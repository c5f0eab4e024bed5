"""The parent's side: a child for each job, one at a time."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bot
from bot.render.wire import BadJob, written

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

SECONDS = 20.0
PACKAGE_HOME = Path(bot.__file__).resolve().parents[1]
"""Where the child finds this very package."""


class RenderFailed(Exception):
    """No picture or document came out of it; the message says why."""


class TooLarge(RenderFailed):
    """There is more in the job than a child is given."""


class Renderer:
    """Makes pictures and documents for one process. While one is made, the next waits."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def render(self, job: Mapping[str, Any], *, seconds: float = SECONDS) -> bytes:
        """What the child makes of ``job``, or :class:`RenderFailed`.

        The child is killed after ``seconds``, which do not count while the job waits for its turn, and when
        the caller is cancelled.
        """
        try:
            data = written(job)
        except BadJob as error:
            raise TooLarge(str(error)) from error
        async with self._one_at_a_time:
            return await _made(data, seconds)


async def _made(data: bytes, seconds: float) -> bytes:
    child = await _started()
    try:
        async with asyncio.timeout(seconds):
            out, err = await child.communicate(data)
    except TimeoutError:
        raise RenderFailed(f"it took longer than {seconds:g} seconds") from None
    finally:
        await _end(child)
    if child.returncode:
        raise RenderFailed(_reason(err, child.returncode))
    return out


async def _started() -> Process:
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.render",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=PACKAGE_HOME,
            env=_environment(),
        )
    except OSError as error:
        raise RenderFailed(f"no child could be started: {error.strerror}") from error


async def _end(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):  # it may end of itself at this very moment
            child.kill()
        await child.wait()


def _environment() -> dict[str, str]:
    """All that the child is told of ours: no token, no address. One thread leaves the other cores to us."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONUTF8": "1",
        "RAYON_NUM_THREADS": "1",
    }


def _reason(err: bytes, code: int) -> str:
    lines = err.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"the child ended with {code} and said nothing"

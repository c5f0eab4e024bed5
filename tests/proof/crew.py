"""The processes of a proof: the Slack with the ledger, and workers that can be killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.store.migrate import CHECKOUT
from tests.proof.ledger_slack import Accepted, Asked, Conduct, Truth
from tests.proof.worker import Order

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

END_SECONDS = 15.0


class Crew:
    """``slack_url`` is the Web API's; workers are named by their process ids."""

    def __init__(
        self, slack_port: int, nursery: Process, database_url: str, times: dict[str, float], ahead: float
    ) -> None:
        self.slack_url = f"http://127.0.0.1:{slack_port}/api/"
        self.workers: set[int] = set()
        self.ended: dict[int, int] = {}
        self._truth_url = f"http://127.0.0.1:{slack_port}/truth"
        self._nursery = nursery
        self._database_url = database_url
        self._times = times
        self._ahead = ahead
        self._started: asyncio.Queue[int] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._listening = asyncio.ensure_future(self._listen())

    async def start_worker(self, fail_at: str = "", nth: int = 1) -> int:
        order = Order(self._database_url, self.slack_url, self._times, fail_at, nth, self._ahead)
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
        pid = await asyncio.wait_for(self._started.get(), END_SECONDS)
        self.workers.add(pid)
        return pid

    async def kill(self, pid: int) -> None:
        """As a power cut does: it can finish nothing."""
        self.signal(pid, signal.SIGKILL)
        await self.has_ended(pid)

    async def stop(self, pid: int) -> int:
        """As a platform does; returns the exit status."""
        self.signal(pid, signal.SIGTERM)
        return await self.has_ended(pid)

    def signal(self, pid: int, signum: signal.Signals) -> None:
        if pid in self.workers:
            os.kill(pid, signum)

    async def has_ended(self, pid: int, seconds: float = END_SECONDS) -> int:
        async with asyncio.timeout(seconds):
            while pid not in self.ended:
                self._changed.clear()
                await self._changed.wait()
        return self.ended[pid]

    async def truth(self) -> Truth:
        async with aiohttp.ClientSession() as session, session.get(self._truth_url) as answer:
            told = await answer.json()
        return Truth(
            [Accepted(**one) for one in told["accepted"]],
            [Asked(**one) for one in told["asked"]],
            told["early"],
        )

    async def close(self) -> None:
        for pid in list(self.workers):
            await self.kill(pid)
        self._listening.cancel()

    async def _listen(self) -> None:
        assert self._nursery.stdout is not None
        async for line in self._nursery.stdout:
            word, pid, *status = line.decode().split()
            if word == "started":
                self._started.put_nowait(int(pid))
            else:
                # A worker that dies at once may be reaped before its start is told.
                self.ended[int(pid)] = int(status[0])
                self.workers.discard(int(pid))
                self._changed.set()


@asynccontextmanager
async def crew(database_url: str, conduct: Conduct, times: dict[str, float]) -> AsyncIterator[Crew]:
    slack = await _process("tests.proof.ledger_slack")
    nursery = await _process("tests.proof.worker")
    try:
        assert slack.stdin is not None
        assert slack.stdout is not None
        slack.stdin.write(json.dumps(asdict(conduct)).encode() + b"\n")
        port = int(await asyncio.wait_for(slack.stdout.readline(), END_SECONDS))
        people = Crew(port, nursery, database_url, times, conduct.ahead)
        try:
            yield people
        finally:
            await people.close()
    finally:
        for process in (nursery, slack):
            await _end(process)


async def _process(module: str) -> Process:
    streams: dict[str, Any] = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", module, cwd=CHECKOUT, **streams)


async def _end(process: Process) -> None:
    """Each ends by itself when nobody talks to it any more."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), END_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()

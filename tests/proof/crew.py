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
import pytest

from bot.store.migrate import CHECKOUT
from tests.proof.ledger_slack import Accepted, Asked, Conduct, Truth
from tests.proof.worker import Order

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

END_SECONDS = 15.0
HOUSE_MARKS = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("house")]
"""One house serves all proofs: they run one after another, in the loop in which it was opened."""


class House:
    """The two processes that stay from proof to proof: the ledger, and the nursery that forks the workers."""

    def __init__(self, slack: Process, nursery: Process) -> None:
        self._started: asyncio.Queue[int] = asyncio.Queue()
        self.ended: dict[int, int] = {}
        """Exit status by process id."""

        self.changed = asyncio.Event()
        self._slack = slack
        self._nursery = nursery
        self._listening = asyncio.ensure_future(self._listen())

    async def open_ledger(self, conduct: Conduct) -> int:
        """An empty one in place of the last one; returns its port."""
        assert self._slack.stdin is not None
        assert self._slack.stdout is not None
        self._slack.stdin.write(json.dumps(asdict(conduct)).encode() + b"\n")
        return int(await asyncio.wait_for(self._slack.stdout.readline(), END_SECONDS))

    async def start(self, order: Order) -> int:
        """Returns the process id of a new worker."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
        return await asyncio.wait_for(self._started.get(), END_SECONDS)

    async def close(self) -> None:
        self._listening.cancel()
        for process in (self._nursery, self._slack):
            await _end(process)

    async def _listen(self) -> None:
        assert self._nursery.stdout is not None
        async for line in self._nursery.stdout:
            word, pid, *status = line.decode().split()
            if word == "started":
                self._started.put_nowait(int(pid))
            else:
                self.ended[int(pid)] = int(status[0])
                self.changed.set()


class Crew:
    """``slack_url`` is the Web API's; workers are named by their process ids."""

    def __init__(
        self, house: House, slack_port: int, database_url: str, times: dict[str, float], ahead: float
    ) -> None:
        self.slack_url = f"http://127.0.0.1:{slack_port}/api/"
        self._truth_url = f"http://127.0.0.1:{slack_port}/truth"
        self._house = house
        self._database_url = database_url
        self._times = times
        self._ahead = ahead
        self._pids: list[int] = []

    @property
    def workers(self) -> list[int]:
        """Those that live."""
        return [pid for pid in self._pids if pid not in self._house.ended]

    async def start_worker(self, fail_at: str = "", nth: int = 1) -> int:
        order = Order(self._database_url, self.slack_url, self._times, fail_at, nth, self._ahead)
        # A worker that dies at once may be reaped before its start is told.
        pid = await self._house.start(order)
        self._pids.append(pid)
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
            while pid not in self._house.ended:
                self._house.changed.clear()
                await self._house.changed.wait()
        return self._house.ended[pid]

    async def truth(self) -> Truth:
        async with aiohttp.ClientSession() as session, session.get(self._truth_url) as answer:
            told = await answer.json()
        return Truth(
            [Accepted(**one) for one in told["accepted"]],
            [Asked(**one) for one in told["asked"]],
            told["early"],
        )

    async def close(self) -> None:
        for pid in self.workers:
            await self.kill(pid)


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """Both processes import what they need once: that takes longer than many a proof."""
    slack = await _process("tests.proof.ledger_slack")
    nursery = await _process("tests.proof.worker")
    house = House(slack, nursery)
    try:
        yield house
    finally:
        await house.close()


@asynccontextmanager
async def crew_of(
    house: House, database_url: str, conduct: Conduct, times: dict[str, float]
) -> AsyncIterator[Crew]:
    people = Crew(house, await house.open_ledger(conduct), database_url, times, conduct.ahead)
    try:
        yield people
    finally:
        await people.close()


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

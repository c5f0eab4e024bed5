"""Taking a press: ours with its durable write, against bare Bolt that only acknowledges."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.load import Measured, measure
from tests.bench.review import bodies, prepare
from tests.bench.rows import Row
from tests.bench.slack import slack
from tests.postgres_server import PostgresServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

ROUNDS = 5
START_SECONDS = 15
QUIET_SECONDS = 4
"""Our app tells each person what it saved, three seconds after their last press: not while the other runs."""

ALONE = {"number": 150, "in_flight": 1}
TOGETHER = {"number": 2500, "in_flight": 32}
Round = dict[str, tuple[Measured, Measured]]


async def rows() -> AsyncIterator[Row]:
    with tempfile.TemporaryDirectory(prefix="socmob-bench-") as folder:
        async for row in _on("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}"):
            yield row
    server = PostgresServer(durable=True)
    try:
        server.start()
        server.execute("CREATE DATABASE bench")
        async for row in _on("PostgreSQL", server.url("bench")):
            yield row
    finally:
        server.close()


async def _on(database: str, url: str) -> AsyncIterator[Row]:
    board = await prepare(url)
    async with slack() as slack_url:
        with (
            _server("bare", f"{slack_url}/api/") as theirs,
            _server("ours", f"{slack_url}/api/", url) as ours,
        ):
            await asyncio.gather(_answers(theirs), _answers(ours))
            body = bodies(board, slack_url)
            await _round(ours, theirs, body)
            measured = [await _round(ours, theirs, body) for _ in range(ROUNDS)]
    for load, figure, goal in (
        ("32 in flight", "throughput", "at least 1.00"),
        ("32 in flight", "median", "at most 1.00"),
        ("32 in flight", "p99", "at most 1.00"),
        ("1 in flight", "throughput", "at least 1.00"),
        ("1 in flight", "median", "at most 0.35"),
        ("1 in flight", "p99", "at most 1.00"),
    ):
        ratios = [getattr(r[load][0], figure) / getattr(r[load][1], figure) for r in measured]
        yield Row(f"press on {database}, {load}, {figure}", ratios, goal)


async def _round(ours: int, theirs: int, body: Callable[[int], bytes]) -> Round:
    measured = {}
    for name, load in (("1 in flight", ALONE), ("32 in flight", TOGETHER)):
        first = await measure(ours, body, **load)
        await asyncio.sleep(QUIET_SECONDS)
        measured[name] = (first, await measure(theirs, body, **load))
    return measured


@contextlib.contextmanager
def _server(kind: str, *arguments: str) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "tests.bench.servers", kind, str(port), *arguments]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=os.environ | {"NO_PROXY": "*"}, stdout=log, stderr=log)
        try:
            yield port
        finally:
            process.terminate()
            process.wait(START_SECONDS)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


async def _answers(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the server on port {port} did not start") from None
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return

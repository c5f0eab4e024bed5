"""Prints one line for each figure; see ``README.md`` for what they mean."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import uvloop

from tests.bench import messages, presses, reminders, sending
from tests.bench.review import prepare


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="socmob-bench-") as folder:
        print(messages.row(await prepare(f"sqlite:///{Path(folder) / 'bench.db'}")), flush=True)
    async for row in presses.rows():
        print(row, flush=True)
    async for row in reminders.rows():
        print(row, flush=True)


asyncio.run(main())
# On the loop that the app runs on, as far as it is ours to choose.
print(uvloop.run(sending.measured()), flush=True)

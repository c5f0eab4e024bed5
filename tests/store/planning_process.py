"""A process that plans all that is due, together with others: ``planning_process.py URL``.

Prints how many next steps it planned.
"""

from __future__ import annotations

import asyncio
import sys

from bot.domain.errors import TooBusy
from bot.store import reminding
from bot.store.engine import open_database
from bot.store.rota import Rota
from bot.store.workspaces import EVERY_WORKSPACE
from tests.bench.steps import NOW
from tests.store.stepping import CALENDARS


async def main() -> None:
    database = open_database(sys.argv[1])
    rota, planned = Rota(CALENDARS, NOW), 0
    print("ready", flush=True)
    sys.stdin.readline()
    while await database.read(EVERY_WORKSPACE, reminding.is_due, NOW):
        try:
            planned += await database.write(EVERY_WORKSPACE, reminding.plan_batch, rota, NOW, 20)
        except TooBusy:
            continue
    await database.close()
    print(planned)


if __name__ == "__main__":
    asyncio.run(main())

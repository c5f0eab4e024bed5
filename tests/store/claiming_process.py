"""A process that claims planned deliveries one by one until none is left: ``claiming_process.py URL NAME``.

It reads and then writes without any guard, so only the transaction keeps two processes from the same row.
Prints the numbers that it claimed, and how often it was refused without having waited its turn.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.deliveries import DeliveryState
from bot.domain.errors import TooBusy
from bot.store.engine import BUSY_TIMEOUT_MS, open_database
from bot.store.schema import deliveries

if TYPE_CHECKING:
    from sqlalchemy import Connection


def claim(connection: Connection, workspace_id: str, owner: str) -> int | None:
    planned = select(deliveries.c.number).where(
        deliveries.c.workspace_id == workspace_id, deliveries.c.state == DeliveryState.PLANNED
    )
    number = connection.scalar(planned.order_by(deliveries.c.number).limit(1))
    if number is not None:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.number == number)
            .values(state=DeliveryState.SENDING, lease_owner=owner)
        )
    return number


async def main() -> None:
    url, owner = sys.argv[1:]
    database = open_database(url)
    claimed: list[int | None] = []
    refused_at_once = 0
    print("ready", flush=True)
    sys.stdin.readline()
    while None not in claimed:
        began = time.monotonic()
        try:
            claimed.append(await database.write("TSANDBOX01", claim, owner))
        except TooBusy:
            refused_at_once += time.monotonic() - began < BUSY_TIMEOUT_MS / 1000
    await database.close()
    print(json.dumps([claimed[:-1], refused_at_once]))


if __name__ == "__main__":
    asyncio.run(main())

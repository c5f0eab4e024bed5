"""Takes what is due, as much as can be sent at once, and has it sent: every workspace in its turn."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from bot.jobs.building import build_all
from bot.jobs.delivery import Carrier
from bot.store import claims
from bot.store.claims import Claim
from bot.store.failpoints import Marked
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.deliveries import Delivery
    from bot.jobs.building import Built
    from bot.services import Services

AT_ONCE = 16
"""A claim takes no more: what a killed worker held waits until its claims run out."""

WORTH_A_CLAIM = 8
"""Where less than this can be sent at once, a claim waits for more room, so that it costs less for each."""

IN_FLIGHT = 500
IN_FLIGHT_OF_ONE = 32
"""In one workspace: so that one with much to send leaves room for the others."""

CLAIMS_AT_ONCE = 4
"""Side by side; others of this process need the database as well."""


class Deliverer:
    """One for each process. Its name marks its claims: nobody else can finish them.

    ``on_error(error, name)`` hears of a delivery that failed in an unexpected way. Its claim runs out by
    itself; Slack is then asked what became of it before it is sent again.
    """

    def __init__(self, services: Services, on_error: Callable[[BaseException, str], None]) -> None:
        self._services = services
        self._on_error = on_error
        self._owner = str(uuid.uuid4())
        self._claims = Marked(
            services.database, services.failpoint, "before_claim_commit", "after_claim_commit"
        )
        self._carrier = Carrier(services, self._owner)
        self._in_flight: Counter[str] = Counter()
        self._under_way: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(CLAIMS_AT_ONCE)
        self._freed = asyncio.Event()
        self._last_served = ""
        self._is_stopping = False
        self._turn_is_awaited = False

    async def step(self) -> float | None:
        """Claims what is due and starts sending it. Returns when to look again, in seconds; None: when woken.

        Where all that may be in flight is, it waits until there is room again.
        """
        services = self._services
        self._turn_is_awaited = False
        look = await services.database.read(
            EVERY_WORKSPACE, claims.look, services.clock.now(), services.real_now()
        )
        if not look.workspaces or self._is_stopping:
            return look.wait
        await self._until_there_is_room(look.workspaces)
        if await self._claim_in_turn(look.workspaces):
            return 0.0
        # Something is due, but its channels have had their post of this second, or one is under way there.
        self._turn_is_awaited = True
        turn = services.times.post_gap.total_seconds()
        return turn if look.wait is None else min(turn, look.wait)

    def stop_claiming(self) -> None:
        self._is_stopping = True
        self._freed.set()

    async def drain(self) -> None:
        """Returns when nothing is in flight any more; each call to Slack ends by itself."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _until_there_is_room(self, workspaces: Sequence[str]) -> None:
        while not self._is_stopping and not any(map(self._room, workspaces)):
            self._freed.clear()
            await self._freed.wait()

    def _room(self, workspace_id: str) -> int:
        """How much a claim in a workspace may take now; 0 where it is not worth one."""
        room = min(
            AT_ONCE,
            IN_FLIGHT - self._in_flight.total(),
            IN_FLIGHT_OF_ONE - self._in_flight[workspace_id],
        )
        return room if room >= WORTH_A_CLAIM else 0

    async def _claim_in_turn(self, workspaces: Sequence[str]) -> bool:
        """Begins behind the workspace that was served last: each comes first as often as any other."""
        after = [workspace_id for workspace_id in workspaces if workspace_id > self._last_served]
        order = after + list(workspaces[: len(workspaces) - len(after)])
        results = await asyncio.gather(*map(self._claim, order), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return any(results)

    async def _claim(self, workspace_id: str) -> bool:
        async with self._turns:
            return await self._claim_now(workspace_id)

    async def _claim_now(self, workspace_id: str) -> bool:
        services, room = self._services, self._room(workspace_id)
        if not room or self._is_stopping:
            return False
        self._last_served = workspace_id
        self._in_flight[workspace_id] += room
        claimed: list[Delivery] = []
        try:
            now, real_now = services.clock.now(), services.real_now()
            taking = Claim(self._owner, now, real_now, services.times, room)
            claimed = await self._claims.write(workspace_id, claims.claim, taking)
        finally:
            self._in_flight[workspace_id] -= room - len(claimed)
        if claimed:
            self._start(claimed)
        return bool(claimed)

    def _start(self, batch: Sequence[Delivery]) -> None:
        loop = asyncio.get_running_loop()
        to_send = [delivery for delivery in batch if not delivery.is_ambiguous]
        building = loop.create_task(build_all(self._services, to_send), name="build") if to_send else None
        for delivery in batch:
            task = loop.create_task(self._deliver(delivery, building), name="deliver one")
            self._under_way.add(task)
            task.add_done_callback(partial(self._arrived, delivery))

    def _arrived(self, delivery: Delivery, task: asyncio.Task[None]) -> None:
        """Whatever went wrong, its place is free again."""
        self._under_way.discard(task)
        self._in_flight[delivery.workspace_id] -= 1
        self._freed.set()
        failed = task.exception()
        if failed is not None:
            self._on_error(failed, f"delivery {delivery.id}")
        if self._turn_is_awaited:
            self._services.wake_deliver()

    async def _deliver(self, delivery: Delivery, building: asyncio.Task[dict[str, Built]] | None) -> None:
        if delivery.is_ambiguous or building is None:
            await self._carrier.check(delivery)
        else:
            built = await building
            await self._carrier.send(delivery, built[delivery.id])

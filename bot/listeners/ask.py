"""Asking the database on behalf of a person whom our copy of a channel may not know yet."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from bot.domain.errors import UnknownPerson
from bot.slack.failures import SlackFailure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date
    from typing import Any

    from bot.listeners.interaction import Interaction
    from bot.services import Services

T = TypeVar("T")

logger = logging.getLogger(__name__)


async def read(services: Services, do: Interaction, fn: Callable[..., T], *args: Any) -> T:
    return await _known(services, lambda: services.database.read(do.workspace_id, fn, *args))


async def write(services: Services, do: Interaction, fn: Callable[..., T], *args: Any) -> T:
    """Like ``read``; afterwards messages are refreshed and deliveries sent."""
    result = await _known(services, lambda: services.database.write(do.workspace_id, fn, *args))
    services.wake()
    return result


async def _known(services: Services, ask: Callable[[], Awaitable[T]]) -> T:
    try:
        return await ask()
    except UnknownPerson as unknown:
        await look_up(services, unknown)
        return await ask()


async def look_up(services: Services, unknown: UnknownPerson) -> None:
    """Somebody new in a channel is looked up once; who is not in it is then told so."""
    try:
        await services.directory.read_channel(unknown.channel_id)
    except SlackFailure as failure:
        logger.info("Who is in %s is not known: %s", unknown.channel_id, failure)


def today(services: Services) -> date:
    return services.clock.now().date()

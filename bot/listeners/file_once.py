"""A file that was asked for comes once, however often the same request arrives."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.domain.errors import TooBusy
from bot.domain.export_errors import FileMayHaveCome
from bot.listeners.reply import Done, Reply
from bot.store import exports

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.listeners.interaction import Interaction
    from bot.listeners.respond import Listener
    from bot.services import Services


def once(origin: str, send: Callable[[], Awaitable[None]]) -> Listener:
    """Runs ``send`` for the request that ``origin`` stands for, which is noted already. Where the file surely
    did not come the note goes, so that it can be asked for again.
    """

    async def sending(services: Services, do: Interaction) -> Reply:
        try:
            await send()
        except FileMayHaveCome:
            raise
        except BaseException:  # also where it is given up half-way
            with suppress(TooBusy):  # the note goes by itself after a day
                await services.database.write(do.workspace_id, exports.withdraw, origin)
            raise
        return Done()

    return sending

"""Whom we speak to in which language: what people have set in Slack, remembered for a while."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import TooBusy
from bot.slack.failures import SlackFailure
from bot.store import locales

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.directory import Directory
    from bot.domain.language import Catalogue, Languages
    from bot.store.engine import Database
    from bot.tasks import Tasks

logger = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds that an answer waits to know its reader's language; then it is given in English."""

KEPT_FOR = timedelta(minutes=10)
"""Slack tells one process that somebody changed their language; the others find it after this."""

MOST_KEPT = 10_000


class Readers:
    """Where there is only English nothing is asked and nothing is kept."""

    def __init__(
        self,
        languages: Languages,
        database: Database,
        directory: Directory,
        tasks: Tasks,
        real_now: Callable[[], datetime],
    ) -> None:
        self.languages = languages
        self._database = database
        self._directory = directory
        self._tasks = tasks
        self._real_now = real_now
        self._known: dict[tuple[str, str], tuple[datetime, str | None]] = {}
        self._forgotten = 0

    async def language_of(self, workspace_id: str, user_id: str) -> Catalogue | None:
        """None is English. Never waits long, and never fails."""
        if not self.languages:
            return None
        known = self._known.get((workspace_id, user_id))
        if known is not None and known[0] > self._real_now():
            return self.languages.of(known[1])
        asking = self._tasks.start(self._learn(workspace_id, user_id), name="language")
        await asyncio.wait([asking], timeout=PATIENCE)
        if not asking.done() or asking.cancelled() or asking.exception() is not None:
            return None  # what nobody expected is reported where tasks are
        return self.languages.of(asking.result())

    def forget(self, workspace_id: str, user_id: str) -> None:
        """They may have set another one; what is being read just now may be the old one, and is not kept."""
        self._forgotten += 1
        self._known.pop((workspace_id, user_id), None)

    async def _learn(self, workspace_id: str, user_id: str) -> str | None:
        """Whom our copy of the workspace does not know is looked up in Slack once."""
        forgotten = self._forgotten
        try:
            locale = await self._database.read(workspace_id, locales.of_person, user_id)
            if locale is None:
                locale = (await self._directory.learn(user_id)).locale
        except (TooBusy, SlackFailure) as error:
            logger.info("Somebody's language is not known, so they are answered in English: %s", error)
            return None
        if self._forgotten != forgotten:
            return locale
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[workspace_id, user_id] = (self._real_now() + KEPT_FOR, locale)
        return locale

"""Keeps our copy of who is in a channel: asks Slack, writes it down."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.people import Member
from bot.slack.failures import Archived, NotInChannel, PersonGone
from bot.slack.people import member
from bot.store import members, presence

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.slack.client import SlackClient
    from bot.slack.workspace import Workspace
    from bot.store.engine import Database
    from bot.store.settings import Calendars

ONE_BY_ONE = 20
"""Up to this many unknown people are asked for by name; above it the whole list costs fewer calls."""

AT_ONCE = 5
STALE_AFTER = timedelta(hours=24)


class Directory:
    def __init__(
        self,
        workspace: Workspace,
        slack: SlackClient,
        database: Database,
        clock: Clock,
        calendars: Calendars,
    ) -> None:
        self._workspace_id = workspace.team_id
        self._app_user_id = workspace.bot_user_id
        self._slack = slack
        self._database = database
        self._clock = clock
        self._calendars = calendars

    async def read_channel(self, channel_id: str) -> list[Member]:
        """Takes over a channel as it is in Slack now; returns its members.

        Raises SlackFailure: NotInChannel where the app is not in it, Archived where it is over. Of a public
        channel the members are taken over all the same.
        """
        info, user_ids = await asyncio.gather(
            self._slack.conversations_info(channel_id), self._slack.conversations_members(channel_id)
        )
        now = self._clock.now()
        await self._learn(
            await self._database.read(self._workspace_id, members.unknown, user_ids, now - STALE_AFTER)
        )
        present = await self._database.write(self._workspace_id, _save, channel_id, info, user_ids, now)
        if info.get("is_archived"):
            raise Archived("is_archived", "conversations.info")
        if self._app_user_id not in user_ids:
            raise NotInChannel("not_in_channel", "conversations.members")
        return present

    async def learn(self, user_id: str) -> Member:
        """Takes over one person as Slack knows them now."""
        known = await self._ask(user_id)
        await self._save([known])
        return known

    async def _learn(self, user_ids: list[str]) -> None:
        if not user_ids:
            return
        if len(user_ids) <= ONE_BY_ONE:
            turns = asyncio.Semaphore(AT_ONCE)

            async def ask(user_id: str) -> Member:
                async with turns:
                    return await self._ask(user_id)

            found = await asyncio.gather(*map(ask, user_ids))
        else:
            wanted = set(user_ids)
            listed = [member(user, self._workspace_id) for user in await self._slack.users_list()]
            found = [person for person in listed if person.user_id in wanted]
            missing = wanted - {person.user_id for person in found}
            found += [await self._ask(user_id) for user_id in sorted(missing)]
        await self._save(found)

    async def _save(self, people: list[Member]) -> None:
        await self._database.write(
            self._workspace_id, presence.save, people, self._clock.now(), self._calendars
        )

    async def _ask(self, user_id: str) -> Member:
        """Somebody whom Slack no longer shows us is kept as deactivated: they take no part."""
        try:
            return member(await self._slack.users_info(user_id), self._workspace_id)
        except PersonGone:
            return Member(user_id, is_deleted=True)


def _save(
    connection: Connection,
    workspace_id: str,
    channel_id: str,
    info: dict,
    user_ids: list[str],
    now: datetime,
) -> list[Member]:
    members.save_channel(
        connection,
        workspace_id,
        channel_id,
        info.get("name") or channel_id,
        user_ids,
        now,
        is_archived=bool(info.get("is_archived")),
        is_private=bool(info.get("is_private")),
    )
    return members.in_channel(connection, workspace_id, channel_id)

"""The calls that go through the SDK: seldom ones, whose arguments it knows better than we do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.classify import Reply, classify
from bot.slack.failures import SlackFailure, Unclear
from bot.slack.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

    Method = Callable[..., Awaitable[AsyncSlackResponse]]

PAGE = 200


class Calls:
    """Thin wrappers with Slack's own names. They return what Slack says and raise ``SlackFailure``."""

    def __init__(self, web: AsyncWebClient) -> None:
        self.web = web

    async def auth_test(self) -> Workspace:
        """Which workspace the token belongs to, and who we are in it."""
        response = await ask("auth.test", self.web.auth_test)
        return Workspace.of_auth_test(data_of(response), response.headers.get("x-oauth-scopes", ""))

    async def team_info(self) -> dict[str, Any]:
        return data_of(await ask("team.info", self.web.team_info))

    async def users_info(self, user_id: str) -> dict[str, Any]:
        """The person, time zone and language included. Raises ``PersonGone`` when there is none for us."""
        answer = data_of(await ask("users.info", self.web.users_info, user=user_id, include_locale=True))
        return part(answer, "users.info", "user", dict)

    async def users_list(self) -> list[dict[str, Any]]:
        """Everybody in the workspace, apps and deactivated people too; all pages."""
        pages = _pages("users.list", self.web.users_list, include_locale=True)
        return [user async for page in pages for user in part(page, "users.list", "members", list)]

    async def views_open(self, trigger_id: str, view: dict[str, Any]) -> dict[str, Any]:
        """The form as Slack opened it, with its id and hash. A trigger is good for three seconds, once."""
        return await self._view("views.open", self.web.views_open, trigger_id=trigger_id, view=view)

    async def views_push(self, trigger_id: str, view: dict[str, Any]) -> dict[str, Any]:
        return await self._view("views.push", self.web.views_push, trigger_id=trigger_id, view=view)

    async def views_update(
        self, view_id: str, view: dict[str, Any], *, hash_: str | None = None
    ) -> dict[str, Any]:
        """With ``hash_`` only that state of the form is replaced; raises ``Overtaken`` when it is another."""
        return await self._view("views.update", self.web.views_update, view_id=view_id, view=view, hash=hash_)

    async def views_publish(
        self, user_id: str, view: dict[str, Any], *, hash_: str | None = None
    ) -> dict[str, Any]:
        return await self._view(
            "views.publish", self.web.views_publish, user_id=user_id, view=view, hash=hash_
        )

    async def conversations_info(self, channel_id: str) -> dict[str, Any]:
        answer = data_of(await ask("conversations.info", self.web.conversations_info, channel=channel_id))
        return part(answer, "conversations.info", "channel", dict)

    async def conversations_members(self, channel_id: str) -> list[str]:
        """The ids of everybody in the channel, of apps and of other workspaces' people too; all pages."""
        pages = _pages("conversations.members", self.web.conversations_members, channel=channel_id)
        return [
            member async for page in pages for member in part(page, "conversations.members", "members", list)
        ]

    async def conversations_list(self, types: str = "public_channel,private_channel") -> list[dict[str, Any]]:
        """The channels that the app can see and that are not archived; all pages."""
        pages = _pages("conversations.list", self.web.conversations_list, types=types, exclude_archived=True)
        return [
            channel async for page in pages for channel in part(page, "conversations.list", "channels", list)
        ]

    async def conversations_open(self, user_id: str) -> str:
        """The id of our direct messages with a person."""
        answer = data_of(await ask("conversations.open", self.web.conversations_open, users=[user_id]))
        channel = part(answer, "conversations.open", "channel", dict)
        return str(part(channel, "conversations.open", "id", str))

    async def conversations_history(
        self,
        channel_id: str,
        *,
        oldest: str,
        latest: str | None = None,
        limit: int = 15,
        cursor: str | None = None,
    ) -> dict[str, Any]:
        """One page, newest first, with metadata. It goes on where ``has_more`` is true; 15 is all some apps
        get.
        """
        return data_of(
            await ask(
                "conversations.history",
                self.web.conversations_history,
                channel=channel_id,
                oldest=oldest,
                latest=latest,
                limit=limit,
                cursor=cursor,
                include_all_metadata=True,
            )
        )

    async def conversations_replies(
        self,
        channel_id: str,
        ts: str,
        *,
        oldest: str | None = None,
        latest: str | None = None,
        limit: int = 15,
        cursor: str | None = None,
    ) -> dict[str, Any]:
        """One page of a thread, oldest first, with metadata."""
        return data_of(
            await ask(
                "conversations.replies",
                self.web.conversations_replies,
                channel=channel_id,
                ts=ts,
                oldest=oldest,
                latest=latest,
                limit=limit,
                cursor=cursor,
                include_all_metadata=True,
            )
        )

    async def chat_get_permalink(self, channel_id: str, ts: str) -> str:
        answer = data_of(
            await ask("chat.getPermalink", self.web.chat_getPermalink, channel=channel_id, message_ts=ts)
        )
        return str(part(answer, "chat.getPermalink", "permalink", str))

    async def files_info(self, file_id: str) -> dict[str, Any]:
        answer = data_of(await ask("files.info", self.web.files_info, file=file_id))
        return part(answer, "files.info", "file", dict)

    async def _view(self, name: str, method: Method, **arguments: Any) -> dict[str, Any]:
        return part(data_of(await ask(name, method, **arguments)), name, "view", dict)


async def ask(name: str, method: Method, **arguments: Any) -> AsyncSlackResponse:
    try:
        return await method(**arguments)
    except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as problem:
        raise classify(problem, name) from problem
    except (AttributeError, UnicodeDecodeError) as problem:
        # The SDK looks for "ok" in what is no JSON object: a text or a list from something that is not Slack.
        raise Unclear("unclear", name, details=("no JSON object",)) from problem


async def _pages(name: str, method: Method, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = data_of(await ask(name, method, limit=PAGE, cursor=cursor or None, **arguments))
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def data_of(response: AsyncSlackResponse) -> dict[str, Any]:
    if isinstance(response.data, dict):
        return response.data
    raise classify(Reply(response.status_code, response.headers, None))


def part(answer: dict[str, Any], name: str, key: str, kind: type) -> Any:
    value = answer.get(key)
    if not isinstance(value, kind):
        raise _incomplete(name, key)
    return value


def _incomplete(name: str, key: str) -> SlackFailure:
    return Unclear("unclear", name, details=(f"no {key} in the answer",))

"""Who may come in when one token serves one workspace."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.request.async_request import AsyncBoltRequest

    from bot.slack.workspace import Workspace

logger = logging.getLogger(__name__)

_OF_NO_WORKSPACE = ("url_verification", "ssl_check")


class OneWorkspace(AsyncAuthorize):
    """``authorize=`` for Bolt: the same answer every time, and never a call to Slack inside a press."""

    def __init__(self, workspace: Workspace, token: str) -> None:
        self._team_id = workspace.team_id
        self._result = AuthorizeResult(
            enterprise_id=workspace.enterprise_id,
            team_id=workspace.team_id,
            team=workspace.team_name,
            url=workspace.url,
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user_id,
            bot_token=token,
            bot_scopes=sorted(workspace.scopes),
        )

    async def __call__(self, *, team_id: str | None, **_: object) -> AuthorizeResult | None:
        return self._result if team_id == self._team_id else None


class TurnAway(AsyncMiddleware):
    """``before_authorize=`` for Bolt: a payload of another workspace is answered with 200, logged and
    dropped.

    Without it Bolt itself would tell that person by their response URL to install the app again: a call to
    Slack inside a press, and a 500 where it fails. (People of other organisations in a shared channel are not
    turned away here: Slack sends their presses under the workspace that posted the message.)
    """

    def __init__(self, workspace: Workspace) -> None:
        self._team_id = workspace.team_id

    async def async_process(
        self, *, req: AsyncBoltRequest, next: Callable[[], Awaitable[BoltResponse]], **_: object
    ) -> BoltResponse | None:
        if req.context.team_id == self._team_id or req.body.get("type") in _OF_NO_WORKSPACE:
            return await next()
        logger.warning(
            "Dropped a payload of workspace %s: this app serves %s", req.context.team_id, self._team_id
        )
        return BoltResponse(status=200)

"""The workspaces that this process can speak to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.failures import Disconnected

if TYPE_CHECKING:
    from bot.slack.client import SlackClient
    from bot.slack.workspace import Workspace


class Connected:
    """What there is for each workspace. A database may hold rows of others, which wait until their workspace
    is connected (again): both functions raise ``Disconnected`` for those.
    """

    def __init__(self, *connections: tuple[Workspace, SlackClient]) -> None:
        self._of = {workspace.team_id: (workspace, slack) for workspace, slack in connections}

    def slack(self, workspace_id: str) -> SlackClient:
        return self._connection(workspace_id)[1]

    def workspace(self, workspace_id: str) -> Workspace:
        return self._connection(workspace_id)[0]

    def _connection(self, workspace_id: str) -> tuple[Workspace, SlackClient]:
        if workspace_id not in self._of:
            raise Disconnected("not_authed")
        return self._of[workspace_id]

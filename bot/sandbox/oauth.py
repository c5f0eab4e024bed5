"""Installing the app: the page where somebody allows it, and the codes that come of it."""

from __future__ import annotations

import html
import secrets
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

PAGE = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Install {name}</title>
<p>This is a sandbox on your own computer. It is not Slack.</p>
<h1>Install {name} in {team}?</h1><p>It asks for: {scopes}</p>
<p><a href="{allow}">Allow</a> · <a href="{deny}">Cancel</a></p></html>"""


class OAuth:
    """Codes are good once, and for the redirect address they were asked with."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._codes: dict[str, str | None] = {}
        self._used: set[str] = set()
        self.installer = ""

    def new_code(self, redirect_uri: str | None = None, installer: str | None = None) -> str:
        """A code as ``installer`` (by default the first owner) would bring it to the app."""
        people = self._slack.world.people.values()
        self.installer = installer or next((one.id for one in people if one.is_owner), "")
        code = secrets.token_urlsafe(16)
        self._codes[code] = redirect_uri
        return code

    def exchange(self, code: str, redirect_uri: str | None) -> None:
        """Uses a code up. Raises SlackError: unknown, used before, or for another address."""
        if code in self._used:
            raise SlackError("code_already_used")
        if code not in self._codes:
            raise SlackError("invalid_code")
        if self._codes[code] is not None and self._codes[code] != redirect_uri:
            raise SlackError("bad_redirect_uri")
        del self._codes[code]
        self._used.add(code)

    async def authorize(self, request: web.Request) -> web.Response:
        """``GET /oauth/v2/authorize``: asks, and leads back with a code or with ``access_denied``."""
        world = self._slack.world
        query = request.query
        if query.get("client_id") != world.app.client_id or "redirect_uri" not in query:
            return web.Response(status=400, text="This is not the client id of the sandbox's app.")
        back = URL(query["redirect_uri"])
        state = query.get("state", "")
        code = self.new_code(query["redirect_uri"])
        page = PAGE.format(
            name=html.escape(world.app.name),
            team=html.escape(world.team_name),
            scopes=html.escape(query.get("scope", "")),
            allow=html.escape(str(back.update_query(code=code, state=state))),
            deny=html.escape(str(back.update_query(error="access_denied", state=state))),
        )
        return web.Response(text=page, content_type="text/html")

"""The routes of the sandbox, and who is let in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.page_actions import PageActions
from bot.sandbox.page_stream import PageStream
from bot.sandbox.page_views import PageViews
from bot.sandbox.webapi.desk import Desk

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

MOST_BYTES = 64 * 1024 * 1024
PAGE = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def application(slack: Sandbox) -> web.Application:
    """The web application of one sandbox."""
    app = web.Application(middlewares=[_own_host(slack)], client_max_size=MOST_BYTES)
    desk, views, actions, stream = Desk(slack), PageViews(slack), PageActions(slack), PageStream(slack)
    app.router.add_route("*", "/api/{method}", desk.answer)
    app.router.add_post("/{kind:commands|actions|app}/{team}/{secret}", slack.response_urls.receive)
    app.router.add_post("/upload/v1/{secret}", slack.uploads.receive)
    app.router.add_get("/link/", slack.sockets.handle)
    app.router.add_get("/oauth/v2/authorize", slack.oauth.authorize)
    app.router.add_get("/sandbox/files/{id}/{name}", slack.uploads.show)
    app.router.add_get("/sandbox/state", views.state)
    app.router.add_get("/sandbox/messages", views.messages)
    app.router.add_get("/sandbox/inspector", views.inspector)
    app.router.add_get("/sandbox/events", stream.events)
    app.router.add_post("/sandbox/do", actions.do)
    app.router.add_get("/archives/{channel}/{place}", _from_permalink)
    app.router.add_get("/", _page_file)
    app.router.add_get("/page/{file}", _page_file)
    return app


def _own_host(slack: Sandbox) -> Middleware:
    """Refuses requests that name another host (a foreign page that had its name point here)."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        names = {f"{name}:{slack.port}" for name in ("127.0.0.1", "localhost", "[::1]", slack.host)}
        if request.headers.get("Host") not in names:
            return web.Response(status=403, text="The sandbox answers to this machine's own name only.")
        return await handler(request)

    return check


async def _page_file(request: web.Request) -> web.StreamResponse:
    name = request.match_info.get("file", "index.html")
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        return web.Response(status=404, text="There is no such file.")
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)


async def _from_permalink(request: web.Request) -> web.Response:
    """A message's address leads to its channel on the page (and to its thread, if it is in one)."""
    query = {"channel": request.match_info["channel"]}
    if "thread_ts" in request.query:
        query["thread"] = request.query["thread_ts"]
    raise web.HTTPFound(request.url.with_path("/").with_query(query))

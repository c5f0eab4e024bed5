"""The web side of a process: Slack's endpoint, and what a platform asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.front.dispatch import Dispatch
from bot.front.endpoint import MAX_BODY, SlackEndpoint, refuse_unknown_expectations
from bot.front.probes import Readiness, exposition, healthz, readyz
from bot.front.signature import Signature
from bot.front.site import Site

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Handler
    from slack_bolt.async_app import AsyncApp

    from bot.front.metrics import FrontMetrics

__all__ = ["Readiness", "Site", "build_web"]


def build_web(
    app: AsyncApp,
    *,
    signing_secret: str | None,
    now: Callable[[], float],
    ready: Callable[[], Awaitable[Readiness]],
    metrics: FrontMetrics,
    count: Callable[[], Awaitable[None]],
) -> web.Application:
    """All paths of one process; Slack's only with a signing secret (Socket Mode and a worker have none).

    ``app`` must be made as ``Dispatch`` says; ``now`` is real time in seconds since 1970;
    ``count`` brings what ``metrics`` cannot know by itself up to date.
    """
    web_app = web.Application(client_max_size=MAX_BODY)

    def add(method: str, path: str, handler: Handler) -> None:
        web_app.router.add_route(method, path, handler, expect_handler=refuse_unknown_expectations)

    add("GET", "/healthz", healthz)
    add("GET", "/readyz", readyz(ready))
    add("GET", "/metrics", exposition(metrics.registry, count))
    if signing_secret:
        endpoint = SlackEndpoint(Dispatch(app), Signature(signing_secret, now), metrics)
        add("POST", "/slack/events", endpoint.answer)
    return web_app

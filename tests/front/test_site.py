from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientConnectionError, ClientConnectorError, web

from bot.front.site import Site


def slow_app(seconds: float, begun: asyncio.Event) -> web.Application:
    async def handle(_: web.Request) -> web.Response:
        begun.set()
        await asyncio.sleep(seconds)
        return web.Response(text="done")

    app = web.Application()
    app.router.add_get("/", handle)
    return app


async def test_stopping_lets_a_request_finish_and_takes_no_other(http):
    begun = asyncio.Event()
    site = Site(slow_app(0.3, begun), "127.0.0.1", 0)
    await site.start()
    url = site.url
    request = asyncio.create_task(http.get(url))
    await begun.wait()
    stopping = asyncio.create_task(site.stop())
    await asyncio.sleep(0.05)
    with pytest.raises(ClientConnectorError):
        await http.get(url)
    response = await request
    assert await response.text() == "done"
    await stopping


async def test_stopping_does_not_wait_for_ever(http):
    begun = asyncio.Event()
    site = Site(slow_app(60, begun), "127.0.0.1", 0, stop_seconds=0.1)
    await site.start()
    request = asyncio.create_task(http.get(site.url))
    await begun.wait()
    async with asyncio.timeout(5):
        await site.stop()
    with pytest.raises(ClientConnectionError):
        await request


async def test_a_taken_port_is_an_error_and_leaves_nothing_running():
    first = Site(web.Application(), "127.0.0.1", 0)
    await first.start()
    second = Site(web.Application(), "127.0.0.1", first.port)
    with pytest.raises(OSError, match="in use"):
        await second.start()
    with pytest.raises(RuntimeError):
        _ = second.port
    await second.stop()
    await first.stop()
    await first.stop()


async def test_a_stopped_site_can_start_again(http):
    site = Site(slow_app(0, asyncio.Event()), "127.0.0.1", 0)
    for _ in range(2):
        await site.start()
        async with http.get(site.url) as response:
            assert response.status == 200
        await site.stop()

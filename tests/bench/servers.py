"""What is measured, each in a process of its own: ``python -m tests.bench.servers ours|bare PORT …``.

``bare`` is Bolt as its documentation starts it, with a listener that only acknowledges. ``ours`` is the whole
app: the press is durable before it is acknowledged.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys

from tests.bench.load import SECRET


def bare(port: int, slack_url: str) -> None:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    client = AsyncWebClient(token="xoxb-not-a-real-token", base_url=slack_url)
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.action(re.compile(r"^answer\."))
    async def press(ack) -> None:
        await ack()

    app.start(port=port, host="127.0.0.1")


async def ours(port: int, slack_url: str, database_url: str) -> None:
    from bot.app import Program
    from bot.settings import read_settings

    settings = read_settings(
        {
            "SLACK_BOT_TOKEN": "xoxb-not-a-real-token",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack_url,
            "DATABASE_URL": database_url,
            "PORT": str(port),
        }
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await Program(settings, serves=True, works=True).run_until(stop)


if __name__ == "__main__":
    kind, port, slack_url, *rest = sys.argv[1:]
    if kind == "bare":
        bare(int(port), slack_url)
    else:
        import uvloop

        uvloop.run(ours(int(port), slack_url, *rest))

"""``socmob demo``: the real app against the sandbox, with nothing to configure."""

from __future__ import annotations

import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import CannotStart, Program, SystemClock, migrated
from bot.clock import MovableClock
from bot.forward import Forward
from bot.manifest import manifest
from bot.sandbox import Sandbox
from bot.sandbox.demo_world import demo_world, second_world
from bot.settings import read_settings

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from bot.sandbox.world import World

DATABASE = "socmob-demo.db"


async def demo(
    *,
    port: int,
    database: Path | None,
    stop: asyncio.Event,
    announce: Callable[[str], None],
) -> None:
    """Serves the sandbox's page on ``port`` of the loopback address until ``stop`` is set; another workspace,
    to which the page leads, on any that is free.

    ``database``: a file to keep the reviews in, with one beside it for the second workspace; by default they
    end with the demo. Raises CannotStart.
    """
    async with AsyncExitStack() as opened:
        if database is None:
            folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="socmob-demo-"))
            database = Path(folder) / DATABASE
        first = await _workspace(opened, demo_world(), port, database)
        beside = database.with_stem(f"{database.stem}-2")
        first.workspaces.append(await _workspace(opened, second_world(), 0, beside))
        for one in first.workspaces:
            one.workspaces = first.workspaces
        announce(f"socmob is ready to try. Open {first.url} in a browser; stop it with Ctrl+C.")
        await stop.wait()


async def _workspace(opened: AsyncExitStack, world: World, port: int, database: Path) -> Sandbox:
    """A workspace with the app in it. Each has a clock of its own, which its page moves forward."""
    clock = MovableClock(SystemClock().now)
    sandbox = Sandbox(now=clock.now, world=world, port=port)
    world.app.configure(manifest())
    try:
        await sandbox.start()
    except OSError as error:
        raise CannotStart(
            [f"Port {port} is in use ({error.strerror}). Choose another one: socmob demo --port 8766"]
        ) from error
    opened.push_async_callback(sandbox.stop)
    settings = read_settings(
        {
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_SIGNING_SECRET": sandbox.signing_secret,
            "SLACK_API_URL": sandbox.api_url,
            "DATABASE_URL": f"sqlite:///{database}",
            "PORT": "0",
        }
    )
    await migrated(settings)
    program = Program(settings, serves=True, works=True, clock=clock)
    await program.start()
    opened.push_async_callback(program.stop)
    assert program.site is not None, "a program that serves has a site"
    sandbox.forward = Forward(clock, program.jobs, program.database)
    sandbox.app_url = f"{program.site.url}/slack/events"
    return sandbox

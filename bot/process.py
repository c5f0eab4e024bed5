"""What a process of ours has around it: its environment, its log, its event loop and how it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
import zoneinfo
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from bot.slack.redact import hold_slack_libraries_at_info, redact_all_logs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")

LINES = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s"
CHATTY = ("alembic", "apscheduler")
"""Libraries that would write a line at every tick or start."""


def take_environment() -> dict[str, str]:
    """The environment, out of which Slack's variables are taken.

    Bolt acts on those that it finds there: with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET it keeps
    installations in files. Nor need the processes that we start inherit our tokens.
    """
    environ = dict(os.environ)
    for name in environ:
        if name.startswith("SLACK_"):
            del os.environ[name]
    return environ


def set_up_logging(level: str) -> None:
    """Plain lines on stderr, in UTC, with every token redacted.

    ``level`` is for what is ours. Libraries stay at INFO or above: at DEBUG they write out whole messages.
    """
    ours = logging.getLevelNamesMapping()[level]
    formatter = logging.Formatter(LINES, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=max(ours, logging.INFO), handlers=[handler])
    logging.getLogger("bot").setLevel(ours)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(ours, logging.WARNING))
    hold_slack_libraries_at_info()
    redact_all_logs()


def run(work: Callable[[asyncio.Event], Coroutine[Any, Any, T]]) -> T:
    """Runs ``work(stop)`` to its end. SIGTERM and Ctrl+C set ``stop``; the second of them ends it at once."""
    use_pinned_time_zones()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_until_told(work))


def use_pinned_time_zones() -> None:
    """The zones of the package that is pinned, on every machine the same: a machine's own files may be years
    old, and two workers must not disagree about when it is nine o'clock.
    """
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()


async def _until_told(work: Callable[[asyncio.Event], Awaitable[T]]) -> T:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    signals = (signal.SIGTERM, signal.SIGINT)

    def told() -> None:
        stop.set()
        for each in signals:
            loop.remove_signal_handler(each)

    # Where a loop cannot watch signals (Windows), Ctrl+C cancels the work, which then closes what it opened.
    with suppress(NotImplementedError):
        for each in signals:
            loop.add_signal_handler(each, told)
    return await work(stop)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop

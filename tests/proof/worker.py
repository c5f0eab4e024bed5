"""Workers that are made to be killed: ``python -m tests.proof.worker`` forks one for each line it reads.

Everything is imported once; a new worker is then up in a few hundredths of a second. A line is a JSON object,
:class:`Order`; ``started PID`` is printed for it, and later ``ended PID STATUS``.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import Program
from bot.clock import MovableClock
from bot.domain.deliveries import DeliveryTimes
from bot.process import set_up_logging
from bot.settings import read_settings


@dataclass(frozen=True)
class Order:
    """``fail_at``: the failpoint at which the worker kills itself, when it comes there the ``nth`` time.
    ``ahead``: how far business time is ahead of real time, in seconds.
    """

    database_url: str
    api_url: str
    times: dict[str, float]
    fail_at: str = ""
    nth: int = 1
    ahead: float = 0.0


def times(**changes: Any) -> dict[str, float]:
    """The waits of :class:`DeliveryTimes` in seconds, twenty to fifty times shorter than in earnest."""
    return {
        "http_total": 0.8,
        "settle": 1.5,
        "lease": 4.0,
        "skew": 0.1,
        "check_tries": 40,
        "post_gap": 0.02,
        "update_gap": 0.05,
        "step_gap": 0.01,
        **changes,
    }


def delivery_times(seconds: dict[str, float]) -> DeliveryTimes:
    return DeliveryTimes(
        **{
            name: int(value) if name == "check_tries" else timedelta(seconds=value)
            for name, value in seconds.items()
        }
    )


async def work(order: Order) -> None:
    settings = read_settings(
        {
            "SLACK_BOT_TOKEN": "xoxb-not-a-real-token",
            "SLACK_SIGNING_SECRET": "not-a-real-secret",
            "SLACK_API_URL": order.api_url,
            "DATABASE_URL": order.database_url,
            "SOCMOB_TICK_SECONDS": "0.2",
        }
    )
    passed = 0

    def failpoint(name: str) -> None:
        nonlocal passed
        passed += name == order.fail_at
        if name == order.fail_at and passed == order.nth:
            os.kill(os.getpid(), signal.SIGKILL)

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    clock = MovableClock(lambda: datetime.now(UTC))
    clock.forward(timedelta(seconds=order.ahead))
    program = Program(
        settings,
        serves=False,
        works=True,
        clock=clock,
        times=delivery_times(order.times),
        failpoint=failpoint,
    )
    await program.run_until(stop)


def main() -> None:
    set_up_logging("ERROR")
    signal.signal(signal.SIGCHLD, _reap)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        pid = os.fork()
        if pid == 0:
            _be_worker(order)
        _say(f"started {pid}")


def _be_worker(order: Order) -> None:
    """Never returns: what the parent does at its end is not a worker's to do."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.close(sys.stdin.fileno())
    status = 1
    try:
        asyncio.run(work(order))
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    finally:
        os._exit(status)


def _reap(_signal: int, _frame: object) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")


def _say(words: str) -> None:
    """In one piece, though a signal may interrupt another one."""
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


if __name__ == "__main__":
    main()

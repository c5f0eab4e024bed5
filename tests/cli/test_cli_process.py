"""Whole processes, as an operator and a platform run them."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import tzdata
from aiohttp import ClientSession
from answering_slack import AnsweringSlack, answering_slack
from child_process import Ended, end_of, free_port, started

from bot import process


def test_the_time_zones_are_those_that_are_pinned() -> None:
    """Whatever files the machine has: here some that make London two hours late."""
    look = (
        "from datetime import UTC, datetime; from zoneinfo import ZoneInfo; from bot import process\n"
        "winter, london = datetime(2026, 1, 5, tzinfo=UTC), 'Europe/London'\n"
        "async def hour(_stop): return winter.astimezone(ZoneInfo(london)).hour\n"
        "print(process.run(hour))"
    )
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(Path(tzdata.__file__).parent / "zoneinfo" / "Etc", Path(folder) / "Etc")
        (Path(folder) / "Europe").mkdir()
        shutil.copy(Path(folder) / "Etc" / "GMT-2", Path(folder) / "Europe" / "London")
        done = subprocess.run(
            [sys.executable, "-c", look],
            env={**os.environ, "PYTHONTZPATH": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.strip() == "0"


async def run(*arguments: str, environ: dict[str, str]) -> Ended:
    async with started(*arguments, environ=environ) as child:
        return await end_of(child)


@pytest.fixture
async def slack():
    async with answering_slack() as answering:
        yield answering


def environ(slack: AnsweringSlack, tmp_path: Path) -> dict[str, str]:
    database = f"sqlite:///{tmp_path / 'socmob.db'}"
    return slack.environ | {"DATABASE_URL": database, "PORT": str(free_port())}


async def is_ready(port: str) -> None:
    """Returns when the process says that it can work."""
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(f"http://127.0.0.1:{port}/readyz") as response:
                    if response.status == 200:
                        return
            except OSError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_run_makes_its_database_serves_and_stops_when_told(slack, tmp_path, told):
    given = environ(slack, tmp_path)
    async with started("-m", "bot.cli", "run", environ=given) as child:
        await is_ready(given["PORT"])
        child.send_signal(told)
        ended = await end_of(child)
    assert (ended.code, ended.out) == (0, "")
    assert "Traceback" not in ended.err
    assert ("auth.test", "Bearer xoxb-sandbox-not-a-real-token") in slack.asked


async def test_web_does_not_touch_a_database_that_is_not_up_to_date(slack, tmp_path):
    ended = await run("-m", "bot.cli", "web", environ=environ(slack, tmp_path))
    assert ended.code == 1
    assert ended.err.strip() == "socmob: The database is not up to date. Run: socmob migrate"


async def test_a_port_that_is_taken_is_a_sentence(slack, tmp_path):
    given = environ(slack, tmp_path) | {"PORT": slack.url.rpartition(":")[2]}
    ended = await run("-m", "bot.cli", "run", environ=given)
    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith("socmob: Port ")
    assert "Traceback" not in ended.err


async def test_a_token_that_slack_refuses_is_a_sentence(slack, tmp_path):
    slack.answers["auth.test"] = {"ok": False, "error": "invalid_auth"}
    ended = await run("-m", "bot.cli", "run", environ=environ(slack, tmp_path))
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert line.startswith("socmob: ")
    assert "SLACK_BOT_TOKEN" in line


async def test_bolts_own_variables_make_it_no_installation_files(slack, tmp_path):
    """With them Bolt would keep installations in the home folder, and think that it has to answer OAuth."""
    strays = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "not-a-real-secret", "HOME": str(tmp_path)}
    given = environ(slack, tmp_path) | strays
    async with started("-m", "bot.cli", "run", environ=given) as child:
        await is_ready(given["PORT"])
        child.terminate()
        ended = await end_of(child)
    assert ended.code == 0
    assert "OAuth" not in ended.err
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"socmob.db"}


async def test_the_log_is_plain_lines_without_tokens_and_without_what_libraries_say_at_debug():
    script = """
import logging
from bot.process import set_up_logging
set_up_logging("DEBUG")
for name in ("bot.jobs", "slack_sdk.web", "aiohttp.client", "apscheduler.scheduler"):
    logging.getLogger(name).debug("%s has xoxb-in-the-log", name)
    logging.getLogger(name).info("%s ticks", name)
"""
    ended = await run("-c", script, environ={})
    assert (ended.code, ended.out) == (0, "")
    lines = [line.split(" ", 1) for line in ended.err.splitlines()]
    assert [words for _, words in lines] == [
        "DEBUG bot.jobs: bot.jobs has [redacted]",
        "INFO bot.jobs: bot.jobs ticks",
        "INFO slack_sdk.web: slack_sdk.web ticks",
        "INFO aiohttp.client: aiohttp.client ticks",
    ]
    assert all(at.endswith("Z") and len(at) == len("2026-03-02T09:00:00.000Z") for at, _ in lines)


def test_slacks_variables_are_taken_out_of_the_environment(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox-not-a-real-token")
    monkeypatch.setenv("SOCMOB_TICK_SECONDS", "1")
    environ = process.take_environment()
    assert environ["SLACK_BOT_TOKEN"] == "xoxb-sandbox-not-a-real-token"
    assert "SLACK_BOT_TOKEN" not in os.environ
    assert os.environ["SOCMOB_TICK_SECONDS"] == "1"


async def test_to_be_told_twice_ends_it_at_once():
    script = """
import asyncio, signal
from bot.process import run
async def work(stop):
    signal.raise_signal(signal.SIGINT)
    await stop.wait()
    print("stopping")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(60)
run(work)
"""
    ended = await run("-c", script, environ={})
    assert ended.out == "stopping\n"
    assert "KeyboardInterrupt" in ended.err

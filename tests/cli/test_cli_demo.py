from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession
from child_process import end_of, free_port, started

if TYPE_CHECKING:
    from pathlib import Path

REAL = {
    "SLACK_BOT_TOKEN": "xoxb-of-a-real-workspace",
    "SLACK_APP_TOKEN": "xapp-of-a-real-workspace",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "not-a-real-secret",
    "DATABASE_URL": "sqlite:////none/of/the/demos/business.db",
    "PORT": "1",
}


@pytest.mark.parametrize("environ", [{}, REAL], ids=["nothing set", "set for a real workspace"])
async def test_the_demo_needs_nothing_and_touches_nothing_real(environ, tmp_path: Path):
    port, kept = free_port(), tmp_path / "kept.db"
    arguments = ("-m", "bot.cli", "demo", "--port", str(port), "--keep", str(kept))
    async with started(*arguments, environ=environ) as child:
        assert child.stdout is not None
        said = (await child.stdout.readline()).decode()
        assert f"http://127.0.0.1:{port}" in said
        async with ClientSession() as http, http.get(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
            assert page.content_type == "text/html"
        child.terminate()
        ended = await end_of(child)
    assert (ended.code, ended.out) == (0, "")
    assert "Traceback" not in ended.err
    with closing(sqlite3.connect(kept)) as database:
        assert database.execute("SELECT count(*) FROM workspaces").fetchone() == (1,)


async def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path):
    port = free_port()
    async with started("-m", "http.server", "--bind", "127.0.0.1", str(port), environ={}) as other:
        assert other.stdout is not None
        await other.stdout.readline()
        async with started("-m", "bot.cli", "demo", "--port", str(port), environ={}) as child:
            ended = await end_of(child)
    assert (ended.code, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"socmob: Port {port} ")


async def test_a_place_where_nothing_can_be_kept_is_a_sentence(tmp_path: Path):
    arguments = ("demo", "--port", str(free_port()), "--keep", str(tmp_path / "none" / "kept.db"))
    async with started("-m", "bot.cli", *arguments, environ={}) as child:
        ended = await end_of(child)
    assert (ended.code, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("socmob: ")

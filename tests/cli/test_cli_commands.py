from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.manifest import manifest, written

COMMANDS = {"run", "web", "worker", "migrate", "demo", "doctor", "manifest"}
OURS = ("SLACK_", "SOCMOB_", "DATABASE_URL", "PORT", "HOST", "LOG_LEVEL")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in os.environ:
        if name.startswith(OURS):
            monkeypatch.delenv(name)


def socmob(*arguments: str, **environ: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environ)


def test_the_help_names_every_command_with_what_it_does():
    shown = socmob("--help")
    assert shown.exit_code == 0
    assert set(main.commands) == COMMANDS
    for name, command in main.commands.items():
        assert f"  {name} " in shown.output
        assert command.help
        assert socmob(name, "-h").exit_code == 0


def test_the_help_is_there_at_once():
    heavy = "{'slack_bolt', 'sqlalchemy', 'aiohttp', 'pydantic', 'alembic', 'asyncio'}"
    script = f"import sys, bot.cli; assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=20)


@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_what_is_not_set_is_told_before_anything_starts(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = socmob(command, PORT="http")
    assert ended.exit_code == 2
    assert ended.stdout == ""
    lines = ended.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("socmob: ") and line.endswith(".") for line in lines)
    assert list(tmp_path.iterdir()) == []


def test_migrate_needs_no_token_and_can_be_repeated(tmp_path):
    url = f"sqlite:///{tmp_path / 'socmob.db'}"
    first = socmob("migrate", DATABASE_URL=url)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "it was empty" in first.stdout
    again = socmob("migrate", DATABASE_URL=url)
    assert again.exit_code == 0
    assert "up to date" in again.stdout
    assert "empty" not in again.stdout


@pytest.mark.parametrize(
    ("url", "exit_code"),
    [("sqlite:////none/socmob.db", 1), ("postgresql://127.0.0.1:9/socmob", 1), ("oracle://db", 2)],
)
def test_a_database_that_cannot_be_migrated_is_one_sentence(url, exit_code):
    ended = socmob("migrate", DATABASE_URL=url)
    assert ended.exit_code == exit_code
    (line,) = ended.stderr.splitlines()
    assert "DATABASE_URL" in line


def test_a_mistake_of_ours_is_not_made_to_look_like_one_of_the_operator(monkeypatch):
    def broken(_url):
        raise ZeroDivisionError

    monkeypatch.setattr("bot.store.migrate.current", broken)
    assert isinstance(socmob("migrate", DATABASE_URL="sqlite:///socmob.db").exception, ZeroDivisionError)


def test_doctor_says_what_is_wrong_and_fails():
    ended = socmob("doctor")
    assert ended.exit_code == 1
    assert [line[:23] for line in ended.stdout.splitlines()] == ["problem  Configuration:"] * 2


def test_the_manifest_comes_for_socket_mode_or_for_an_address():
    assert socmob("manifest").stdout == written(manifest())
    assert socmob("manifest", "--socket").stdout == written(manifest())
    shown = socmob("manifest", "--url", "https://socmob.example.org")
    assert json.loads(shown.stdout) == manifest("https://socmob.example.org")


@pytest.mark.parametrize(
    "arguments", [["--url", "http://a.example"], ["--socket", "--url", "https://a.example"]]
)
def test_a_manifest_that_slack_would_refuse_is_not_printed(arguments):
    ended = socmob("manifest", *arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "--url" in ended.stderr


@pytest.mark.parametrize("arguments", [["--port", "65536"], ["--port", "http"], ["--keep", "."]])
def test_the_demo_takes_only_what_it_can_use(arguments):
    assert socmob("demo", *arguments).exit_code == 2

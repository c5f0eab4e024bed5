from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from contextlib import closing

import pytest
from answering_slack import APP_TOKEN, BOT_TOKEN, AnsweringSlack, answering_slack

from bot import doctor
from bot.doctor import examine


@pytest.fixture
async def slack():
    async with answering_slack() as answering:
        yield answering


def environ(slack: AnsweringSlack, database_url: str, **more: str) -> dict[str, str]:
    return slack.environ | {"DATABASE_URL": database_url} | more


async def found(environ: dict[str, str]) -> dict[str, tuple[bool, str]]:
    checks = await examine(environ)
    assert len({check.name for check in checks}) == len(checks)
    return {check.name: (check.ok, check.words) for check in checks}


async def test_all_is_well(slack, database_url):
    checks = await examine(environ(slack, database_url, SLACK_APP_TOKEN=APP_TOKEN))
    names = ["Configuration", "Checklist", "Database", "Migrations", "Slack", "Permissions", "Socket Mode"]
    if database_url.startswith("sqlite"):
        names.append("SQLite")
    assert [check.name for check in checks] == names
    assert [check for check in checks if not check.ok] == []
    assert ("auth.test", f"Bearer {BOT_TOKEN}") in slack.asked
    assert ("apps.connections.open", f"Bearer {APP_TOKEN}") in slack.asked


async def test_without_an_app_token_no_connection_is_asked_for(slack, sqlite_url):
    assert "Socket Mode" not in await found(environ(slack, sqlite_url))
    assert [method for method, _ in slack.asked] == ["auth.test"]


async def test_a_wrong_configuration_is_told_in_full_and_nothing_is_tried(slack):
    checks = await examine({"PORT": "http", "SLACK_API_URL": slack.url})
    assert [check.name for check in checks] == ["Configuration"] * 3
    assert not any(check.ok for check in checks)
    assert slack.asked == []


async def test_a_checklist_that_is_not_there(slack, sqlite_url, tmp_path):
    checks = await found(environ(slack, sqlite_url, SOCMOB_CHECKLIST=str(tmp_path / "none.json")))
    ok, words = checks["Checklist"]
    assert not ok
    assert "SOCMOB_CHECKLIST" in words


async def test_a_checklist_with_a_mistake_is_told_by_its_place(slack, sqlite_url, tmp_path):
    path = tmp_path / "ours.json"
    path.write_text(json.dumps({"id": "ours"}))
    ok, words = (await found(environ(slack, sqlite_url, SOCMOB_CHECKLIST=str(path))))["Checklist"]
    assert not ok
    assert "sections" in words


async def test_a_database_without_tables(slack, empty_database_url):
    if empty_database_url.startswith("sqlite"):
        sqlite3.connect(empty_database_url.removeprefix("sqlite:///")).close()
    checks = await found(environ(slack, empty_database_url))
    assert checks["Database"][0]
    ok, words = checks["Migrations"]
    assert not ok
    assert words.endswith("Run: socmob migrate")


@pytest.mark.parametrize(("at", "is_enough"), [("0000", False), ("9999", True)])
async def test_a_database_of_an_older_or_of_a_newer_release(slack, sqlite_url, at, is_enough):
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [at])
    ok, words = (await found(environ(slack, sqlite_url)))["Migrations"]
    assert ok == is_enough
    assert at in words


async def test_looking_for_a_database_does_not_make_one(slack, tmp_path):
    ok, words = (await found(environ(slack, f"sqlite:///{tmp_path}/socmob.db")))["Database"]
    assert not ok
    assert "socmob migrate" in words
    ok, words = (await found(environ(slack, f"sqlite:///{tmp_path}/none/socmob.db")))["Database"]
    assert not ok
    assert str(tmp_path / "none") in words
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_no_database(slack, tmp_path):
    path = tmp_path / "socmob.db"
    path.write_text("Something else. " * 100)
    checks = await found(environ(slack, f"sqlite:///{path}"))
    assert not checks["Database"][0]
    assert "Migrations" not in checks


async def test_a_server_that_does_not_answer_is_told_in_one_line_without_the_password(slack):
    url = "postgresql://socmob:not-a-real-password@127.0.0.1:9/socmob"
    ok, words = (await found(environ(slack, url)))["Database"]
    assert not ok
    assert "DATABASE_URL" in words
    assert "\n" not in words
    assert "not-a-real-password" not in words


async def test_a_server_that_says_nothing_does_not_hold_it_up(slack, monkeypatch):
    monkeypatch.setattr(doctor, "CONNECT_SECONDS", 2)  # the least that a PostgreSQL client waits
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with asyncio.timeout(5):
            url = f"postgresql://127.0.0.1:{silent.getsockname()[1]}/socmob"
            ok, words = (await found(environ(slack, url)))["Database"]
    assert not ok
    assert "timeout" in words


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "a_code_of_next_year"])
async def test_a_token_that_slack_refuses(slack, sqlite_url, code):
    slack.answers["auth.test"] = {"ok": False, "error": code}
    checks = await found(environ(slack, sqlite_url))
    ok, words = checks["Slack"]
    assert not ok
    assert words.startswith("SLACK_BOT_TOKEN is not accepted")
    assert code in words
    assert "Permissions" not in checks


async def test_a_persons_token_is_none_of_a_bot(slack, sqlite_url):
    slack.answers["auth.test"] = {
        key: value for key, value in slack.answers["auth.test"].items() if key != "bot_id"
    }
    assert not (await found(environ(slack, sqlite_url)))["Slack"][0]


async def test_a_slack_that_is_away_is_not_blamed_on_the_token(slack, sqlite_url):
    slack.statuses["auth.test"] = 503
    failing = await found(environ(slack, sqlite_url))
    away = await found(environ(slack, sqlite_url, SLACK_API_URL="http://127.0.0.1:9/api/"))
    for ok, words in (failing["Slack"], away["Slack"]):
        assert not ok
        assert "cannot be reached" in words
        assert "SLACK_BOT_TOKEN" not in words


async def test_asking_too_often_is_told_as_that(slack, sqlite_url):
    slack.statuses["apps.connections.open"] = 429
    slack.answers["apps.connections.open"] = {"ok": False, "error": "ratelimited"}
    ok, words = (await found(environ(slack, sqlite_url, SLACK_APP_TOKEN=APP_TOKEN)))["Socket Mode"]
    assert not ok
    assert "Try again" in words


async def test_missing_permissions_are_named_with_what_they_are_for(slack, sqlite_url):
    slack.scopes = {"chat:write", "commands", "users:read", "files:write"}
    ok, words = (await found(environ(slack, sqlite_url)))["Permissions"]
    assert not ok
    assert "channels:read (to know who is in a public channel)" in words
    assert "groups:read" in words
    assert "chat:write" not in words
    assert "history" not in words


async def test_a_missing_optional_permission_is_only_a_note(slack, sqlite_url):
    slack.scopes.remove("groups:history")
    ok, words = (await found(environ(slack, sqlite_url)))["Permissions"]
    assert ok
    assert "groups:history" in words
    assert "channels:history" not in words


async def test_an_app_token_that_slack_refuses(slack, sqlite_url):
    slack.answers["apps.connections.open"] = {"ok": False, "error": "not_allowed_token_type"}
    checks = await found(environ(slack, sqlite_url, SLACK_APP_TOKEN=APP_TOKEN))
    ok, words = checks["Socket Mode"]
    assert not ok
    assert words.startswith("SLACK_APP_TOKEN is not accepted")
    assert checks["Slack"][0]


async def test_an_sqlite_that_is_too_old(slack, sqlite_url, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    ok, words = (await found(environ(slack, sqlite_url)))["SQLite"]
    assert not ok
    assert words.startswith("version 3.34.1; 3.35 is needed")

"""``socmob doctor``: is everything there that the app needs, and what is to be done where it is not?"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.checklist_file import ChecklistError, load_checklist
from bot.manifest import OPTIONAL_SCOPES, SCOPES
from bot.settings import SettingsError, read_settings
from bot.slack.calls import ask
from bot.slack.client import SlackClient
from bot.slack.failures import NotSent, RateLimited, SlackFailure, Unclear
from bot.slack.session import open_session
from bot.store import migrate
from bot.store.engine import database_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import aiohttp

    from bot.settings import Settings

OLDEST_SQLITE = (3, 35)
"""RETURNING, by which a row is claimed, is as old as that."""

SECONDS = 10.0
CONNECT_SECONDS = 5


class Check(NamedTuple):
    """``words`` say what was found; where it is not ``ok``, also what to do."""

    name: str
    ok: bool
    words: str


async def examine(environ: Mapping[str, str]) -> list[Check]:
    """Everything, in the order in which it is put right. It changes nothing, and ends within seconds."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [Check("Configuration", False, problem) for problem in error.problems]
    async with open_session(http_total=SECONDS) as session:
        database, slack, socket_mode = await asyncio.gather(
            asyncio.to_thread(lambda: list(_database(settings.database_url))),
            _slack(settings, session),
            _socket_mode(settings, session),
        )
    way_in = "Socket Mode" if settings.slack_app_token else "signed requests"
    return [
        Check("Configuration", True, f"complete; Slack reaches the app by {way_in}"),
        _checklist(settings.checklist),
        *database,
        *slack,
        *socket_mode,
        *_sqlite(settings.database_url, sqlite3.sqlite_version_info),
    ]


def _checklist(path: Path) -> Check:
    try:
        checklist, _ = load_checklist(path)
    except ChecklistError as error:
        return Check("Checklist", False, str(error))
    except OSError as error:
        return Check("Checklist", False, f"{path} cannot be read ({error.strerror}). Set SOCMOB_CHECKLIST.")
    questions = sum(len(area.questions) for section in checklist.sections for area in section.areas)
    return Check("Checklist", True, f"{checklist.title}, {questions} questions")


def _database(url: str) -> Iterator[Check]:
    parsed = database_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and not Path(parsed.database).exists():
        # To connect would make the file.
        yield _new_file(Path(parsed.database))
        return
    if parsed.get_backend_name() == "postgresql" and "connect_timeout" not in parsed.query:
        parsed = parsed.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    try:
        found = migrate.current(parsed.render_as_string(hide_password=False))
    except migrate.MigrationFailed as error:
        cause = " ".join(str(error).split())
        yield Check("Database", False, f"cannot be used ({cause}). Check DATABASE_URL.")
        return
    yield Check("Database", True, f"{parsed.get_backend_name()} answers")
    needed = migrate.head()
    if found is None or found < needed:
        has = "has no tables yet" if found is None else f"is at migration {found}, and {needed} is needed"
        yield Check("Migrations", False, f"the database {has}. Run: socmob migrate")
    else:
        yield Check("Migrations", True, f"the database is at {found}")


def _new_file(path: Path) -> Check:
    folder = path.absolute().parent
    if not folder.is_dir():
        return Check("Database", False, f"there is no folder {folder}. Make it, or change DATABASE_URL.")
    if not os.access(folder, os.W_OK):
        return Check("Database", False, f"{folder} cannot be written to. Change it, or DATABASE_URL.")
    return Check("Database", False, f"{path} is not there yet. Run: socmob migrate")


async def _slack(settings: Settings, session: aiohttp.ClientSession) -> list[Check]:
    slack = SlackClient(session, settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        workspace = await slack.auth_test()
    except SlackFailure as failure:
        return [Check("Slack", False, _refused(failure, "SLACK_BOT_TOKEN", settings.slack_api_url))]
    return [
        Check("Slack", True, f"the bot token is for {workspace.team_name}"),
        _permissions(workspace.scopes),
    ]


def _permissions(granted: frozenset[str]) -> Check:
    missing = [f"{scope} ({why})" for scope, why in SCOPES.items() if scope not in granted]
    if missing:
        words = f"not granted: {', '.join(missing)}."
        return Check("Permissions", False, f"{words} Give the app the manifest anew and install it again.")
    optional = [f"{scope} ({why})" for scope, why in OPTIONAL_SCOPES.items() if scope not in granted]
    note = f"; without the optional {', '.join(optional)}" if optional else ""
    return Check("Permissions", True, f"all that are needed{note}")


async def _socket_mode(settings: Settings, session: aiohttp.ClientSession) -> list[Check]:
    if settings.slack_app_token is None:
        return []
    token = settings.slack_app_token.get_secret_value()
    web = SlackClient(session, token, settings.slack_api_url).web
    try:
        await ask("apps.connections.open", web.apps_connections_open, app_token=token)
    except SlackFailure as failure:
        return [Check("Socket Mode", False, _refused(failure, "SLACK_APP_TOKEN", settings.slack_api_url))]
    return [Check("Socket Mode", True, "the app token opens connections")]


def _refused(failure: SlackFailure, variable: str, api_url: str) -> str:
    if isinstance(failure, RateLimited):
        return f"was asked too often ({failure}). Try again in a minute."
    if isinstance(failure, NotSent | Unclear):
        return f"{api_url} cannot be reached ({failure}). Check the network, or SLACK_API_URL."
    return f"{variable} is not accepted ({failure}). Copy it anew from the app's settings on Slack."


def _sqlite(url: str, version: tuple[int, ...]) -> list[Check]:
    if database_url(url).get_backend_name() != "sqlite":
        return []
    words = f"version {'.'.join(map(str, version))}"
    if version < OLDEST_SQLITE:
        return [Check("SQLite", False, f"{words}; 3.35 is needed. Use a newer Python, or PostgreSQL.")]
    return [Check("SQLite", True, words)]

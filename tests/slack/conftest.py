from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted_slack import ScriptedSlack, scripted_slack

from bot.slack.client import SlackClient
from bot.slack.session import open_session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "xoxb-sandbox-not-a-real-token"


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    async with scripted_slack() as scripted:
        yield scripted


@pytest.fixture
async def client(slack: ScriptedSlack) -> AsyncIterator[SlackClient]:
    async with open_session(http_total=0.5) as session:
        yield SlackClient(session, TOKEN, slack.api_url)

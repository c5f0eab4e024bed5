from __future__ import annotations

import logging

import pytest
from scripted_slack import scripted_slack
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.authorize import OneWorkspace, TurnAway
from bot.slack.workspace import Workspace

WORKSPACE = Workspace(
    team_id="T1",
    bot_id="B1",
    bot_user_id="UBOT",
    team_name="Acme",
    url="https://acme.example/",
    scopes=frozenset({"chat:write", "commands"}),
)
TOKEN = "xoxb-sandbox-not-a-real-token"


@pytest.fixture
async def slack():
    async with scripted_slack() as scripted:
        yield scripted


@pytest.fixture
def seen():
    return []


@pytest.fixture
def app(slack, seen):
    app = AsyncApp(
        client=AsyncWebClient(base_url=slack.api_url, retry_handlers=[]),
        authorize=OneWorkspace(WORKSPACE, TOKEN),
        before_authorize=TurnAway(WORKSPACE),
        process_before_response=True,
        request_verification_enabled=False,
    )

    @app.action("press")
    async def press(ack, context, client):
        seen.append((context.team_id, context.user_id, context.bot_user_id, context.bot_token, client.token))
        await ack()

    @app.event("tokens_revoked")
    async def revoked(context):
        seen.append(context.team_id)

    return app


async def send(app, body):
    return await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))


def press(slack, **other):
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "actions": [{"type": "button", "action_id": "press", "block_id": "b"}],
        "response_url": f"{slack.url}/respond",
        **other,
    }


async def test_a_press_has_our_token_and_slack_is_not_asked(app, slack, seen):
    assert (await send(app, press(slack))).status == 200
    assert seen == [("T1", "U1", "UBOT", TOKEN, TOKEN)]
    assert slack.received == []


async def test_somebody_of_another_organisation_may_press_in_a_shared_channel(app, slack, seen):
    await send(app, press(slack, user={"id": "U9", "team_id": "T9"}))
    assert [user_id for _, user_id, *_ in seen] == ["U9"]


@pytest.mark.parametrize("other", [{"team": {"id": "T2"}}, {"team": None, "user": {"id": "U1"}}])
async def test_another_workspace_is_dropped_without_a_word_to_slack(app, slack, seen, caplog, other):
    caplog.set_level(logging.WARNING)
    response = await send(app, press(slack, **other))
    assert (response.status, response.body, seen, slack.received) == (200, "", [], [])
    assert len(caplog.records) == 1


async def test_another_workspaces_uninstallation_is_none_of_ours(app, seen):
    body = {"type": "event_callback", "team_id": "T2", "event": {"type": "tokens_revoked"}}
    assert (await send(app, body)).status == 200
    assert seen == []
    assert (await send(app, body | {"team_id": "T1"})).status == 200
    assert seen == ["T1"]


async def test_a_challenge_belongs_to_no_workspace(app):
    response = await send(app, {"type": "url_verification", "challenge": "abc"})
    assert response.body == '{"challenge": "abc"}'


async def test_the_answer_is_the_same_object_each_time():
    authorize = OneWorkspace(WORKSPACE, TOKEN)
    asked = {"context": None, "enterprise_id": None, "user_id": "U1"}
    first = await authorize(team_id="T1", **asked)
    assert first is await authorize(team_id="T1", **asked)
    assert (first.bot_token, first.bot_scopes) == (TOKEN, ["chat:write", "commands"])
    assert await authorize(team_id="T2", **asked) is None
